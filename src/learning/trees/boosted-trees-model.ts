import * as v from "valibot";
import {
  distinctTexts,
  finiteNumber,
  finiteNumbers,
  type ModelFormat,
  type ModelHeader,
  naturalNumber,
  nonNegativeNumber,
} from "../../errors/index.js";

/** One tree as parallel lists, a place a node; node 0 is the root. A node with `feature` −1 is a leaf. */
export interface Tree {
  /** Which column decides; −1 in a leaf. */
  readonly feature: readonly number[];
  /** A value up to the threshold goes left; null in leaves and where categories decide. */
  readonly threshold: readonly (number | null)[];
  /** The categories that go left; null where a threshold decides and in leaves. */
  readonly categories: readonly (readonly number[] | null)[];
  /** Whether a missing value goes left. */
  readonly missingLeft: readonly boolean[];
  /**
   * Whether a category that the fit has not seen goes left, which is where most cases of the known ones went; only
   * where categories decide. Trees of before have no such list: the greater cover decides.
   */
  readonly unseenLeft?: readonly boolean[] | undefined;
  readonly left: readonly number[];
  readonly right: readonly number[];
  /** What the leaf adds to the log-odds, learning rate included; 0 in inner nodes. */
  readonly value: readonly number[];
  /** How many cases of the fit reached the node: Σ count · weight. */
  readonly cover: readonly number[];
}

/** Boosted decision trees for a yes/no outcome: log-odds = baseline + Σ leaf values. */
export interface BoostedTreesModel extends ModelHeader {
  readonly kind: "boosted-trees";
  readonly schema: 1;
  readonly names: readonly string[];
  /** The categories of each column that holds categories; null for a column of numbers. */
  readonly categories: readonly (readonly number[] | null)[];
  /** 1 rising, −1 falling, 0 free, a number a column. */
  readonly monotone: readonly number[];
  /** The log-odds before the first tree. */
  readonly baseline: number;
  readonly trees: readonly Tree[];
  readonly learningRate: number;
  readonly leaves: number;
  readonly minLeaf: number;
  readonly l2: number;
  readonly bins: number;
  readonly seed: number;
  /** n: rows, or Σ count, validation included. */
  readonly cases: number;
  readonly positives: number;
  /** Mean log loss of the rows that the trees were grown on. */
  readonly trainingLoss: number;
  /** Mean log loss of the validation rows after each tree that was tried, with early stopping; otherwise null. */
  readonly validationLoss: readonly number[] | null;
  /** By how much the baseline was moved to undo `classWeights`; 0 without. */
  readonly baselineShift: number;
  /** What a reader of the model should know. */
  readonly notes: readonly string[];
}

const whole = () => v.pipe(v.number(), v.integer());

const treeShape = () =>
  v.pipe(
    v.object({
      feature: v.array(v.pipe(whole(), v.minValue(-1))),
      threshold: v.array(v.nullable(finiteNumber())),
      categories: v.array(v.nullable(finiteNumbers())),
      missingLeft: v.array(v.boolean()),
      unseenLeft: v.optional(v.array(v.boolean())),
      left: v.array(whole()),
      right: v.array(whole()),
      value: finiteNumbers(),
      cover: v.array(nonNegativeNumber()),
    }),
    v.check(
      (nodes) => isSound(nodes),
      "a tree whose nodes each have one parent before them and whose lists are equally long",
    ),
  );

/**
 * Children come after their parents, so every walk ends; every node but the root is the child of one node; every inner
 * node has something to decide by.
 */
function isSound({ feature, threshold, categories, missingLeft, left, right, value, cover, ...more }: Tree): boolean {
  const nodes = feature.length;
  const lists = [threshold, categories, missingLeft, left, right, value, cover, more.unseenLeft ?? feature];
  if (nodes === 0 || lists.some((list) => list.length !== nodes)) return false;
  const parents = new Int32Array(nodes);
  const isSoundNode = (column: number, node: number): boolean => {
    if (column < 0) return threshold[node] === null && categories[node] === null;
    const isChild = (child: number): boolean => child > node && child < nodes;
    parents[left[node]!]!++;
    parents[right[node]!]!++;
    return isChild(left[node]!) && isChild(right[node]!) && (threshold[node] === null) !== (categories[node] === null);
  };
  return feature.every(isSoundNode) && parents.every((count, node) => count === Math.min(node, 1));
}

/** The plain form of a {@link BoostedTreesModel}. */
export const boostedTreesShape = (): v.GenericSchema<unknown, BoostedTreesModel> =>
  v.pipe(
    v.object({
      kind: v.literal("boosted-trees"),
      schema: v.literal(1),
      names: distinctTexts(),
      categories: v.array(v.nullable(finiteNumbers())),
      monotone: v.array(v.picklist([-1, 0, 1])),
      baseline: finiteNumber(),
      trees: v.array(treeShape()),
      learningRate: finiteNumber(),
      leaves: naturalNumber(),
      minLeaf: naturalNumber(),
      l2: finiteNumber(),
      bins: naturalNumber(),
      seed: finiteNumber(),
      cases: finiteNumber(),
      positives: finiteNumber(),
      trainingLoss: finiteNumber(),
      validationLoss: v.nullable(finiteNumbers()),
      baselineShift: finiteNumber(),
      notes: v.array(v.string()),
    }),
    v.check(
      ({ names, categories, monotone, trees }) =>
        categories.length === names.length &&
        monotone.length === names.length &&
        trees.every(({ feature }) => feature.every((column) => column < names.length)),
      "columns that the model names",
    ),
  );

/** How boosted trees look as plain data. */
export const boostedTreesFormat: ModelFormat<BoostedTreesModel> = {
  kind: "boosted-trees",
  schema: 1,
  shape: boostedTreesShape,
};
