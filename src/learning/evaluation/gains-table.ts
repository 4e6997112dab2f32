import { knownOptions, numberOption } from "../../errors/index.js";
import { createTable, type NumberInput, type Present, readRowWeights, type Table } from "../../table/index.js";
import { type Outcome, readOutcome } from "../outcomes/outcome.js";
import { readProbabilities } from "../outcomes/probabilities.js";
import { groupByScore, type ScoreGroups } from "./score-order.js";

/** Options of {@link gainsTable}. */
export interface GainsOptions {
  /** Parts that the rows are cut into [10: deciles]. */
  readonly bins?: number | undefined;
  /** How many identical rows each row stands for. */
  readonly count?: NumberInput | undefined;
  /** What it costs to contact one customer [0 where `valuePerPositive` is given]. */
  readonly contactCost?: number | undefined;
  /** What a contacted positive brings in, before the cost of the contact [1 where `contactCost` is given]. */
  readonly valuePerPositive?: number | undefined;
}

/** Columns of a gains table; a row for each part, best scores first. */
export type GainsColumns = {
  /** 1 for the best scores. */
  bin: Present<number>;
  rows: Present<number>;
  positives: Present<number>;
  /** Share of positives in the part. */
  rate: number;
  /** Rate of the part over the overall rate. */
  lift: number;
  cumulativeRows: number;
  cumulativePositives: number;
  /** Rate down to here over the overall rate. */
  cumulativeLift: number;
  /** Share of all positives found down to here. */
  cumulativeGain: number;
  /** Share of positives less share of negatives found down to here. */
  ks: number;
  /** Lowest score of the part. */
  lowestScore: number;
  /** What contacting the part earns: positives · value − rows · cost. Missing without a cost or value. */
  profit: number;
  /** What contacting everyone down to here earns. */
  cumulativeProfit: number;
};

const caller = "gainsTable";

/**
 * Who to contact first, and how far down it pays: rows by descending score, cut into `bins` parts at ⌊n · i / bins⌋.
 * Rows with equal scores come in no order: where an edge falls among them, each side gets their positives in proportion
 * to its rows, so that positives may be fractions, and gains, lift and KS are those of the ROC curve whose area
 * `evaluateClassifier` gives. With `count` the cases behind the rows are cut.
 *
 * `p` may be any score, not only a probability.
 *
 * Errors: `length-mismatch`, `out-of-range`, `missing-value`, `empty-table`, `invalid-option`, `one-class`.
 *
 * @example
 * ```ts
 * const gains = gainsTable([1, 0, 1, 0, 0, 0], [0.9, 0.8, 0.7, 0.3, 0.2, 0.1], {
 *   bins: 3,
 *   contactCost: 2,
 *   valuePerPositive: 10,
 * });
 * gains.column("cumulativeProfit").toArray(); // [6, 12, 8]: contact the first two thirds
 * ```
 */
export function gainsTable(y: Outcome, p: NumberInput, options: GainsOptions = {}): Table<GainsColumns> {
  knownOptions(caller, options, ["bins", "count", "contactCost", "valuePerPositive"]);
  const bins = numberOption(caller, "bins", options.bins ?? 10, { min: 1, integer: true });
  const scores = readProbabilities(caller, p, { anyScore: true });
  const rowWeights = readRowWeights(caller, scores.length, options);
  const classes = readOutcome(caller, y, scores.length, rowWeights);
  const groups = groupByScore(scores, classes.y, rowWeights.count);
  return gainsOf(groups, bins, profitOf(options));
}

/** Value of a positive and cost of a contact, or null when neither was given. */
function profitOf({
  contactCost,
  valuePerPositive,
}: GainsOptions): { readonly value: number; readonly cost: number } | null {
  if (contactCost === undefined && valuePerPositive === undefined) return null;
  return {
    value: numberOption(caller, "valuePerPositive", valuePerPositive ?? 1),
    cost: numberOption(caller, "contactCost", contactCost ?? 0),
  };
}

/** The gains table of cases by score. */
export function gainsOf(
  groups: ScoreGroups,
  bins: number,
  profit: { readonly value: number; readonly cost: number } | null,
): Table<GainsColumns> {
  const { cumulativeRows, cumulativePositives, lowest } = cutIntoParts(groups, bins);
  const rows = differences(cumulativeRows);
  const positives = differences(cumulativePositives);
  const allRows = cumulativeRows.at(-1)!;
  const allPositives = cumulativePositives.at(-1)!;
  const rate = allPositives / allRows;
  const earned = rows.map((size, i) =>
    profit === null ? Number.NaN : positives[i]! * profit.value - size * profit.cost,
  );
  return createTable<GainsColumns>({
    bin: Float64Array.from(rows, (_, i) => i + 1),
    rows,
    positives,
    rate: positives.map((found, i) => found / rows[i]!),
    lift: positives.map((found, i) => found / rows[i]! / rate),
    cumulativeRows,
    cumulativePositives,
    cumulativeLift: cumulativePositives.map((found, i) => found / cumulativeRows[i]! / rate),
    cumulativeGain: cumulativePositives.map((found) => found / allPositives),
    ks: cumulativePositives.map(
      (found, i) => found / allPositives - (cumulativeRows[i]! - found) / (allRows - allPositives),
    ),
    lowestScore: lowest,
    profit: earned,
    cumulativeProfit: runningSum(earned),
  });
}

function cutIntoParts({ scores, positives, negatives }: ScoreGroups, bins: number) {
  let total = 0;
  for (let group = 0; group < scores.length; group++) total += positives[group]! + negatives[group]!;
  const parts = Math.min(bins, total);
  const cumulativeRows = Float64Array.from({ length: parts }, (_, part) => Math.floor((total * (part + 1)) / parts));
  const cumulativePositives = new Float64Array(parts);
  const lowest = new Float64Array(parts);
  let part = 0;
  let above = 0;
  let found = 0;
  for (let group = 0; group < scores.length; group++) {
    const size = positives[group]! + negatives[group]!;
    for (; part < parts && cumulativeRows[part]! <= above + size; part++) {
      cumulativePositives[part] = found + (positives[group]! * (cumulativeRows[part]! - above)) / size;
      lowest[part] = scores[group]!;
    }
    above += size;
    found += positives[group]!;
  }
  return { cumulativeRows, cumulativePositives, lowest };
}

function differences(cumulative: Float64Array): Float64Array {
  return cumulative.map((value, i) => (i === 0 ? value : value - cumulative[i - 1]!));
}

function runningSum(values: Float64Array): Float64Array {
  let total = 0;
  return values.map((value) => {
    total += value;
    return total;
  });
}
