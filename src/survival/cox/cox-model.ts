import * as v from "valibot";
import {
  distinctTexts,
  finiteNumber,
  finiteNumbers,
  fitStatusWord,
  type ModelFormat,
  type ModelHeader,
  naturalNumber,
  nonNegativeNumber,
  squareMatrix,
} from "../../errors/index.js";
import type { ChiSquareTest } from "../curves/log-rank.js";
import type { Ties } from "./partial-likelihood.js";

/** A Cox model: plain frozen data that survives JSON. Arrays go in the order of `names`. */
export interface CoxModel extends ModelHeader {
  readonly kind: "cox";
  readonly schema: 1;
  readonly ties: Ties;
  readonly names: readonly string[];
  /** What one unit more of a column adds to the logarithm of the rate of leaving. */
  readonly coefficients: readonly number[];
  /** exp(coefficient): the factor on the rate of leaving; null where it is too large for a number. */
  readonly hazardRatios: readonly (number | null)[];
  /** null where the data do not determine the coefficient. */
  readonly standardErrors: readonly (number | null)[];
  readonly z: readonly (number | null)[];
  readonly p: readonly (number | null)[];
  readonly covariance: readonly (readonly number[])[] | null;
  /** Why standard errors are missing; null when they are not. */
  readonly uncertaintyReason: string | null;
  readonly status: "converged" | "boundary" | "notIdentified" | "iterationLimit" | "failed";
  /** What is the matter, and with which column; null when there is nothing to say. */
  readonly statusReason: string | null;
  /** Cox's partial log-likelihood at the coefficients. */
  readonly logLikelihood: number;
  /** The same with all coefficients 0. */
  readonly nullLogLikelihood: number;
  readonly aic: number;
  /** With the number of events as the sample size. */
  readonly bic: number;
  readonly likelihoodRatioTest: Readonly<ChiSquareTest>;
  readonly scoreTest: Readonly<ChiSquareTest>;
  readonly waldTest: Readonly<ChiSquareTest> | null;
  /**
   * Of two customers of whom one is known to have left first, how often the model ranks that one higher; null without
   * such a pair.
   */
  readonly concordance: number | null;
  readonly customers: number;
  readonly events: number;
  readonly iterations: number;
  /**
   * Largest derivative of the log-likelihood by a coefficient of the scaled columns, divided by the number of events.
   */
  readonly gradientNorm: number;
  /** The mean of each column. */
  readonly means: readonly number[];
  /** The cumulative hazard of a customer at the means, at the times of events. */
  readonly baseline: { readonly time: readonly number[]; readonly cumulativeHazard: readonly number[] };
  /** The longest duration seen: beyond it the model knows nothing. */
  readonly followUp: number;
}

const known = () => v.nullable(finiteNumber());

const test = () =>
  v.object({ chiSquare: nonNegativeNumber(), degreesOfFreedom: naturalNumber(), pValue: nonNegativeNumber() });

/** How a Cox model looks as plain data. */
export const coxFormat: ModelFormat<CoxModel> = {
  kind: "cox",
  schema: 1,
  shape: () =>
    v.pipe(
      v.object({
        kind: v.literal("cox"),
        schema: v.literal(1),
        ties: v.picklist(["efron", "breslow"]),
        names: distinctTexts(),
        coefficients: finiteNumbers(),
        hazardRatios: v.array(v.nullable(nonNegativeNumber())),
        standardErrors: v.array(v.nullable(nonNegativeNumber())),
        z: v.array(known()),
        p: v.array(known()),
        covariance: v.nullable(squareMatrix()),
        uncertaintyReason: v.nullable(v.string()),
        status: fitStatusWord(),
        statusReason: v.nullable(v.string()),
        logLikelihood: finiteNumber(),
        nullLogLikelihood: finiteNumber(),
        aic: finiteNumber(),
        bic: finiteNumber(),
        likelihoodRatioTest: test(),
        scoreTest: test(),
        waldTest: v.nullable(test()),
        concordance: v.nullable(v.pipe(nonNegativeNumber(), v.maxValue(1))),
        customers: naturalNumber(),
        events: naturalNumber(),
        iterations: naturalNumber(),
        gradientNorm: nonNegativeNumber(),
        means: finiteNumbers(),
        baseline: v.pipe(
          v.object({ time: v.array(nonNegativeNumber()), cumulativeHazard: v.array(nonNegativeNumber()) }),
          v.check(({ time, cumulativeHazard }) => time.length === cumulativeHazard.length, "as many hazards as times"),
        ),
        followUp: nonNegativeNumber(),
      }),
      v.check(
        ({ names, coefficients, means, hazardRatios, standardErrors, z, p, covariance }) =>
          [coefficients, means, hazardRatios, standardErrors, z, p, covariance ?? names].every(
            (list) => list.length === names.length,
          ),
        "lists with one value for each name",
      ),
    ) as v.GenericSchema<unknown, CoxModel>,
};
