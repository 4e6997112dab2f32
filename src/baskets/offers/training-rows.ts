import { greatest } from "../../numeric/index.js";
import { type Candidates, offerFeatures } from "./candidates.js";

/**
 * A customer who bought in the time that is learned from: where the candidates stand, and how many items were bought.
 */
interface Buyer {
  readonly from: number;
  readonly to: number;
  readonly bought: number;
}

/** Candidates of many customers with what became of them, in arrays that grow. */
export class TrainingRows {
  readonly buyers: Buyer[] = [];
  /** Candidates that were bought. */
  purchases = 0;
  rows = 0;
  #features = new Float64Array(1024 * offerFeatures.length);
  #activity = new Float64Array(1024 * 2);
  #outcomes = new Float64Array(1024);
  #weights = new Float64Array(1024);

  /**
   * Adds the candidates of a customer, without those bought before where `repeats` is false; these are taken from what
   * was bought next, too. Each candidate weighs 1 / (items bought).
   */
  add(candidates: Candidates, next: Set<number>, active: readonly [number, number], repeats: boolean): void {
    const { items, places, features } = candidates;
    if (!repeats) for (let row = 0; row < items.length; row++) if (places[row]! >= 0) next.delete(items[row]!);
    const weight = next.size > 0 ? 1 / next.size : 0;
    const from = this.rows;
    this.#reserve(from + items.length);
    const columns = offerFeatures.length;
    for (let row = 0; row < items.length; row++) {
      if (!repeats && places[row]! >= 0) continue;
      const at = this.rows++;
      for (let i = 0; i < columns; i++) this.#features[at * columns + i] = features[row * columns + i]!;
      this.#activity[2 * at] = active[0];
      this.#activity[2 * at + 1] = active[1];
      this.#weights[at] = weight;
      if (!next.has(items[row]!)) continue;
      this.#outcomes[at] = 1;
      this.purchases++;
    }
    if (next.size > 0) this.buyers.push({ from, to: this.rows, bought: next.size });
  }

  get features(): Float64Array {
    return this.#features.subarray(0, this.rows * offerFeatures.length);
  }

  /** Two numbers a row: see `activityOf`. */
  get activity(): Float64Array {
    return this.#activity.subarray(0, 2 * this.rows);
  }

  get outcomes(): Float64Array {
    return this.#outcomes.subarray(0, this.rows);
  }

  get weights(): Float64Array {
    return this.#weights.subarray(0, this.rows);
  }

  #reserve(rows: number): void {
    if (rows <= this.#outcomes.length) return;
    const size = Math.max(rows, 2 * this.#outcomes.length);
    this.#features = enlarged(this.#features, size * offerFeatures.length);
    this.#activity = enlarged(this.#activity, 2 * size);
    this.#outcomes = enlarged(this.#outcomes, size);
    this.#weights = enlarged(this.#weights, size);
  }
}

function enlarged(values: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(length);
  larger.set(values);
  return larger;
}

/** The mean share of what customers bought that the `top` best of their candidates held. */
export function recallOf({ buyers, outcomes }: TrainingRows, scores: Float64Array, top: number): number {
  let recall = 0;
  for (const { from, to, bought } of buyers) {
    for (const place of greatest(scores.subarray(from, to), top)) recall += outcomes[from + place]! / bought;
  }
  return recall / buyers.length;
}
