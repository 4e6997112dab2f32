import { type CompiledTree, goesLeft } from "../trees/compiled-tree.js";
import { bitFeatures } from "./leaf-values.js";
import { pathContributions } from "./path-contributions.js";
import type { TreePaths } from "./tree-paths.js";

/** Whether a tree has a leaf with more features on its path than a bit set holds. */
export function isDeep({ leaves }: TreePaths): boolean {
  return leaves.some((leaf) => leaf !== null && leaf.features.length > bitFeatures);
}

/** The contributions of a very deep tree, row by row and leaf by leaf. */
export function deepContributions(
  tree: CompiledTree,
  { places, leaves }: TreePaths,
  data: Float64Array,
  rows: number,
  columns: number,
  result: Float64Array,
): void {
  const { feature, left, right } = tree;
  const agreements: Uint8Array[] = [];
  for (let row = 0; row < rows; row++) {
    agreements[0] = new Uint8Array(0);
    for (let node = 0; node < feature.length; node++) {
      const column = feature[node]!;
      const agrees = agreements[node]!;
      if (column >= 0) {
        const turnsLeft = goesLeft(tree, node, data[row * columns + column]!);
        agreements[left[node]!] = extended(agrees, places[node]!, turnsLeft);
        agreements[right[node]!] = extended(agrees, places[node]!, !turnsLeft);
        continue;
      }
      const leaf = leaves[node]!;
      if (leaf === null) continue;
      const values = pathContributions(leaf, agrees);
      leaf.features.forEach((name, i) => {
        result[row * columns + name]! += values[i]!;
      });
    }
  }
}

/** The agreements on the path to a child. */
function extended(agrees: Uint8Array, place: number, agreesHere: boolean): Uint8Array {
  const longer = new Uint8Array(Math.max(agrees.length, place + 1));
  longer.set(agrees);
  longer[place] = (place < agrees.length ? agrees[place]! : 1) * Number(agreesHere);
  return longer;
}
