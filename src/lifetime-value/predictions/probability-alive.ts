import { knownOptions, numberOption } from "../../errors/index.js";
import { type Horizon, horizonInUnits } from "../../finance/index.js";
import type { TableInput } from "../../table/index.js";
import type { PurchaseModel } from "../purchases/purchase-model.js";
import { aliveOfRows, preparePrediction, whileAlive } from "./prediction.js";

/**
 * How likely is each customer still to be one?
 *
 * BG/NBD says 1 for everybody without a repeat purchase: in that model nobody leaves before the first one. MBG/NBD and
 * Pareto/NBD do not share that.
 *
 * @param model - a fitted model of purchases, or its `kind` and `parameters`
 * @param customers - a table with `frequency`, `recency`, `age` (BG/BB: `opportunities`) and the covariates of the
 * model, in its unit of time
 * @param options - `at`: how long after the end of observation, in the unit of the model or `{ months }` [0]. For
 * BG/BB, `at: 1` is the next opportunity (the P(alive) of Fader, Hardie & Shang 2010)
 * @returns a probability for each customer, in their order
 * @throws ClienteleError `unusable-model`, `unit-mismatch`, `invalid-option`, and as the fits for bad columns
 *
 * @example
 * ```ts
 * const model = fitBgNbd(customers);
 * const alive = probabilityAlive(model, customers);
 * customers.withColumn("alive", alive);
 * ```
 */
export function probabilityAlive(
  model: PurchaseModel,
  customers: TableInput,
  options: { readonly at?: Horizon } = {},
): Float64Array {
  const caller = "probabilityAlive";
  knownOptions(caller, options, ["at"]);
  const prediction = preparePrediction(caller, model, customers);
  const at = timeOption(
    caller,
    "at",
    options.at ?? 0,
    prediction.definition.discrete,
    model.unit ?? prediction.history.unit,
  );
  if (at === 0) return aliveOfRows(prediction);
  return whileAlive(prediction, (process, x, last, age) => process.stays(x, last, age, at), false);
}

/** Ages and recencies reach no further either: products and squares of larger times overflow. */
const longestTime = 1e100;

/** A span of time as an option: at least 0, and a whole number of opportunities where time is discrete. */
export function timeOption(
  caller: string,
  name: string,
  value: unknown,
  discrete: boolean,
  unit: string | null | undefined,
): number {
  return numberOption(caller, name, horizonInUnits(caller, name, value, unit), {
    min: 0,
    max: longestTime,
    integer: discrete,
  });
}
