import type { Histogram } from "./histogram.js";

/** Sums over the rows of a node. */
export interface NodeSums {
  readonly gradient: number;
  readonly hessian: number;
  readonly count: number;
}

/** What every split has to respect. */
export interface SplitRules {
  readonly minLeaf: number;
  readonly l2: number;
  /** 1 rising, −1 falling, 0 free, by column. */
  readonly monotone: Int8Array;
  /** 1 for columns of categories. */
  readonly categorical: Uint8Array;
  /** Where the bins of each column begin, missing last; one more at the end. */
  readonly starts: Int32Array;
}

/** The range that values below a node must keep to because of monotone columns above it. */
export interface ValueBounds {
  readonly lower: number;
  readonly upper: number;
}

/** How a node is divided. */
export interface Split {
  readonly gain: number;
  readonly column: number;
  /** 1 for the bins of the column that go left, missing last. */
  readonly left: Uint8Array;
  /** For a column of numbers: bins up to this one go left. */
  readonly lastLeft: number;
  readonly missingLeft: boolean;
  /** For a column of categories: whether most cases whose category is known go left. */
  readonly unseenLeft: boolean;
  readonly leftSums: NodeSums;
  readonly rightSums: NodeSums;
}

/** The smallest sum of second derivatives in a child (as XGBoost's min_child_weight): below it −G / H is noise. */
const minHessian = 1e-3;

/** A gain below this share of the node's own score is rounding error. */
const minGain = 1e-12;

/** Categories of fewer cases go to the larger side: their own rate is noise. */
const minCategory = 10;

/** Added to a category's second derivatives when categories are ordered: shrinks the means of small ones towards 0. */
const categorySmoothing = 10;

/** The value of a leaf, −G / (H + λ), held within its bounds. */
export function leafValue(sums: NodeSums, l2: number, { lower, upper }: ValueBounds): number {
  const curvature = sums.hessian + l2;
  // Next to rows that weigh a million million times as much, the curvature of the others rounds to 0.
  const value = curvature > 0 ? -sums.gradient / curvature : 0;
  return value < lower ? lower : value > upper ? upper : value;
}

/** The best split found so far. */
interface Search {
  gain: number;
  column: number;
  lastLeft: number;
  missingLeft: boolean;
  unseenLeft: boolean;
  /** Bins of categories that go left; null for numbers. */
  leftBins: number[] | null;
  gradient: number;
  hessian: number;
  count: number;
}

/**
 * The split with the largest gain G_L² / (H_L + λ) + G_R² / (H_R + λ) − G² / (H + λ) (Chen & Guestrin 2016, equation
 * 7), or null where no split has one. Missing values go to whichever side gains more. Categories are ordered by their
 * mean gradient and scanned from both ends (Fisher 1958).
 */
export function bestSplit(histogram: Histogram, node: NodeSums, bounds: ValueBounds, rules: SplitRules): Split | null {
  const best: Search = {
    gain: minGain * (reduction(node.gradient, node.hessian, rules.l2, bounds) + 1e-12),
    column: -1,
    lastLeft: -1,
    missingLeft: false,
    unseenLeft: false,
    leftBins: null,
    gradient: 0,
    hessian: 0,
    count: 0,
  };
  for (let column = 0; column < rules.monotone.length; column++) {
    if (rules.categorical[column] === 1) scanCategories(histogram, node, bounds, rules, column, best);
    else scanNumbers(histogram, node, bounds, rules, column, best);
  }
  return best.column < 0 ? null : splitOf(best, node, rules);
}

function splitOf(best: Search, node: NodeSums, { starts }: SplitRules): Split {
  const { column, lastLeft, leftBins, missingLeft, unseenLeft } = best;
  const bins = starts[column + 1]! - starts[column]!;
  const left = new Uint8Array(bins);
  if (leftBins === null) left.fill(1, 0, lastLeft + 1);
  else for (const bin of leftBins) left[bin] = 1;
  left[bins - 1] = missingLeft ? 1 : 0;
  return {
    gain: best.gain,
    column,
    left,
    lastLeft,
    missingLeft,
    unseenLeft: leftBins !== null && unseenLeft,
    leftSums: { gradient: best.gradient, hessian: best.hessian, count: best.count },
    rightSums: {
      gradient: node.gradient - best.gradient,
      hessian: node.hessian - best.hessian,
      count: node.count - best.count,
    },
  };
}

/** By how much a leaf of these sums lowers twice the loss: G² / (H + λ), or less where its value is bounded. */
function reduction(gradient: number, hessian: number, l2: number, { lower, upper }: ValueBounds): number {
  const curvature = hessian + l2;
  const value = -gradient / curvature;
  if (value < lower) return -lower * (2 * gradient + curvature * lower);
  if (value > upper) return -upper * (2 * gradient + curvature * upper);
  return (gradient * gradient) / curvature;
}

