/** Which items to choose, and how good the choice is. */
export interface Choice {
  /** 1 for what is chosen. */
  readonly chosen: Uint8Array;
  readonly gain: number;
  readonly spent: number;
  /** No choice whatever can gain more than this. */
  readonly bound: number;
  /** Whether the choice is proven to be the best. */
  readonly optimal: boolean;
}

/** The search ends with the best choice so far after so many bounds. */
const maxBounds = 3_000_000;

/**
 * The choice of the greatest gain within a budget: a 0-1 knapsack. Items without a gain are never chosen. Items are
 * taken greedily by gain per cost, and a depth-first branch and bound with the bound of the fractional problem improves
 * on that until the choice is optimal (Horowitz & Sahni 1974, Journal of the ACM 21, 277–292) or `maxBounds` is
 * reached: then the bound says how much can be missing, never more than the gain of one item. Ties go to the earlier
 * row.
 */
export function chooseUnderBudget(gains: Float64Array, costs: Float64Array, budget: number): Choice {
  // A choice that costs the budget exactly must not fail by the rounding of its sum.
  const room = budget * (1 + gains.length * Number.EPSILON);
  const worthwhile: number[] = [];
  for (let i = 0; i < gains.length; i++) if (gains[i]! > 0 && costs[i]! <= room) worthwhile.push(i);
  const density = gains.map((gain, i) => (costs[i] === 0 ? Number.POSITIVE_INFINITY : gain / costs[i]!));
  worthwhile.sort((a, b) => (density[a] === density[b] ? gains[b]! - gains[a]! || a - b : density[b]! - density[a]!));
  const search = new Knapsack(
    Float64Array.from(worthwhile, (i) => gains[i]!),
    Float64Array.from(worthwhile, (i) => costs[i]!),
    room,
  );
  search.run();
  const chosen = new Uint8Array(gains.length);
  let gain = 0;
  let spent = 0;
  for (const at of search.best) {
    chosen[worthwhile[at]!] = 1;
    gain += gains[worthwhile[at]!]!;
    spent += costs[worthwhile[at]!]!;
  }
  const bound = search.complete ? gain : Math.max(gain, search.bound);
  return { chosen, gain, spent, bound, optimal: search.complete };
}

/** The search over items sorted by falling gain per cost. */
class Knapsack {
  readonly #gains: Float64Array;
  readonly #costs: Float64Array;
  readonly #room: number;
  /** Sums of the gains and costs of the items before each. */
  readonly #gainBefore: Float64Array;
  readonly #costBefore: Float64Array;
  readonly #samePrice: boolean;
  #bounds = 0;
  /** The items chosen, by place. */
  best: readonly number[] = [];
  complete = false;

  constructor(gains: Float64Array, costs: Float64Array, room: number) {
    this.#gains = gains;
    this.#costs = costs;
    this.#room = room;
    this.#gainBefore = runningSums(gains);
    this.#costBefore = runningSums(costs);
    // Free items come first and are always taken.
    const price = costs.at(-1);
    this.#samePrice = costs.every((cost) => cost === 0 || cost === price);
  }

  /** The gain of the fractional problem, an upper bound. */
  get bound(): number {
    return this.#boundFrom(0, 0, this.#room);
  }

  run(): void {
    const n = this.#gains.length;
    const taken: number[] = [];
    // The gain and the room before each item taken, so that backtracking adds no rounding.
    const gainBefore = new Float64Array(n);
    const roomBefore = new Float64Array(n);
    let bestGain = -1;
    let gain = 0;
    let room = this.#room;
    let next = 0;
    for (this.#bounds = 0; this.#bounds < maxBounds; ) {
      // Prune unless the bound exceeds the best gain by more than rounding error.
      if (this.#boundFrom(next, gain, room) > bestGain * (1 + 1e-12)) {
        for (; next < n; next++) {
          if (this.#costs[next]! > room) {
            if (this.#boundFrom(next, gain, room) <= bestGain * (1 + 1e-12)) break;
            continue;
          }
          gainBefore[taken.length] = gain;
          roomBefore[taken.length] = room;
          taken.push(next);
          gain += this.#gains[next]!;
          room -= this.#costs[next]!;
        }
        if (gain > bestGain) {
          bestGain = gain;
          this.best = [...taken];
        }
        // With equal costs the greedy choice is optimal.
        if (this.#samePrice) {
          this.complete = true;
          return;
        }
      }
      const last = taken.pop();
      if (last === undefined) {
        this.complete = true;
        return;
      }
      gain = gainBefore[taken.length]!;
      room = roomBefore[taken.length]!;
      next = last + 1;
    }
  }

  /** The gain so far and that of the items from `next` on that fit, the first that does not fit in proportion. */
  #boundFrom(next: number, gain: number, room: number): number {
    this.#bounds++;
    const spent = this.#costBefore[next]!;
    let low = next;
    let high = this.#gains.length;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.#costBefore[middle]! - spent <= room) low = middle;
      else high = middle - 1;
    }
    const whole = gain + this.#gainBefore[low]! - this.#gainBefore[next]!;
    if (low === this.#gains.length) return whole;
    const left = room - (this.#costBefore[low]! - spent);
    return whole + (this.#gains[low]! * left) / this.#costs[low]!;
  }
}

function runningSums(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!;
  return sums;
}
