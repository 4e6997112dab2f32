import { groupTuples } from "../../numeric/index.js";
import type { PurchaseHistory } from "./customer-statistics.js";

/** Distinct customers with how many there are of each: all that a likelihood needs. */
export interface PurchaseGroups {
  readonly groups: number;
  readonly customers: number;
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  readonly count: Float64Array;
  /** One column per covariate, by group. */
  readonly covariates: readonly Float64Array[];
  /** The distinct frequencies in ascending order, and how many customers have each. */
  readonly frequencies: Float64Array;
  readonly frequencyCounts: Float64Array;
  /** By group: the place of its frequency among the distinct ones. */
  readonly frequencyIndex: Int32Array;
  /** Mean age of a customer: the scale of time. */
  readonly meanAge: number;
  /** Mean frequency of a customer. */
  readonly meanFrequency: number;
}

/** Brings identical customers together. */
export function groupPurchases(history: PurchaseHistory, covariates: readonly Float64Array[] = []): PurchaseGroups {
  const { frequency, recency, age, count } = history;
  const tuples = groupTuples([frequency, recency, age, ...covariates], count);
  const groupFrequency = select(frequency, tuples.representative);
  const groupAge = select(age, tuples.representative);
  const distinct = distinctFrequencies(groupFrequency, tuples.count);
  let customers = 0;
  let totalAge = 0;
  let totalFrequency = 0;
  for (let g = 0; g < groupAge.length; g++) {
    const weight = tuples.count[g]!;
    customers += weight;
    totalAge += weight * groupAge[g]!;
    totalFrequency += weight * groupFrequency[g]!;
  }
  return {
    groups: groupAge.length,
    customers,
    frequency: groupFrequency,
    recency: select(recency, tuples.representative),
    age: groupAge,
    count: tuples.count,
    covariates: covariates.map((column) => select(column, tuples.representative)),
    ...distinct,
    meanAge: totalAge / customers,
    meanFrequency: totalFrequency / customers,
  };
}

function select(column: Float64Array, rows: Int32Array): Float64Array {
  const selected = new Float64Array(rows.length);
  for (let g = 0; g < selected.length; g++) selected[g] = column[rows[g]!]!;
  return selected;
}

function distinctFrequencies(frequency: Float64Array, count: Float64Array) {
  const { representative, group, count: counts } = groupTuples([frequency], count);
  const order = Array.from(representative.keys()).sort(
    (i, j) => frequency[representative[i]!]! - frequency[representative[j]!]!,
  );
  const rank = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) rank[order[place]!] = place;
  const frequencyIndex = new Int32Array(group.length);
  for (let g = 0; g < group.length; g++) frequencyIndex[g] = rank[group[g]!]!;
  return {
    frequencies: Float64Array.from(order, (i) => frequency[representative[i]!]!),
    frequencyCounts: Float64Array.from(order, (i) => counts[i]!),
    frequencyIndex,
  };
}
