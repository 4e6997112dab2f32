import { ClienteleError, freezeModel, knownOptions, oneOf, showValue } from "../../errors/index.js";
import type { ColumnRule } from "./column-rule.js";
import { type GridAxis, gridRules } from "./rule-grid.js";

/** Ready-made sets of rules; see {@link rulePreset}. */
export type RulePreset = "age-income" | "life-stage-income" | "family-life-cycle" | "bank-nine-cells";

const presetNames: readonly RulePreset[] = ["age-income", "life-stage-income", "family-life-cycle", "bank-nine-cells"];

/** Options of {@link rulePreset}. */
export interface RulePresetOptions {
  /** What the columns are called that the preset asks for, `{ age: "customer_age" }` [their own names]. */
  readonly columns?: Readonly<Record<string, string>> | undefined;
  /** Where the bands of a column meet, ascending; each number belongs to the band above it [the preset's]. */
  readonly cuts?: Readonly<Record<string, readonly number[]>> | undefined;
}

/** The bands of the published grid of age × income, made to meet: its gaps and its overlap are closed. */
const ageCuts = [6, 12, 20, 35, 50, 65];
const incomeCuts = [800, 1500, 4000, 6000];

/** The stages of a family's life that `life-stage-income` expects in its column, youngest first. */
const lifeStages = ["single", "couple", "young children", "older children", "empty nest", "retired"] as const;

const cellNames = [
  ["low contribution, low potential", "low contribution, some potential", "low contribution, high potential"],
  [
    "middling contribution, low potential",
    "middling contribution, some potential",
    "middling contribution, high potential",
  ],
  ["high contribution, low potential", "high contribution, some potential", "high contribution, high potential"],
] as const;

/**
 * Ready-made rules for {@link segmentByRules}; each set covers everybody once.
 *
 * - `"age-income"`: columns `age` (whole years) and `income`, 7 × 5 cells; the cuts are those of a published grid.
 * - `"life-stage-income"`: column `lifeStage` with single, couple, young children, older children, empty nest, retired,
 *   and `income`.
 * - `"family-life-cycle"`: columns `age` of the head, `partner` (true or false), `children` at home, `youngestChild`
 * (its
 *   age, may be missing without children) and `working` (true or false); nine stages of Wells and Gubar, and single
 *   parents (Murphy and Staples 1979). Cuts: `age` [45], `youngestChild` [6].
 * - `"bank-nine-cells"`: columns `contribution` and `potential` in three bands each; both `cuts` have to be given, as
 *   they are the bank's own.
 *
 * Errors: `invalid-option`.
 *
 * Source: Wells and Gubar (1966), Life cycle concept in marketing research; Murphy and Staples (1979), A modernized
 * family life cycle.
 *
 * @example
 * ```ts
 * const rules = rulePreset("family-life-cycle", { columns: { age: "age_of_head" } });
 * rules.map((rule) => rule.name)[0]; // "bachelor"
 * ```
 */
export function rulePreset(preset: RulePreset, options: RulePresetOptions = {}): readonly ColumnRule[] {
  const caller = "rulePreset";
  knownOptions(caller, options, ["columns", "cuts"]);
  const name = oneOf(caller, "preset", requiredPreset(caller, preset), presetNames, "age-income");
  const asked = columnsOfPreset[name];
  const columns = knownKeys(caller, "columns", options.columns ?? {}, asked);
  const cuts = knownKeys(caller, "cuts", options.cuts ?? {}, asked);
  const column = (plain: string): string => columns.get(plain) ?? plain;
  const axis = (plain: string, fallback?: readonly number[]): GridAxis => {
    const own = cuts.get(plain) ?? fallback;
    if (own !== undefined) return { column: column(plain), cuts: own };
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      `preset "${name}" needs the option cuts.${plain}: two numbers of your own, such as [100, 1000]`,
    );
  };
  switch (name) {
    case "age-income":
      return gridRules(caller, {
        rows: { ...axis("age", ageCuts), whole: true },
        columns: axis("income", incomeCuts),
        basis: "demography",
      });
    case "life-stage-income":
      return gridRules(caller, {
        rows: { column: column("lifeStage"), values: lifeStages },
        columns: axis("income", incomeCuts),
        basis: "life stage",
      });
    case "bank-nine-cells":
      return gridRules(caller, {
        rows: threeBands(caller, axis("contribution")),
        columns: threeBands(caller, axis("potential")),
        names: cellNames,
        basis: "profitability",
      });
    case "family-life-cycle":
      return familyLifeCycle(
        column,
        singleCut(caller, "age", cuts.get("age"), 45),
        singleCut(caller, "youngestChild", cuts.get("youngestChild"), 6),
      );
  }
}

