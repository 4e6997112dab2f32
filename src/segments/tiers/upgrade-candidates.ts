import {
  ClienteleError,
  columnList,
  counted,
  knownOptions,
  numberOption,
  refuseRow,
  requireColumnName,
  requireFreeNames,
  showNames,
  showValue,
} from "../../errors/index.js";
import { sortedOrder } from "../../numeric/index.js";
import {
  BooleanColumn,
  type Columns,
  createTable,
  hasColumn,
  type Present,
  type Table,
  type TableInput,
  textColumn,
  textColumnOf,
  toTable,
} from "../../table/index.js";
import { type Amount, amountsOf } from "../classification/amounts-of.js";
import { type ClassMeasure, classMeasure } from "../classification/class-measure.js";
import { classifyRows } from "../classification/classify-rows.js";
import { customerIds } from "../classification/customer-ids.js";
import { showFigure } from "../classification/show-figure.js";
import { candidateDriver, type Driver, driverOutcomes } from "./upgrade-drivers.js";

/** Options of {@link upgradeCandidates}. */
export interface UpgradeCandidatesOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  /** What a customer is worth now. */
  readonly value: string;
  /** Where the target tier begins: an amount, or the name of a tier, which begins at its least value. */
  readonly target: number | string;
  /** The column of tiers, for a target that is named [`"tier"`]. */
  readonly tier?: string | undefined;
  /** The probability of reaching the target if one tries, 0..1: a column, or one number. */
  readonly probability: Amount;
  /** What reaching it brings: a column, or one number [target − value]. */
  readonly gain?: Amount | undefined;
  /** What trying costs: a column, or one number [0]. */
  readonly cost?: Amount | undefined;
  /**
   * Columns that move customers, shown and compared with the candidates' mean [`"satisfaction"`, where there is one].
   */
  readonly drivers?: readonly string[] | undefined;
}

/** The columns of {@link upgradeCandidates} beside the value and the drivers, which keep their names. */
export type UpgradeCandidateColumns = {
  customer: Present<number | string | boolean>;
  /** From 1 for the largest expected gain; equal gains share a rank; missing where the gain is not known. */
  rank: number;
  probability: number;
  gain: number;
  cost: number;
  /** probability · gain − cost. */
  expectedGain: number;
  /** Whether the expected gain is positive. */
  worthwhile: boolean;
  reason: string;
};

/** What an {@link UpgradeCandidates} table says about itself. */
export interface UpgradeCandidatesAttributes {
  /** Where the target tier begins. */
  readonly target: number;
  /** Customers who are there already and are left out. */
  readonly alreadyThere: number;
  /** How many candidates are worth trying. */
  readonly worthwhile: number;
  /** What trying all of these should bring. */
  readonly expectedGain: number;
  readonly warnings: readonly string[];
}

/** Customers below the target, the best first. */
export type UpgradeCandidates = Table<Columns & UpgradeCandidateColumns, UpgradeCandidatesAttributes>;

const results = ["customer", "rank", "probability", "gain", "cost", "expectedGain", "worthwhile", "reason"];

/**
 * Whom should I try to move up? Ranks the customers below a target tier by probability · gain − cost, and says how the
 * drivers, satisfaction among them, stand against the mean of the candidates: half a standard deviation or more above
 * or below it.
 *
 * @param table - one row a customer
 * @returns the candidates, the largest expected gain first, those whose gain is not known last; `.target`,
 * `.alreadyThere`, `.worthwhile`, `.expectedGain`, `.warnings`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id), `not-a-number`, `not-finite`, `inconsistent-row`,
 * `out-of-range` (a probability outside 0..1), `duplicate-column`, `invalid-option`.
 *
 * @example
 * ```ts
 * const candidates = upgradeCandidates(
 *   { customer: ["ada", "bob", "cem"], spend: [950, 400, 700], chance: [0.9, 0.1, 0.5] },
 *   { value: "spend", target: 800, probability: "chance", cost: 20 },
 * );
 * candidates.column("customer").toArray(); // ["cem", "bob"]: .5 · 100 − 20 = 30, .1 · 400 − 20 = 20
 * candidates.alreadyThere; // 1
 * ```
 */
