import { ClienteleError, counted, knownOptions, numberOption } from "../../errors/index.js";
import { type Horizon, horizonInUnits } from "../../finance/index.js";
import { createTable, type Present, type Table } from "../../table/index.js";
import { betaDiscreteWeibullOf } from "./beta-discrete-weibull.js";
import { type ContractCohorts, type ContractData, readCohorts } from "./contract-cohorts.js";
import { type ContractModel, contractDefinition, survivalCurve } from "./contract-model.js";
import { curveOf, observedSurvival, retentionShapes } from "./retention-curve.js";
import { shiftedBetaGeometricOf } from "./shifted-beta-geometric.js";

/** The columns of {@link compareRetentionCurves}. */
export type RetentionComparisonColumns = {
  /** The shape of a descriptive curve, or the kind of a model. */
  curve: Present<string>;
  parameters: Present<number>;
  /** Root mean square error of the share of survivors in the periods the curve was fitted to. */
  fitError: number;
  /** The same in the periods withheld; missing without any. */
  holdoutError: number;
  /** Projected share of survivors at the horizon. */
  survival: number;
  /** Whether the curve does up to the horizon what a cohort can do. */
  plausible: boolean;
};

/** What {@link compareRetentionCurves} compares. */
export interface RetentionComparisonData extends ContractData {
  /** How many of the last periods are withheld from the fits, to see who predicts them [0]. */
  readonly holdout?: number;
  /** Age to which the curves are projected [twice the periods observed]. */
  readonly horizon?: Horizon;
}

/**
 * Which curve predicts retention best? Fits the descriptive curves and both contract models to the first periods of a
 * cohort and compares their projections with the periods withheld.
 *
 * @param data - `survivors` and `unit` as for the fits; `holdout`: periods withheld [0]; `horizon`: age to project to
 * [twice the periods observed]
 * @returns one row a curve, best first (by `holdoutError`, or by `fitError` without a holdout); `.models` has each
 * model under the name of its curve
 * @throws ClienteleError `too-few-rows` when fewer than two periods are left to fit; otherwise as {@link
 * fitShiftedBetaGeometric}
 * @example
 * ```ts
 * const survivors = [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394];
 * const curves = compareRetentionCurves({ survivors, holdout: 5 });
 * // beta-discrete-weibull first, the straight line last; the quadratic curve, best in the past, has the cohort grow
 * // again
 * ```
 */
export function compareRetentionCurves(
  data: RetentionComparisonData,
): Table<RetentionComparisonColumns, { readonly models: ReadonlyMap<string, ContractModel> }> {
  const caller = "compareRetentionCurves";
  knownOptions(caller, data, ["survivors", "unit", "holdout", "horizon"]);
  const { holdout: withheld = 0, horizon: farthest, ...rest } = data;
  const all = readCohorts(caller, rest);
  const holdout = numberOption(caller, "holdout", withheld, { min: 0, max: all.periods, integer: true });
  const fitted = all.periods - holdout;
  if (fitted < 2) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, column: "survivors" },
      `${counted(all.periods, "period")} with ${holdout} withheld leave ${fitted}, and a curve needs 2`,
    );
  }
  const asked = horizonInUnits(caller, "horizon", farthest ?? 2 * all.periods, rest.unit);
  const horizon = numberOption(caller, "horizon", asked, { min: 1, max: 1e6, integer: true });
  const models = fitAll(caller, firstPeriods(all, fitted));
  const shares = observedSurvival(all);
  const rows = [...models].map(([curve, model]) => {
    const projected = survivalCurve(model, Math.max(horizon, all.periods));
    const definition = contractDefinition(caller, model);
    const outside = definition.plausibleUntil?.(model) ?? null;
    return {
      curve,
      parameters: definition.parameterCount(model),
      fitError: errorBetween(shares, projected, 1, fitted),
      holdoutError: holdout === 0 ? Number.NaN : errorBetween(shares, projected, fitted + 1, all.periods),
      survival: projected[horizon]!,
      plausible: outside === null || outside >= horizon,
    };
  });
  const column = <Name extends keyof RetentionComparisonColumns>(name: Name) => rows.map((row) => row[name]);
  return createTable<RetentionComparisonColumns, { models: ReadonlyMap<string, ContractModel> }>(
    {
      curve: column("curve"),
      parameters: column("parameters"),
      fitError: Float64Array.from(column("fitError")),
      holdoutError: Float64Array.from(column("holdoutError")),
      survival: Float64Array.from(column("survival")),
      plausible: column("plausible"),
    },
    { models },
  ).sortBy(holdout === 0 ? "fitError" : "holdoutError");
}

function firstPeriods(cohorts: ContractCohorts, periods: number): ContractCohorts {
  const first = (values: Float64Array) => values.subarray(0, periods);
  return { ...cohorts, periods, atRisk: first(cohorts.atRisk), lost: first(cohorts.lost), kept: first(cohorts.kept) };
}

function fitAll(caller: string, cohorts: ContractCohorts): Map<string, ContractModel> {
  const models = new Map<string, ContractModel>([
    ["shifted-beta-geometric", shiftedBetaGeometricOf(cohorts)],
    ["beta-discrete-weibull", betaDiscreteWeibullOf(cohorts)],
  ]);
  const diedOut = observedSurvival(cohorts).includes(0);
  for (const shape of retentionShapes) {
    if (diedOut && (shape === "exponential" || shape === "power")) continue;
    models.set(shape, curveOf(caller, cohorts, shape));
  }
  return models;
}

function errorBetween(shares: readonly number[], projected: Float64Array, from: number, to: number): number {
  let squares = 0;
  for (let t = from; t <= to; t++) squares += (shares[t]! - projected[t]!) ** 2;
  return Math.sqrt(squares / (to - from + 1));
}
