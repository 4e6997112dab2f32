import { ClienteleError, knownOptions, numberOption, requireModelParts } from "../../errors/index.js";
import { type DiscountRate, type Horizon, horizonInUnits, resolveRate } from "../../finance/index.js";
import { type Vector, vectorOf } from "../../table/index.js";
import { type BetaDiscreteWeibullModel, betaDiscreteWeibull } from "./beta-discrete-weibull.js";
import type { ContractDefinition } from "./contract-definition.js";
import { discountedSurvival } from "./contract-survival.js";
import { type RetentionCurveModel, retentionCurve } from "./retention-curve.js";
import { type ShiftedBetaGeometricModel, shiftedBetaGeometric } from "./shifted-beta-geometric.js";

/** A model of how long customers stay under contract. */
export type ContractModel = ShiftedBetaGeometricModel | BetaDiscreteWeibullModel | RetentionCurveModel;

/** The one list of models of contracts. */
const contractDefinitions: readonly ContractDefinition<ContractModel>[] = [
  shiftedBetaGeometric,
  betaDiscreteWeibull,
  retentionCurve,
];

/** The definition of a model's kind. Errors: `unusable-model` for anything else. */
export function contractDefinition(caller: string, model: ContractModel): ContractDefinition<ContractModel> {
  requireModelParts(
    caller,
    model,
    contractDefinitions.map(({ format }) => format),
  );
  return contractDefinitions.find(({ kind }) => kind === model.kind)!;
}

/**
 * What share of a cohort is still there after each period: S(0) = 1, S(1), …, S(periods).
 *
 * @param model - a shifted beta-geometric, beta-discrete-Weibull or descriptive retention curve
 * @param periods - how many periods (the curve then has one number more, index t holding S(t)), or a list of ages t ≥ 0
 * at which to read the curve
 * @returns shares 0..1
 * @throws ClienteleError `unusable-model` for another kind of model; `invalid-option` or `out-of-range` for periods
 * below 0
 * @example
 * ```ts
 * survivalCurve(fitShiftedBetaGeometric({ survivors: [1000, 631, 468, 382] }), 3); // [1, 0.63, 0.47, 0.39]
 * ```
 */
export function survivalCurve(model: ContractModel, periods: number | Vector): Float64Array {
  const caller = "survivalCurve";
  const definition = contractDefinition(caller, model);
  const ages = typeof periods === "number" ? ageList(caller, periods) : vectorOf(caller, "periods", periods);
  const survival = definition.survival(caller, model);
  return ages.map((age, index) => {
    if (age >= 0) return Math.exp(survival.log(age));
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: "periods", row: index + 1, value: age },
      `an age must be at least 0, got ${age}`,
    );
  });
}

/**
 * What share of those still there renews each time: r_t = S(t) / S(t − 1) for t = 1, …, periods.
 *
 * @param model - a shifted beta-geometric, beta-discrete-Weibull or descriptive retention curve
 * @param periods - how many renewals
 * @returns shares 0..1; index t − 1 holds the retention rate of renewal t (NaN once nobody is left)
 * @throws ClienteleError `unusable-model` for another kind of model; `invalid-option` for periods below 0
 * @example
 * ```ts
 * retentionRates(fitShiftedBetaGeometric({ survivors: [1000, 631, 468, 382] }), 3); // [0.63, 0.75, 0.81]
 * ```
 */
export function retentionRates(model: ContractModel, periods: number): Float64Array {
  const caller = "retentionRates";
  const definition = contractDefinition(caller, model);
  const ages = ageList(caller, periods).subarray(1);
  const survival = definition.survival(caller, model);
  return ages.map((t) => Math.exp(survival.log(t) - survival.log(t - 1)));
}

/** What {@link discountedLifetime} needs to know besides the model. */
export interface DiscountedLifetimeOptions {
  readonly discountRate: DiscountRate;
  /** How often the customer has renewed; without it the customer is new. */
  readonly renewals?: number;
  /** Payments counted at most, up to a million [all to come]; or the `{ months }` in which they are made. */
  readonly horizon?: Horizon;
}

/**
 * How many payments a customer under contract still makes, discounted. Times the margin of a period, this is what the
 * customer is worth.
 *
 * Without `renewals`: a new customer, Σ_{t ≥ 0} S(t) (1 + d)^−t, the payment of period 0 made now included. With
 * `renewals: m`: a customer at the end of period m + 1, about to decide on the coming renewal, whose payment counts in
 * full: Σ_{t ≥ m + 1} S(t) / S(m) · (1 + d)^−(t − m − 1).
 *
 * Source: Fader & Hardie, "Customer-Base Valuation in a Contractual Setting: The Perils of Ignoring Heterogeneity",
 * Marketing Science 29 (2010), eqs. 4 to 6.
 *
 * @param model - a shifted beta-geometric, beta-discrete-Weibull or descriptive retention curve
 * @param options - `discountRate`; `renewals` made so far (a new customer without it); `horizon`, the number of
 * payments counted [all]
 * @returns discounted payments; Infinity where nothing is discounted and the sum has no bound (α · c ≤ 1)
 * @throws ClienteleError `unusable-model`; `invalid-option` for an annual rate when the model has no unit, or for
 * counts that are not whole
 * @example
 * ```ts
 * const model = fitShiftedBetaGeometric({ survivors: [1000, 631, 468, 382, 326, 289, 262, 241], unit: "year" });
 * discountedLifetime(model, { discountRate: { annual: 0.1 } }); // 3.69 payments, the first now
 * discountedLifetime(model, { discountRate: { annual: 0.1 }, renewals: 4 }); // 5.89 more, the next now on renewal
 * ```
 */
export function discountedLifetime(model: ContractModel, options: DiscountedLifetimeOptions): number {
  const caller = "discountedLifetime";
  const definition = contractDefinition(caller, model);
  knownOptions(caller, options, ["discountRate", "renewals", "horizon"]);
  const { continuousPerUnit } = resolveRate(caller, options.discountRate, model.unit);
  const whole = { min: 0, max: 1e9, integer: true };
  const renewals = options.renewals === undefined ? null : numberOption(caller, "renewals", options.renewals, whole);
  const from = renewals === null ? 0 : renewals + 1;
  const given = renewals ?? 0;
  const survival = definition.survival(caller, model);
  if (survival.log(given) === Number.NEGATIVE_INFINITY) return 0;
  if (options.horizon === undefined || options.horizon === Number.POSITIVE_INFINITY) {
    return discountedSurvival(survival, from, given, continuousPerUnit);
  }
  const horizon = numberOption(caller, "horizon", horizonInUnits(caller, "horizon", options.horizon, model.unit), {
    ...whole,
    max: 1e6,
  });
  const reference = survival.log(given);
  let total = 0;
  for (let k = 0; k < horizon; k++) {
    const term = Math.exp(survival.log(from + k) - reference - continuousPerUnit * k);
    if (term === 0) break;
    total += term;
  }
  return total;
}

function ageList(caller: string, periods: number): Float64Array {
  const last = numberOption(caller, "periods", periods, { min: 0, max: 1e7, integer: true });
  return Float64Array.from({ length: last + 1 }, (_, t) => t);
}
