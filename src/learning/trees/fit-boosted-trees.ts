import { counted, freezeModel, knownOptions, numberOption, showValue } from "../../errors/index.js";
import type { FeatureMatrix, Features, NumberInput } from "../../table/index.js";
import { type ClassWeights, recalibratingShift, weightNote, withClassWeights } from "../outcomes/class-weights.js";
import { readFitInput } from "../outcomes/fit-input.js";
import type { Outcome } from "../outcomes/outcome.js";
import type { SplitRules } from "./best-split.js";
import { binFeatures } from "./binned-matrix.js";
import type { BoostedTreesModel, Tree } from "./boosted-trees-model.js";
import { holdOut, type ValidationLoss, validationLoss } from "./early-stopping.js";
import { type ColumnBins, findBins } from "./feature-bins.js";
import { createGround, growTree, type TreeGround } from "./grow-tree.js";
import { createDerivatives, meanLogLoss } from "./log-loss-derivatives.js";
import { rearranged, type TrainingRows, trainingRows } from "./training-rows.js";
import {
  type ColumnList,
  type EarlyStopping,
  type MonotoneColumns,
  readCategorical,
  readMonotone,
} from "./tree-options.js";
import { treeScores } from "./tree-scores.js";

/** Options of {@link fitBoostedTrees}. */
export interface FitBoostedTreesOptions {
  /** Trees at most [100]. */
  readonly trees?: number | undefined;
  /** How much of each tree's correction is taken, at most 1 [0.1]. */
  readonly learningRate?: number | undefined;
  /** Leaves of a tree at most [8]. */
  readonly leaves?: number | undefined;
  /** Cases in a leaf at least [40]. */
  readonly minLeaf?: number | undefined;
  /** Penalty on leaf values [0]. */
  readonly l2?: number | undefined;
  /** Bins of a column at most [255], not counting missing values. */
  readonly bins?: number | undefined;
  /** Columns that hold categories as whole numbers, by name or number from 0. */
  readonly categorical?: ColumnList | undefined;
  /** Columns in which the prediction may only rise (1) or fall (−1). */
  readonly monotone?: MonotoneColumns | undefined;
  /** Stop when the log loss of held-out rows no longer falls [false]; `true` takes the defaults. */
  readonly earlyStopping?: boolean | EarlyStopping | undefined;
  /** Seed of the rows held out, and of the sample that cuts are found on above 50,000 rows [0]. */
  readonly seed?: number | undefined;
  /** How many identical rows each row stands for. */
  readonly count?: NumberInput | undefined;
  /** Importance or sampling weight of each row. */
  readonly weights?: NumberInput | undefined;
  /** Weights of the classes. The baseline is moved afterwards so that probabilities stay calibrated. */
  readonly classWeights?: ClassWeights | undefined;
  /** Names of the columns [those that X brings along; else x1, x2, …]. */
  readonly names?: readonly string[] | undefined;
}

const optionNames = [
  "trees",
  "learningRate",
  "leaves",
  "minLeaf",
  "l2",
  "bins",
  "categorical",
  "monotone",
  "earlyStopping",
  "seed",
  "count",
  "weights",
  "classWeights",
  "names",
];
const caller = "fitBoostedTrees";

/** After so many trees the rows are moved into the order of the leaves, so that nodes read theirs in sequence. */
const rearrangeEvery = 32;

/**
 * Fits boosted decision trees to a yes/no outcome: strong where effects bend, jump or depend on each other, and
 * indifferent to scales, gaps and categories.
 *
 * `X` holds numbers; NaN is a missing value and goes to whichever side of a split suits it. Columns named in
 * `categorical` hold whole numbers as codes and are split into groups of categories; beyond `bins` categories the
 * rarest count as missing. A category that only a later table has goes where most cases went. `y` holds 0 and 1. Values
 * are put into at most `bins` bins a column; trees grow leaf by leaf where the log loss falls most. The same input,
 * options and seed give the same trees, and so do the same rows in another order (up to 50,000 rows and without early
 * stopping and unequal weights): all sums are exact.
 *
 * Errors: `one-class`, `not-a-number`, `not-finite`, `length-mismatch`, `out-of-range`, `unknown-column`,
 * `invalid-option`, `empty-table`, `duplicate-name`.
 *
 * Source: Friedman (2001), Greedy function approximation; Chen and Guestrin (2016), XGBoost; Ke et al. (2017),
 * LightGBM.
 *
 * @example
 * ```ts
 * const X = { data: Float64Array.from({ length: 200 }, (_, i) => i % 100), rows: 200, columns: 1 };
 * const y = Array.from({ length: 200 }, (_, i) => (i % 100 > 60 ? 1 : 0));
 * const model = fitBoostedTrees(X, y, { trees: 20, seed: 1 });
 * predictProbability(model, [[10], [90]]); // low, high
 * ```
 */
