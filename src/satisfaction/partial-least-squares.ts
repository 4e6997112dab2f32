import { factorSmall, solveSmall } from "./small-system.js";
import type { StagePlan } from "./stage-plan.js";

/** When the iterations end. */
export interface StopRule {
  /** Σ|Δw| (seminr) or Σ(|w| − |w'|)² (plspm) below the tolerance. */
  readonly rule: "absolute" | "squared";
  readonly tolerance: number;
  /** 0 keeps the weights that the run begins with. */
  readonly maxIterations: number;
}

/** What became of a run: `"solved"`, or why its numbers are not, or not all, to be had. */
export type StageOutcome =
  | "solved"
  | "notConverged"
  /** Items of a formative construct depend on each other. */
  | "collinearItems"
  /** Antecedents of a construct depend on each other: weights are fine, the paths to it are not determined. */
  | "collinearConstructs"
  /** A construct's score does not vary, because its neighbors have nothing to do with it or the correlations are no correlations. */
  | "degenerate"
  /** The correction for unreliability went beyond what correlations can be. */
  | "inadmissible";

/** The numbers of one run, overwritten by the next. */
export interface StageState {
  /** By slot, for standardized items; the scores have variance 1. */
  readonly weights: Float64Array;
  /** By slot: correlation of item and score, or the factor loading where the construct is corrected. */
  readonly loadings: Float64Array;
  /** Construct × slot: correlation of score and item. */
  readonly cross: Float64Array;
  /** Construct × construct: correlation of the scores. */
  readonly correlations: Float64Array;
  /** As `correlations`, corrected for unreliability where the plan says so. */
  readonly latent: Float64Array;
  /** Dijkstra and Henseler's ρA of every construct. */
  readonly rhoA: Float64Array;
  /** By path; NaN where the antecedents are collinear. */
  readonly coefficients: Float64Array;
  /** By construct; NaN for those that nothing leads to. */
  readonly rSquared: Float64Array;
  iterations: number;
  /** The construct, or for `"collinearItems"` the slot, at which the outcome arose; −1 when solved. */
  culprit: number;
  /** Constructs whose sign was turned to agree with the weights given at the start. */
  turned: number;
}

/** A solver with its own working memory. */
export interface StageSolver {
  readonly plan: StagePlan;
  readonly state: StageState;
  /** Set to 1 to estimate as if that path were not there; its coefficient is then 0. */
  readonly removed: Uint8Array;
  /**
   * Runs on a correlation matrix (row-major, order `plan.items`). `from` are weights to begin with, in place of ones; signs are then turned to agree with them, otherwise so
   * that the loadings of a construct have a positive sum.
   */
  solve(correlation: Float64Array, from?: Float64Array): StageOutcome;
}

/**
 * Partial least squares path modeling on a correlation matrix alone (Wold 1982; Lohmöller 1989, chapter 2): everything the iterations need of the respondents is in there.
 *
 * One iteration, with w_j the weights of block j and R the correlations of the items:
 * 1. covariances of scores with items C_j = R_·j w_j, and with each other S = wᵀ C;
 * 2. inner weights e_jk: the sign of s_jk (centroid), s_jk (factorial), or for antecedents the regression coefficient and for successors s_jk (path);
 * 3. outer weights: c_j = Σ_k e_jk C_k on block j (mode A), R_jj⁻¹ c_j (mode B), or 1 (unit);
 * 4. w_j scaled so that w_jᵀ R_jj w_j = 1.
 */
