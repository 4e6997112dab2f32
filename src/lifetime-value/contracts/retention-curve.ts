import * as v from "valibot";
import {
  ClienteleError,
  finiteNumber,
  finiteNumbers,
  freezeModel,
  knownOptions,
  type ModelFormat,
  type ModelHeader,
  naturalNumber,
  oneOf,
  showValue,
} from "../../errors/index.js";
import { leastSquares, matrix } from "../../numeric/index.js";
import { type ContractCohorts, type ContractData, readCohorts } from "./contract-cohorts.js";
import type { ContractDefinition } from "./contract-definition.js";
import type { ContractSurvival } from "./contract-survival.js";

/**
 * The shape of a descriptive curve, with t the age in periods: `linear` a + b·t, `quadratic` a + b·t + c·t²,
 * `exponential` a·e^(b·t), `power` a·(t + 1)^b, `logarithmic` a + b·ln(t + 1).
 */
export type RetentionShape = "linear" | "quadratic" | "exponential" | "power" | "logarithmic";

export const retentionShapes: readonly RetentionShape[] = [
  "linear",
  "quadratic",
  "exponential",
  "power",
  "logarithmic",
];

/** A curve drawn through the survivors of a cohort, and how far it can be believed. */
export interface RetentionCurveModel extends ModelHeader {
  readonly kind: "retention-curve";
  readonly schema: 1;
  readonly shape: RetentionShape;
  /** a, b (and c) of the shape. */
  readonly coefficients: readonly number[];
  readonly unit: string | null;
  /** Periods observed. */
  readonly periods: number;
  readonly customers: number;
  /** Of the shares of survivors, at ages 0 to `periods`; null when they do not vary. */
  readonly rSquared: number | null;
  readonly rootMeanSquareError: number;
  /** The last age up to which the curve does what a cohort can do; null when it does so for good. */
  readonly plausibleUntil: number | null;
  /** What the curve does wrong after that; null when nothing. */
  readonly plausibleReason: string | null;
}

export const retentionCurveFormat: ModelFormat<RetentionCurveModel> = {
  kind: "retention-curve",
  schema: 1,
  shape: () =>
    v.object({
      kind: v.literal("retention-curve"),
      schema: v.literal(1),
      shape: v.picklist(retentionShapes),
      coefficients: finiteNumbers(),
      unit: v.nullable(v.string()),
      periods: naturalNumber(),
      customers: naturalNumber(),
      rSquared: v.nullable(finiteNumber()),
      rootMeanSquareError: finiteNumber(),
      plausibleUntil: v.nullable(naturalNumber()),
      plausibleReason: v.nullable(v.string()),
    }),
};

/** The highest age at which a curve is checked for plausibility. */
const farthestAge = 10_000;

/**
 * Draws a plain curve through the survivors of a cohort by least squares (exponential and power on logarithms), to
 * describe the past. To look ahead, prefer {@link fitShiftedBetaGeometric}: a curve knows nothing about customers, so
 * it may fall below zero or turn upwards; `plausibleUntil` says from when on it does. `survivalCurve` and
 * `retentionRates` read it with shares kept within 0..1 and never rising.
 *
 * Source: Fader & Hardie, "How to Project Customer Retention", Journal of Interactive Marketing 21 (2007), which shows
 * where such curves fail.
 *
 * @param data - `survivors` and `unit` as for the models, and `shape`: `"linear"`, `"quadratic"`, `"exponential"`,
 * `"power"`, `"logarithmic"` [`"exponential"`]
 * @returns the curve with its coefficients, R² and root mean square error
 * @throws ClienteleError `too-few-rows` with fewer points than the shape needs; `out-of-range` for a logarithmic fit to
 * a cohort that died out; otherwise as the models
 * @example
 * ```ts
 * const line = fitRetentionCurve({ survivors: [1000, 869, 743, 653, 593, 551, 517, 491], shape: "linear" });
 * line.coefficients; // [0.925, -0.071]
 * line.plausibleUntil; // 13: after that less than nobody is left
 * ```
 */
export function fitRetentionCurve(data: ContractData & { readonly shape?: RetentionShape }): RetentionCurveModel {
  const caller = "fitRetentionCurve";
  knownOptions(caller, data, ["survivors", "unit", "shape"]);
  const { shape, ...rest } = data;
  const chosen = oneOf(caller, "shape", shape, retentionShapes, "exponential");
  return curveOf(caller, readCohorts(caller, rest), chosen);
}

/** {@link fitRetentionCurve} on cohorts already read. */
export function curveOf(caller: string, cohorts: ContractCohorts, shape: RetentionShape): RetentionCurveModel {
  const shares = observedSurvival(cohorts);
  const needed = shape === "quadratic" ? 3 : 2;
  if (shares.length < needed) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, column: "survivors" },
      `a ${shape} curve needs ${needed} points, got ${shares.length}`,
    );
  }
  const coefficients = coefficientsOf(caller, shape, shares);
  const average = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  let squares = 0;
  let spread = 0;
  for (let t = 0; t < shares.length; t++) {
    squares += (shares[t]! - rawCurve(shape, coefficients, t)) ** 2;
    spread += (shares[t]! - average) ** 2;
  }
  return freezeModel({
    kind: "retention-curve" as const,
    schema: 1 as const,
    shape,
    coefficients,
    unit: cohorts.unit,
    periods: cohorts.periods,
    customers: cohorts.customers,
    rSquared: spread === 0 ? null : 1 - squares / spread,
    rootMeanSquareError: Math.sqrt(squares / shares.length),
    ...plausibility(shape, coefficients),
  });
}

