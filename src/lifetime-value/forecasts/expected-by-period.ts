import { byGroup, type PredictionGroups } from "../predictions/prediction-groups.js";

/**
 * Purchases expected in each period of all customers together, periods ending at `ends` (the first begins now). With
 * `worth`, each purchase of a row counts that much.
 */
export function expectedByPeriod(groups: PredictionGroups, ends: Float64Array, worth?: Float64Array): Float64Array {
  const { alive, groupOf, history } = groups;
  const weights = new Float64Array(groups.representative.length);
  for (let row = 0; row < alive.length; row++) {
    const count = history.count === undefined ? 1 : history.count[row]!;
    weights[groupOf[row]!]! += alive[row]! * count * (worth === undefined ? 1 : worth[row]!);
  }
  const cumulative = new Float64Array(ends.length);
  let group = 0;
  byGroup(groups, (process, x, last, age) => {
    const weight = weights[group++]!;
    for (let k = 0; k < ends.length; k++) cumulative[k]! += weight * process.expected(x, last, age, ends[k]!);
    return weight;
  });
  return increments(cumulative);
}

/** What is added in each period. */
export function increments(cumulative: Float64Array): Float64Array {
  return cumulative.map((value, k) => value - (k === 0 ? 0 : cumulative[k - 1]!));
}

/** What has come together by the end of each period. */
export function cumulated(perPeriod: Float64Array): Float64Array {
  let sum = 0;
  return perPeriod.map((value) => {
    sum += value;
    return sum;
  });
}
