import type { Random } from "../../numeric/index.js";
import type { PredictionGroups } from "../predictions/prediction-groups.js";
import { expectedByPeriod, increments } from "./expected-by-period.js";
import { futurePaths } from "./future-paths.js";

/** Variances of totals: in each period, and from now to the end of each period. */
export interface Spread {
  readonly perPeriod: Float64Array;
  readonly cumulative: Float64Array;
}

/** Variances of the number of purchases, and of the money spent where spend was drawn. */
export interface ForecastSpread {
  readonly orders: Spread;
  readonly revenue: Spread | null;
}

/** How the amounts of a customer are drawn: first the customer's own level, then each purchase. */
export type AmountsOfRow = (random: Random, row: number) => () => number;

/** Simulated futures in all: enough for a standard deviation to about one percent. */
const simulatedPaths = 200_000;

/** Simulated purchases in all, unless that would leave too few futures. */
const simulatedPurchases = 1e7;

/**
 * The variance of totals by chance alone, the model being right: the sum over customers of the variance of what each
 * does. Each is the mean square of simulated futures around their expectation, which is known exactly. Of very many
 * customers a systematic sample is drawn.
 *
 * @param meanAmount - by row, the expected spend per purchase; with `amounts`, which draws it
 */
export function forecastSpread(
  groups: PredictionGroups,
  ends: Float64Array,
  random: Random,
  money: { readonly meanAmount: Float64Array; readonly amounts: AmountsOfRow } | null,
): ForecastSpread {
  const { definition, history, processes, patterns, patternOf, alive, groupOf, representative } = groups;
  const { frequency, recency, age, count } = history;
  const periods = ends.length;
  const { every, pathsEach } = sampleOf(groups, ends);
  const pathsOf = patterns.map((values) => futurePaths(definition, values));
  const orders = new SpreadSum(periods);
  const revenue = money === null ? null : new SpreadSum(periods);
  const counts = new Float64Array(periods);
  const sums = new Float64Array(periods);
  for (const [group, members] of rowsOfGroups(groupOf, representative.length, every)) {
    const first = representative[group]!;
    const pattern = patternOf === null ? 0 : patternOf[first]!;
    const ifActive = increments(
      ends.map((end) => processes[pattern]!.expected(frequency[first]!, recency[first]!, age[first]!, end)),
    );
    for (const row of members) {
      const own = random.fork(row);
      const weight = (every * (count === undefined ? 1 : count[row]!)) / pathsEach;
      if (weight === 0) continue;
      const path = pathsOf[pattern]!(frequency[row]!, recency[row]!, age[row]!);
      for (let i = 0; i < pathsEach; i++) {
        counts.fill(0);
        sums.fill(0);
        const amount = money === null ? null : money.amounts(own, row);
        let k = 0;
        path(own, ends[periods - 1]!, (time) => {
          while (time > ends[k]!) k++;
          counts[k]!++;
          if (amount !== null) sums[k]! += amount();
        });
        orders.add(counts, ifActive, alive[row]!, weight);
        revenue?.add(sums, ifActive, alive[row]! * money!.meanAmount[row]!, weight);
      }
    }
  }
  return { orders, revenue };
}

/** Which rows to simulate, every so many, and how many futures of each. */
function sampleOf(groups: PredictionGroups, ends: Float64Array) {
  const { rows } = groups.history;
  const purchases = expectedByPeriod(groups, ends.subarray(-1))[0]! / customersOf(groups);
  const budget = Math.min(simulatedPaths / Math.max(1, ends.length / 100), simulatedPurchases / purchases);
  const every = Math.max(1, Math.ceil(rows / Math.max(budget, 2000)));
  const sampled = Math.ceil(rows / every);
  return { every, pathsEach: Math.max(1, Math.ceil(Math.min(5000, Math.max(budget, 200) / sampled))) };
}

function customersOf({ history }: PredictionGroups): number {
  return history.count === undefined ? history.rows : history.count.reduce((sum, count) => sum + count, 0);
}

/** Adds up weighted squared deviations from the expectation. */
class SpreadSum implements Spread {
  readonly perPeriod: Float64Array;
  readonly cumulative: Float64Array;

  constructor(periods: number) {
    this.perPeriod = new Float64Array(periods);
    this.cumulative = new Float64Array(periods);
  }

  add(values: Float64Array, ifActive: Float64Array, scale: number, weight: number): void {
    let sum = 0;
    for (let k = 0; k < values.length; k++) {
      const deviation = values[k]! - scale * ifActive[k]!;
      sum += deviation;
      this.perPeriod[k]! += weight * deviation * deviation;
      this.cumulative[k]! += weight * sum * sum;
    }
  }
}

/** Every `every`-th row, by its group. */
function rowsOfGroups(groupOf: Int32Array, groups: number, every: number): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (let row = 0; row < groupOf.length && groups > 0; row += every) {
    const rows = members.get(groupOf[row]!);
    if (rows === undefined) members.set(groupOf[row]!, [row]);
    else rows.push(row);
  }
  return members;
}
