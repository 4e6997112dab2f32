import { bestSplit, leafValue, type NodeSums, type Split, type SplitRules, type ValueBounds } from "./best-split.js";
import { columnsPerWord } from "./binned-matrix.js";
import type { Tree } from "./boosted-trees-model.js";
import { divideByBins, divideByCut } from "./divide-rows.js";
import type { ColumnBins } from "./feature-bins.js";
import {
  createHistogram,
  createPairs,
  fillHistogram,
  type Histogram,
  type RowDerivatives,
  subtractHistogram,
} from "./histogram.js";
import type { TrainingRows } from "./training-rows.js";

/** What the trees of a fit share: settings and working memory. */
export interface TreeGround {
  readonly bins: readonly ColumnBins[];
  readonly rules: SplitRules;
  readonly leaves: number;
  readonly learningRate: number;
  /** The rows in the order of the nodes that hold them, in the end leaf by leaf. */
  readonly order: Int32Array;
  /** As long as `order`: the rows of a node that go right. */
  readonly spare: Int32Array;
  readonly pairs: Float64Array;
  /** Histograms to be used again. */
  readonly pool: Histogram[];
}

/** Allocates what the trees of a fit to so many rows share. */
export function createGround(
  settings: Pick<TreeGround, "bins" | "rules" | "leaves" | "learningRate">,
  rows: number,
): TreeGround {
  return { ...settings, order: new Int32Array(rows), spare: new Int32Array(rows), pairs: createPairs(), pool: [] };
}

/** A node while the tree grows; its rows are `order[from … to − 1]`. */
interface GrowingNode {
  readonly from: number;
  readonly to: number;
  readonly sums: NodeSums;
  readonly bounds: ValueBounds;
  histogram: Histogram | null;
  split: Split | null;
  children: readonly [GrowingNode, GrowingNode] | null;
}

/**
 * Grows one tree leaf by leaf (best first), until it has enough leaves or no split has a gain, and adds the values of
 * the leaves to the scores of the rows. Of two children only the smaller fills a histogram; that of the other is the
 * parent's less the smaller one's.
 */
export function growTree(ground: TreeGround, rows: TrainingRows, derivatives: RowDerivatives): Tree {
  const { leaves, order } = ground;
  startOrder(order);
  const histogram = takeHistogram(ground);
  const all = { order: derivatives.count === null ? null : order, from: 0, to: order.length };
  fillHistogram({ words: rows.words, starts: ground.rules.starts }, all, derivatives, histogram, ground.pairs);
  const root = createNode(0, order.length, totals(ground, histogram), unbounded, histogram);
  findSplit(ground, root);
  const open = root.split === null ? [] : [root];
  let count = 1;
  while (count < leaves && open.length > 0) {
    const node = takeBest(open);
    count++;
    const children = divide(ground, rows, node);
    if (count < leaves) {
      countChildren(ground, rows, derivatives, node, children);
      for (const child of children) if (child.split !== null) open.push(child);
    }
    release(ground, node);
  }
  for (const node of open) release(ground, node);
  release(ground, root);
  return writeTree(ground, rows, root);
}

/**
 * In a function of its own: on-stack replacement of this loop within `growTree` would compile the rest of that function
 * without type feedback, and deoptimize there.
 */
function startOrder(order: Int32Array): void {
  for (let i = 0; i < order.length; i++) order[i] = i;
}

const unbounded: ValueBounds = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };

function createNode(
  from: number,
  to: number,
  sums: NodeSums,
  bounds: ValueBounds,
  histogram: Histogram | null,
): GrowingNode {
  return { from, to, sums, bounds, histogram, split: null, children: null };
}

function takeHistogram({ pool, rules: { starts } }: TreeGround): Histogram {
  return pool.pop() ?? createHistogram(starts[starts.length - 1]!);
}

function release({ pool }: TreeGround, node: GrowingNode): void {
  if (node.histogram !== null) pool.push(node.histogram);
  node.histogram = null;
}

/** The sums of the root: those of any column's bins. */
function totals({ rules }: TreeGround, { gradient, hessian, count }: Histogram): NodeSums {
  let g = 0;
  let h = 0;
  let n = 0;
  for (let bin = 0; bin < rules.starts[1]!; bin++) {
    g += gradient[bin]!;
    h += hessian[bin]!;
    n += count[bin]!;
  }
  return { gradient: g, hessian: h, count: n };
}

function findSplit({ rules }: TreeGround, node: GrowingNode): void {
  if (node.histogram === null || node.sums.count < 2 * rules.minLeaf) return;
  node.split = bestSplit(node.histogram, node.sums, node.bounds, rules);
}

/** Takes the node with the largest gain out of the list; the older one of equals. */
function takeBest(open: GrowingNode[]): GrowingNode {
  let best = 0;
  for (let i = 1; i < open.length; i++) if (open[i]!.split!.gain > open[best]!.split!.gain) best = i;
  return open.splice(best, 1)[0]!;
}

