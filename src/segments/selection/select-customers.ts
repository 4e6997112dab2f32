import { knownOptions, numberOption, requireColumnName } from "../../errors/index.js";
import { type TableInput, toTable } from "../../table/index.js";
import { carriedMeasures, classMeasure, distinctMeasures } from "../classification/class-measure.js";
import { type Classification, classification } from "../classification/classification.js";
import { classifyRows, type Outcome } from "../classification/classify-rows.js";
import { customerIds } from "../classification/customer-ids.js";
import { knownMedian } from "../classification/cut-levels.js";
import { showFigure } from "../classification/show-figure.js";
import { type AbilityItem, ownAbility } from "./own-ability.js";

/** Options of {@link selectCustomers}. */
export interface SelectCustomersOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  /** What the customer's purchases are worth [`"purchases"`]. */
  readonly purchases?: string | undefined;
  /** What growth and cross-buying are worth [`"growth"`]. */
  readonly growth?: string | undefined;
  /** What scale, word of mouth and information are worth [`"intangible"`]. */
  readonly intangible?: string | undefined;
  /** What serving the customer costs [`"cost"`]. */
  readonly cost?: string | undefined;
  /** What the customer may cost through default, claims or leaving [`"risk"`]. */
  readonly risk?: string | undefined;
  /** What the firm can do for customers, by weighted points from 1 to 5. */
  readonly ability: readonly AbilityItem[];
  /** From which value, and from which ability index (0..100), a customer is chosen [the median value, and 60]. */
  readonly cuts?: { readonly value?: number | undefined; readonly ability?: number | undefined } | undefined;
  /** Further columns of numbers that `summary()` adds up [none]. */
  readonly measures?: readonly string[] | undefined;
}

/** What to do about a customer. */
export type CustomerChoice = "select" | "build ability first" | "serve cheaply" | "leave";

/** What {@link SelectedCustomers} say beside what every classification says. */
export interface SelectedCustomersAttributes {
  /** Σ weight · points, 1..5; the mean where points differ by customer. Null where they are all missing. */
  readonly ability: number | null;
  /** 20 · ability. */
  readonly abilityIndex: number | null;
  readonly cuts: { readonly value: number; readonly ability: number };
}

/** Customers by what to do about them. */
export type SelectedCustomers = Classification<
  "choice",
  CustomerChoice,
  { value: number; ability: number },
  SelectedCustomersAttributes
>;

const choices: readonly CustomerChoice[] = ["select", "build ability first", "serve cheaply", "leave"];
const terms = ["purchases", "growth", "intangible", "cost", "risk"] as const;

/**
 * Which customers should we choose, given what we can do? value = purchases + growth and cross-buying + intangible
 * value − cost − risk, against the firm's own ability: Σ weight · points. High value and able: "select"; high value and
 * not able: "build ability first"; low value and able: "serve cheaply"; neither: "leave". A value at a cut is high.
 *
 * @param table - one row a customer
 * @returns `customer`, the five terms, `value`, `ability`, `choice`, `reason`; `.ability`, `.abilityIndex`, `.cuts`,
 * `.summary()`, `.rules`, `.warnings`, `.source`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id), `not-a-number`, `not-finite`, `inconsistent-row`,
 * `out-of-range` (points outside 1..5), `too-few-rows`, `duplicate-column`, `duplicate-name`, `weights-sum`,
 * `invalid-option`.
 *
 * @example
 * ```ts
 * const selected = selectCustomers(
 *   { customer: ["ada"], purchases: [100], growth: [30], intangible: [10], cost: [40], risk: [15] },
 *   { ability: [{ name: "delivery", points: 4, weight: 0.8 }, { name: "service", points: 3, weight: 0.2 }] },
 * );
 * selected.column("value").at(0); // 85
 * selected.ability; // 3.8
 * selected.abilityIndex; // 76
 * selected.column("choice").at(0); // "select"
 * ```
 */
export function selectCustomers(table: TableInput, options: SelectCustomersOptions): SelectedCustomers {
  const caller = "selectCustomers";
  knownOptions(caller, options, ["customer", ...terms, "ability", "cuts", "measures"]);
  knownOptions(caller, options.cuts ?? {}, ["value", "ability"]);
  const input = toTable(caller, table);
  const customers = customerIds(caller, input, options.customer);
  const read = terms.map((term) => classMeasure(caller, input, requireColumnName(caller, term, options[term] ?? term)));
  const [purchases, growth, intangible, cost, risk] = read.map(({ values }) => values) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const value = purchases.map((bought, row) => bought + growth[row]! + intangible[row]! - cost[row]! - risk[row]!);
  const ability = ownAbility(caller, input, options.ability);
  const cuts = {
    value:
      options.cuts?.value === undefined
        ? knownMedian(caller, "value", value)
        : numberOption(caller, "cuts.value", options.cuts.value),
    ability: numberOption(caller, "cuts.ability", options.cuts?.ability ?? 60, { min: 20, max: 100 }),
  };
  const outcomes = choiceOutcomes(cuts, ability.weakest);
  const used = distinctMeasures(read);
  const needed = [...used, { name: "ability", values: ability.ofRow, additive: false }];
  const rows = classifyRows(input.numRows, needed, choices, outcomes, (row) => {
    // Sums of weights such as .2 and .8 miss whole numbers by their last bit.
    const isAble = 20 * ability.ofRow[row]! >= cuts.ability - 1e-9;
    return (value[row]! >= cuts.value ? 0 : 2) + (isAble ? 0 : 1);
  });
  return classification<"choice", CustomerChoice, { value: number; ability: number }, SelectedCustomersAttributes>(
    {
      caller,
      customers,
      measures: [...used, ...carriedMeasures(caller, input, options.measures, used)],
      added: [
        ["value", value],
        ["ability", ability.ofRow],
      ],
      key: "choice",
      classes: choices,
      ...rows,
      rules: outcomes.map(({ class: choice, reason }) => ({ class: choice!, rule: reason })),
      source: "customer value against the firm's own ability, both by stated sums",
    },
    {
      ability: ability.mean,
      abilityIndex: ability.mean === null ? null : 20 * ability.mean,
      cuts: Object.freeze(cuts),
    },
  );
}

function choiceOutcomes(cuts: { readonly value: number; readonly ability: number }, weakest: string): Outcome[] {
  const [value, ability] = [showFigure(cuts.value), showFigure(cuts.ability)];
  const able = `ability index ${ability} or more`;
  const notAble = `ability index below ${ability}, weakest in ${weakest}`;
  return [
    { class: "select", reason: `value ${value} or more, ${able}` },
    { class: "build ability first", reason: `value ${value} or more, ${notAble}` },
    { class: "serve cheaply", reason: `value below ${value}, ${able}` },
    { class: "leave", reason: `value below ${value}, ${notAble}` },
  ];
}