/**
 * The share still there at ages 0, 1, …: the product of the retention rates, each over all cohorts that were observed
 * so long (Kaplan & Meier 1958).
 */
export function observedSurvival({ atRisk, kept, periods }: ContractCohorts): number[] {
  const shares = [1];
  for (let t = 0; t < periods; t++) shares.push(atRisk[t]! === 0 ? 0 : (shares[t]! * kept[t]!) / atRisk[t]!);
  return shares;
}

function coefficientsOf(caller: string, shape: RetentionShape, shares: readonly number[]): number[] {
  const ages = shares.map((_, t) => t);
  if (shape === "linear") return fitPolynomial(ages, shares, 1);
  if (shape === "quadratic") return fitPolynomial(ages, shares, 2);
  const logPayments = ages.map((t) => Math.log(t + 1));
  if (shape === "logarithmic") return fitPolynomial(logPayments, shares, 1);
  if (shares.includes(0)) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: "survivors", row: shares.indexOf(0) + 1, value: 0 },
      `a cohort that has died out has no logarithm for a curve of shape ${showValue(shape)}`,
    );
  }
  const [intercept = 0, slope = 0] = fitPolynomial(shape === "power" ? logPayments : ages, shares.map(Math.log), 1);
  return [Math.exp(intercept), slope];
}

/** The coefficients of the polynomial in x with the least squares, the constant first. */
function fitPolynomial(x: readonly number[], y: readonly number[], degree: number): number[] {
  const powers = Float64Array.from(x.flatMap((value) => Array.from({ length: degree + 1 }, (_, k) => value ** k)));
  return [...leastSquares(matrix(x.length, degree + 1, powers), y).coefficients];
}

function rawCurve(shape: RetentionShape, [a = 0, b = 0, c = 0]: readonly number[], t: number): number {
  switch (shape) {
    case "linear":
    case "quadratic":
      return a + t * (b + t * c);
    case "exponential":
      return a * Math.exp(b * t);
    case "power":
      return a * (t + 1) ** b;
    case "logarithmic":
      return a + b * Math.log1p(t);
  }
}

function plausibility(shape: RetentionShape, coefficients: readonly number[]) {
  // A flat curve must not count as rising because of rounding.
  const slack = 1e-12;
  for (let t = 1; t <= farthestAge; t++) {
    const before = t === 1 ? 1 : rawCurve(shape, coefficients, t - 1);
    const share = rawCurve(shape, coefficients, t);
    if (share < -slack) return { plausibleUntil: t - 1, plausibleReason: "after that the curve falls below zero" };
    if (share > before + slack)
      return { plausibleUntil: t - 1, plausibleReason: "after that the curve rises, as if customers came back" };
  }
  return { plausibleUntil: null, plausibleReason: null };
}

/** The curve as survival: 1 at age 0, within 0..1, never rising. */
export function retentionAt(caller: string, { shape, coefficients }: RetentionCurveModel): ContractSurvival {
  if (!retentionShapes.includes(shape) || !Array.isArray(coefficients) || !coefficients.every(Number.isFinite)) {
    throw new ClienteleError(
      "unusable-model",
      { function: caller, value: coefficients },
      `a retention curve needs a shape and coefficients that are finite numbers, got ${showValue(shape)} and ` +
        `${showValue(coefficients)}`,
    );
  }
  const [a = 0, b = 0, c = 0] = coefficients;
  const turn = shape === "quadratic" && c > 0 ? Math.max(0, -b / (2 * c)) : Number.POSITIVE_INFINITY;
  const rising = shape === "quadratic" ? c <= 0 && b > 0 : b >= 0;
  const share = (t: number): number => {
    if (t === 0) return 1;
    return Math.min(1, Math.max(0, rawCurve(shape, coefficients, rising ? 0 : Math.min(t, turn))));
  };
  const smooth = !rising && (shape === "exponential" || shape === "power");
  const lowest = rising ? share(1) : shape === "quadratic" && c > 0 ? share(turn) : 0;
  return {
    log: (t) => Math.log(share(t)),
    logAtExp: (u) => (shape === "power" && u > 30 && !rising ? Math.log(a) + b * u : Math.log(share(Math.exp(u)))),
    // The other shapes have corners, so their sums are taken term by term.
    slope: (t) => (smooth ? (shape === "exponential" ? b : b / (t + 1)) : Number.NEGATIVE_INFINITY),
    tail: lowest > 0 ? 0 : shape === "power" ? -b : Number.POSITIVE_INFINITY,
  };
}

export const retentionCurve: ContractDefinition<RetentionCurveModel> = {
  kind: "retention-curve",
  format: retentionCurveFormat,
  survival: retentionAt,
  parameterCount: ({ coefficients }) => coefficients.length,
  plausibleUntil: (model) => model.plausibleUntil,
};