export function upgradeCandidates(table: TableInput, options: UpgradeCandidatesOptions): UpgradeCandidates {
  const caller = "upgradeCandidates";
  const known = ["customer", "value", "target", "tier", "probability", "gain", "cost", "drivers"];
  knownOptions(caller, options, known);
  const input = toTable(caller, table);
  const customers = customerIds(caller, input, options.customer);
  const value = classMeasure(caller, input, requireColumnName(caller, "value", options.value));
  const target = targetValue(caller, input, value, options);
  const expected = expectedGains(caller, input, value, target, options);
  const names = columnList(caller, "drivers", options.drivers ?? defaultDrivers(input), 0);
  requireFreeNames(caller, [value.name, ...names], results);
  requireFreeNames(caller, names, [value.name]);
  const isCandidate = value.values.map((amount) => (amount < target ? 1 : 0));
  const drivers = names.map((name) => candidateDriver(classMeasure(caller, input, name, false), isCandidate));
  const reasons = candidateReasons(expected, drivers, target, value.name);
  const gains = expected.expectedGain.values;
  const { order, rank } = rankedCandidates(gains, isCandidate);
  const inOrder = (values: Float64Array): Float64Array => {
    const taken = new Float64Array(order.length);
    for (let i = 0; i < taken.length; i++) taken[i] = values[order[i]!]!;
    return taken;
  };
  const expectedGain = inOrder(gains);
  const flags = new Uint8Array(order.length);
  for (let i = 0; i < flags.length; i++) flags[i] = worthFlag(expectedGain[i]!);
  const texts = new Int32Array(order.length);
  for (let i = 0; i < texts.length; i++) texts[i] = reasons.codes[order[i]!]!;
  return createTable<Columns & UpgradeCandidateColumns, UpgradeCandidatesAttributes>(
    [
      ["customer", customers.ids instanceof Float64Array ? inOrder(customers.ids) : customers.ids.take(order)],
      ["rank", rank],
      [value.name, inOrder(value.values)],
      ...drivers.map(({ name, values }) => [name, inOrder(values)] as const),
      ["probability", inOrder(expected.probability.values)],
      ["gain", inOrder(expected.gain.values)],
      ["cost", inOrder(expected.cost.values)],
      ["expectedGain", expectedGain],
      ["worthwhile", new BooleanColumn("worthwhile", flags)],
      ["reason", textColumnOf("reason", texts, reasons.texts)],
    ],
    {
      target,
      alreadyThere: value.values.reduce((count, amount) => count + (amount >= target ? 1 : 0), 0),
      ...worthTrying(gains, isCandidate),
      warnings: Object.freeze([...customers.warnings, ...unknownWarnings(value, rank)]),
    },
  );
}

/** As a column of true and false keeps it: 2 is missing. */
function worthFlag(gain: number): number {
  if (Number.isNaN(gain)) return 2;
  return gain > 0 ? 1 : 0;
}

/** The candidates by falling gain, those whose gain is not known last; equal gains share the rank of their first. */
function rankedCandidates(gains: Float64Array, isCandidate: Float64Array) {
  const rows = new Int32Array(gains.length);
  const falling = new Float64Array(gains.length);
  let count = 0;
  for (let row = 0; row < gains.length; row++) {
    if (isCandidate[row] !== 1) continue;
    rows[count] = row;
    falling[count++] = -gains[row]!;
  }
  const order = sortedOrder(falling.subarray(0, count));
  const rank = new Float64Array(count);
  let last = Number.NaN;
  for (let i = 0; i < count; i++) {
    const gain = falling[order[i]!]!;
    order[i] = rows[order[i]!]!;
    if (Number.isNaN(gain)) rank[i] = Number.NaN;
    else rank[i] = gain === last ? rank[i - 1]! : i + 1;
    last = gain;
  }
  return { order, rank };
}

