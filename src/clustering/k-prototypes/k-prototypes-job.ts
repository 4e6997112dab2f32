import { createRandom } from "../../numeric/index.js";
import type { Memory } from "../k-means/k-means-state.js";
import { fitPrototypes, type PrototypesFit } from "./k-prototypes-fit.js";
import type { MixedPoints } from "./mixed-points.js";

/** Everything that the threads of a k-prototypes fit share: a block is a start. */
export interface KPrototypesState {
  readonly caller: string;
  readonly points: MixedPoints;
  readonly levelCounts: readonly number[];
  readonly k: number;
  readonly gamma: number;
  readonly maxIterations: number;
  readonly seed: number;
  /** The starts. */
  readonly blocks: number;
  /** By start: centers, modes and labels. */
  readonly centers: Float64Array;
  readonly modes: Int32Array;
  readonly labels: Int32Array;
  /** By start: cost, iterations, and 1 where it converged. */
  readonly ends: Float64Array;
}

/** Lays out the memory of a fit. */
export function createKPrototypesState(
  settings: Pick<KPrototypesState, "caller" | "levelCounts" | "k" | "gamma" | "maxIterations" | "seed">,
  points: MixedPoints,
  restarts: number,
  memory: Memory,
): KPrototypesState {
  const { k } = settings;
  const codes = memory.integers(points.codes.length);
  codes.set(points.codes);
  return {
    ...settings,
    points: { ...points, numbers: memory.keep(points.numbers), codes },
    blocks: restarts,
    centers: memory.doubles(restarts * k * points.numeric),
    modes: memory.integers(restarts * k * points.categorical),
    labels: memory.integers(restarts * points.rows),
    ends: memory.doubles(restarts * 3),
  };
}

/** One start. It depends on the seed and its number alone. */
export function kPrototypesBlock(state: KPrototypesState, restart: number): void {
  const { caller, points, levelCounts, k, gamma, maxIterations, seed } = state;
  const random = createRandom(seed).fork(restart);
  const fit = fitPrototypes(caller, points, levelCounts, { k, gamma, maxIterations, random });
  state.centers.set(fit.centers, restart * k * points.numeric);
  state.modes.set(fit.modes, restart * k * points.categorical);
  state.labels.set(fit.labels, restart * points.rows);
  state.ends.set([fit.cost, fit.iterations, fit.status === "converged" ? 1 : 0], restart * 3);
}

/** The start of the lowest cost; of equal ones the first. */
export function bestStart(state: KPrototypesState): PrototypesFit {
  const { blocks, ends, centers, modes, labels, k, points } = state;
  let best = 0;
  for (let restart = 1; restart < blocks; restart++) if (ends[restart * 3]! < ends[best * 3]!) best = restart;
  const part = <Values extends Float64Array | Int32Array>(values: Values, length: number) =>
    values.slice(best * length, (best + 1) * length) as Values;
  return {
    centers: Float64Array.from(part(centers, k * points.numeric)),
    modes: Int32Array.from(part(modes, k * points.categorical)),
    labels: Int32Array.from(part(labels, points.rows)),
    cost: ends[best * 3]!,
    iterations: ends[best * 3 + 1]!,
    status: ends[best * 3 + 2] === 1 ? "converged" : "iterationLimit",
  };
}
