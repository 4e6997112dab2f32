import { pathContributions } from "./path-contributions.js";
import type { LeafPath } from "./tree-paths.js";

/** Up to this many features on the path to a leaf its contributions are kept in a table. */
const tableFeatures = 12;

/** Up to this many features a set of them fits the bits of an integer. */
export const bitFeatures = 31;

/**
 * A leaf's contributions by the set of features that disagree with the path to it, one bit a feature, computed when a
 * set first occurs. With few features `table` holds them feature by feature, 2^d places each; with more, `map` holds a
 * list for each set.
 */
export interface LeafValues {
  readonly path: LeafPath;
  readonly features: Int32Array;
  readonly table: Float64Array;
  readonly known: Uint8Array;
  readonly map: Map<number, Float64Array>;
}

/** Allocates the contributions of a leaf. */
export function leafValues(path: LeafPath): LeafValues {
  const d = path.features.length;
  const places = d <= tableFeatures ? 2 ** d : 0;
  return {
    path,
    features: Int32Array.from(path.features),
    table: new Float64Array(places * d),
    known: new Uint8Array(places),
    map: new Map(),
  };
}

/** Numbers that the table of a leaf with so many features takes. */
export function tableSize(features: number): number {
  return features <= tableFeatures ? features * 2 ** features : 0;
}

/**
 * Adds the contributions of a leaf to `sums` (feature by feature, `stride` apart) for rows with these sets of
 * disagreeing features.
 */
export function addLeafValues(
  leaf: LeafValues,
  sets: Int32Array,
  from: number,
  rows: number,
  sums: Float64Array,
  stride: number,
): void {
  const { features, table, known } = leaf;
  const d = features.length;
  if (d > tableFeatures) {
    for (let i = 0; i < rows; i++) {
      const values = mapped(leaf, sets[from + i]!);
      for (let j = 0; j < d; j++) sums[features[j]! * stride + i]! += values[j]!;
    }
    return;
  }
  for (let i = 0; i < rows; i++) if (known[sets[from + i]!] === 0) learn(leaf, sets[from + i]!);
  for (let j = 0; j < d; j++) addFeature(table, j << d, sets, from, rows, sums, features[j]! * stride);
}

function addFeature(
  table: Float64Array,
  offset: number,
  sets: Int32Array,
  from: number,
  rows: number,
  sums: Float64Array,
  to: number,
): void {
  for (let i = 0; i < rows; i++) sums[to + i]! += table[offset + sets[from + i]!]!;
}

/** Computes the contributions of a set into the table. */
function learn({ path, table, known }: LeafValues, set: number): void {
  const d = path.features.length;
  const values = pathContributions(path, agreementsOf(set, d));
  for (let j = 0; j < d; j++) table[(j << d) + set] = values[j]!;
  known[set] = 1;
}

function mapped({ path, map }: LeafValues, set: number): Float64Array {
  const found = map.get(set);
  if (found !== undefined) return found;
  const values = pathContributions(path, agreementsOf(set, path.features.length));
  map.set(set, values);
  return values;
}

function agreementsOf(set: number, d: number): Uint8Array {
  return Uint8Array.from({ length: d }, (_, j) => 1 - ((set >>> j) & 1));
}
