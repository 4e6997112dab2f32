import { lastStepAt } from "./survival-steps.js";
import { discounted, SurvivalTails } from "./survival-tails.js";

/** What a customer of some age may expect of the time ahead. */
export interface Ahead {
  /** The probability of still being there at the end of the horizon. */
  readonly survival: number;
  /** Mean time still there, up to the horizon. */
  readonly area: number;
  /** The same, each moment discounted to now. */
  readonly discountedArea: number;
  /** When half will have left; NaN where the data do not reach that far. */
  readonly median: number;
}

/**
 * How far ahead to look, at what force of interest, and whether to go on with a constant hazard after the follow-up.
 */
export interface Outlook {
  readonly horizon: number;
  readonly force: number;
  readonly extend: boolean;
}

/**
 * Survival given the age reached, from a cumulative hazard H in steps: S(a + u | a) = exp(−r (H(a + u) − H(a))), r the
 * factor of the customer.
 */
export class ConditionalSurvival {
  readonly followUp: number;
  readonly #time: Float64Array;
  readonly #hazard: Float64Array;
  readonly #outlook: Outlook;
  /** The hazard per unit of time after the follow-up, or null when nothing is supposed. */
  readonly #rate: number | null;
  /** The tails for the factor asked for last. */
  #tails: { readonly factor: number; readonly plain: SurvivalTails; readonly discounted: SurvivalTails } | null = null;

  constructor(time: Float64Array, hazard: Float64Array, followUp: number, outlook: Outlook) {
    this.#time = time;
    this.#hazard = hazard;
    this.followUp = followUp;
    this.#outlook = outlook;
    this.#rate = outlook.extend ? this.#lastRate() : null;
  }

  /** The mean hazard over the last stretch of the follow-up, as long as the horizon where there is that much. */
  #lastRate(): number {
    const from = Math.max(0, this.followUp - this.#outlook.horizon);
    const length = this.followUp - from;
    return length === 0 ? 0 : (this.#hazardAt(this.followUp) - this.#hazardAt(from)) / length;
  }

  #hazardAt(t: number): number {
    const step = lastStepAt(this.#time, t);
    return step < 0 ? 0 : this.#hazard[step]!;
  }

  /**
   * What lies ahead at an age, or null where the horizon ends beyond what is known. `shared` says that the next
   * customers have the same factor.
   */
  ahead(age: number, factor: number, shared: boolean): Ahead | null {
    const { horizon, force } = this.#outlook;
    const end = age + horizon;
    const first = lastStepAt(this.#time, age);
    const reached = first < 0 ? 0 : this.#hazard[first]!;
    // Nobody of that age was seen.
    if (reached === Number.POSITIVE_INFINITY) return null;
    const allGone = this.#hazard.at(-1) === Number.POSITIVE_INFINITY;
    if (end > this.followUp && this.#rate === null && !allGone) return null;
    const known = Math.min(end, Math.max(this.followUp, age));
    // From the tails of the curve an area takes two binary searches; without them as many steps as there are times
    // within the horizon, which pays where the next customer has another factor.
    let [area, discountedArea] = shared
      ? this.#areasFromTails(age, known, factor)
      : this.#areasStepByStep(age, known, factor);
    let alive = Math.exp(-factor * (this.#hazardAt(known) - reached));
    if (end > known && alive > 0) {
      const rate = factor * (this.#rate ?? 0);
      const length = end - known;
      area += alive * discounted(length, rate);
      discountedArea += alive * Math.exp(-force * (known - age)) * discounted(length, rate + force);
      alive *= Math.exp(-rate * length);
    }
    return { survival: alive, area, discountedArea, median: this.#median(age, factor, reached, first + 1) };
  }

  #areasFromTails(age: number, known: number, factor: number): [area: number, discountedArea: number] {
    const { force } = this.#outlook;
    if (this.#tails === null || this.#tails.factor !== factor) {
      const plain = new SurvivalTails(this.#time, this.#hazard, this.followUp, factor, 0);
      this.#tails = {
        factor,
        plain,
        discounted: force === 0 ? plain : new SurvivalTails(this.#time, this.#hazard, this.followUp, factor, force),
      };
    }
    return [this.#tails.plain.between(age, known), this.#tails.discounted.between(age, known)];
  }

  #areasStepByStep(age: number, known: number, factor: number): [area: number, discountedArea: number] {
    const { force } = this.#outlook;
    let step = lastStepAt(this.#time, age);
    const reached = step < 0 ? 0 : this.#hazard[step]!;
    let area = 0;
    let discountedArea = 0;
    let alive = 1;
    let from = age;
    for (step++; ; step++) {
      const to = step < this.#time.length ? Math.min(this.#time[step]!, known) : known;
      area += alive * (to - from);
      discountedArea += alive * Math.exp(-force * (from - age)) * discounted(to - from, force);
      if (step >= this.#time.length || this.#time[step]! > known) return [area, discountedArea];
      alive = Math.exp(-factor * (this.#hazard[step]! - reached));
      from = to;
    }
  }

  #median(age: number, factor: number, reached: number, firstStep: number): number {
    const goal = reached + Math.LN2 / factor;
    // Binary search among the steps after the age, for the hazard never falls.
    let low = firstStep;
    let high = this.#time.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#hazard[middle]! >= goal * (1 - 1e-12)) high = middle;
      else low = middle + 1;
    }
    if (low < this.#time.length) return this.#time[low]! - age;
    if (this.#rate === null || this.#rate === 0) return Number.NaN;
    const start = Math.max(this.followUp, age);
    const last = this.#hazard.at(-1) ?? 0;
    return start - age + Math.max(0, goal - Math.max(reached, last)) / this.#rate;
  }
}