function scanNumbers(
  histogram: Histogram,
  node: NodeSums,
  bounds: ValueBounds,
  rules: SplitRules,
  column: number,
  best: Search,
): void {
  const { starts, minLeaf, l2 } = rules;
  const direction = rules.monotone[column]!;
  const start = starts[column]!;
  const missing = starts[column + 1]! - 1;
  const missingCount = histogram.count[missing]!;
  const missingGradient = histogram.gradient[missing]!;
  const missingHessian = histogram.hessian[missing]!;
  // Without missing values the last bin of numbers leaves nothing for the right side.
  const end = missingCount > 0 ? missing : missing - 1;
  const own = reduction(node.gradient, node.hessian, l2, bounds);
  const free = bounds.lower === Number.NEGATIVE_INFINITY && bounds.upper === Number.POSITIVE_INFINITY;
  let gradient = 0;
  let hessian = 0;
  let count = 0;
  for (let bin = start; bin < end; bin++) {
    gradient += histogram.gradient[bin]!;
    hessian += histogram.hessian[bin]!;
    count += histogram.count[bin]!;
    if (free && missingCount === 0 && !couldBeat(best.gain + own, gradient, hessian, node, l2)) continue;
    for (let side = missingCount > 0 ? 1 : 0; side >= 0; side--) {
      const g = gradient + side * missingGradient;
      const h = hessian + side * missingHessian;
      const n = count + side * missingCount;
      if (n < minLeaf || node.count - n < minLeaf || h < minHessian || node.hessian - h < minHessian) continue;
      const gain = reduction(g, h, l2, bounds) + reduction(node.gradient - g, node.hessian - h, l2, bounds) - own;
      if (gain <= best.gain) continue;
      if (direction !== 0 && !inOrder(direction, g, h, node, l2, bounds)) continue;
      best.gain = gain;
      best.column = column;
      best.lastLeft = bin - start;
      // Values missing only in later data go with the majority.
      best.missingLeft = missingCount > 0 ? side === 1 : 2 * n > node.count;
      best.leftBins = null;
      best.gradient = g;
      best.hessian = h;
      best.count = n;
    }
  }
}

/** Whether a split without bounds can reach a score: a test without division, loose by more than rounding error. */
function couldBeat(score: number, gradient: number, hessian: number, node: NodeSums, l2: number): boolean {
  const left = hessian + l2;
  const right = node.hessian - hessian + l2;
  const rest = node.gradient - gradient;
  return (gradient * gradient * right + rest * rest * left) * (1 + 1e-9) > score * left * right;
}

/** Whether the values of the two sides obey the monotone direction of the column. */
function inOrder(direction: number, g: number, h: number, node: NodeSums, l2: number, bounds: ValueBounds): boolean {
  const left = leafValue({ gradient: g, hessian: h, count: 0 }, l2, bounds);
  const right = leafValue({ gradient: node.gradient - g, hessian: node.hessian - h, count: 0 }, l2, bounds);
  return direction > 0 ? left <= right : left >= right;
}

function scanCategories(
  histogram: Histogram,
  node: NodeSums,
  bounds: ValueBounds,
  rules: SplitRules,
  column: number,
  best: Search,
): void {
  const { starts, minLeaf, l2 } = rules;
  const start = starts[column]!;
  const missing = starts[column + 1]! - 1;
  const present: number[] = [];
  for (let bin = start; bin <= missing; bin++) if (histogram.count[bin]! >= minCategory) present.push(bin);
  if (present.length < 2 && !(present.length === 1 && histogram.count[present[0]!]! < node.count)) return;
  const rate = (bin: number): number => histogram.gradient[bin]! / (histogram.hessian[bin]! + categorySmoothing);
  present.sort((a, b) => rate(a) - rate(b) || a - b);
  const own = reduction(node.gradient, node.hessian, l2, bounds);
  const half = Math.ceil(present.length / 2);
  for (const sequence of [present, [...present].reverse()]) {
    let gradient = 0;
    let hessian = 0;
    let count = 0;
    for (let taken = 1; taken <= half; taken++) {
      const bin = sequence[taken - 1]!;
      gradient += histogram.gradient[bin]!;
      hessian += histogram.hessian[bin]!;
      count += histogram.count[bin]!;
      if (count < minLeaf || node.count - count < minLeaf) continue;
      if (hessian < minHessian || node.hessian - hessian < minHessian) continue;
      const gain =
        reduction(gradient, hessian, l2, bounds) +
        reduction(node.gradient - gradient, node.hessian - hessian, l2, bounds) -
        own;
      if (gain <= best.gain) continue;
      const leftBins = sequence.slice(0, taken).map((bin) => bin - start);
      best.gain = gain;
      best.column = column;
      best.lastLeft = -1;
      best.leftBins = leftBins;
      best.missingLeft = histogram.count[missing]! > 0 ? leftBins.includes(missing - start) : 2 * count > node.count;
      const open = histogram.count[missing]!;
      const known = count - (leftBins.includes(missing - start) ? open : 0);
      best.unseenLeft = 2 * known > node.count - open;
      best.gradient = gradient;
      best.hessian = hessian;
      best.count = count;
    }
  }
}
