import { ClienteleError, knownOptions, numberOption, showValue } from "../../errors/index.js";
import { createRandom } from "../../numeric/index.js";
import type { FeatureMatrix } from "../../table/index.js";
import type { BoostedTreesModel, Tree } from "./boosted-trees-model.js";
import { compileTree } from "./compiled-tree.js";
import { meanLogLoss } from "./log-loss-derivatives.js";
import type { EarlyStopping } from "./tree-options.js";
import { addTreeScores, codedFeatures } from "./tree-scores.js";

/** The settings of early stopping, or null without it. */
function readEarlyStopping(caller: string, given: boolean | EarlyStopping | undefined): Required<EarlyStopping> | null {
  if (given === undefined || given === false) return null;
  if (given !== true && (typeof given !== "object" || given === null)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `option "earlyStopping" must be true, false or { share, patience, tolerance }, got ${showValue(given)}`,
    );
  }
  const { share = 0.1, patience = 10, tolerance = 1e-7 } = given === true ? {} : given;
  if (given !== true) knownOptions(caller, given, ["share", "patience", "tolerance"]);
  return {
    share: numberOption(caller, "earlyStopping.share", share, { min: 0, max: 1, exclusive: true }),
    patience: numberOption(caller, "earlyStopping.patience", patience, { min: 1, integer: true }),
    tolerance: numberOption(caller, "earlyStopping.tolerance", tolerance, { min: 0 }),
  };
}

/** Rows to grow trees on, rows to validate them on, and when to stop. */
export interface HoldOut extends Required<EarlyStopping> {
  readonly training: Int32Array;
  readonly validation: Int32Array;
}

/**
 * Holds out a share of the rows of each class, drawn by the seed; null without early stopping. Both parts get at least
 * one row of each class. Errors: `invalid-option`, `too-few-rows`.
 */
export function holdOut(
  caller: string,
  given: boolean | EarlyStopping | undefined,
  y: Float64Array,
  seed: number,
): HoldOut | null {
  const stopping = readEarlyStopping(caller, given);
  if (stopping === null) return null;
  const random = createRandom(seed).fork(1);
  const isHeld = new Uint8Array(y.length);
  for (const outcome of [0, 1]) {
    const members = Int32Array.from(y.keys()).filter((row) => y[row] === outcome);
    if (members.length < 2) {
      throw new ClienteleError(
        "too-few-rows",
        { function: caller },
        `early stopping needs at least 2 rows of each class, there is 1 with outcome ${outcome}`,
      );
    }
    random.shuffle(members);
    const held = Math.max(1, Math.min(members.length - 1, Math.round(stopping.share * members.length)));
    for (let i = 0; i < held; i++) isHeld[members[i]!] = 1;
  }
  const rows = Int32Array.from(y.keys());
  return {
    ...stopping,
    training: rows.filter((row) => isHeld[row] === 0),
    validation: rows.filter((row) => isHeld[row] === 1),
  };
}

/** The validation loss while trees are added. */
export interface ValidationLoss {
  /** Log loss of the held-out rows after each tree. */
  readonly losses: number[];
  /** Adds a tree; true when early stopping ends the fit. */
  readonly add: (tree: Tree) => boolean;
  /** How many trees gave the lowest loss. */
  readonly best: () => number;
}

/** Follows the log loss of the held-out rows, which all start with the same score. */
export function validationLoss(
  { validation, tolerance, patience }: HoldOut,
  matrix: FeatureMatrix,
  model: Pick<BoostedTreesModel, "categories" | "bins">,
  y: Float64Array,
  cases: Float64Array | null,
  start: number,
): ValidationLoss {
  const data = codedFeatures(model, matrix);
  const scores = new Float64Array(matrix.rows).fill(start);
  const losses: number[] = [];
  let lowest = meanLogLoss(scores, y, cases, validation);
  let best = 0;
  let last = 0;
  return {
    losses,
    add: (tree) => {
      const compiled = compileTree(tree, model.categories);
      for (const row of validation) addTreeScores(compiled, data, matrix.columns, row, row + 1, scores);
      const loss = meanLogLoss(scores, y, cases, validation);
      losses.push(loss);
      if (loss < lowest - tolerance) last = losses.length;
      if (loss < lowest) {
        lowest = loss;
        best = losses.length;
      }
      return losses.length - last >= patience;
    },
    best: () => best,
  };
}
