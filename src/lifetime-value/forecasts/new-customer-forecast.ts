import { ClienteleError, numberOption, requireSameLength } from "../../errors/index.js";
import type { Random } from "../../numeric/index.js";
import { type Vector, vectorOf } from "../../table/index.js";
import type { PurchaseDefinition } from "../fitting/purchase-definition.js";
import { cumulated } from "./expected-by-period.js";
import type { AmountsOfRow, Spread } from "./forecast-spread.js";
import { futurePaths } from "./future-paths.js";

/** How many customers are won in each period: one number for all periods, or one for each. */
export function arrivalsPerPeriod(caller: string, newCustomers: number | Vector, periods: number): Float64Array {
  if (typeof newCustomers === "number") {
    return new Float64Array(periods).fill(numberOption(caller, "newCustomers", newCustomers, { min: 0 }));
  }
  const arrivals = vectorOf(caller, "newCustomers", newCustomers);
  requireSameLength(caller, "newCustomers", arrivals.length, periods, "periods");
  const row = arrivals.findIndex((count) => count < 0);
  if (row < 0) return arrivals;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column: "newCustomers", row: row + 1, value: arrivals[row] },
    `a number of customers must be at least 0, got ${arrivals[row]}`,
  );
}

// Gauss–Legendre with five nodes on 0..1: customers come evenly over a period.
const places = [0.046910077030668, 0.230765344947158, 0.5, 0.769234655052842, 0.953089922969332];
const shares = [0.118463442528095, 0.239314335249683, 0.284444444444444, 0.239314335249683, 0.118463442528095];

/** Orders of customers still to come, their first ones included, expected in each period. */
export function expectedOfArrivals(
  definition: PurchaseDefinition,
  values: Float64Array,
  arrivals: Float64Array,
  ends: Float64Array,
): Float64Array {
  const process = definition.process(values);
  const active = process.alive(0, 0, 0);
  const expected = arrivals.slice();
  for (let won = 0; won < ends.length; won++) {
    if (arrivals[won] === 0) continue;
    const from = won === 0 ? 0 : ends[won - 1]!;
    for (let i = 0; i < places.length; i++) {
      const first = from + places[i]! * (ends[won]! - from);
      const weight = shares[i]! * arrivals[won]! * active;
      let before = 0;
      for (let k = won; k < ends.length; k++) {
        const now = process.expected(0, 0, 0, ends[k]! - first);
        expected[k]! += weight * (now - before);
        before = now;
      }
    }
  }
  return expected;
}

const pathsEach = 2000;

/** Variances of what customers still to come order, and spend, given how many come. */
export function spreadOfArrivals(
  definition: PurchaseDefinition,
  values: Float64Array,
  arrivals: Float64Array,
  ends: Float64Array,
  random: Random,
  amounts: AmountsOfRow | null,
): { readonly orders: Spread; readonly revenue: Spread } {
  const path = futurePaths(definition, values)(0, 0, 0);
  const periods = ends.length;
  const sums = { orders: emptySpread(periods), revenue: emptySpread(periods) };
  for (let won = 0; won < periods; won++) {
    if (arrivals[won] === 0) continue;
    const from = won === 0 ? 0 : ends[won - 1]!;
    const own = random.fork(won);
    const drawn = { orders: new Moments(periods), revenue: new Moments(periods) };
    for (let i = 0; i < pathsEach; i++) {
      const counts = new Float64Array(periods);
      const money = new Float64Array(periods);
      const first = from + own.uniform() * (ends[won]! - from);
      const amount = amounts === null ? null : amounts(own, -1);
      let k = won;
      const visit = (time: number): void => {
        while (time + first > ends[k]!) k++;
        counts[k]!++;
        if (amount !== null) money[k]! += amount();
      };
      visit(0);
      path(own, ends[periods - 1]! - first, visit);
      drawn.orders.add(counts);
      drawn.revenue.add(money);
    }
    for (const kind of ["orders", "revenue"] as const) drawn[kind].addTo(sums[kind], arrivals[won]!);
  }
  return sums;
}

function emptySpread(periods: number): Spread {
  return { perPeriod: new Float64Array(periods), cumulative: new Float64Array(periods) };
}

/** Sums and squares of drawn values, per period and cumulated. */
class Moments {
  readonly #sum: Float64Array;
  readonly #squares: Float64Array;
  readonly #cumulativeSum: Float64Array;
  readonly #cumulativeSquares: Float64Array;
  #draws = 0;

  constructor(periods: number) {
    this.#sum = new Float64Array(periods);
    this.#squares = new Float64Array(periods);
    this.#cumulativeSum = new Float64Array(periods);
    this.#cumulativeSquares = new Float64Array(periods);
  }

  add(values: Float64Array): void {
    const cumulative = cumulated(values);
    this.#draws++;
    for (let k = 0; k < values.length; k++) {
      this.#sum[k]! += values[k]!;
      this.#squares[k]! += values[k]! ** 2;
      this.#cumulativeSum[k]! += cumulative[k]!;
      this.#cumulativeSquares[k]! += cumulative[k]! ** 2;
    }
  }

  addTo(spread: Spread, customers: number): void {
    const n = this.#draws;
    for (let k = 0; k < spread.perPeriod.length; k++) {
      spread.perPeriod[k]! += (customers * (this.#squares[k]! - this.#sum[k]! ** 2 / n)) / (n - 1);
      spread.cumulative[k]! += (customers * (this.#cumulativeSquares[k]! - this.#cumulativeSum[k]! ** 2 / n)) / (n - 1);
    }
  }
}