export function fitBoostedTrees(X: Features, y: Outcome, options: FitBoostedTreesOptions = {}): BoostedTreesModel {
  knownOptions(caller, options, optionNames);
  const { limit, ...settings } = readSettings(options);
  const { matrix, classes, rowWeights: given } = readFitInput(caller, X, y, options, "keep");
  const rowWeights =
    options.classWeights === undefined ? given : withClassWeights(caller, given, classes, options.classWeights);
  const categorical = readCategorical(caller, options.categorical, matrix);
  const monotone = readMonotone(caller, options.monotone, matrix, categorical);
  const held = holdOut(caller, options.earlyStopping, classes.y, settings.seed);

  const bins = findBins(matrix, settings.bins, categorical, rowWeights.count, settings.seed);
  const binned = binFeatures(matrix, bins);
  const categories = bins.map((column) => (column.kind === "categories" ? Array.from(column.categories) : null));
  const training = held?.training ?? allRows(matrix.rows);
  const baseline = rateLogOdds(classes.y, rowWeights.combined, training);
  const rules = splitRules(settings, binned.starts, categorical, monotone);
  const ground = createGround({ ...settings, bins, rules }, training.length);
  const validation =
    held === null
      ? null
      : validationLoss(held, matrix, { categories, bins: settings.bins }, classes.y, rowWeights.combined, baseline);
  const { grown, rows } = boost(
    ground,
    trainingRows(binned, training, classes.y, rowWeights, baseline),
    limit,
    validation,
  );

  const model = {
    kind: "boosted-trees" as const,
    schema: 1 as const,
    names: [...matrix.names],
    categories,
    monotone,
    baseline,
    trees: validation === null ? grown : grown.slice(0, validation.best()),
    ...settings,
    cases: rowWeights.total,
    positives: classes.positives,
  };
  // Boosting leaves the scores of the training rows under all trees, but not those of held-out rows.
  const scores = validation === null ? inDataOrder(rows) : treeScores(model, matrix);
  const shift = options.classWeights === undefined ? 0 : recalibratingShift(scores, classes.y, given.combined);
  const shifted = scores.map((score) => score + shift);
  const note = options.classWeights === undefined ? weightNote(rowWeights, classes) : null;
  return freezeModel<BoostedTreesModel>({
    ...model,
    baseline: baseline + shift,
    baselineShift: shift,
    trainingLoss: meanLogLoss(shifted, classes.y, given.combined, training),
    validationLoss: validation?.losses ?? null,
    notes: notesOf(matrix, bins, { grown: grown.length, kept: model.trees.length }, note),
  });
}

function splitRules(
  { minLeaf, l2 }: { readonly minLeaf: number; readonly l2: number },
  starts: Int32Array,
  categorical: readonly boolean[],
  monotone: readonly number[],
): SplitRules {
  return {
    minLeaf,
    l2,
    starts,
    monotone: Int8Array.from(monotone),
    categorical: Uint8Array.from(categorical, Number),
  };
}

/** Adds trees to the limit, until one cannot split its root, or until the validation loss ends it. */
function boost(
  ground: TreeGround,
  first: TrainingRows,
  limit: number,
  validation: ValidationLoss | null,
): { grown: Tree[]; rows: TrainingRows } {
  let rows = first;
  const derivatives = createDerivatives(rows);
  const grown: Tree[] = [];
  while (grown.length < limit) {
    const tree = growTree(ground, rows, derivatives(rows));
    // The scores stay as they are, so every later root would be the same.
    if (tree.feature.length === 1) break;
    grown.push(tree);
    if (validation?.add(tree) === true) break;
    if (grown.length % rearrangeEvery === 1) rows = rearranged(rows, ground.order);
  }
  return { grown, rows };
}

/** The scores of the rows by their numbers in the data. */
function inDataOrder({ origin, scores }: TrainingRows): Float64Array {
  const ordered = new Float64Array(scores.length);
  for (let i = 0; i < scores.length; i++) ordered[origin[i]!] = scores[i]!;
  return ordered;
}

function readSettings(options: FitBoostedTreesOptions) {
  return {
    limit: numberOption(caller, "trees", options.trees ?? 100, { min: 1, max: 100_000, integer: true }),
    learningRate: numberOption(caller, "learningRate", options.learningRate ?? 0.1, { min: 1e-6, max: 1 }),
    leaves: numberOption(caller, "leaves", options.leaves ?? 8, { min: 2, max: 65_535, integer: true }),
    minLeaf: numberOption(caller, "minLeaf", options.minLeaf ?? 40, { min: 1, integer: true }),
    l2: numberOption(caller, "l2", options.l2 ?? 0, { min: 0 }),
    bins: numberOption(caller, "bins", options.bins ?? 255, { min: 2, max: 255, integer: true }),
    seed: numberOption(caller, "seed", options.seed ?? 0),
  };
}

function allRows(rows: number): Int32Array {
  return Int32Array.from({ length: rows }, (_, row) => row);
}

/** The log-odds of the overall rate. */
function rateLogOdds(y: Float64Array, cases: Float64Array | null, rows: Int32Array): number {
  let positives = 0;
  let negatives = 0;
  for (const row of rows) {
    const size = cases === null ? 1 : cases[row]!;
    if (y[row] === 1) positives += size;
    else negatives += size;
  }
  return Math.log(positives / negatives);
}

function notesOf(
  matrix: FeatureMatrix,
  bins: readonly ColumnBins[],
  { grown, kept }: { readonly grown: number; readonly kept: number },
  weights: string | null,
): string[] {
  const notes = weights === null ? [] : [weights];
  if (grown === 0)
    notes.push(
      "No split was worth it: there are too few cases, or no feature tells the classes apart. Everyone gets the " +
        "overall rate.",
    );
  else if (kept === 0)
    notes.push(
      `Early stopping kept none of ${counted(grown, "tree")}: each made the log loss of the held-out rows worse. ` +
        `Everyone gets ` +
        "the overall rate; with little to learn from, try a lower learning rate or fewer leaves, or hold out more " +
        "rows.",
    );
  bins.forEach((column, c) => {
    if (column.kind === "numbers" && column.cuts.length === 0) {
      notes.push(`${showValue(matrix.names[c])} has the same value in every row and says nothing.`);
    }
  });
  return notes;
}