/** Where the target tier begins. */
function targetValue(
  caller: string,
  table: Table,
  value: ClassMeasure,
  { target, tier = "tier" }: UpgradeCandidatesOptions,
): number {
  if (typeof target !== "string") return numberOption(caller, "target", target);
  const { codes, labels } = textColumn(caller, table, requireColumnName(caller, "tier", tier));
  const code = labels.indexOf(target);
  let least = Number.POSITIVE_INFINITY;
  for (let row = 0; row < codes.length; row++) {
    if (codes[row] === code && value.values[row]! < least) least = value.values[row]!;
  }
  if (code >= 0 && least < Number.POSITIVE_INFINITY) return least;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, column: tier, value: target },
    `option "target": no customer is in tier ${showValue(target)}, so there is no value at which it begins; the ` +
      `tiers are ${showNames(labels)}`,
  );
}

function defaultDrivers(table: Table): string[] {
  return hasColumn(table, "satisfaction") ? ["satisfaction"] : [];
}

interface ExpectedGains {
  readonly probability: ClassMeasure;
  readonly gain: ClassMeasure;
  readonly cost: ClassMeasure;
  readonly expectedGain: ClassMeasure;
}

function expectedGains(
  caller: string,
  table: Table,
  value: ClassMeasure,
  target: number,
  options: UpgradeCandidatesOptions,
): ExpectedGains {
  const probability = amountsOf(caller, table, "probability", options.probability);
  const impossible = probability.findIndex((p) => p < 0 || p > 1);
  if (impossible >= 0) {
    const name = typeof options.probability === "string" ? options.probability : "probability";
    refuseRow(caller, name, impossible, probability[impossible], "a probability lies between 0 and 1");
  }
  const gain =
    options.gain === undefined
      ? value.values.map((amount) => target - amount)
      : amountsOf(caller, table, "gain", options.gain);
  const cost = amountsOf(caller, table, "cost", options.cost ?? 0);
  const measure = (name: string, values: Float64Array): ClassMeasure => ({ name, values, additive: true });
  return {
    probability: measure(typeof options.probability === "string" ? options.probability : "probability", probability),
    gain: measure(typeof options.gain === "string" ? options.gain : "gain", gain),
    cost: measure(typeof options.cost === "string" ? options.cost : "cost", cost),
    expectedGain: measure(
      "expectedGain",
      probability.map((p, row) => p * gain[row]! - cost[row]!),
    ),
  };
}

function candidateReasons(
  { probability, gain, cost, expectedGain }: ExpectedGains,
  drivers: readonly Driver[],
  target: number,
  value: string,
) {
  const { list, outcomeOf } = driverOutcomes(drivers, [
    `${value} below ${showFigure(target)}; probability · gain is more than the cost`,
    `${value} below ${showFigure(target)}; probability · gain does not cover the cost`,
  ]);
  const rows = expectedGain.values.length;
  return classifyRows(rows, [probability, gain, cost], [], list.outcomes, (row) =>
    outcomeOf(row, expectedGain.values[row]! > 0 ? 0 : 1),
  ).reasons;
}

function worthTrying(gains: Float64Array, isCandidate: Float64Array) {
  let worthwhile = 0;
  let expectedGain = 0;
  for (let row = 0; row < gains.length; row++) {
    if (isCandidate[row] !== 1 || !(gains[row]! > 0)) continue;
    worthwhile++;
    expectedGain += gains[row]!;
  }
  return { worthwhile, expectedGain };
}

function unknownWarnings(value: ClassMeasure, rank: Float64Array): string[] {
  let unvalued = 0;
  for (let row = 0; row < value.values.length; row++) if (Number.isNaN(value.values[row]!)) unvalued++;
  let unranked = 0;
  for (let i = 0; i < rank.length; i++) if (Number.isNaN(rank[i]!)) unranked++;
  const have = (count: number): string => counted(count, "customer has", "customers have");
  return [
    ...(unvalued === 0 ? [] : [`${have(unvalued)} no ${value.name}: nobody knows whether they are candidates`]),
    ...(unranked === 0
      ? []
      : [`${have(unranked)} no rank, because something is missing; the column "reason" says what`]),
  ];
}
