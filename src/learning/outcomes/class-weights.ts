import { ClienteleError, numberOption, showValue } from "../../errors/index.js";
import type { RowWeights } from "../../table/index.js";
import type { Classes } from "./outcome.js";

/** How much each class is to weigh in a fit: `"balanced"` gives both the same total. */
export type ClassWeights = "balanced" | { readonly positive: number; readonly negative: number };

/** Multiplies the weights of the rows by those of their classes, leaving the mean over the cases at 1. */
export function withClassWeights(
  caller: string,
  given: RowWeights,
  classes: Classes,
  classWeights: ClassWeights,
): RowWeights {
  const { positive, negative } = readClassWeights(caller, classWeights, classes);
  const mean = (positive * classes.positives + negative * classes.negatives) / (classes.positives + classes.negatives);
  const weights = Float64Array.from(
    classes.y,
    (y, row) => ((y === 1 ? positive : negative) / mean) * (given.weights === null ? 1 : given.weights[row]!),
  );
  const { count } = given;
  const combined = count === null ? weights : weights.map((weight, row) => weight * count[row]!);
  return { count, weights, combined, total: given.total, meanWeight: given.meanWeight };
}

function readClassWeights(caller: string, given: ClassWeights, classes: Classes) {
  if (given === "balanced") return { positive: 1 / classes.positives, negative: 1 / classes.negatives };
  if (typeof given !== "object" || given === null) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `option "classWeights" must be "balanced" or { positive, negative }, got ${showValue(given)}`,
    );
  }
  const bounds = { min: 0, exclusive: true };
  return {
    positive: numberOption(caller, "classWeights.positive", given.positive, bounds),
    negative: numberOption(caller, "classWeights.negative", given.negative, bounds),
  };
}

/**
 * The shift of all log-odds after which the probabilities add up to the positives again (the prior correction that
 * undoes class weights): the root of Σ c (p − y) by Newton's method.
 */
export function recalibratingShift(scores: Float64Array, y: Float64Array, cases: Float64Array | null): number {
  let shift = 0;
  for (let step = 0; step < 100; step++) {
    let residual = 0;
    let curvature = 0;
    for (let row = 0; row < scores.length; row++) {
      const size = cases === null ? 1 : cases[row]!;
      const p = 1 / (1 + Math.exp(-(scores[row]! + shift)));
      residual += size * (p - y[row]!);
      curvature += size * p * (1 - p);
    }
    const move = Math.max(-2, Math.min(2, -residual / Math.max(curvature, 1e-300)));
    shift += move;
    if (Math.abs(move) < 1e-12) break;
  }
  return shift;
}

/**
 * A sentence about weights that change the share of positives, and with it every probability; null when they do not.
 */
export function weightNote(given: RowWeights, classes: Classes): string | null {
  const { combined } = given;
  if (given.weights === null || combined === null) return null;
  let weighted = 0;
  let total = 0;
  for (let row = 0; row < combined.length; row++) {
    total += combined[row]!;
    weighted += combined[row]! * classes.y[row]!;
  }
  const rate = classes.positives / given.total;
  if (Math.abs(weighted / total - rate) < 0.02 * Math.min(rate, 1 - rate)) return null;
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  return (
    `The weights change the share of positives from ${percent(rate)} to ${percent(weighted / total)}, and the ` +
    "probabilities with it. If they are class weights, give them as classWeights, which keeps probabilities " +
    "calibrated, or calibrate the model."
  );
}
