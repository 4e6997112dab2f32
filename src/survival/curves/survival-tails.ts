import { lastStepAt } from "./survival-steps.js";

/**
 * The area ahead of every step of a survival curve, so that the area from any age to any end is a difference of two of
 * them and costs no more than finding the steps. Each tail counts from its own step, in survival as in discounting: R_i
 * = ∫ S(u) / S(t_i) · e^(−δ (u − t_i)) du from t_i to the end, hence R_i = ∫ e^(−δu) du over the step + e^(−δ (t_(i+1)
 * − t_i)) · S(t_(i+1)) / S(t_i) · R_(i+1), and nothing underflows however late the step.
 */
export class SurvivalTails {
  readonly #time: Float64Array;
  readonly #hazard: Float64Array;
  readonly #end: number;
  readonly #factor: number;
  readonly #force: number;
  readonly #tail: Float64Array;

  /** A cumulative hazard in steps that is known to the end, the factor on it, and the force of interest. */
  constructor(time: Float64Array, hazard: Float64Array, end: number, factor: number, force: number) {
    this.#time = time;
    this.#hazard = hazard;
    this.#end = end;
    this.#factor = factor;
    this.#force = force;
    this.#tail = new Float64Array(time.length);
    for (let i = time.length - 1; i >= 0; i--) this.#tail[i] = this.#tailFrom(time[i]!, i);
  }

  /** ∫ S(u) / S(from) · e^(−δ (u − from)) du between two times up to the end, somebody being left at the first. */
  between(from: number, to: number): number {
    const first = lastStepAt(this.#time, from);
    const last = lastStepAt(this.#time, to);
    if (first === last) return discounted(to - from, this.#force);
    const fade = Math.exp(-this.#force * (to - from)) * this.#stay(first, last);
    return this.#tailFrom(from, first) - (fade === 0 ? 0 : fade * this.#tailFrom(to, last));
  }

  /** The tail from a time within a step; the step −1 lies before the first. */
  #tailFrom(t: number, step: number): number {
    const next = step + 1;
    if (next >= this.#time.length) return discounted(this.#end - t, this.#force);
    const length = this.#time[next]! - t;
    const stay = this.#stay(step, next);
    const own = discounted(length, this.#force);
    return stay === 0 ? own : own + Math.exp(-this.#force * length) * stay * this.#tail[next]!;
  }

  /** Survival at a step given survival at an earlier one. */
  #stay(step: number, later: number): number {
    const reached = step < 0 ? 0 : this.#hazard[step]!;
    return Math.exp(-this.#factor * (this.#hazard[later]! - reached));
  }
}

/** ∫ e^(−δu) du over a length of time. */
export function discounted(length: number, force: number): number {
  return force === 0 ? length : -Math.expm1(-force * length) / force;
}
