import { knownOptions, numberOption } from "../../errors/index.js";
import type { Horizon } from "../../finance/index.js";
import type { TableInput } from "../../table/index.js";
import type { PurchaseModel } from "../purchases/purchase-model.js";
import { type Prediction, preparePrediction } from "./prediction.js";
import { timeOption } from "./probability-alive.js";

/** Probabilities of 0, 1, …, max purchases: a row per customer, row after row. */
export interface PurchaseDistribution {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/**
 * How likely is each customer to make 0, 1, 2, … purchases within the horizon? Column 0 answers "no purchase in the
 * next …", which is more than having left: active customers may simply not purchase.
 *
 * @param model - a fitted model of purchases, or its `kind` and `parameters`
 * @param customers - a table with `frequency`, `recency`, `age` (BG/BB: `opportunities`) and the covariates of the
 * model, in its unit of time
 * @param options - `horizon` in the model's unit or `{ months }`, `max`: the highest number of purchases
 * @returns `{ data, rows, columns }` with max + 1 columns; a row adds up to 1 less the probability of more than `max`
 * @throws ClienteleError `unusable-model`, `unit-mismatch`, `invalid-option`, and as the fits for bad columns
 *
 * @example
 * ```ts
 * const { data, columns } = purchaseDistribution(model, customers, { horizon: 13, max: 10 });
 * const silentFirst = data[0]; // P(no purchase) of the first customer
 * const atMostOneSecond = data[columns] + data[columns + 1];
 * ```
 */
export function purchaseDistribution(
  model: PurchaseModel,
  customers: TableInput,
  options: { readonly horizon: Horizon; readonly max: number },
): PurchaseDistribution {
  const caller = "purchaseDistribution";
  knownOptions(caller, options, ["horizon", "max"]);
  const prediction = preparePrediction(caller, model, customers);
  const horizon = timeOption(
    caller,
    "horizon",
    options.horizon,
    prediction.definition.discrete,
    model.unit ?? prediction.history.unit,
  );
  const max = numberOption(caller, "max", options.max, { min: 0, max: 1e6, integer: true });
  const { rows } = prediction.history;
  const columns = max + 1;
  const data = new Float64Array(rows * columns);
  forEachDistribution(prediction, horizon, max, (row, counts) => data.set(counts, row * columns));
  return { data, rows, columns };
}

/** Visits the rows with their probabilities of 0, …, max purchases, in an array that is used again. */
export function forEachDistribution(
  { history, processes, patternOf }: Prediction,
  horizon: number,
  max: number,
  visit: (row: number, counts: Float64Array) => void,
): void {
  const counts = new Float64Array(max + 1);
  const recent = new Map<string, Float64Array>();
  for (let row = 0; row < history.rows; row++) {
    const pattern = patternOf === null ? 0 : patternOf[row]!;
    const process = processes[pattern]!;
    const x = history.frequency[row]!;
    const last = history.recency[row]!;
    const age = history.age[row]!;
    const key = `${pattern} ${x} ${process.usesRecency ? last : 0} ${age}`;
    let ifAlive = recent.get(key);
    if (ifAlive === undefined) {
      ifAlive = new Float64Array(max + 1);
      process.counts(x, last, age, horizon, ifAlive);
      if (recent.size * (max + 1) > 1e6) recent.clear();
      recent.set(key, ifAlive);
    }
    const alive = process.alive(x, last, age);
    for (let y = 0; y <= max; y++) counts[y] = alive * ifAlive[y]!;
    counts[0]! += 1 - alive;
    visit(row, counts);
  }
}
