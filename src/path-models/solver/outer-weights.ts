import { factorInPlace, solveInPlace } from "../../numeric/index.js";
import type { PlsMemory } from "./pls-memory.js";

/** Factors R_jj of the blocks of mode B; false when the items of one are collinear. */
export function factorBlocks({ plan, state, correlation, blockFactors }: PlsMemory): boolean {
  const { start } = plan;
  const slots = plan.slotItem.length;
  for (let j = 0; j < plan.constructs; j++) {
    const factor = blockFactors[j]!;
    if (factor === null) continue;
    const first = start[j]!;
    const size = start[j + 1]! - first;
    for (let a = 0; a < size; a++) {
      for (let b = 0; b < size; b++) factor[a * size + b] = correlation[(first + a) * slots + first + b]!;
    }
    const dependent = factorInPlace(factor, size);
    if (dependent < 0) continue;
    state.culprit = first + dependent;
    return false;
  }
  return true;
}

/**
 * Outer weights into `next`, not yet scaled: c_j = Σ_k e_jk C_k on block j (mode A), R_jj⁻¹ c_j (mode B), or 1 (unit,
 * and single items). A block whose inner weights are all 0 keeps its weights.
 */
export function outerWeights({ plan, state, inner, next, blockFactors }: PlsMemory): void {
  const { constructs, start, modes } = plan;
  const { cross, weights } = state;
  const slots = plan.slotItem.length;
  for (let j = 0; j < constructs; j++) {
    const first = start[j]!;
    const end = start[j + 1]!;
    if (modes[j] === "unit" || end - first === 1) {
      for (let slot = first; slot < end; slot++) next[slot] = 1;
      continue;
    }
    let isConnected = false;
    for (let slot = first; slot < end; slot++) next[slot] = 0;
    for (let k = 0; k < constructs; k++) {
      const weight = inner[j * constructs + k]!;
      if (weight === 0) continue;
      isConnected = true;
      const row = k * slots;
      for (let slot = first; slot < end; slot++) next[slot]! += weight * cross[row + slot]!;
    }
    if (!isConnected) {
      for (let slot = first; slot < end; slot++) next[slot] = weights[slot]!;
      continue;
    }
    const factor = blockFactors[j]!;
    if (factor !== null) solveInPlace(factor, end - first, next.subarray(first, end));
  }
}

/** Scales every block of `next` to w_jᵀ R_jj w_j = 1, a score of variance 1; false when a score has no variance. */
export function scaleWeights({ plan, state, correlation, next }: PlsMemory): boolean {
  const { start } = plan;
  const slots = plan.slotItem.length;
  for (let j = 0; j < plan.constructs; j++) {
    const first = start[j]!;
    const end = start[j + 1]!;
    let variance = 0;
    for (let a = first; a < end; a++) {
      let product = 0;
      for (let b = first, cell = a * slots + first; b < end; b++, cell++) product += correlation[cell]! * next[b]!;
      variance += next[a]! * product;
    }
    if (!(variance > Number.MIN_VALUE)) {
      state.culprit = j;
      return false;
    }
    const scale = 1 / Math.sqrt(variance);
    for (let slot = first; slot < end; slot++) next[slot]! *= scale;
  }
  return true;
}
