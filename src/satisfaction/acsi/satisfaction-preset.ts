import { ClienteleError, columnList, knownOptions, showValue } from "../../errors/index.js";
import {
  type AnswerRange,
  isPathStatistics,
  type PathModelOptions,
  type PathPreset,
  type PathSpecification,
  type PathStatistics,
  pathModelOptionNames,
  readSpecification,
} from "../../path-models/index.js";
import { hasColumn, numberColumn, type TableInput, toTable } from "../../table/index.js";

/** Options that the presets share: the items of each construct, and how to estimate. */
export interface SatisfactionOptions
  extends Pick<
    PathModelOptions,
    | "scheme"
    | "consistent"
    | "missing"
    | "weights"
    | "tolerance"
    | "maxIterations"
    | "stopRule"
    | "deviation"
    | "fSquared"
  > {
  readonly expectations: string | readonly string[];
  readonly quality: string | readonly string[];
  readonly value: string | readonly string[];
  readonly satisfaction: string | readonly string[];
  readonly complaints: string | readonly string[];
  readonly loyalty: string | readonly string[];
  /** Lowest and highest answer [[1, 10]]: of every item, or by item. */
  readonly scale?: AnswerRange;
}

/** What sets one preset apart. */
export interface PresetStructure {
  readonly name: PathPreset["name"];
  readonly roles: readonly string[];
  readonly paths: readonly { readonly from: string; readonly to: string }[];
  readonly complaintsMeasure: unknown;
}

const defaultScale: readonly [number, number] = [1, 10];
const incidenceScale: readonly [number, number] = [0, 1];

/** The specification of a preset with the items of a survey. Errors: as {@link readSpecification}. */
export function satisfactionSpecification(
  caller: string,
  answers: TableInput | PathStatistics,
  options: object,
  structure: PresetStructure,
): { readonly specification: PathSpecification; readonly preset: PathPreset } {
  if (typeof options !== "object" || options === null) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: options },
      `options must name the items of each construct, got ${showValue(options)}`,
    );
  }
  const shared = pathModelOptionNames.filter((name) => name !== "constructs" && name !== "paths");
  knownOptions(caller, options, [...structure.roles, "complaintsMeasure", ...shared]);
  const { complaintsMeasure } = structure;
  if (complaintsMeasure !== "incidence" && complaintsMeasure !== "handling") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: complaintsMeasure },
      'option "complaintsMeasure" must say which way the complaints item points: "incidence" (high = complained) ' +
        `or "handling" (high = complaints are handled well), got ${showValue(complaintsMeasure)}`,
    );
  }
  const given = options as Readonly<Record<string, unknown>>;
  const constructs = Object.fromEntries(
    structure.roles.map((role) => {
      const items = given[role];
      return [role, { items: columnList(caller, role, typeof items === "string" ? [items] : items) }];
    }),
  );
  const estimation = Object.fromEntries(shared.filter((name) => name in given).map((name) => [name, given[name]]));
  // Checked without the scale first, so that the items are known to be names when the scale is laid over them.
  const checked = readSpecification(caller, { ...estimation, scale: defaultScale, constructs, paths: structure.paths });
  const complaints = checked.constructs.find((construct) => construct.name === "complaints")!.items;
  const scale = presetScale(
    caller,
    answers,
    (given["scale"] ?? defaultScale) as AnswerRange,
    checked.ranges.map(({ item }) => item),
    complaintsMeasure === "incidence" ? complaints : [],
  );
  return {
    specification: readSpecification(caller, { ...estimation, scale, constructs, paths: structure.paths }),
    preset: { name: structure.name, complaintsMeasure },
  };
}

/** The scale of every item. Whether somebody complained may be asked as 0 or 1 among questions of 1 to 10. */
function presetScale(
  caller: string,
  answers: TableInput | PathStatistics,
  scale: AnswerRange,
  items: readonly string[],
  incidence: readonly string[],
): AnswerRange {
  const yesOrNo = incidence.filter((item) => !ownRange(scale, item) && isYesOrNo(caller, answers, item));
  if (yesOrNo.length === 0) return scale;
  const shared = isRange(scale) ? items.map((item) => [item, scale] as const) : Object.entries(scale);
  return Object.fromEntries([...shared, ...yesOrNo.map((item) => [item, incidenceScale] as const)]);
}

function isRange(scale: AnswerRange): scale is readonly [number, number] {
  return Array.isArray(scale);
}

function ownRange(scale: AnswerRange, item: string): boolean {
  return typeof scale === "object" && scale !== null && !isRange(scale) && Object.hasOwn(scale, item);
}

/** Whether every answer to an item is 0 or 1, and somebody answered 0. */
function isYesOrNo(caller: string, answers: TableInput | PathStatistics, item: string): boolean {
  if (isPathStatistics(answers)) {
    const place = answers.items.indexOf(item);
    return answers.minimum[place] === 0 && answers.maximum[place] === 1;
  }
  const table = toTable(caller, answers);
  if (!hasColumn(table, item)) return false;
  let zero = false;
  for (const answer of numberColumn(caller, table, item, { missing: "keep" })) {
    if (answer === 0) zero = true;
    else if (answer !== 1 && !Number.isNaN(answer)) return false;
  }
  return zero;
}
