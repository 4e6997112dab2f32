import { ClienteleError, counted, knownOptions, levelOption } from "../../errors/index.js";
import type { Horizon } from "../../finance/index.js";
import { createTable, type Table, type TableInput } from "../../table/index.js";
import type { PurchaseProcess } from "../fitting/purchase-process.js";
import type { PurchaseModel } from "../purchases/purchase-model.js";
import { preparePrediction } from "./prediction.js";
import { timeOption } from "./probability-alive.js";

/** The columns of {@link predictiveIntervals}. */
export type PredictiveColumns = {
  /** The expected number of purchases. */
  expected: number;
  /** The probability of no purchase at all. */
  silent: number;
  lower: number;
  upper: number;
};

/**
 * Between which numbers of purchases will each customer end up within the horizon? Prediction intervals from the
 * distribution of counts, with the parameters taken as known: what single customers do is uncertain even then
 * ({@link parameterIntervals} is about the parameters).
 *
 * @param model - a fitted model of purchases, or its `kind` and `parameters`
 * @param customers - a table with `frequency`, `recency`, `age` (BG/BB: `opportunities`) and the covariates of the
 * model
 * @param options - `horizon` in the model's unit or `{ months }`, `level` [0.95]
 * @returns a row per customer, in their order: `expected`, `silent` (the probability of no purchase), and `lower`,
 * `upper`: the smallest numbers whose cumulated probabilities reach (1 − level)/2 and (1 + level)/2
 * @throws ClienteleError as `expectedPurchases`; `out-of-range` for a horizon within which half a million purchases or
 * more are expected
 *
 * @example
 * ```ts
 * const { lower, upper } = predictiveIntervals(model, customers, { horizon: 13, level: 0.8 }).toRows()[0];
 * ```
 */
export function predictiveIntervals(
  model: PurchaseModel,
  customers: TableInput,
  options: { readonly horizon: Horizon; readonly level?: number },
): Table<PredictiveColumns> {
  const caller = "predictiveIntervals";
  knownOptions(caller, options, ["horizon", "level"]);
  const level = levelOption(caller, "level", options.level);
  const { definition, history, processes, patternOf } = preparePrediction(caller, model, customers);
  const horizon = timeOption(caller, "horizon", options.horizon, definition.discrete, model.unit ?? history.unit);
  const { frequency, recency, age, rows } = history;
  const futures = new Map<string, Future>();
  const expected = new Float64Array(rows);
  const silent = new Float64Array(rows);
  const lower = new Float64Array(rows);
  const upper = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const pattern = patternOf === null ? 0 : patternOf[row]!;
    const process = processes[pattern]!;
    const [x, last, T] = [frequency[row]!, recency[row]!, age[row]!];
    const key = `${pattern} ${x} ${process.usesRecency ? last : 0} ${T}`;
    let future = futures.get(key);
    if (future === undefined) {
      if (futures.size >= 20_000) futures.clear();
      future = futureOf(process, x, last, T, horizon, 0.5 - level / 2);
      futures.set(key, future);
    }
    const alive = process.alive(x, last, T);
    expected[row] = alive === 0 ? 0 : alive * future.expected;
    silent[row] = 1 - alive + alive * future.cumulative[0]!;
    lower[row] = quantile(future.cumulative, alive, 0.5 - level / 2);
    upper[row] = quantile(future.cumulative, alive, 0.5 + level / 2);
  }
  return createTable<PredictiveColumns>({ expected, silent, lower, upper });
}

interface Future {
  readonly expected: number;
  /** P(at most y purchases) of an active customer, as far as quantiles may need. */
  readonly cumulative: Float64Array;
}

const mostPurchases = 1 << 15;

/** Refuses futures whose counts are too many to be told one by one, before there is an array of them. */
function requireCountable(expected: number, horizon: number): void {
  if (2 * expected <= mostPurchases) return;
  throw new ClienteleError(
    "out-of-range",
    { function: "predictiveIntervals", value: horizon },
    `within ${counted(horizon, "unit")} of time a customer may purchase ${expected.toPrecision(3)} times, and ` +
      `intervals are made of the probabilities of up to ${mostPurchases} purchases; give a shorter horizon`,
  );
}

function futureOf(
  process: PurchaseProcess,
  x: number,
  last: number,
  age: number,
  horizon: number,
  tail: number,
): Future {
  const expected = process.expected(x, last, age, horizon);
  requireCountable(expected, horizon);
  for (let max = Math.max(16, Math.ceil(2 * expected)); ; max *= 2) {
    const cumulative = new Float64Array(max + 1);
    process.counts(x, last, age, horizon, cumulative);
    for (let y = 1; y <= max; y++) cumulative[y]! += cumulative[y - 1]!;
    if (1 - cumulative[max]! < tail || max >= mostPurchases) return { expected, cumulative };
  }
}

/** The smallest y with 1 − alive + alive · P(at most y | alive) ≥ p. */
function quantile(cumulative: Float64Array, alive: number, p: number): number {
  const needed = (p - (1 - alive)) / alive;
  let low = 0;
  let high = cumulative.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cumulative[middle]! >= needed) high = middle;
    else low = middle + 1;
  }
  return low;
}
