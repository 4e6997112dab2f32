import { keepIntegers, type Memory } from "../k-means/k-means-state.js";
import type { LabeledPoints } from "../points/read-labels.js";

/**
 * What the threads of a silhouette share: points cluster by cluster, which of them to judge, and a place for the result
 * of each.
 */
export interface SilhouetteState {
  readonly data: Float64Array;
  readonly columns: number;
  readonly starts: Int32Array;
  /** Places in `data` of the points to judge. */
  readonly judged: Int32Array;
  /** The silhouette of each judged point. */
  readonly values: Float64Array;
  readonly blocks: number;
}

const pointsOfBlock = 64;

/** The state of a silhouette before it is computed. */
export function createSilhouetteState(points: LabeledPoints, judged: Int32Array, memory: Memory): SilhouetteState {
  return {
    data: memory.keep(points.data),
    columns: points.columns,
    starts: keepIntegers(memory, points.starts),
    judged: keepIntegers(memory, judged),
    values: memory.doubles(judged.length),
    blocks: Math.ceil(judged.length / pointsOfBlock),
  };
}

/**
 * Silhouettes of one block of points (Rousseeuw 1987): s = (b − a) / max(a, b), a the mean distance to the others of
 * the own cluster, b the least mean distance to another cluster; 0 for a point alone.
 */
export function silhouetteBlock(state: SilhouetteState, block: number): void {
  const { starts, judged, values } = state;
  const end = Math.min((block + 1) * pointsOfBlock, judged.length);
  for (let i = block * pointsOfBlock; i < end; i++) {
    const point = judged[i]!;
    let own = 0;
    let nearest = Number.POSITIVE_INFINITY;
    let alone = false;
    for (let c = 0; c + 1 < starts.length; c++) {
      const from = starts[c]!;
      const to = starts[c + 1]!;
      const total = sumOfDistances(state, point, from, to);
      if (point >= from && point < to) {
        alone = to - from === 1;
        own = alone ? 0 : total / (to - from - 1);
      } else nearest = Math.min(nearest, total / (to - from));
    }
    const larger = Math.max(own, nearest);
    values[i] = alone || larger === 0 ? 0 : (nearest - own) / larger;
  }
}

/** One to three columns have loops without an inner one, whose start and end would take most of the time. */
function sumOfDistances(state: SilhouetteState, point: number, from: number, to: number): number {
  const { data, columns } = state;
  if (columns === 1) return sumInOne(data, point, from, to);
  if (columns === 2) return sumInTwo(data, point, from, to);
  if (columns === 3) return sumInThree(data, point, from, to);
  return sumInMany(data, columns, point, from, to);
}

function sumInOne(data: Float64Array, point: number, from: number, to: number): number {
  const x = data[point]!;
  let total = 0;
  for (let other = from; other < to; other++) total += Math.abs(data[other]! - x);
  return total;
}

function sumInTwo(data: Float64Array, point: number, from: number, to: number): number {
  const x = data[2 * point]!;
  const y = data[2 * point + 1]!;
  let total = 0;
  for (let other = from * 2; other < to * 2; other += 2) {
    const dx = data[other]! - x;
    const dy = data[other + 1]! - y;
    total += Math.sqrt(dx * dx + dy * dy);
  }
  return total;
}

function sumInThree(data: Float64Array, point: number, from: number, to: number): number {
  const x = data[3 * point]!;
  const y = data[3 * point + 1]!;
  const z = data[3 * point + 2]!;
  let total = 0;
  for (let other = from * 3; other < to * 3; other += 3) {
    const dx = data[other]! - x;
    const dy = data[other + 1]! - y;
    const dz = data[other + 2]! - z;
    total += Math.sqrt(dx * dx + dy * dy + dz * dz);
  }
  return total;
}

function sumInMany(data: Float64Array, columns: number, point: number, from: number, to: number): number {
  const first = point * columns;
  let total = 0;
  for (let other = from * columns; other < to * columns; other += columns) {
    let squares = 0;
    for (let f = 0; f < columns; f++) {
      const difference = data[other + f]! - data[first + f]!;
      squares += difference * difference;
    }
    total += Math.sqrt(squares);
  }
  return total;
}
