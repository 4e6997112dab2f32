import { ClienteleError, knownOptions, numberOption } from "../../errors/index.js";
import { chiSquareSurvival, type Matrix, semidefiniteForm, sortedOrder } from "../../numeric/index.js";
import { createTable, type Keys, type NumberInput, type Table } from "../../table/index.js";
import { CrossProducts } from "./cross-products.js";
import { type EventInput, type GroupInput, type Lifetimes, readGroups, readLifetimes } from "./lifetimes.js";
import type { GroupColumn } from "./survival-curve.js";

/** Options of {@link logRank}. */
export interface LogRankOptions {
  /**
   * Weight S(t−)^rho on each time: 0 [default] is the log-rank test, 1 Peto & Peto's, which stresses early differences.
   */
  readonly rho?: number;
  /** How many identical customers each row stands for [1]. */
  readonly count?: NumberInput;
}

/** The columns of {@link LogRankTest.table}. */
export type LogRankColumns = GroupColumn & {
  customers: number;
  /** Lifetimes that ended (weighted where rho is not 0). */
  observed: number;
  /** Ends that equal survival in all groups would have brought. */
  expected: number;
};

/** A test of a hypothesis by a chi-square statistic. */
export interface ChiSquareTest {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly pValue: number;
}

/** What {@link logRank} gives. */
export interface LogRankTest extends ChiSquareTest {
  readonly rho: number;
  readonly table: Table<LogRankColumns>;
}

/**
 * Do the groups really leave at different speeds? The log-rank test of equal survival in all groups (Fleming and
 * Harrington's family with `rho`).
 *
 * @param durations - one number of at least 0 per customer
 * @param events - 1 or true where the lifetime ended
 * @param groups - one label per row; or an object `{ groups, …options }`
 * @param options - `rho` [0]; `count` [1 each]
 * @returns `chiSquare`, `degreesOfFreedom`, `pValue`, and per group what was observed and what was to be expected.
 * Groups in which nothing could have happened (nobody at risk at any event) carry no information and no degree of
 * freedom.
 *
 * Errors: `one-class` when nothing ended, `too-few-rows` for fewer than two groups, `out-of-range` for more than 1000;
 * `empty-table`, `length-mismatch`, `missing-value`, `not-a-number`, `not-finite`, `out-of-range`, `invalid-option`.
 *
 * Source: Mantel (1966); Harrington & Fleming (1982), Biometrika 69, 553–566. n log n + (distinct times of events) ·
 * groups².
 *
 * @example
 * ```ts
 * const test = logRank([2, 3, 5, 9, 11, 12], [1, 1, 1, 1, 0, 0], ["a", "a", "a", "b", "b", "b"]);
 * test.pValue; // 0.0246
 * ```
 */
export function logRank(
  durations: NumberInput,
  events: EventInput,
  groups: GroupInput | (LogRankOptions & { readonly groups: GroupInput }),
  options: LogRankOptions = {},
): LogRankTest {
  const caller = "logRank";
  const inObject = typeof groups === "object" && groups !== null && "groups" in groups;
  const { groups: labels, ...settings } = inObject ? { ...options, ...groups } : { ...options, groups };
  knownOptions(caller, settings, ["rho", "count"]);
  const rho = numberOption(caller, "rho", settings.rho ?? 0, { min: 0 });
  const lifetimes = readLifetimes(caller, durations, events, settings.count);
  const keys = readGroups(caller, labels, lifetimes);
  if (keys.count < 2) {
    throw new ClienteleError("too-few-rows", { function: caller }, "there is one group; a comparison needs two");
  }
  if (keys.count > mostGroups) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: "groups" },
      `there are ${keys.count} groups, more than the ${mostGroups} that can be compared; is it a column of ids?`,
    );
  }
  const tally = tallyGroups(lifetimes, keys, rho);
  if (tally.expected.every((number) => number === 0)) {
    throw new ClienteleError("one-class", { function: caller, column: "events" }, "no lifetime has ended");
  }
  const surplus = tally.observed.map((number, k) => number - tally.expected[k]!);
  // The rank is one less than the groups, and less still where some were never at risk together with others.
  const { value: chiSquare, rank: degreesOfFreedom } = semidefiniteForm(tally.covariance, surplus);
  return {
    chiSquare,
    degreesOfFreedom,
    pValue: degreesOfFreedom === 0 ? 1 : chiSquareSurvival(chiSquare, degreesOfFreedom),
    rho,
    table: createTable<LogRankColumns>({
      group: keys.labels,
      customers: tally.customers,
      observed: tally.observed,
      expected: tally.expected,
    }),
  };
}

