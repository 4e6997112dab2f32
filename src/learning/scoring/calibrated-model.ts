import * as v from "valibot";
import {
  finiteNumber,
  finiteNumbers,
  type ModelFormat,
  type ModelHeader,
  nonNegativeNumber,
} from "../../errors/index.js";
import { type LogisticModel, logisticShape } from "../logistic/logistic-model.js";
import { type BoostedTreesModel, boostedTreesShape } from "../trees/boosted-trees-model.js";

/** How a calibrated model turns the log-odds of its base into a probability. */
export type CalibrationMap =
  /** The logistic curve of intercept + slope · log-odds (Platt). */
  | { readonly method: "platt"; readonly intercept: number; readonly slope: number }
  /** A rising curve through points (log-odds, probability), level beyond them. */
  | { readonly method: "isotonic"; readonly logOdds: readonly number[]; readonly probabilities: readonly number[] };

/** A model with a correction of its probabilities, learned on rows that it was not fitted on. */
export interface CalibratedModel extends ModelHeader {
  readonly kind: "calibrated";
  readonly schema: 1;
  readonly base: LogisticModel | BoostedTreesModel;
  readonly map: CalibrationMap;
  /** Cases that the correction was learned on. */
  readonly cases: number;
  readonly positives: number;
  /** Why the method is the one it is, where it was not chosen by the caller; absent in models of version 0.1. */
  readonly notes?: readonly string[] | undefined;
}

const probability = () => v.pipe(nonNegativeNumber(), v.maxValue(1));

const calibratedShape = (): v.GenericSchema<unknown, CalibratedModel> =>
  v.object({
    kind: v.literal("calibrated"),
    schema: v.literal(1),
    base: v.union([logisticShape(), boostedTreesShape()]),
    map: v.variant("method", [
      v.object({ method: v.literal("platt"), intercept: finiteNumber(), slope: finiteNumber() }),
      v.pipe(
        v.object({
          method: v.literal("isotonic"),
          logOdds: v.pipe(finiteNumbers(), v.minLength(1)),
          probabilities: v.array(probability()),
        }),
        v.check(
          ({ logOdds, probabilities }) => logOdds.length === probabilities.length,
          "as many probabilities as log-odds",
        ),
      ),
    ]),
    cases: finiteNumber(),
    positives: finiteNumber(),
    notes: v.optional(v.array(v.string())),
  });

/** How a calibrated model looks as plain data. */
export const calibratedFormat: ModelFormat<CalibratedModel> = { kind: "calibrated", schema: 1, shape: calibratedShape };
