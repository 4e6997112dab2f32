/**
 * The values of a customer (intervals, amounts) as draws from a gamma distribution of his own, whose shape says how
 * regular they are. All that is needed of those before: how many, their sum, and the sum of their logarithms.
 */
export interface OwnValues {
  count: number;
  sum: number;
  logs: number;
}

/** Nothing known yet. */
export function noValues(): OwnValues {
  return { count: 0, sum: 0, logs: 0 };
}

/** One value more, with its logarithm. */
export function addValue(own: OwnValues, value: number, log: number): void {
  own.count++;
  own.sum += value;
  own.logs += log;
}

/**
 * The values of all customers in the order of time: those of customer c are at `start[c]` … `start[c + 1] − 1`. What is
 * not positive (no interval before a first purchase, nothing spent) is passed over: its logarithm is NaN.
 */
export interface OwnSeries {
  readonly start: Int32Array;
  readonly values: Float64Array;
  readonly logs: Float64Array;
  /** The spread that a customer is taken to have of whom little is known. */
  readonly spread: number;
}

/** Puts the logarithms beside values, and says how regular they are over all customers. */
export function ownSeries(start: Int32Array, values: Float64Array): OwnSeries {
  const logs = values.map((value) => (value > 0 ? Math.log(value) : Number.NaN));
  return { start, values, logs, spread: sharedSpread(start, values, logs) };
}

/** For how many values of a customer's own the regularity of all customers counts. */
const sharedWeight = 5;

/** No customer is taken to be more regular than this: a tenth up or down is always possible. */
const leastSpread = 0.01;

/**
 * By how much the logarithm of the mean exceeds the mean logarithm, the statistic of the shape, over all customers.
 */
function sharedSpread(start: Int32Array, values: Float64Array, logs: Float64Array): number {
  let spread = 0;
  let freedom = 0;
  for (let customer = 0; customer + 1 < start.length; customer++) {
    let count = 0;
    let sum = 0;
    let sumOfLogs = 0;
    for (let i = start[customer]!; i < start[customer + 1]!; i++) {
      const log = logs[i]!;
      if (Number.isNaN(log)) continue;
      count++;
      sum += values[i]!;
      sumOfLogs += log;
    }
    if (count < 2) continue;
    spread += count * Math.log(sum / count) - sumOfLogs;
    freedom += count - 1;
  }
  return freedom === 0 ? 0.5 : Math.max(leastSpread, spread / freedom);
}

/** The shape of a customer's gamma distribution: his own spread and that of all, weighted (Minka 2002, equation 20). */
export function shapeOf({ count, sum, logs }: OwnValues, shared: number): number {
  const own = count === 0 ? 0 : Math.max(0, count * (Math.log(sum / count) - logs / count));
  const spread = Math.max(leastSpread, (own + sharedWeight * shared) / (Math.max(0, count - 1) + sharedWeight));
  return (3 - spread + Math.sqrt((spread - 3) ** 2 + 24 * spread)) / (12 * spread);
}

/**
 * How unusual a next value is, as a standard normal score: its ratio to the mean of those before has the F distribution
 * with 2·shape and 2·shape·count degrees of freedom, whose upper tail is taken by Paulson's approximation (1942).
 */
export function surprise(value: number, own: OwnValues, shape: number): number {
  const above = 1 / (9 * shape);
  const below = above / own.count;
  const root = Math.cbrt((value * own.count) / own.sum);
  return ((1 - below) * root - (1 - above)) / Math.sqrt(below * root * root + above);
}
