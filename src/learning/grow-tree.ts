import { bestSplit, leafValue, type NodeSums, type Split, type SplitRules, type ValueBounds } from "./best-split.js";
import { type BinnedMatrix, columnsPerWord } from "./binned-matrix.js";
import type { Tree } from "./boosted-trees-model.js";
import type { ColumnBins } from "./feature-bins.js";
import {
  createHistogram,
  fillHistogram,
  type Histogram,
  type RowDerivatives,
  subtractHistogram,
  type Workbench,
} from "./histogram.js";

/** What all trees of a fit share. */
export interface TreeGround {
  readonly binned: BinnedMatrix;
  readonly bins: readonly ColumnBins[];
  readonly rules: SplitRules;
  readonly leaves: number;
  readonly learningRate: number;
  /** Σ count · weight of each row, for the cover; null where all are 1. */
  readonly cases: Float64Array | null;
  /** The rows to grow on, in ascending order. */
  readonly rows: Int32Array;
  /** Working space, as long as `rows`: the order in which nodes hold them, and the rows that go right. */
  readonly order: Int32Array;
  readonly spare: Int32Array;
  readonly bench: Workbench;
  /** By row number, filled anew by every tree. */
  readonly leafOf: Uint16Array;
  /** Histograms out of use. */
  readonly pool: Histogram[];
}

/** A tree, and which of its leaves (by place in `values`) each row of the growth belongs to. */
export interface GrownTree {
  readonly tree: Tree;
  readonly leafOf: Uint16Array;
  readonly values: Float64Array;
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
 * Grows one tree leaf by leaf, always where the gain is largest, until it has enough leaves or no split is worth it. Of two children only the smaller is counted; the other's histogram is what remains of
 * the parent's.
 */
export function growTree(ground: TreeGround, derivatives: RowDerivatives): GrownTree {
  const { leaves, order } = ground;
  order.set(ground.rows);
  const histogram = takeHistogram(ground);
  fillHistogram(ground.binned, order, 0, order.length, derivatives, histogram, ground.bench);
  const root = createNode(0, order.length, totals(ground, histogram), unbounded, histogram);
  findSplit(ground, root);
  const open = root.split === null ? [] : [root];
  let count = 1;
  while (count < leaves && open.length > 0) {
    const node = takeBest(open);
    count++;
    const children = divide(ground, node);
    if (count < leaves) {
      countChildren(ground, derivatives, node, children);
      for (const child of children) if (child.split !== null) open.push(child);
    }
    release(ground, node);
  }
  for (const node of open) release(ground, node);
  release(ground, root);
  return writeTree(ground, root);
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

function takeHistogram({ pool, binned }: TreeGround): Histogram {
  return pool.pop() ?? createHistogram(binned.starts[binned.columns]!);
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
function divide(ground: TreeGround, node: GrowingNode): readonly [GrowingNode, GrowingNode] {
  const { column, left, leftSums, rightSums } = node.split!;
  const words = ground.binned.words[Math.floor(column / columnsPerWord)]!;
  const kept = divideRows(ground.order, ground.spare, node.from, node.to, words, 8 * (column % columnsPerWord), left);
  const [leftBounds, rightBounds] = childBounds(ground, node);
  node.children = [
    createNode(node.from, kept, leftSums, leftBounds, null),
    createNode(kept, node.to, rightSums, rightBounds, null),
  ];
  return node.children;
}

/** Moves the rows that go left to the front and returns where the others begin; both sides keep their order. Every row is written to both sides, because no processor can predict which one it takes. */
function divideRows(
  order: Int32Array,
  spare: Int32Array,
  from: number,
  to: number,
  words: Int32Array,
  shift: number,
  left: Uint8Array,
): number {
  let kept = from;
  let moved = 0;
  for (let i = from; i < to; i++) {
    const row = order[i]!;
    const stays = left[(words[row]! >>> shift) & 255]!;
    order[kept] = row;
    spare[moved] = row;
    kept += stays;
    moved += 1 - stays;
  }
  order.set(spare.subarray(0, moved), kept);
  return kept;
}

/** Below a monotone split the values of both sides keep to their side of the middle, so that no later split can break the order. */
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
  derivatives: RowDerivatives,
  parent: GrowingNode,
  [left, right]: readonly [GrowingNode, GrowingNode],
): void {
  const { minLeaf } = ground.rules;
  if (left.sums.count < 2 * minLeaf && right.sums.count < 2 * minLeaf) return;
  const [small, large] = left.to - left.from <= right.to - right.from ? [left, right] : [right, left];
  small.histogram = takeHistogram(ground);
  fillHistogram(ground.binned, ground.order, small.from, small.to, derivatives, small.histogram, ground.bench);
  large.histogram = parent.histogram;
  parent.histogram = null;
  subtractHistogram(large.histogram!, small.histogram);
  for (const child of [left, right]) {
    findSplit(ground, child);
    if (child.split === null) release(ground, child);
  }
}

/** Numbers the nodes, parents first, and notes which leaf each row has come to. */
function writeTree(ground: TreeGround, root: GrowingNode): GrownTree {
  const { cases, learningRate, rules, bins, order, leafOf } = ground;
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
  const values: number[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    const { split, children } = node;
    if (split === null || children === null) {
      const value = learningRate * leafValue(node.sums, rules.l2, node.bounds) + 0;
      for (let i = node.from; i < node.to; i++) leafOf[order[i]!] = values.length;
      values.push(value);
      addNode(tree, -1, null, null, false, -1, value);
    } else {
      const column = bins[split.column]!;
      const threshold = column.kind === "numbers" ? (column.cuts[split.lastLeft] ?? Number.MAX_VALUE) : null;
      const chosen = column.kind === "numbers" ? null : column.categories.filter((_, bin) => split.left[bin] === 1);
      addNode(tree, split.column, threshold, chosen, split.missingLeft, nodes.length, 0);
      nodes.push(...children);
    }
    tree.cover.push(coverOf(node, order, cases));
  }
  return { tree, leafOf, values: Float64Array.from(values) };
}

function addNode(
  tree: { readonly [List in keyof Tree]: Tree[List][number][] },
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

/** How many cases came to a node. */
function coverOf({ from, to }: GrowingNode, order: Int32Array, cases: Float64Array | null): number {
  if (cases === null) return to - from;
  let cover = 0;
  for (let i = from; i < to; i++) cover += cases[order[i]!]!;
  return cover;
}
