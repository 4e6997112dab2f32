import { factorSmall, solveSmall } from "../../numeric/index.js";
import { createAntecedentRegression } from "./antecedent-regression.js";
import type { PlsPlan } from "./pls-plan.js";
import type { PlsOutcome, PlsState } from "./pls-state.js";
import { solveStructure } from "./pls-structure.js";

/** When the iterations end. */
export interface StopRule {
  /** Σ|Δw| (seminr) or Σ(|w| − |w'|)² (plspm) below the tolerance. */
  readonly rule: "absolute" | "squared";
  readonly tolerance: number;
  /** 0 keeps the weights that the run begins with. */
  readonly maxIterations: number;
}

/** A solver with its own working memory. */
export interface PlsSolver {
  readonly plan: PlsPlan;
  readonly state: PlsState;
  /** Set to 1 to estimate as if that path were not there; its coefficient is then 0. */
  readonly removed: Uint8Array;
  /**
   * Runs on a correlation matrix (row-major, order `plan.items`). `from` are weights to begin with, in place of ones;
   * signs are then turned to agree with them, otherwise so that the loadings of a construct have a positive sum.
   */
  solve(correlation: Float64Array, from?: Float64Array): PlsOutcome;
}

/**
 * Partial least squares path modeling on a correlation matrix alone (Wold 1982; Lohmöller 1989, chapter 2): everything
 * the iterations need of the respondents is in there.
 *
 * One iteration, with w_j the weights of block j and R the correlations of the items:
 * 1. covariances of scores with items C_j = R_·j w_j, and with each other S = wᵀ C;
 * 2. inner weights e_jk: the sign of s_jk (centroid), s_jk (factorial), or for antecedents the regression coefficient
 * and for successors s_jk (path);
 * 3. outer weights: c_j = Σ_k e_jk C_k on block j (mode A), R_jj⁻¹ c_j (mode B), or 1 (unit);
 * 4. w_j scaled so that w_jᵀ R_jj w_j = 1.
 */
