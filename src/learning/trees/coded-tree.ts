import type { CompiledTree } from "./compiled-tree.js";

/** A tree over the codes of a row, its nodes numbered so that the two children of a node are neighbors. */
export interface CodedTree {
  /** By node: the slot in bits 16 to 30, the code up to which a row goes left below them; leaves have bit 31 set. */
  readonly tests: Int32Array;
  /** By node: the left child, whose neighbor is the right one; a leaf is its own. */
  readonly children: Int32Array;
  /** By node: what a leaf adds. */
  readonly values: Float64Array;
  readonly categories: readonly CategoryNode[];
}

/** A node that categories decide: a slot of its own says whether a row goes left (0) or right (1). */
interface CategoryNode {
  readonly column: number;
  readonly slot: number;
  readonly sides: Uint8Array;
  readonly missingLeft: number;
}

/** How the nodes of a column test a threshold: by its code, in the slot that treats missing values as they do. */
export interface NodeCoding {
  readonly codes: ReadonlyMap<number, number>;
  readonly missingLeft: number;
  readonly missingRight: number;
}

/** No code is above it, so that a row in a leaf, which tests for it, goes "left": it stays. */
export const leafCode = 0xffff;

const leafTest = (1 << 31) | leafCode;

/** A tree over codes; the slots of its categories begin at `firstSlot`. */
export function codeTree(
  { feature, threshold, missingLeft, left, right, value, goesLeft }: CompiledTree,
  codings: ReadonlyMap<number, NodeCoding>,
  firstSlot: number,
): CodedTree {
  const nodes = feature.length;
  const tests = new Int32Array(nodes).fill(leafTest);
  const children = Int32Array.from({ length: nodes }, (_, place) => place);
  const values = new Float64Array(nodes);
  const categories: CategoryNode[] = [];
  // Breadth first: a node comes into its place when its parent has one.
  const nodeAt = new Int32Array(nodes);
  let placed = 1;
  for (let place = 0; place < placed; place++) {
    const node = nodeAt[place]!;
    values[place] = value[node]!;
    const column = feature[node]!;
    if (column < 0) continue;
    nodeAt[placed] = left[node]!;
    nodeAt[placed + 1] = right[node]!;
    children[place] = placed;
    placed += 2;
    const sides = goesLeft[node]!;
    if (sides === null) {
      const coding = codings.get(column)!;
      const slot = missingLeft[node] === 1 ? coding.missingLeft : coding.missingRight;
      tests[place] = (slot << 16) | coding.codes.get(threshold[node]! + 0)!;
    } else {
      const slot = firstSlot + categories.length;
      tests[place] = slot << 16;
      categories.push({ column, slot, sides, missingLeft: missingLeft[node]! });
    }
  }
  return { tests, children, values, categories };
}
