import { ClienteleError } from "../../errors/index.js";
import type { Random } from "../../numeric/index.js";
import { assignPrototypes, type MixedPoints, mixedDistance, type Prototypes } from "./mixed-points.js";

/** One fit of k-prototypes. */
export interface PrototypesFit extends Prototypes {
  readonly labels: Int32Array;
  readonly cost: number;
  readonly iterations: number;
  readonly status: "converged" | "iterationLimit";
}

/** Lloyd's algorithm with means for numbers and modes for categories, from a k-means++ start in the mixed distance. */
export function fitPrototypes(
  caller: string,
  points: MixedPoints,
  levelCounts: readonly number[],
  settings: { readonly k: number; readonly gamma: number; readonly maxIterations: number; readonly random: Random },
): PrototypesFit {
  const { k, gamma, maxIterations, random } = settings;
  const prototypes = seed(points, k, gamma, random);
  const labels = new Int32Array(points.rows).fill(-1);
  for (let iteration = 1; ; iteration++) {
    const { moved, cost } = assignPrototypes(points, prototypes, k, gamma, labels);
    const refilled = refill(caller, points, prototypes, k, gamma, labels);
    if (moved + refilled === 0) return { ...prototypes, labels, cost, iterations: iteration, status: "converged" };
    update(points, prototypes, k, levelCounts, labels);
    if (iteration < maxIterations) continue;
    const last = assignPrototypes(points, prototypes, k, gamma, labels);
    return { ...prototypes, labels, cost: last.cost, iterations: iteration, status: "iterationLimit" };
  }
}

function seed(points: MixedPoints, k: number, gamma: number, random: Random): Prototypes {
  const { rows, numeric, categorical } = points;
  const prototypes = { centers: new Float64Array(k * numeric), modes: new Int32Array(k * categorical) };
  const closest = new Float64Array(rows).fill(Number.POSITIVE_INFINITY);
  take(points, prototypes, 0, random.integer(rows));
  for (let j = 1; j < k; j++) {
    let total = 0;
    for (let row = 0; row < rows; row++) {
      closest[row] = Math.min(closest[row]!, mixedDistance(points, row, prototypes, j - 1, gamma));
      total += closest[row]!;
    }
    let left = random.uniform() * total;
    let drawn = 0;
    for (let row = 0; row < rows; row++) {
      if (closest[row] === 0) continue;
      drawn = row;
      left -= closest[row]!;
      if (left < 0) break;
    }
    take(points, prototypes, j, drawn);
  }
  return prototypes;
}

function take(
  { numbers, numeric, codes, categorical }: MixedPoints,
  prototypes: Prototypes,
  j: number,
  row: number,
): void {
  prototypes.centers.set(numbers.subarray(row * numeric, (row + 1) * numeric), j * numeric);
  prototypes.modes.set(codes.subarray(row * categorical, (row + 1) * categorical), j * categorical);
}

/** An empty cluster gets the point farthest from its own prototype, taken from a cluster that has others left. */
function refill(
  caller: string,
  points: MixedPoints,
  prototypes: Prototypes,
  k: number,
  gamma: number,
  labels: Int32Array,
): number {
  const sizes = new Int32Array(k);
  for (const label of labels) sizes[label]!++;
  let moved = 0;
  for (let j = 0; j < k; j++) {
    if (sizes[j] !== 0) continue;
    let farthest = -1;
    let longest = 0;
    for (let row = 0; row < points.rows; row++) {
      if (sizes[labels[row]!]! < 2) continue;
      const distance = mixedDistance(points, row, prototypes, labels[row]!, gamma);
      if (distance <= longest) continue;
      longest = distance;
      farthest = row;
    }
    if (farthest < 0) {
      throw new ClienteleError(
        "too-many-clusters",
        { function: caller, value: k },
        `there are fewer than ${k} customers that differ`,
      );
    }
    sizes[labels[farthest]!]!--;
    sizes[j] = 1;
    labels[farthest] = j;
    take(points, prototypes, j, farthest);
    moved++;
  }
  return moved;
}

function update(
  { rows, numbers, numeric, codes, categorical }: MixedPoints,
  { centers, modes }: Prototypes,
  k: number,
  levelCounts: readonly number[],
  labels: Int32Array,
): void {
  const sizes = new Int32Array(k);
  centers.fill(0);
  for (let row = 0; row < rows; row++) {
    const j = labels[row]!;
    sizes[j]!++;
    for (let f = 0; f < numeric; f++)
      centers[j * numeric + f] = centers[j * numeric + f]! + numbers[row * numeric + f]!;
  }
  for (let j = 0; j < k; j++)
    for (let f = 0; f < numeric; f++) centers[j * numeric + f] = centers[j * numeric + f]! / sizes[j]!;
  for (let c = 0; c < categorical; c++) {
    const levels = levelCounts[c]!;
    const counts = new Int32Array(k * levels);
    for (let row = 0; row < rows; row++) counts[labels[row]! * levels + codes[row * categorical + c]!]!++;
    for (let j = 0; j < k; j++) {
      let mode = 0;
      for (let level = 1; level < levels; level++) {
        if (counts[j * levels + level]! > counts[j * levels + mode]!) mode = level;
      }
      modes[j * categorical + c] = mode;
    }
  }
}
