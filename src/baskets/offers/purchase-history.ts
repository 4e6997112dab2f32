import type { PurchaseLog } from "./purchase-log.js";

/** Days after which a purchase counts half for what is popular now. */
const popularityHalfLife = 60;

/**
 * What is known before a day. Customer c bought the items from `start[c]` to `start[c + 1] − 1`, each with how often
 * and
 * when.
 */
export interface PurchaseHistory {
  /** The first day that is not known. */
  readonly cutoff: number;
  readonly start: Int32Array;
  readonly item: Int32Array;
  /** Days on which the customer bought the item. */
  readonly times: Int32Array;
  readonly firstDay: Int32Array;
  readonly lastDay: Int32Array;
  /** Of each item, customers who bought it. */
  readonly buyers: Int32Array;
  /** Of each item, purchases, each counted 2^(−age / 60 days). */
  readonly recent: Float64Array;
}

/** The history before a day. */
export function historyBefore(log: PurchaseLog, cutoff: number): PurchaseHistory {
  const customers = log.start.length - 1;
  const start = new Int32Array(customers + 1);
  const item: number[] = [];
  const times: number[] = [];
  const firstDay: number[] = [];
  const lastDay: number[] = [];
  const buyers = new Int32Array(log.items.length);
  const recent = new Float64Array(log.items.length);
  for (let customer = 0; customer < customers; customer++) {
    let last = -1;
    for (let i = log.start[customer]!; i < log.start[customer + 1]!; i++) {
      const day = log.day[i]!;
      if (day >= cutoff) continue;
      const bought = log.item[i]!;
      recent[bought]! += 2 ** ((day - cutoff) / popularityHalfLife);
      if (bought === last) {
        times[times.length - 1]!++;
        lastDay[lastDay.length - 1] = day;
        continue;
      }
      last = bought;
      item.push(bought);
      times.push(1);
      firstDay.push(day);
      lastDay.push(day);
      buyers[bought]!++;
    }
    start[customer + 1] = item.length;
  }
  return {
    cutoff,
    start,
    item: Int32Array.from(item),
    times: Int32Array.from(times),
    firstDay: Int32Array.from(firstDay),
    lastDay: Int32Array.from(lastDay),
    buyers,
    recent,
  };
}

/** The distinct items that each customer bought from day `from` to before day `to`. */
export function boughtBetween(log: PurchaseLog, from: number, to: number): (customer: number) => Set<number> {
  return (customer) => {
    const bought = new Set<number>();
    for (let i = log.start[customer]!; i < log.start[customer + 1]!; i++) {
      if (log.day[i]! >= from && log.day[i]! < to) bought.add(log.item[i]!);
    }
    return bought;
  };
}

/** The items in descending order of a measure; equal ones by their ids. */
export function itemsByMeasure(measure: ArrayLike<number>): number[] {
  return Array.from({ length: measure.length }, (_, item) => item).sort((a, b) => measure[b]! - measure[a]!);
}
