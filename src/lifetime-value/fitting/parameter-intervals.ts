import { ClienteleError, knownOptions, levelOption, oneOf, showValue } from "../../errors/index.js";
import { normalQuantile } from "../../numeric/index.js";
import { createTable, type Present, type Table } from "../../table/index.js";
import type { CovariateEffect } from "./covariate-effects.js";

/** What {@link parameterIntervals} reads of a fitted model. */
export interface EstimatedModel {
  readonly kind: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly standardErrors: Readonly<Record<string, number | null>>;
  readonly covariates?: readonly CovariateEffect[];
}

/** The columns of {@link parameterIntervals}. */
export type ParameterIntervalColumns = {
  parameter: Present<string>;
  estimate: Present<number>;
  standardError: number;
  lower: number;
  upper: number;
};

/**
 * How well do the data determine the parameters? Confidence intervals from the standard errors of a fit. They are about
 * the parameters: what single customers will do is far less certain ({@link predictiveIntervals}).
 *
 * @param model - a fitted model with `parameters` and `standardErrors`
 * @param options - `level` [0.95]; `scale`: `"log"` [default] makes intervals symmetric in the logarithm, so that they
 * stay above 0 and follow the skewness of the estimates; `"natural"` is estimate ± z·error. Coefficients of covariates
 * are always on their own scale
 * @returns a row per parameter, and per coefficient as `alpha: column`: `parameter, estimate, standardError, lower,
 * upper`, the last three missing where the data do not determine it
 * @throws ClienteleError `unusable-model`, `invalid-option`
 *
 * @example
 * ```ts
 * console.log(String(parameterIntervals(fitBgNbd(customers))));
 * ```
 */
export function parameterIntervals(
  model: EstimatedModel,
  options: { readonly level?: number; readonly scale?: "log" | "natural" } = {},
): Table<ParameterIntervalColumns> {
  const caller = "parameterIntervals";
  knownOptions(caller, options, ["level", "scale"]);
  const z = normalQuantile(0.5 + levelOption(caller, "level", options.level) / 2);
  const scale = oneOf(caller, "scale", options.scale, ["log", "natural"], "log");
  if (typeof model !== "object" || model === null || !isRecord(model.parameters) || !isRecord(model.standardErrors)) {
    throw new ClienteleError(
      "unusable-model",
      { function: caller, value: model },
      `needs a fitted model with "parameters" and "standardErrors", got ${showValue(model)}`,
    );
  }
  const rows = Object.entries(model.parameters).map(([name, estimate]) => {
    const error = model.standardErrors[name] ?? null;
    if (typeof estimate !== "number" || (error !== null && typeof error !== "number")) {
      throw new ClienteleError(
        "unusable-model",
        { function: caller, value: estimate },
        `parameter ${showValue(name)} and its standard error must be numbers, got ${showValue(estimate)} and ` +
          showValue(error),
      );
    }
    const [lower, upper] = error === null ? [null, null] : limits(estimate, error, z, scale === "log");
    return [name, estimate, error, lower, upper] as const;
  });
  for (const { column, on, coefficient, standardError } of model.covariates ?? []) {
    const [lower, upper] = standardError === null ? [null, null] : limits(coefficient, standardError, z, false);
    rows.push([`${on}: ${column}`, coefficient, standardError, lower, upper]);
  }
  return createTable<ParameterIntervalColumns>({
    parameter: rows.map((row) => row[0]),
    estimate: rows.map((row) => row[1]),
    standardError: numbers(rows.map((row) => row[2])),
    lower: numbers(rows.map((row) => row[3])),
    upper: numbers(rows.map((row) => row[4])),
  });
}

function limits(estimate: number, error: number, z: number, logarithmic: boolean): [number, number] {
  if (!logarithmic) return [estimate - z * error, estimate + z * error];
  const factor = Math.exp((z * error) / estimate);
  return [estimate / factor, estimate * factor];
}

function isRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** Typed, so that a column without any number is still one of numbers. */
function numbers(values: readonly (number | null)[]): Float64Array {
  return Float64Array.from(values, (value) => value ?? Number.NaN);
}
