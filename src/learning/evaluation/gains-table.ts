import { knownOptions, numberOption } from "../../errors/index.js";
import { createTable, type NumberInput, readRowWeights, type Table } from "../../table/index.js";
import { type Outcome, readOutcome } from "../outcomes/outcome.js";
import { readProbabilities } from "../outcomes/probabilities.js";
import { descendingOrder } from "./score-order.js";

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
  bin: number;
  rows: number;
  positives: number;
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
 * Who to contact first, and how far down it pays: rows by descending score, ties in the order of the rows, cut into
 * `bins` parts at ⌊n · i / bins⌋. With `count` the cases behind the rows are cut, so that a row may fall into two
 * parts, its positives in proportion.
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
  return gainsOf(classes.y, scores, rowWeights.count, bins, profitOf(options));
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

/** The gains table of checked input. */
export function gainsOf(
  y: Float64Array,
  scores: Float64Array,
  count: Float64Array | null,
  bins: number,
  profit: { readonly value: number; readonly cost: number } | null,
): Table<GainsColumns> {
  const { rows, positives, lowest } = cutIntoParts(y, scores, count, bins);
  const allRows = rows.reduce((sum, value) => sum + value, 0);
  const allPositives = positives.reduce((sum, value) => sum + value, 0);
  const rate = allPositives / allRows;
  const cumulativeRows = runningSum(rows);
  const cumulativePositives = runningSum(positives);
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

function cutIntoParts(y: Float64Array, scores: Float64Array, count: Float64Array | null, bins: number) {
  const total = count === null ? y.length : count.reduce((sum, value) => sum + value, 0);
  const parts = Math.min(bins, total);
  const rows = new Float64Array(parts);
  const positives = new Float64Array(parts);
  const lowest = new Float64Array(parts);
  let part = 0;
  let taken = 0;
  for (const row of descendingOrder(scores)) {
    let left = count === null ? 1 : count[row]!;
    while (left > 0) {
      while (taken >= Math.floor((total * (part + 1)) / parts)) part++;
      const size = Math.min(left, Math.floor((total * (part + 1)) / parts) - taken);
      rows[part]! += size;
      positives[part]! += size * y[row]!;
      lowest[part] = scores[row]!;
      taken += size;
      left -= size;
    }
  }
  return { rows, positives, lowest };
}

function runningSum(values: Float64Array): Float64Array {
  let total = 0;
  return values.map((value) => {
    total += value;
    return total;
  });
}
