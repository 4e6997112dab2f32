import type { FeatureMatrix } from "../../table/index.js";
import { type CodedTree, codeTree, leafCode, type NodeCoding } from "./coded-tree.js";
import type { CompiledTree } from "./compiled-tree.js";
import { type CutSearch, createCutSearch, cutsBelow } from "./cut-search.js";

/**
 * Trees that read codes instead of numbers: how many of the thresholds of all trees lie below a value. A missing value
 * is lower than all others in the slot of the nodes that send it left, and higher in the slot of those that send it
 * right.
 */
export interface CodedForest {
  readonly columns: readonly CodedColumn[];
  readonly trees: readonly CodedTree[];
  /** Slots of a row: those of the columns, and then those that every tree fills anew for its categories. */
  readonly width: number;
}

/** A column that some threshold decides by, and the slots of its code; −1 where no node needs one. */
interface CodedColumn {
  readonly column: number;
  readonly search: CutSearch;
  readonly missingLeft: number;
  readonly missingRight: number;
}

/** Slots a row can have at most: what a node keeps of a slot. */
const mostSlots = 32_767;

/** Rows that go through all trees before the next ones start, so that their codes stay in the cache. */
const block = 512;

/** The trees over codes; null where a column has too many thresholds, or the trees too many slots. */
export function codeForest(trees: readonly CompiledTree[]): CodedForest | null {
  const thresholds = thresholdsByColumn(trees);
  const columns: CodedColumn[] = [];
  const codings = new Map<number, NodeCoding>();
  let width = 0;
  for (const [column, { values, missing }] of thresholds) {
    if (values.size >= leafCode) return null;
    const cuts = Float64Array.from(values).sort();
    const missingLeft = missing.has(1) ? width++ : -1;
    const missingRight = missing.has(0) ? width++ : -1;
    columns.push({ column, search: createCutSearch(cuts), missingLeft, missingRight });
    codings.set(column, { codes: new Map(Array.from(cuts, (cut, code) => [cut, code])), missingLeft, missingRight });
  }
  const coded = trees.map((tree) => codeTree(tree, codings, width));
  for (const { categories } of coded) width = Math.max(width, ...categories.map(({ slot }) => slot + 1));
  return width > mostSlots ? null : { columns, trees: coded, width };
}

/** The thresholds of each column, and whether missing values go left (1) or right (0) at its nodes. */
function thresholdsByColumn(trees: readonly CompiledTree[]) {
  const found = new Map<number, { readonly values: Set<number>; readonly missing: Set<number> }>();
  for (const { feature, threshold, missingLeft, goesLeft } of trees) {
    for (let node = 0; node < feature.length; node++) {
      const column = feature[node]!;
      if (column < 0 || goesLeft[node] !== null) continue;
      const ofColumn = found.get(column) ?? { values: new Set(), missing: new Set() };
      found.set(column, ofColumn);
      // Zero of either sign is one threshold.
      ofColumn.values.add(threshold[node]! + 0);
      ofColumn.missing.add(missingLeft[node]!);
    }
  }
  return found;
}

/** Adds the leaves of all trees to the scores of all rows, tree by tree for each row. */
export function addForestScores({ columns, trees, width }: CodedForest, matrix: FeatureMatrix, scores: Float64Array) {
  // Whole groups of four rows are traversed: the last ones may be nobody's.
  const codes = new Uint16Array((block + 3) * width);
  for (let start = 0; start < matrix.rows; start += block) {
    const rows = Math.min(block, matrix.rows - start);
    for (const column of columns) codeColumn(column, matrix, start, rows, codes, width);
    for (const tree of trees) {
      for (const node of tree.categories) codeCategories(node, matrix, start, rows, codes, width);
      addLeaves(tree, codes, width, rows, scores, start);
    }
  }
}

function codeColumn(
  { column, search, missingLeft, missingRight }: CodedColumn,
  { data, columns }: FeatureMatrix,
  start: number,
  rows: number,
  codes: Uint16Array,
  width: number,
): void {
  const [first, second] = missingLeft < 0 ? [missingRight, -1] : [missingLeft, missingRight];
  const ofMissing = missingLeft < 0 ? leafCode : 0;
  for (let row = 0, at = start * columns + column; row < rows; row++, at += columns) {
    const x = data[at]!;
    const isMissing = Number.isNaN(x);
    const code = isMissing ? ofMissing : cutsBelow(search, x);
    codes[row * width + first] = code;
    if (second >= 0) codes[row * width + second] = isMissing ? leafCode : code;
  }
}

/** The slot of a node that categories decide: 0 for those that go left, 1 for the others. */
function codeCategories(
  { column, slot, sides, missingLeft }: CodedTree["categories"][number],
  { data, columns }: FeatureMatrix,
  start: number,
  rows: number,
  codes: Uint16Array,
  width: number,
): void {
  for (let row = 0, at = start * columns + column; row < rows; row++, at += columns) {
    const x = data[at]!;
    const side = Number.isNaN(x) ? missingLeft : sides[x]!;
    codes[row * width + slot] = 1 - side;
  }
}

/**
 * Adds the leaf of each row. Four rows descend side by side, and a step is arithmetic without a branch: which way a row
 * turns cannot be foreseen, and a processor that guesses wrong waits longer than the step takes. A row that has reached
 * its leaf stays there until the others have.
 */
function addLeaves(
  { tests, children, values }: CodedTree,
  codes: Uint16Array,
  width: number,
  rows: number,
  scores: Float64Array,
  start: number,
): void {
  for (let row = 0; row < rows; row += 4) {
    const r0 = row * width;
    const r1 = r0 + width;
    const r2 = r1 + width;
    const r3 = r2 + width;
    let n0 = 0;
    let n1 = 0;
    let n2 = 0;
    let n3 = 0;
    let t0 = tests[0]!;
    let t1 = t0;
    let t2 = t0;
    let t3 = t0;
    // Below 0 are the tests of leaves.
    while ((t0 & t1 & t2 & t3) >= 0) {
      n0 = children[n0]! + (((t0 & 0xffff) - codes[r0 + ((t0 >> 16) & 0x7fff)]!) >>> 31);
      n1 = children[n1]! + (((t1 & 0xffff) - codes[r1 + ((t1 >> 16) & 0x7fff)]!) >>> 31);
      n2 = children[n2]! + (((t2 & 0xffff) - codes[r2 + ((t2 >> 16) & 0x7fff)]!) >>> 31);
      n3 = children[n3]! + (((t3 & 0xffff) - codes[r3 + ((t3 >> 16) & 0x7fff)]!) >>> 31);
      t0 = tests[n0]!;
      t1 = tests[n1]!;
      t2 = tests[n2]!;
      t3 = tests[n3]!;
    }
    const at = start + row;
    scores[at]! += values[n0]!;
    if (row + 1 < rows) scores[at + 1]! += values[n1]!;
    if (row + 2 < rows) scores[at + 2]! += values[n2]!;
    if (row + 3 < rows) scores[at + 3]! += values[n3]!;
  }
}