export function createStageSolver(plan: StagePlan, stop: StopRule): StageSolver {
  const { constructs, start, slotItem } = plan;
  const slots = slotItem.length;
  const state: StageState = {
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
  const active = new Int32Array(plan.largestBlock);
  const inner = new Float64Array(constructs * constructs);
  const next = new Float64Array(slots);
  const system = new Float64Array(plan.largestBlock * plan.largestBlock);
  const right = new Float64Array(plan.largestBlock);
  const blockFactors = plan.modes.map((mode, j) => {
    const size = start[j + 1]! - start[j]!;
    return mode === "B" && size > 1 ? new Float64Array(size * size) : null;
  });
  let activeCount = 0;
  const iterates = plan.modes.some((mode, j) => mode !== "unit" && start[j + 1]! - start[j]! > 1);

  function solve(correlation: Float64Array, from?: Float64Array): StageOutcome {
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
    const structure = solveStructure();
    return change >= stop.tolerance && stop.maxIterations > 0 ? "notConverged" : structure;
  }

  /** Leaves no number standing that would be of an earlier run. */
  function unknown(outcome: StageOutcome): StageOutcome {
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
        regress(correlations, j);
        for (let a = 0; a < activeCount; a++) inner[row + plan.antecedents[active[a]!]!] = right[a]!;
        continue;
      }
      for (let a = plan.antecedentStart[j]!; a < plan.antecedentStart[j + 1]!; a++) {
        if (removed[plan.antecedentPath[a]!] === 1) continue;
        const k = plan.antecedents[a]!;
        inner[row + k] = scheme === "centroid" ? Math.sign(correlations[row + k]!) : correlations[row + k]!;
      }
    }
  }

  /**
   * Regression of construct j on its antecedents, left in `right` for the places in `active`; which of them is the first that depends on others, or −1.
   */
  function regress(matrix: Float64Array, j: number): number {
    activeCount = 0;
    for (let a = plan.antecedentStart[j]!; a < plan.antecedentStart[j + 1]!; a++) {
      if (removed[plan.antecedentPath[a]!] === 0) active[activeCount++] = a;
    }
    for (let a = 0; a < activeCount; a++) {
      const row = plan.antecedents[active[a]!]! * constructs;
      right[a] = matrix[row + j]!;
      for (let b = 0; b <= a; b++) system[a * activeCount + b] = matrix[row + plan.antecedents[active[b]!]!]!;
    }
    const dependent = factorSmall(system, activeCount);
    solveSmall(system, activeCount, right);
    return dependent;
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

  /** Reliability, correction, loadings, and the regressions between constructs. */
  function solveStructure(): StageOutcome {
    const { weights, loadings, cross, correlations, latent, rhoA } = state;
    let outcome: StageOutcome = "solved";
    for (let j = 0; j < constructs; j++) {
      // ρA (Dijkstra and Henseler 2015, equation 3) with wᵀRw = 1: (w'w)² (1 − w'w) / ((w'w)² − Σw⁴).
      let square = 0;
      let fourth = 0;
      for (let slot = start[j]!; slot < start[j + 1]!; slot++) {
        const part = weights[slot]! * weights[slot]!;
        square += part;
        fourth += part * part;
      }
      const single = start[j + 1]! - start[j]! === 1;
      rhoA[j] = single ? 1 : (square * square * (1 - square)) / (square * square - fourth);
      const corrected = plan.corrected[j] === 1;
      if (corrected && !(rhoA[j]! > 0)) {
        outcome = "inadmissible";
        state.culprit = j;
      }
      const stretch = corrected ? Math.sqrt(rhoA[j]!) / square : 0;
      for (let slot = start[j]!; slot < start[j + 1]!; slot++) {
        loadings[slot] = corrected ? weights[slot]! * stretch : cross[j * slots + slot]!;
      }
    }
    for (let j = 0; j < constructs; j++) {
      const own = plan.corrected[j] === 1 ? Math.sqrt(rhoA[j]!) : 1;
      for (let k = 0; k < constructs; k++) {
        const other = plan.corrected[k] === 1 ? Math.sqrt(rhoA[k]!) : 1;
        latent[j * constructs + k] = j === k ? 1 : correlations[j * constructs + k]! / (own * other);
      }
    }
    return regressAll(outcome);
  }

  function regressAll(before: StageOutcome): StageOutcome {
    const { latent, coefficients, rSquared } = state;
    let outcome = before;
    for (let j = 0; j < constructs; j++) {
      rSquared[j] = Number.NaN;
      if (plan.antecedentStart[j] === plan.antecedentStart[j + 1]) continue;
      const dependent = regress(latent, j);
      let explained = 0;
      for (let a = plan.antecedentStart[j]!; a < plan.antecedentStart[j + 1]!; a++)
        coefficients[plan.antecedentPath[a]!] = 0;
      for (let a = 0; a < activeCount; a++) {
        explained += right[a]! * latent[plan.antecedents[active[a]!]! * constructs + j]!;
        coefficients[plan.antecedentPath[active[a]!]!] = dependent < 0 ? right[a]! : Number.NaN;
      }
      rSquared[j] = explained;
      if (outcome !== "solved") continue;
      if (dependent >= 0) {
        // Corrected correlations that are no correlations at all are the fault of the correction, not of the constructs.
        outcome = plan.corrected.includes(1) ? "inadmissible" : "collinearConstructs";
        state.culprit = plan.antecedents[active[dependent]!]!;
      } else if (!(explained <= 1 + 1e-9)) {
        outcome = "inadmissible";
        state.culprit = j;
      }
    }
    return outcome;
  }

  return { plan, state, removed, solve };
}
