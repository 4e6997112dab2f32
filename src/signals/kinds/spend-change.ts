import { showDay } from "../../table/index.js";
import type { CustomerId } from "../definition/customer-id.js";
import type { PurchaseHistory } from "../definition/signal-data.js";
import type { DetectContext, FoundSignal, SignalDefinition } from "../definition/signal-definition.js";
import { amountText, daysText } from "../definition/signal-words.js";
import { type Excursion, followMean } from "../false-alarms/change-of-mean.js";
import type { OwnSeries } from "../false-alarms/own-values.js";
import { likelihoodScale, pastScores } from "../false-alarms/past-scores.js";

/** A customer who still buys, but less at a time or less often than before. */
export const spendDrop: SignalDefinition<"spend drop"> = {
  kind: "spend drop",
  meaning: "spends clearly less than before",
  action: "ask what has changed, and whether a rival has the rest",
  table: "orders",
  columns: ["customer", "date"],
  span: "episode",
  statistical: true,
  settings: [],
  detect: (context) => spendChange(context, "drop"),
};

/** A customer who buys more at a time or more often than before. */
export const spendJump: SignalDefinition<"spend jump"> = {
  kind: "spend jump",
  meaning: "spends clearly more than before",
  action: "thank, and offer what goes with it",
  table: "orders",
  columns: ["customer", "date"],
  span: "episode",
  statistical: true,
  settings: [],
  detect: (context) => spendChange(context, "jump"),
};

type Direction = "drop" | "jump";

/** A customer who has not bought for so many days is a case for "overdue", and his change is no longer news. */
const longestSilence = 90;

function spendChange(context: DetectContext, direction: Direction) {
  const history = context.data.history(context.table);
  const { spend } = history.purchases;
  if (spend === null) context.warn(`${context.signal}: no amounts, so only how often customers buy is looked at`);
  const series = spend === null ? (["pace"] as const) : (["amount", "pace"] as const);
  const alarmsPerDay = context.alarmsPerDay === null ? null : context.alarmsPerDay / series.length;
  const parts = series.map((name) => changesOf({ ...context, alarmsPerDay }, history, name, direction));
  const notes = [...new Set(parts.flatMap(({ note }) => note ?? []))];
  const expected = parts.map((part) => part.expected);
  return {
    found: onePerCustomer(parts.flatMap(({ found }) => found)),
    expected: expected.every((one) => one === null) ? null : expected.reduce<number>((sum, one) => sum + (one ?? 0), 0),
    ...(notes.length === 0 ? {} : { note: notes.join("; ") }),
  };
}

/** A customer who buys less at a time and less often has one change with two reasons. */
function onePerCustomer(found: readonly FoundSignal[]): FoundSignal[] {
  const merged = new Map<CustomerId | null, FoundSignal>();
  for (const one of found) {
    const other = merged.get(one.customer);
    merged.set(one.customer, other === undefined ? one : bothChanges(other, one));
  }
  return [...merged.values()];
}

function bothChanges(a: FoundSignal, b: FoundSignal): FoundSignal {
  return {
    ...a,
    since: Math.min(a.since, b.since),
    noticed: Math.min(a.noticed ?? a.since, b.noticed ?? b.since),
    value: Math.max(a.value ?? 0, b.value ?? 0),
    why: () => `${a.why()}; ${b.why()}`,
  };
}

type Series = "amount" | "pace";

function changesOf(context: DetectContext, history: PurchaseHistory, series: Series, direction: Direction) {
  const { days } = history.purchases;
  const values = series === "amount" ? history.amounts() : history.intervals();
  // Fewer days between purchases are more spend.
  const factor = (series === "amount") === (direction === "jump") ? 2 : 0.5;
  const past = pastScores(context.asOf, likelihoodScale);
  const customers = values.start.length - 1;
  const lastPeak = new Float64Array(customers);
  let run: Excursion | null = null;
  let peak = 0;
  let peakDay = 0;
  const visit = (place: number, current: Excursion | null): void => {
    past.exposure(days[place]!);
    if (current !== run) {
      past.score(peakDay, peak);
      run = current;
      peak = 0;
    }
    if (current === null || current.sum <= peak) return;
    peak = current.sum;
    peakDay = days[place]!;
  };
  for (let customer = 0; customer < customers; customer++) {
    run = null;
    peak = 0;
    followMean(values, customer, factor, visit);
    past.score(peakDay, peak);
    lastPeak[customer] = peak;
  }
  const { threshold, ...rest } = past.threshold(context.alarmsPerDay);
  const found: FoundSignal[] = [];
  for (let customer = 0; customer < customers; customer++) {
    // Without a limit every run counts, but there must be one.
    if (!(lastPeak[customer]! > Math.max(0, threshold))) continue;
    const lastDay = days[values.start[customer + 1]! - 1]!;
    if (context.asOf - lastDay > longestSilence) continue;
    found.push(changeOf(history, { customer, series, values, factor, threshold }));
  }
  return { found, ...rest };
}

interface FoundChange {
  readonly customer: number;
  readonly series: Series;
  readonly values: OwnSeries;
  readonly factor: number;
  readonly threshold: number;
}

/** The last run of a customer, and where it first said enough. */
function lastRun({ customer, values, factor, threshold }: FoundChange): { run: Excursion; crossed: number } {
  let run: Excursion | null = null;
  let crossed = -1;
  followMean(values, customer, factor, (place, current) => {
    if (current !== run) crossed = -1;
    run = current;
    if (crossed < 0 && current !== null && current.sum > threshold) crossed = place;
  });
  return { run: run!, crossed };
}

function changeOf(history: PurchaseHistory, change: FoundChange): FoundSignal {
  const { days, spend } = history.purchases;
  const { customer, series, values } = change;
  const { run, crossed } = lastRun(change);
  const [from, to] = [values.start[customer]!, values.start[customer + 1]!];
  const now = meanOf(values.values, run.first, to);
  const perPurchase = spend === null ? Number.NaN : meanOf(spend, run.first, to);
  const yearly =
    series === "amount"
      ? ((now - run.mean) * 365 * (to - from - 1)) / (days[to - 1]! - days[from]!)
      : perPurchase * (365 / now - 365 / run.mean);
  const words = (value: number) => (series === "amount" ? amountText(rounded(value)) : daysText(tenth(value)));
  const what = series === "amount" ? "spent a purchase day" : "between purchases";
  return {
    customer: history.customers.at(customer)!,
    subject: null,
    since: days[run.first]!,
    noticed: days[crossed]!,
    value: Number.isFinite(yearly) ? Math.abs(yearly) : null,
    why: () =>
      `${words(now)} ${what} on average over the last ${to - run.first}, since ${showDay(days[run.first]!)}; ` +
      `${words(run.mean)} before`,
  };
}

function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let i = from; i < to; i++) {
    if (!(values[i]! > 0)) continue;
    sum += values[i]!;
    count++;
  }
  return sum / count;
}

function rounded(value: number): number {
  return Math.round(100 * value) / 100;
}

function tenth(value: number): number {
  return Math.round(10 * value) / 10;
}