const columnsOfPreset: Readonly<Record<RulePreset, readonly string[]>> = {
  "age-income": ["age", "income"],
  "life-stage-income": ["lifeStage", "income"],
  "family-life-cycle": ["age", "partner", "children", "youngestChild", "working"],
  "bank-nine-cells": ["contribution", "potential"],
};

function requiredPreset(caller: string, preset: RulePreset): RulePreset {
  if (typeof preset === "string") return preset;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: preset },
    `the preset must be one of ${presetNames.map((name) => `"${name}"`).join(", ")}, got ${showValue(preset)}`,
  );
}

function knownKeys<Value>(
  caller: string,
  option: string,
  given: Readonly<Record<string, Value>>,
  known: readonly string[],
): Map<string, Value> {
  knownOptions(caller, given, known);
  for (const [name, value] of Object.entries(given)) {
    if (option === "columns" ? typeof value === "string" : Array.isArray(value)) continue;
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value },
      `option "${option}.${name}" must be ` +
        `${option === "columns" ? "the name of a column" : "a list of numbers"}, got ${showValue(value)}`,
    );
  }
  return new Map(Object.entries(given));
}

function threeBands(caller: string, axis: GridAxis): GridAxis {
  if (axis.cuts?.length === 2) return axis;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, column: axis.column, value: axis.cuts },
    "three bands need two cuts",
  );
}

function singleCut(caller: string, name: string, cuts: readonly number[] | undefined, fallback: number): number {
  if (cuts === undefined) return fallback;
  if (cuts.length === 1 && Number.isFinite(cuts[0])) return cuts[0]!;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: cuts },
    `option "cuts.${name}" must be a list of one number, the age at which the later stage begins`,
  );
}

function familyLifeCycle(column: (plain: string) => string, older: number, school: number): readonly ColumnRule[] {
  const childless = { children: { below: 1, whole: true } };
  const parents = { children: { from: 1, whole: true } };
  const young = { age: { below: older } };
  const old = { age: { from: older } };
  const stages: readonly (readonly [string, ColumnRule["when"]])[] = [
    ["bachelor", { ...childless, partner: false, ...young }],
    ["newly married", { ...childless, partner: true, ...young }],
    ["single parent", { ...parents, partner: false }],
    ["full nest I", { ...parents, partner: true, youngestChild: { below: school } }],
    ["full nest II", { ...parents, partner: true, youngestChild: { from: school }, ...young }],
    ["full nest III", { ...parents, partner: true, youngestChild: { from: school }, ...old }],
    ["empty nest I", { ...childless, partner: true, ...old, working: true }],
    ["empty nest II", { ...childless, partner: true, ...old, working: false }],
    ["solitary survivor, working", { ...childless, partner: false, ...old, working: true }],
    ["solitary survivor, retired", { ...childless, partner: false, ...old, working: false }],
  ];
  return freezeModel(
    stages.map(([name, when]) => ({
      name,
      basis: "life stage" as const,
      when: Object.fromEntries(Object.entries(when).map(([plain, condition]) => [column(plain), condition])),
    })),
  );
}
