import type { PlsMemory } from "./pls-memory.js";

/** Correlations of scores with items, C_k = R_·k w_k, and with each other, S = wᵀ C, from the weights of the state. */
export function scoreCorrelations({ plan, state, correlation }: PlsMemory): void {
  const { constructs, start } = plan;
  const { weights, cross, correlations } = state;
  const slots = plan.slotItem.length;
  for (let k = 0; k < constructs; k++) {
    const row = k * slots;
    const first = start[k]!;
    const end = start[k + 1]!;
    const weight = weights[first]!;
    for (let i = 0, cell = first * slots; i < slots; i++, cell++) cross[row + i] = weight * correlation[cell]!;
    for (let slot = first + 1; slot < end; slot++) {
      const weight = weights[slot]!;
      for (let i = 0, cell = slot * slots; i < slots; i++, cell++) cross[row + i]! += weight * correlation[cell]!;
    }
    for (let j = 0; j <= k; j++) {
      let product = 0;
      for (let slot = start[j]!; slot < start[j + 1]!; slot++) product += weights[slot]! * cross[row + slot]!;
      correlations[j * constructs + k] = product;
      correlations[k * constructs + j] = product;
    }
  }
}

/**
 * PLS leaves the sign of a score open: turns every score that disagrees with the weights in `from` or, without those,
 * whose loadings have a negative sum.
 */
export function alignSigns({ plan, state }: PlsMemory, from: Float64Array | undefined): void {
  const { constructs, start } = plan;
  const { weights, cross, correlations } = state;
  const slots = plan.slotItem.length;
  for (let j = 0; j < constructs; j++) {
    let agreement = 0;
    for (let slot = start[j]!; slot < start[j + 1]!; slot++) {
      agreement += (from === undefined ? 1 : from[slot]!) * cross[j * slots + slot]!;
    }
    if (agreement >= 0) continue;
    state.turned++;
    for (let slot = start[j]!; slot < start[j + 1]!; slot++) weights[slot] = -weights[slot]!;
    for (let i = 0; i < slots; i++) cross[j * slots + i] = -cross[j * slots + i]!;
    for (let k = 0; k < constructs; k++) {
      if (k === j) continue;
      correlations[j * constructs + k] = -correlations[j * constructs + k]!;
      correlations[k * constructs + j] = -correlations[k * constructs + j]!;
    }
  }
}
