import { ClienteleError, knownOptions, numberOption, requireColumnName, showValue } from "../../errors/index.js";
import { adjustPValues, wilsonInterval } from "../../numeric/index.js";
import {
  createTable,
  keyColumn,
  numberColumn,
  optionalCountColumn,
  type Present,
  placeOfValue,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { outcomeColumn } from "../rates/yes-or-no.js";
import type { MeanOfGroup } from "./contrast-of-means.js";
import { differenceOfMeans } from "./difference-of-means.js";
import { differenceOfShares, type Successes } from "./difference-of-shares.js";
import { type Looks, sequentialLevel } from "./sequential-level.js";

/** Options of {@link readExperiment}. */
export interface ReadExperimentOptions {
  /** The column that says which group a customer was in. */
  readonly group: string;
  /** The column of the outcome: 1 or true for yes, 0 or false for no. */
  readonly outcome: string;
  /** The group that was left alone, or got what everybody got. */
  readonly control: string | number | boolean;
  /** A column of amounts to compare, too, such as spend [none]. */
  readonly value?: string;
  /** The chance of a false alarm, over all groups and looks together [0.05]. */
  readonly level?: number;
  /** How often the experiment is looked at [once]. */
  readonly looks?: Looks;
}

/** The columns of {@link ExperimentReading}; those of the difference are missing for the control. */
export type ExperimentColumns = {
  group: Present<number | string | boolean>;
  n: Present<number>;
  /** The share of yes, with its interval. */
  rate: number;
  lower: number;
  upper: number;
  /** The rate less that of the control, with its interval. */
  difference: number;
  differenceLower: number;
  differenceUpper: number;
  /** Of the test that the group and the control have the same rate. */
  pValue: number;
  /** The same corrected for the number of groups compared with the control (Holm). */
  adjustedPValue: number;
  /** The mean of `value`, and the mean less that of the control; missing throughout without `value`. */
  meanValue: number;
  valueDifference: number;
  valueLower: number;
  valueUpper: number;
  valuePValue: number;
};

/** What the reading says about itself. */
export interface ExperimentAttributes {
  /** The level that this look may be judged at: below it `adjustedPValue` is an effect. */
  readonly level: number;
  /** One sentence for each group that was compared. */
  readonly findings: readonly string[];
  readonly warnings: readonly string[];
}

/** A row for each group, in the order of first appearance. */
export type ExperimentReading = Table<ExperimentColumns, ExperimentAttributes>;

/**
 * Did the campaign work? The rate of each group with its interval, and how much it lies above the control, which must
 * have been chosen by lot.
 *
 * Intervals of rates are Wilson's, of differences Newcombe's; the test is chi-square, corrected for the number of
 * groups by Holm's method. Amounts are compared by Welch's test. Who looks several times before the end says so in
 * `looks`, and judges by the stricter `level` of the result: without that, five looks at nothing find something one
 * time in seven.
 *
 * @param input - one row per customer, or per kind of customer with a column `count`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `out-of-range` for an outcome that is
 * neither 0 nor 1, `one-class` where there is no group beside the control, `invalid-option`.
 *
 * Sources: Newcombe (1998), "Interval estimation for the difference between independent proportions", method 10; Lan
 * and DeMets (1983) for repeated looks.
 *
 * @example
 * ```ts
 * const customers = { group: ["mail", "mail", "none", "none"], bought: [1, 0, 0, 0] };
 * readExperiment(customers, { group: "group", outcome: "bought", control: "none" }).toRows()[0].difference; // 0.5
 * ```
 */
export function readExperiment(input: TableInput, options: ReadExperimentOptions): ExperimentReading {
  const caller = "readExperiment";
  knownOptions(caller, options, ["group", "outcome", "control", "value", "level", "looks"]);
  for (const name of ["group", "outcome"] as const) requireColumnName(caller, name, options[name]);
  const level = numberOption(caller, "level", options.level ?? 0.05, { min: 0, max: 1, exclusive: true });
  const table = toTable(caller, input);
  requireRows(caller, table);
  const { codes, count: groups, labels } = keyColumn(caller, table, options.group);
  const names: readonly (string | number | boolean | null)[] = labels.toArray();
  const named = { option: "control", column: options.group, things: "groups", code: "invalid-option" } as const;
  const control = placeOfValue(caller, named, labels, options.control);
  const outcome = outcomeColumn(caller, table, options.outcome);
  const count = optionalCountColumn(caller, table) ?? new Float64Array(table.numRows).fill(1);
  const shares = countSuccesses(groups, codes, outcome, count);
  const kept = shares.map(({ n }) => n > 0);
  if (shares[control]!.n === 0 || kept.filter(Boolean).length < 2) {
    throw new ClienteleError(
      "one-class",
      { function: caller, column: options.group },
      `there must be customers in the control ${showValue(options.control)} and in a group beside it`,
    );
  }
  const values = options.value === undefined ? null : numberColumn(caller, table, options.value);
  const means = values === null ? null : meansByGroup(groups, codes, values, count);
  const order = Array.from(kept.keys()).filter((group) => kept[group]);
  const looked = sequentialLevel(caller, level, options.looks);
  return readingTable(
    { order, control, shares, means, names, level: looked, warnings: smallGroups(order, shares, names) },
    labels.take(order),
  );
}

function countSuccesses(groups: number, codes: Int32Array, outcome: Float64Array, count: Float64Array): Successes[] {
  const n = new Float64Array(groups);
  const successes = new Float64Array(groups);
  for (let row = 0; row < codes.length; row++) {
    n[codes[row]!]! += count[row]!;
    successes[codes[row]!]! += count[row]! * outcome[row]!;
  }
  return Array.from(n, (size, group) => ({ n: size, successes: successes[group]! }));
}

function meansByGroup(groups: number, codes: Int32Array, values: Float64Array, count: Float64Array): MeanOfGroup[] {
  const n = new Float64Array(groups);
  const sum = new Float64Array(groups);
  for (let row = 0; row < codes.length; row++) {
    n[codes[row]!]! += count[row]!;
    sum[codes[row]!]! += count[row]! * values[row]!;
  }
  const squares = new Float64Array(groups);
  for (let row = 0; row < codes.length; row++) {
    const group = codes[row]!;
    squares[group]! += count[row]! * (values[row]! - sum[group]! / n[group]!) ** 2;
  }
  return Array.from(n, (size, group) => ({
    n: size,
    mean: sum[group]! / size,
    variance: size < 2 ? Number.NaN : squares[group]! / (size - 1),
  }));
}

interface Reading {
  readonly order: readonly number[];
  readonly control: number;
  readonly shares: readonly Successes[];
  readonly means: readonly MeanOfGroup[] | null;
  readonly names: readonly (string | number | boolean | null)[];
  readonly level: number;
  readonly warnings: readonly string[];
}

function readingTable(reading: Reading, groups: ReturnType<Table["column"]>): ExperimentReading {
  const { order, control, shares, means, level, warnings } = reading;
  const confidence = 1 - level;
  const rates = order.map((group) => {
    const { n, successes } = shares[group]!;
    return wilsonInterval(successes / n, n, confidence);
  });
  const compared = order.map((group) =>
    group === control ? null : differenceOfShares(shares[group]!, shares[control]!, confidence),
  );
  const valued = order.map((group) =>
    means === null || group === control ? null : differenceOfMeans(means[group]!, means[control]!, confidence),
  );
  const adjusted = adjustPValues(
    compared.map((difference) => difference?.pValue ?? Number.NaN),
    "holm",
  );
  const numbers = (of: (i: number) => number | undefined): Float64Array =>
    Float64Array.from(order, (_, i) => of(i) ?? Number.NaN);
  return createTable<ExperimentColumns, ExperimentAttributes>(
    {
      group: groups as never,
      n: numbers((i) => shares[order[i]!]!.n),
      rate: numbers((i) => rates[i]!.share),
      lower: numbers((i) => rates[i]!.lower),
      upper: numbers((i) => rates[i]!.upper),
      difference: numbers((i) => compared[i]?.difference),
      differenceLower: numbers((i) => compared[i]?.lower),
      differenceUpper: numbers((i) => compared[i]?.upper),
      pValue: numbers((i) => compared[i]?.pValue),
      adjustedPValue: numbers((i) => adjusted[i]),
      meanValue: numbers((i) => means?.[order[i]!]?.mean),
      valueDifference: numbers((i) => valued[i]?.difference),
      valueLower: numbers((i) => valued[i]?.lower),
      valueUpper: numbers((i) => valued[i]?.upper),
      valuePValue: numbers((i) => valued[i]?.pValue),
    },
    {
      level,
      findings: Object.freeze(findingsOf(reading, compared, adjusted)),
      warnings: Object.freeze([...warnings]),
    },
  );
}

function findingsOf(
  { order, names, control, level }: Reading,
  compared: readonly (ReturnType<typeof differenceOfShares> | null)[],
  adjusted: readonly number[],
): string[] {
  return order.flatMap((group, i) => {
    const found = compared[i];
    if (found === null || found === undefined) return [];
    // Rounded first, so that what rounds to 0 has no sign.
    const points = (share: number): string => (Math.round(1e4 * share) / 100 || 0).toFixed(2);
    const interval = `${points(found.lower)} to ${points(found.upper)}`;
    const what = adjusted[i]! < level ? (found.difference > 0 ? "works" : "does harm") : "no effect can be told";
    return [
      `${showValue(names[group])} against ${showValue(names[control])}: ${what}; ` +
        `${points(found.difference)} points (${interval})`,
    ];
  });
}

/** Where the normal approximation of the test is rough: fewer than 5 expected in a cell (Cochran 1954). */
function smallGroups(
  order: readonly number[],
  shares: readonly Successes[],
  names: readonly (string | number | boolean | null)[],
): string[] {
  const total = order.reduce((sum, group) => sum + shares[group]!.n, 0);
  const yes = order.reduce((sum, group) => sum + shares[group]!.successes, 0);
  return order.flatMap((group) => {
    const { n } = shares[group]!;
    const least = (n * Math.min(yes, total - yes)) / total;
    if (least >= 5) return [];
    return [`group ${showValue(names[group])} of ${n} is small: fewer than 5 of each outcome are to be expected`];
  });
}