/** The covariance has a cell for every pair of groups, and every time of events adds to each. */
const mostGroups = 1000;

interface Tally {
  readonly customers: Float64Array;
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** The covariance of observed − expected. */
  readonly covariance: Matrix;
}

function tallyGroups({ durations, events, count }: Lifetimes, { codes, count: groups }: Keys, rho: number): Tally {
  const order = sortedOrder(durations);
  const customers = countByGroup(codes, count, groups);
  const risk = { atRisk: customers.slice(), total: customers.reduce((sum, number) => sum + number, 0) };
  const sums = groupSums(groups);
  const ended = new Float64Array(groups);
  const gone = new Float64Array(groups);
  let survival = 1;
  let i = 0;
  while (i < order.length) {
    const time = durations[order[i]!]!;
    ended.fill(0);
    gone.fill(0);
    let d = 0;
    let leaving = 0;
    for (; i < order.length && durations[order[i]!] === time; i++) {
      const row = order[i]!;
      const one = count === undefined ? 1 : count[row]!;
      gone[codes[row]!]! += one;
      leaving += one;
      if (events[row] === 1) {
        ended[codes[row]!]! += one;
        d += one;
      }
    }
    if (d > 0) {
      addTime(sums, risk, ended, d, rho === 0 ? 1 : survival ** rho);
      survival *= (risk.total - d) / risk.total;
    }
    for (let k = 0; k < groups; k++) risk.atRisk[k]! -= gone[k]!;
    risk.total -= leaving;
  }
  const covariance = sums.products.sum();
  for (let k = 0; k < groups; k++) covariance.data[k * groups + k]! += sums.variance[k]!;
  return { customers, observed: sums.observed, expected: sums.expected, covariance };
}

function countByGroup(codes: Int32Array, count: Float64Array | undefined, groups: number): Float64Array {
  const customers = new Float64Array(groups);
  for (let row = 0; row < codes.length; row++) customers[codes[row]!]! += count === undefined ? 1 : count[row]!;
  return customers;
}

/** Sums over the times of events, by group. */
interface GroupSums {
  readonly observed: Float64Array;
  readonly expected: Float64Array;
  /** Σ spread · p_k, the part of the covariance on its diagonal; `products` holds Σ −spread · p_k p_l. */
  readonly variance: Float64Array;
  readonly products: CrossProducts;
  /** The shares p_k of the current time. */
  readonly shares: Float64Array;
}

function groupSums(groups: number): GroupSums {
  return {
    observed: new Float64Array(groups),
    expected: new Float64Array(groups),
    variance: new Float64Array(groups),
    products: new CrossProducts(groups),
    shares: new Float64Array(groups),
  };
}

/** Adds a time at which `d` lifetimes ended, `ended` of each group, among `total` customers at risk. */
function addTime(
  { observed, expected, variance, products, shares }: GroupSums,
  { atRisk, total }: { readonly atRisk: Float64Array; readonly total: number },
  ended: Float64Array,
  d: number,
  weight: number,
): void {
  // Given the margins, the ends in each group are hypergeometric, with shares p_k = n_k / n and the covariance
  // d (n − d) / (n − 1) · (p_k δ_kl − p_k p_l).
  const spread = total > 1 ? (weight * weight * d * (total - d)) / (total - 1) : 0;
  for (let k = 0; k < shares.length; k++) {
    const share = atRisk[k]! / total;
    shares[k] = share;
    observed[k]! += weight * ended[k]!;
    expected[k]! += weight * d * share;
    variance[k]! += spread * share;
  }
  if (spread > 0) products.add(shares, -spread);
}
