import type { ScoreBlocks } from "../rates/score-blocks.js";
import type { RandomizedRows } from "./randomized-rows.js";

/** Sums down to the end of each block. */
export interface UpliftSums {
  /** Rows. */
  readonly rows: Float64Array;
  readonly treated: Float64Array;
  readonly control: Float64Array;
  readonly treatedYes: Float64Array;
  readonly controlYes: Float64Array;
}

/** Sums over the blocks, each row counted `times` [once]. */
export function upliftSums({ order, ends }: ScoreBlocks, rows: RandomizedRows, times?: Uint16Array): UpliftSums {
  const blocks = ends.length;
  const sums = {
    rows: new Float64Array(blocks),
    treated: new Float64Array(blocks),
    control: new Float64Array(blocks),
    treatedYes: new Float64Array(blocks),
    controlYes: new Float64Array(blocks),
  };
  let treated = 0;
  let control = 0;
  let treatedYes = 0;
  let controlYes = 0;
  let i = 0;
  for (let block = 0; block < blocks; block++) {
    for (; i < ends[block]!; i++) {
      const row = order[i]!;
      const weight = times === undefined ? 1 : times[row]!;
      if (rows.treated[row] === 1) {
        treated += weight;
        treatedYes += weight * rows.y[row]!;
      } else {
        control += weight;
        controlYes += weight * rows.y[row]!;
      }
    }
    sums.rows[block] = treated + control;
    sums.treated[block] = treated;
    sums.control[block] = control;
    sums.treatedYes[block] = treatedYes;
    sums.controlYes[block] = controlYes;
  }
  return sums;
}

/** Additional successes among the best rows: Q = Y_T − Y_C · N_T / N_C; without control nothing is taken off. */
export function incrementalSuccesses(sums: UpliftSums): Float64Array {
  return sums.treatedYes.map((yes, block) => {
    const control = sums.control[block]!;
    return control === 0 ? yes : yes - (sums.controlYes[block]! * sums.treated[block]!) / control;
  });
}

/** (1/n) ∫₀¹ Q(φ) dφ by trapezoids between the ends of the blocks, φ the share of rows. */
export function areaPerRow(sums: UpliftSums, gained: Float64Array): number {
  const n = sums.rows[sums.rows.length - 1]!;
  let area = 0;
  let before = 0;
  let at = 0;
  for (let block = 0; block < gained.length; block++) {
    area += ((gained[block]! + before) / 2) * (sums.rows[block]! - at);
    before = gained[block]!;
    at = sums.rows[block]!;
  }
  return area / n / n;
}
