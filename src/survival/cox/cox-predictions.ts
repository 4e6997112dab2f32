import { knownOptions, levelOption, numberOption, oneOf, requireModel } from "../../errors/index.js";
import { normalQuantile } from "../../numeric/index.js";
import { createTable, type Features, type Present, type Table, type Vector, vectorOf } from "../../table/index.js";
import { lastStepAt } from "../curves/survival-steps.js";
import { isAfter } from "../curves/tied-durations.js";
import { type CoxModel, coxFormat } from "./cox-model.js";
import { logRisk } from "./log-risk.js";

/** The columns of {@link hazardRatios}. */
export type HazardRatioColumns = {
  name: Present<string>;
  coefficient: number;
  /** The factor on the rate of leaving for one unit more. */
  hazardRatio: number;
  lower: number;
  upper: number;
  standardError: number;
  z: number;
  pValue: number;
};

/**
 * What does each column do to the rate of leaving? The hazard ratios of a Cox model with their intervals: 1.5 means
 * that one unit more makes leaving one and a half times as fast at any time.
 *
 * @param model - of {@link fitCox}
 * @param options - `level` of the intervals [0.95]
 * @returns a row per column; limits are missing where there is no standard error. Errors: `unusable-model`,
 * `invalid-option`.
 * @example
 * ```ts
 * hazardRatios(model).sortBy("pValue");
 * ```
 */
export function hazardRatios(
  model: CoxModel,
  options: { readonly level?: number } = {},
): Table<HazardRatioColumns, { readonly level: number }> {
  const caller = "hazardRatios";
  knownOptions(caller, options, ["level"]);
  requireModel(caller, model, [coxFormat]);
  const level = levelOption(caller, "level", options.level);
  const z = normalQuantile((1 + level) / 2);
  const limit = (sign: number) =>
    model.coefficients.map((coefficient, j) => {
      const error = model.standardErrors[j]!;
      return error === null ? null : Math.exp(coefficient + sign * z * error);
    });
  return createTable<HazardRatioColumns, { level: number }>(
    {
      name: model.names,
      coefficient: model.coefficients,
      hazardRatio: model.hazardRatios,
      lower: limit(-1),
      upper: limit(1),
      standardError: model.standardErrors,
      z: model.z,
      pValue: model.p,
    },
    { level },
  );
}

/**
 * How much faster than a customer at the means would each customer leave? exp((x − means) · b) of a Cox model.
 *
 * @param model - of {@link fitCox}
 * @param features - a table with the model's columns, or a matrix with them in the model's order
 * @returns a factor per row, NaN where it is too large for a number. Errors: `unusable-model`, `unknown-column`,
 * `length-mismatch`, and those of points.
 * @example
 * ```ts
 * const factors = relativeRisk(model, table({ complaints: [0, 3], contractYears: [2, 0] }));
 * ```
 */
export function relativeRisk(model: CoxModel, features: Features): Float64Array {
  requireModel("relativeRisk", model, [coxFormat]);
  return logRisk("relativeRisk", model, features).map((value) => {
    const factor = Math.exp(value);
    return factor === Number.POSITIVE_INFINITY ? Number.NaN : factor;
  });
}

/**
 * How likely is each customer still to be there after each time? exp(−H(t) · risk) of a Cox model, from the beginning
 * of the customer's life (for those who have come as far as today see {@link remainingLifetime}).
 *
 * @param model - of {@link fitCox}
 * @param features - a table with the model's columns, or a matrix with them in the model's order
 * @param options - `times`, in the unit of the durations
 * @returns row-major probabilities, a row per customer and a column per time; NaN (missing) beyond the longest duration
 * the model has seen. Errors: as for {@link relativeRisk}, and `invalid-option` for a negative time.
 * @example
 * ```ts
 * const { data, columns } = predictSurvival(model, features, { times: [12, 24] });
 * data[0 * columns + 1]; // the first customer after 24 units
 * ```
 */
export function predictSurvival(
  model: CoxModel,
  features: Features,
  options: { readonly times: Vector },
): { data: Float64Array; rows: number; columns: number } {
  const caller = "predictSurvival";
  knownOptions(caller, options, ["times"]);
  requireModel(caller, model, [coxFormat]);
  const times = vectorOf(caller, "times", options.times);
  const risk = logRisk(caller, model, features);
  const time = Float64Array.from(model.baseline.time);
  const hazards = times.map((t) => {
    numberOption(caller, "times", t, { min: 0 });
    if (isAfter(t, model.followUp)) return Number.NaN;
    const step = lastStepAt(time, t);
    return step < 0 ? 0 : model.baseline.cumulativeHazard[step]!;
  });
  const columns = times.length;
  const data = new Float64Array(risk.length * columns);
  for (let row = 0; row < risk.length; row++) {
    const factor = Math.exp(risk[row]!);
    for (let c = 0; c < columns; c++) data[row * columns + c] = hazards[c] === 0 ? 1 : Math.exp(-hazards[c]! * factor);
  }
  return { data, rows: risk.length, columns };
}

/** The columns of {@link baselineHazard}. */
export type BaselineHazardColumns = { time: number; cumulativeHazard: number; survival: number };

/**
 * The cumulative hazard of a Cox model over time, for a customer whose columns are all 0 or at the means.
 *
 * @param model - of {@link fitCox}; its ties decide the estimator (Efron's or Breslow's)
 * @param options - `at` `"zero"` | `"means"` [`"zero"`]
 * @returns a row per time of events: time, cumulativeHazard, survival. Errors: `unusable-model`, `invalid-option`.
 * @example
 * ```ts
 * baselineHazard(model, { at: "means" });
 * ```
 */
export function baselineHazard(
  model: CoxModel,
  options: { readonly at?: "zero" | "means" } = {},
): Table<BaselineHazardColumns> {
  const caller = "baselineHazard";
  knownOptions(caller, options, ["at"]);
  requireModel(caller, model, [coxFormat]);
  const at = oneOf(caller, "at", options.at, ["zero", "means"], "zero");
  const shift = at === "means" ? 0 : model.means.reduce((sum, mean, j) => sum - mean * model.coefficients[j]!, 0);
  const cumulativeHazard = model.baseline.cumulativeHazard.map((hazard) => hazard * Math.exp(shift));
  return createTable<BaselineHazardColumns>({
    time: model.baseline.time,
    cumulativeHazard,
    survival: cumulativeHazard.map((hazard) => Math.exp(-hazard)),
  });
}
