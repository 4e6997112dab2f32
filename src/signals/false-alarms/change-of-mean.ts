import { addValue, noValues, type OwnSeries, shapeOf } from "./own-values.js";

/** A run of values that speak for a change. */
export interface Excursion {
  /** The place of its first value. */
  first: number;
  /** How far the evidence has come, as the logarithm of a likelihood ratio. */
  sum: number;
  /** How many values it has. */
  count: number;
  /** The mean of the customer's own values before it. */
  readonly mean: number;
}

/** Values of a customer's own that it takes before a change is looked for. */
const leastValues = 5;

/** A change that has lasted for so many values is how things are now: what comes is compared with it. */
const newNormal = 12;

/** No single value speaks louder than this; one that is unusual by itself is not a change. */
const loudest = 3;

/**
 * Follows the values of one customer for a change of their mean by a factor: Page's cumulative sums (1954) of the
 * logarithm of the likelihood ratio of gamma distributed values, against the mean of the customer's own values before
 * the run began (a self-starting sum, Hawkins 1987). `visit` is called for every value that is compared, with the run
 * that it belongs to, or null where the evidence is at 0.
 *
 * ln L = shape · (−ln factor + value/mean · (1 − 1/factor))
 */
export function followMean(
  { start, values, logs, spread }: OwnSeries,
  customer: number,
  factor: number,
  visit: (place: number, run: Excursion | null) => void,
): void {
  const logFactor = Math.log(factor);
  const gain = 1 - 1 / factor;
  const to = start[customer + 1]!;
  const own = noValues();
  const addRun = (first: number, last: number): void => {
    for (let i = first; i <= last; i++) if (values[i]! > 0) addValue(own, values[i]!, logs[i]!);
  };
  let shape = 0;
  let run: Excursion | null = null;
  for (let i = start[customer]!; i < to; i++) {
    const value = values[i]!;
    if (!(value > 0)) continue;
    if (own.count < leastValues) {
      addValue(own, value, logs[i]!);
      continue;
    }
    if (run === null) shape = shapeOf(own, spread);
    const mean: number = own.sum / own.count;
    const evidence = Math.min(loudest, shape * (gain * (value / mean) - logFactor));
    const sum: number = (run?.sum ?? 0) + evidence;
    if (sum > 0) {
      run ??= { first: i, sum: 0, count: 0, mean };
      run.sum = sum;
      run.count++;
    } else {
      addRun(run === null ? i : run.first, i);
      run = null;
    }
    visit(i, run);
    if (run !== null && run.count >= newNormal) {
      Object.assign(own, noValues());
      addRun(run.first, i);
      run = null;
    }
  }
}
