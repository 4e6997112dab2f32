import { counted } from "../../errors/index.js";
import { daysFromCivil, millisecondsPerDay, showDay } from "../../table/index.js";
import { numberSetting } from "../definition/settings.js";
import type { DetectContext, FoundSignal, SignalDefinition } from "../definition/signal-definition.js";
import { amountText, daysText } from "../definition/signal-words.js";

/** A birthday within the next days, with what earlier gifts have cost. */
export const birthday: SignalDefinition<"birthday"> = {
  kind: "birthday",
  meaning: "has a birthday soon",
  action: "send a card or a gift at the usual price level",
  table: "customers",
  columns: ["customer", "birthday"],
  span: "event",
  statistical: false,
  settings: ["days"],
  detect(context) {
    const { data, table, asOf } = context;
    const ahead = numberSetting(context, "days", 7, { min: 0, max: 180, integer: true });
    const keys = data.keys(table, "customer");
    const births = data.days(table, "birthday");
    const gifts = giftsOf(context);
    const found: FoundSignal[] = [];
    let later = 0;
    for (let row = 0; row < births.length; row++) {
      const birth = births[row]!;
      if (keys.codes[row]! < 0 || Number.isNaN(birth)) continue;
      if (birth > asOf) {
        later++;
        continue;
      }
      const next = nextBirthday(birth, asOf);
      if (next - asOf > ahead) continue;
      const customer = keys.labels.at(keys.codes[row]!)!;
      const age = yearOf(next) - yearOf(birth);
      found.push({
        customer,
        subject: null,
        since: next - ahead,
        noticed: asOf,
        why: () => `${age} on ${showDay(next)}, ${inDays(next - asOf)}; ${giftWords(gifts?.get(customer))}`,
      });
    }
    if (later > 0) context.warn(`${table}: ${counted(later, "birthday")} after ${showDay(asOf)} left out`);
    return { found };
  },
};

/** The next return of a day of the year, today included; of 29 February in other years the 28th. */
function nextBirthday(birth: number, asOf: number): number {
  const [month, day] = monthAndDay(birth);
  const year = yearOf(asOf);
  for (const candidate of [year, year + 1]) {
    const next =
      month === 2 && day === 29 && !isLeap(candidate)
        ? daysFromCivil(candidate, 2, 28)
        : daysFromCivil(candidate, month, day);
    if (next >= asOf) return next;
  }
  return daysFromCivil(year + 1, month, Math.min(day, 28));
}

function isLeap(year: number): boolean {
  return daysFromCivil(year, 3, 1) - daysFromCivil(year, 2, 1) === 29;
}

function yearOf(day: number): number {
  return new Date(day * millisecondsPerDay).getUTCFullYear();
}

function monthAndDay(day: number): [number, number] {
  const date = new Date(day * millisecondsPerDay);
  return [date.getUTCMonth() + 1, date.getUTCDate()];
}

function inDays(days: number): string {
  return days === 0 ? "today" : `in ${daysText(days)}`;
}

/** What the gifts of each customer cost, from the table `gifts`; null without one. */
function giftsOf({ data }: DetectContext): Map<number | string | boolean, number[]> | null {
  if (!data.has("gifts")) return null;
  const keys = data.keys("gifts", "customer");
  const prices = data.numbers("gifts", "price");
  const rows = data.hasColumn("gifts", "date") ? data.pastRows("gifts", "date") : keys.codes.keys();
  const gifts = new Map<number | string | boolean, number[]>();
  for (const row of rows) {
    const code = keys.codes[row]!;
    if (code < 0 || Number.isNaN(prices[row]!)) continue;
    const id = keys.labels.at(code)!;
    const known = gifts.get(id);
    if (known === undefined) gifts.set(id, [prices[row]!]);
    else known.push(prices[row]!);
  }
  return gifts;
}

function giftWords(prices: readonly number[] | undefined): string {
  if (prices === undefined) return "no earlier gift is known";
  const least = prices.reduce((a, b) => Math.min(a, b));
  const most = prices.reduce((a, b) => Math.max(a, b));
  const mean = Math.round((100 * prices.reduce((a, b) => a + b)) / prices.length) / 100;
  const range =
    least === most ? amountText(least) : `${amountText(least)} to ${amountText(most)}, ${amountText(mean)} on average`;
  return `${counted(prices.length, "earlier gift")} at ${range}`;
}