/** Divides the rows of a node between two children, both sides in their old order. */
function divide(ground: TreeGround, rows: TrainingRows, node: GrowingNode): readonly [GrowingNode, GrowingNode] {
  const { column, left, lastLeft, missingLeft, leftSums, rightSums } = node.split!;
  const words = rows.words[Math.floor(column / columnsPerWord)]!;
  const shift = 8 * (column % columnsPerWord);
  const span = { order: ground.order, spare: ground.spare, from: node.from, to: node.to };
  // The bin of missing values is the last one: the bins that go right end with it or just before it.
  const kept =
    ground.bins[column]!.kind === "numbers"
      ? divideByCut(span, words, shift, { low: lastLeft + 1, end: left.length - (missingLeft ? 1 : 0) })
      : divideByBins(span, words, shift, left);
  const [leftBounds, rightBounds] = childBounds(ground, node);
  node.children = [
    createNode(node.from, kept, leftSums, leftBounds, null),
    createNode(kept, node.to, rightSums, rightBounds, null),
  ];
  return node.children;
}

/**
 * Below a monotone split the values of either side are bounded by the middle of the two, so that no later split can
 * break the order.
 */
function childBounds({ rules }: TreeGround, { split, bounds }: GrowingNode): readonly [ValueBounds, ValueBounds] {
  const { column, leftSums, rightSums } = split!;
  const direction = rules.monotone[column]!;
  if (direction === 0) return [bounds, bounds];
  const middle = (leafValue(leftSums, rules.l2, bounds) + leafValue(rightSums, rules.l2, bounds)) / 2;
  const below = { lower: bounds.lower, upper: middle };
  const above = { lower: middle, upper: bounds.upper };
  return direction > 0 ? [below, above] : [above, below];
}

/** Histograms and splits for two new nodes; the parent's histogram becomes that of the larger one. */
function countChildren(
  ground: TreeGround,
  rows: TrainingRows,
  derivatives: RowDerivatives,
  parent: GrowingNode,
  [left, right]: readonly [GrowingNode, GrowingNode],
): void {
  const { minLeaf } = ground.rules;
  if (left.sums.count < 2 * minLeaf && right.sums.count < 2 * minLeaf) return;
  const [small, large] = left.to - left.from <= right.to - right.from ? [left, right] : [right, left];
  small.histogram = takeHistogram(ground);
  const own = { order: ground.order, from: small.from, to: small.to };
  fillHistogram({ words: rows.words, starts: ground.rules.starts }, own, derivatives, small.histogram, ground.pairs);
  large.histogram = parent.histogram;
  parent.histogram = null;
  subtractHistogram(large.histogram!, small.histogram);
  for (const child of [left, right]) {
    findSplit(ground, child);
    if (child.split === null) release(ground, child);
  }
}

/** Numbers the nodes, parents first, and adds the values of the leaves to the scores of their rows. */
function writeTree(ground: TreeGround, { scores, cases }: TrainingRows, root: GrowingNode): Tree {
  const { learningRate, rules, bins, order } = ground;
  const nodes = [root];
  const tree = {
    feature: [] as number[],
    threshold: [] as (number | null)[],
    categories: [] as (number[] | null)[],
    missingLeft: [] as boolean[],
    left: [] as number[],
    right: [] as number[],
    value: [] as number[],
    cover: [] as number[],
  };
  const unseenLeft: boolean[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const { split, children } = node;
    if (split === null || children === null) {
      const value = learningRate * leafValue(node.sums, rules.l2, node.bounds) + 0;
      for (let i = node.from; i < node.to; i++) scores[order[i]!]! += value;
      addNode(tree, -1, null, null, false, -1, value);
    } else {
      const column = bins[split.column]!;
      const threshold = column.kind === "numbers" ? (column.cuts[split.lastLeft] ?? Number.MAX_VALUE) : null;
      const chosen = column.kind === "numbers" ? null : column.categories.filter((_, bin) => split.left[bin] === 1);
      addNode(tree, split.column, threshold, chosen, split.missingLeft, nodes.length, 0);
      nodes.push(...children);
    }
    unseenLeft.push(split?.unseenLeft === true && children !== null);
    tree.cover.push(coverOf(node, order, cases));
  }
  return tree.categories.some((chosen) => chosen !== null) ? { ...tree, unseenLeft } : tree;
}

function addNode(
  tree: { readonly [List in keyof Omit<Tree, "unseenLeft">]: Tree[List][number][] },
  feature: number,
  threshold: number | null,
  categories: Float64Array | null,
  missingLeft: boolean,
  left: number,
  value: number,
): void {
  tree.feature.push(feature);
  tree.threshold.push(threshold);
  tree.categories.push(categories === null ? null : Array.from(categories));
  tree.missingLeft.push(missingLeft);
  tree.left.push(left);
  tree.right.push(left < 0 ? -1 : left + 1);
  tree.value.push(value);
}

/** The cases of a node: Σ count · weight. */
function coverOf({ from, to }: GrowingNode, order: Int32Array, cases: Float64Array | null): number {
  if (cases === null) return to - from;
  let cover = 0;
  for (let i = from; i < to; i++) cover += cases[order[i]!]!;
  return cover;
}