export function createPlsSolver(plan: PlsPlan, stop: StopRule): PlsSolver {
  const { constructs, start, slotItem } = plan;
  const slots = slotItem.length;
  const state: PlsState = {
    weights: new Float64Array(slots),
    loadings: new Float64Array(slots),
    cross: new Float64Array(constructs * slots),
    correlations: new Float64Array(constructs * constructs),
    latent: new Float64Array(constructs * constructs),
    rhoA: new Float64Array(constructs),
    coefficients: new Float64Array(plan.paths.length),
    rSquared: new Float64Array(constructs),
    iterations: 0,
    culprit: -1,
    turned: 0,
  };
  /** The correlations in the order of the slots, so that the loops run straight through them. */
  const ordered = new Float64Array(slots * slots);
  const scheme = plan.scheme;
  const removed = new Uint8Array(plan.paths.length);
  const regression = createAntecedentRegression(plan, removed);
  const inner = new Float64Array(constructs * constructs);
  const next = new Float64Array(slots);
  const blockFactors = plan.modes.map((mode, j) => {
    const size = start[j + 1]! - start[j]!;
    return mode === "B" && size > 1 ? new Float64Array(size * size) : null;
  });
  const iterates = plan.modes.some((mode, j) => mode !== "unit" && start[j + 1]! - start[j]! > 1);

  function solve(correlation: Float64Array, from?: Float64Array): PlsOutcome {
    state.culprit = -1;
    state.turned = 0;
    state.iterations = 0;
    orderCorrelations(correlation);
    if (!factorBlocks()) return unknown("collinearItems");
    if (from === undefined) next.fill(1);
    else next.set(from);
    for (let j = 0; j < constructs; j++) if (plan.modes[j] === "unit") next.fill(1, start[j]!, start[j + 1]!);
    if (!scaleWeights()) return unknown("degenerate");
    state.weights.set(next);
    correlate();
    let change = iterates ? Number.POSITIVE_INFINITY : 0;
    while (change >= stop.tolerance && state.iterations < stop.maxIterations) {
      weighNeighbors();
      updateWeights();
      if (!scaleWeights()) return unknown("degenerate");
      change = stop.rule === "absolute" ? absoluteChange() : squaredChange();
      state.weights.set(next);
      correlate();
      state.iterations++;
    }
    orient(from);
    const structure = solveStructure(plan, state, regression);
    return change >= stop.tolerance && stop.maxIterations > 0 ? "notConverged" : structure;
  }

  /** Leaves no number standing that would be of an earlier run. */
  function unknown(outcome: PlsOutcome): PlsOutcome {
    const { weights, loadings, cross, correlations, latent, rhoA, coefficients, rSquared } = state;
    for (const numbers of [weights, loadings, cross, correlations, latent, rhoA, coefficients, rSquared]) {
      numbers.fill(Number.NaN);
    }
    return outcome;
  }

  function orderCorrelations(correlation: Float64Array): void {
    for (let a = 0; a < slots; a++) {
      const row = slotItem[a]! * plan.items;
      for (let b = 0; b < slots; b++) ordered[a * slots + b] = correlation[row + slotItem[b]!]!;
    }
  }

  /** Factors of R_jj for the blocks of mode B; false when the items of one are collinear. */
  function factorBlocks(): boolean {
    for (let j = 0; j < constructs; j++) {
      const factor = blockFactors[j]!;
      if (factor === null) continue;
      const first = start[j]!;
      const size = start[j + 1]! - first;
      for (let a = 0; a < size; a++) {
        for (let b = 0; b < size; b++) factor[a * size + b] = ordered[(first + a) * slots + first + b]!;
      }
      const dependent = factorSmall(factor, size);
      if (dependent >= 0) {
        state.culprit = first + dependent;
        return false;
      }
    }
    return true;
  }

  /** C and S from the weights. */
  function correlate(): void {
    const { weights, cross, correlations } = state;
    for (let k = 0; k < constructs; k++) {
      const base = k * slots;
      const from = start[k]!;
      const end = start[k + 1]!;
      const weight = weights[from]!;
      for (let i = 0, cell = from * slots; i < slots; i++, cell++) cross[base + i] = weight * ordered[cell]!;
      for (let slot = from + 1; slot < end; slot++) {
        const weight = weights[slot]!;
        for (let i = 0, cell = slot * slots; i < slots; i++, cell++) cross[base + i]! += weight * ordered[cell]!;
      }
      for (let j = 0; j <= k; j++) {
        let product = 0;
        for (let slot = start[j]!; slot < start[j + 1]!; slot++) product += weights[slot]! * cross[base + slot]!;
        correlations[j * constructs + k] = product;
        correlations[k * constructs + j] = product;
      }
    }
  }

  /** Inner weights e_jk from S. */
  function weighNeighbors(): void {
    const { correlations } = state;
    inner.fill(0);
    for (let j = 0; j < constructs; j++) {
      const row = j * constructs;
      for (let s = plan.successorStart[j]!; s < plan.successorStart[j + 1]!; s++) {
        if (removed[plan.successorPath[s]!] === 1) continue;
        const k = plan.successors[s]!;
        inner[row + k] = scheme === "centroid" ? Math.sign(correlations[row + k]!) : correlations[row + k]!;
      }
      if (scheme === "path") {
        regression.run(correlations, j);
        for (let a = 0; a < regression.count; a++) {
          inner[row + plan.antecedents[regression.active[a]!]!] = regression.coefficients[a]!;
        }
        continue;
      }
      for (let a = plan.antecedentStart[j]!; a < plan.antecedentStart[j + 1]!; a++) {
        if (removed[plan.antecedentPath[a]!] === 1) continue;
        const k = plan.antecedents[a]!;
        inner[row + k] = scheme === "centroid" ? Math.sign(correlations[row + k]!) : correlations[row + k]!;
      }
    }
  }

  function updateWeights(): void {
    const { cross } = state;
    for (let j = 0; j < constructs; j++) {
      const first = start[j]!;
      const end = start[j + 1]!;
      if (plan.modes[j] === "unit" || end - first === 1) {
        for (let slot = first; slot < end; slot++) next[slot] = 1;
        continue;
      }
      let pulled = false;
      for (let slot = first; slot < end; slot++) next[slot] = 0;
      for (let k = 0; k < constructs; k++) {
        const pull = inner[j * constructs + k]!;
        if (pull === 0) continue;
        pulled = true;
        const base = k * slots;
        for (let slot = first; slot < end; slot++) next[slot]! += pull * cross[base + slot]!;
      }
      if (!pulled) {
        // Without a neighbor that pulls, the weights stay what they are.
        for (let slot = first; slot < end; slot++) next[slot] = state.weights[slot]!;
        continue;
      }
      const factor = blockFactors[j]!;
      if (factor === null) continue;
      const block = next.subarray(first, end);
      solveSmall(factor, end - first, block);
    }
  }

  /** Scales every block of `next` to a score of variance 1; false when a score has none. */
  function scaleWeights(): boolean {
    for (let j = 0; j < constructs; j++) {
      const first = start[j]!;
      const end = start[j + 1]!;
      let variance = 0;
      for (let a = first; a < end; a++) {
        let product = 0;
        for (let b = first, cell = a * slots + first; b < end; b++, cell++) product += ordered[cell]! * next[b]!;
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

  function absoluteChange(): number {
    let change = 0;
    for (let slot = 0; slot < slots; slot++) change += Math.abs(next[slot]! - state.weights[slot]!);
    return change;
  }

  function squaredChange(): number {
    let change = 0;
    for (let slot = 0; slot < slots; slot++) {
      const difference = Math.abs(next[slot]!) - Math.abs(state.weights[slot]!);
      change += difference * difference;
    }
    return change;
  }

  /** PLS leaves the sign of a score open; turns those that point the other way. */
  function orient(from: Float64Array | undefined): void {
    const { weights, cross, correlations } = state;
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

  return { plan, state, removed, solve };
}
