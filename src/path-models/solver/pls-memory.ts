import { type AntecedentRegression, createAntecedentRegression } from "./antecedent-regression.js";
import type { PlsPlan } from "./pls-plan.js";
import { createPlsState, type PlsState } from "./pls-state.js";

/** The arrays a solver works in, overwritten by every run. */
export interface PlsMemory {
  readonly plan: PlsPlan;
  readonly state: PlsState;
  /** 1 for paths that are left out of the estimate. */
  readonly removed: Uint8Array;
  readonly regression: AntecedentRegression;
  /** R by slot instead of by item, so that the loops read it in sequence. */
  readonly correlation: Float64Array;
  /** Construct × construct: inner weights e_jk. */
  readonly inner: Float64Array;
  /** By slot: outer weights of the next iteration. */
  readonly next: Float64Array;
  /** By construct: the Cholesky factor of R_jj in mode B, null in other modes. */
  readonly blockFactors: readonly (Float64Array | null)[];
}

/** Allocates what a solver of this plan needs. */
export function createPlsMemory(plan: PlsPlan): PlsMemory {
  const { constructs, start } = plan;
  const slots = plan.slotItem.length;
  const removed = new Uint8Array(plan.paths.length);
  return {
    plan,
    state: createPlsState(plan),
    removed,
    regression: createAntecedentRegression(plan, removed),
    correlation: new Float64Array(slots * slots),
    inner: new Float64Array(constructs * constructs),
    next: new Float64Array(slots),
    blockFactors: plan.modes.map((mode, j) => {
      const size = start[j + 1]! - start[j]!;
      return mode === "B" && size > 1 ? new Float64Array(size * size) : null;
    }),
  };
}

/** Copies the correlations of the items into the order of the slots. */
export function setCorrelations({ plan, correlation }: PlsMemory, items: Float64Array): void {
  const { slotItem } = plan;
  const slots = slotItem.length;
  for (let a = 0; a < slots; a++) {
    const row = slotItem[a]! * plan.items;
    for (let b = 0; b < slots; b++) correlation[a * slots + b] = items[row + slotItem[b]!]!;
  }
}
