import type { PurchaseLog } from "../logs/purchase-log.js";

/** Days after which a purchase counts half for what is popular now. */
const popularityHalfLife = 60;

/**
 * What is known before a day. Customer c bought the items from `start[c]` to `start[c + 1] − 1`, each with how often
 * and when.
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
  const item = new Int32Array(log.item.length);
  const times = new Int32Array(log.item.length);
  const firstDay = new Int32Array(log.item.length);
  const lastDay = new Int32Array(log.item.length);
  const buyers = new Int32Array(log.items.length);
  const recent = new Float64Array(log.items.length);
  const fading = fadingBefore(log, cutoff);
  let length = 0;
  for (let customer = 0; customer < customers; customer++) {
    let last = -1;
    for (let i = log.start[customer]!; i < log.start[customer + 1]!; i++) {
      const day = log.day[i]!;
      if (day >= cutoff) continue;
      const bought = log.item[i]!;
      recent[bought]! += fading(day);
      if (bought === last) {
        times[length - 1]!++;
        lastDay[length - 1] = day;
        continue;
      }
      last = bought;
      item[length] = bought;
      times[length] = 1;
      firstDay[length] = day;
      lastDay[length++] = day;
      buyers[bought]!++;
    }
    start[customer + 1] = length;
  }
  return {
    cutoff,
    start,
    item: item.slice(0, length),
    times: times.slice(0, length),
    firstDay: firstDay.slice(0, length),
    lastDay: lastDay.slice(0, length),
    buyers,
    recent,
  };
}

/** Days far back are not worth a place in the table of powers. */
const mostDaysTabled = 4096;

/** 2^(−age / 60 days) of a purchase, from a table. */
function fadingBefore({ lastDay }: PurchaseLog, cutoff: number): (day: number) => number {
  const powers = new Float64Array(mostDaysTabled);
  const of = (day: number): number => 2 ** ((day - cutoff) / popularityHalfLife);
  for (let age = Math.max(1, cutoff - lastDay); age < mostDaysTabled; age++) powers[age] = of(cutoff - age);
  return (day) => (cutoff - day < mostDaysTabled ? powers[cutoff - day]! : of(day));
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
