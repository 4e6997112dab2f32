import {
  countedRows,
  type FeatureMatrix,
  type Features,
  type NumberInput,
  type RowWeights,
  readFeatures,
  readRowWeights,
  takeRows,
  takeRowWeights,
} from "../../table/index.js";
import { type Classes, type Outcome, readOutcome } from "./outcome.js";

/** What a classifier is fitted to: features, outcomes, and how often each row counts. */
export interface FitInput {
  readonly matrix: FeatureMatrix;
  readonly classes: Classes;
  readonly rowWeights: RowWeights;
}

/**
 * Reads what a classifier is to be fitted to. Rows that stand for no case are checked like the others and then left
 * out.
 */
export function readFitInput(
  caller: string,
  X: Features,
  y: Outcome,
  options: {
    readonly names?: readonly string[] | undefined;
    readonly count?: NumberInput | undefined;
    readonly weights?: NumberInput | undefined;
  },
  missing: "error" | "keep",
): FitInput {
  const matrix = readFeatures(caller, X, { names: options.names, missing });
  const rowWeights = readRowWeights(caller, matrix.rows, options);
  const classes = readOutcome(caller, y, matrix.rows, rowWeights);
  const counted = countedRows(rowWeights);
  if (counted === null) return { matrix, classes, rowWeights };
  return {
    matrix: takeRows(matrix, counted),
    classes: { ...classes, y: Float64Array.from(counted, (row) => classes.y[row]!) },
    rowWeights: takeRowWeights(rowWeights, counted),
  };
}
