import { counted } from "../../errors/index.js";
import { showDay } from "../../table/index.js";
import type { Candidates } from "./candidates.js";
import type { PurchaseHistory } from "./purchase-history.js";
import { buyersAmong } from "./similar-customers.js";

/** Purchases of an item after which their rhythm is looked at. */
const leastForRhythm = 3;

/**
 * Why each candidate may be on a list, in words: bought before, how often and whether it is due; what a rule says; who
 * else buys it.
 */
export function reasonsOf(
  history: PurchaseHistory,
  { items, places, neighbors }: Candidates,
  rules: ReadonlyMap<number, string>,
): (row: number) => string {
  return (row) => {
    const item = items[row]!;
    if (places[row]! >= 0) return boughtBefore(history, places[row]!);
    const rule = rules.get(item);
    if (rule !== undefined) return rule;
    const alike = buyersAmong(history, neighbors, item);
    if (alike > 0 && neighbors.length === 1) return "bought by the most similar customer";
    if (alike > 0) return `bought by ${alike} of the ${neighbors.length} most similar customers`;
    return `popular: bought by ${history.buyers[item]!} ${history.buyers[item] === 1 ? "customer" : "customers"}`;
  };
}

function boughtBefore({ times, firstDay, lastDay, cutoff }: PurchaseHistory, place: number): string {
  const days = times[place]!;
  const last = lastDay[place]!;
  const bought = days === 1 ? `bought on ${showDay(last)}` : `bought on ${days} days, last on ${showDay(last)}`;
  if (days < leastForRhythm) return bought;
  const interval = (last - firstDay[place]!) / (days - 1);
  const due = Math.round(last + interval - cutoff);
  const when = due > 0 ? `due in ${inDays(due)}` : due < 0 ? `due ${inDays(-due)} ago` : "due today";
  return `${bought}, every ${inDays(Math.round(interval))}: ${when}`;
}

function inDays(days: number): string {
  return counted(days, "day");
}
