import { ClienteleError, counted, freezeModel, knownOptions, oneOf, requireModel } from "../../errors/index.js";
import { type Features, type NumberInput, type RowWeights, readRowWeights } from "../../table/index.js";
import { logisticFormat } from "../logistic/logistic-model.js";
import { type Classes, type Outcome, readOutcome } from "../outcomes/outcome.js";
import { boostedTreesFormat } from "../trees/boosted-trees-model.js";
import type { CalibratedModel, CalibrationMap } from "./calibrated-model.js";
import { isotonicRegression } from "./isotonic.js";
import { featuresFor, logOdds, type ScoringModel } from "./log-odds.js";
import { logitRecalibration } from "./logit-recalibration.js";

/** Options of {@link calibrate}. */
export interface CalibrateOptions {
  /**
   * `"platt"` fits a logistic curve to the log-odds: two numbers, good for few rows; `"isotonic"` any rising curve:
   * good from about a thousand rows [`"platt"` below 1,000 cases, `"isotonic"` from there on].
   */
  readonly method?: "isotonic" | "platt" | undefined;
  /** How many identical rows each row stands for. */
  readonly count?: NumberInput | undefined;
  /** Importance or sampling weight of each row. */
  readonly weights?: NumberInput | undefined;
}

const caller = "calibrate";

/** With fewer cases an isotonic curve follows their noise, up to probabilities of 0 and 1 at its ends. */
const isotonicFrom = 1000;

/**
 * Learns to correct the probabilities of a model on rows that it was not fitted on, so that of all customers given 30 %
 * about 30 % have the outcome. The result is a model like the one given.
 *
 * By default few cases get Platt's curve, and `notes` of the result says so. Platt's curve is fitted to (positives + 1)
 * / (positives + 2) and 1 / (negatives + 2) instead of 1 and 0, as Platt proposed, so that few rows do not make it
 * overconfident. Isotonic probabilities are linear between the points of the curve and level beyond them; at its ends
 * the curve reaches 0 or 1 where the lowest or highest scores had one outcome only.
 *
 * Errors: `unusable-model` (also for a model that is calibrated already), `one-class`, those of `predictProbability`.
 *
 * Source: Platt (1999), Probabilistic outputs for support vector machines; Zadrozny and Elkan (2002), Transforming
 * classifier scores into accurate multiclass probability estimates.
 *
 * @example
 * ```ts
 * const model = fitLogistic([[1], [2], [3], [4]], [0, 1, 0, 1]);
 * const honest = calibrate(model, [[1], [2], [3], [4], [5]], [0, 0, 1, 0, 1], { method: "platt" });
 * predictProbability(honest, [[2]]);
 * ```
 */
export function calibrate(
  model: ScoringModel,
  X: Features,
  y: Outcome,
  options: CalibrateOptions = {},
): CalibratedModel {
  knownOptions(caller, options, ["method", "count", "weights"]);
  requireModel<ScoringModel>(caller, model, [logisticFormat, boostedTreesFormat]);
  const matrix = featuresFor(caller, model, X);
  const rowWeights = readRowWeights(caller, matrix.rows, options);
  const classes = readOutcome(caller, y, matrix.rows, rowWeights);
  const scores = logOdds(model, matrix);
  const { method, notes } = chosenMethod(options.method, scores, rowWeights.total);
  return freezeModel<CalibratedModel>({
    kind: "calibrated",
    schema: 1,
    base: model,
    map: method === "platt" ? plattMap(scores, classes, rowWeights) : isotonicMap(scores, classes, rowWeights),
    cases: rowWeights.total,
    positives: classes.positives,
    notes,
  });
}

function chosenMethod(
  given: CalibrateOptions["method"],
  scores: Float64Array,
  cases: number,
): { readonly method: CalibrationMap["method"]; readonly notes: readonly string[] } {
  if (given !== undefined) return { method: oneOf(caller, "method", given, ["isotonic", "platt"], given), notes: [] };
  // Through a single score no logistic curve can be fitted; the isotonic curve is the rate there.
  if (cases >= isotonicFrom || scores.every((score) => score === scores[0])) return { method: "isotonic", notes: [] };
  const note =
    `Platt's method was taken for ${counted(cases, "case")}; an isotonic curve, the default from ${isotonicFrom} ` +
    `on, would follow the noise of so few`;
  return { method: "platt", notes: [note] };
}

function isotonicMap(scores: Float64Array, { y }: Classes, { combined }: RowWeights): CalibrationMap {
  const curve = isotonicRegression(scores, y, combined);
  return { method: "isotonic", logOdds: Array.from(curve.x, plain), probabilities: Array.from(curve.y, plain) };
}

function plattMap(
  scores: Float64Array,
  { y, positives, negatives }: Classes,
  { combined }: RowWeights,
): CalibrationMap {
  const high = (positives + 1) / (positives + 2);
  const low = 1 / (negatives + 2);
  const targets = y.map((outcome) => (outcome === 1 ? high : low));
  const line = logitRecalibration(scores, targets, combined);
  if (line === null) {
    throw new ClienteleError(
      "constant-column",
      { function: caller },
      "the model gives every row the same probability, so there is nothing to calibrate",
    );
  }
  return { method: "platt", intercept: plain(line.intercept), slope: plain(line.slope) };
}

/** JSON does not know −0. */
function plain(value: number): number {
  return value + 0;
}
