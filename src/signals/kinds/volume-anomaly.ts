import { showNumber } from "../../table/index.js";
import { numberSetting } from "../definition/settings.js";
import type { PurchaseHistory } from "../definition/signal-data.js";
import type { DetectContext, FoundSignal, SignalDefinition } from "../definition/signal-definition.js";
import { amountText, daysText } from "../definition/signal-words.js";
import { normalScale, type PastScores, pastScores } from "../false-alarms/past-scores.js";

/**
 * A week in which a customer did much more, or much less, than in his own weeks before. The rows of a table are counted
 * (orders, calls, transactions), or its column `volume` is added up. The windows of a customer follow each other from
 * his first row on, so that they do not all end on one day. A window without any row is a case for "overdue".
 */
export const volumeAnomaly: SignalDefinition<"volume anomaly"> = {
  kind: "volume anomaly",
  meaning: "did far more or far less than usual",
  action: "find out why; look for misuse, stocking up, or a rival",
  table: "orders",
  columns: ["customer", "date"],
  span: "episode",
  statistical: true,
  settings: ["days"],
  detect(context) {
    const days = numberSetting(context, "days", 7, { min: 1, max: 366, integer: true });
    const history = context.data.history(context.table, "rows");
    const past = pastScores(context.asOf, normalScale);
    learn(history, days, context.asOf, past);
    const { threshold, ...rest } = past.threshold(context.alarmsPerDay);
    return { found: anomalies(context, history, days, threshold), ...rest };
  },
};

/** Windows of history that it takes before one is compared with them. */
const leastWindows = 8;

/** A window of a customer, compared with those before. */
interface ComparedWindow {
  /** Its number, from 0 at the customer's first row. */
  readonly number: number;
  readonly volume: number;
  /** What was to be expected of it. */
  readonly usual: number;
  /** Positive for more than usual, on the scale of the standard normal distribution. */
  readonly score: number;
}

/**
 * The windows of one customer that are over and hold a row. The volume of a window, in units of its dispersion φ
 * (volume² ÷ volume of the days before), is near to Poisson, and its root near to normal (Anscombe 1948); the mean of
 * the earlier ones is itself uncertain by the share that a window is of them.
 */
function followWindows(
  { purchases: { days, spend } }: PurchaseHistory,
  [from, to]: readonly [number, number],
  length: number,
  asOf: number,
  visit: (window: ComparedWindow) => void,
): void {
  if (from === to) return;
  const first = days[from]!;
  let before = 0;
  let squares = 0;
  let volumeBefore = 0;
  for (let i = from; i < to; ) {
    const number = Math.floor((days[i]! - first) / length);
    const end = first + (number + 1) * length;
    let volume = 0;
    let squaresNow = 0;
    while (i < to && days[i]! < end) {
      const day = days[i]!;
      let ofDay = 0;
      for (; i < to && days[i] === day; i++) ofDay += spend === null ? 1 : Math.max(0, spend[i]!);
      volume += ofDay;
      squaresNow += ofDay * ofDay;
    }
    const isOver = end - 1 <= asOf;
    // The first window begins with a row and so says too much of the usual volume.
    if (isOver && number >= leastWindows && before >= leastWindows) {
      const usual = volumeBefore / (number - 1);
      const dispersion = squares / volumeBefore;
      const root = (value: number) => 2 * Math.sqrt(value / dispersion + 0.375);
      visit({ number, volume, usual, score: (root(volume) - root(usual)) / Math.sqrt(1 + 1 / (number - 1)) });
    }
    if (number === 0) continue;
    volumeBefore += volume;
    squares += squaresNow;
    if (volume > 0) before++;
  }
}

function learn(history: PurchaseHistory, length: number, asOf: number, past: PastScores): void {
  const { start, days } = history.purchases;
  for (let customer = 0; customer + 1 < start.length; customer++) {
    const range = [start[customer]!, start[customer + 1]!] as const;
    followWindows(history, range, length, asOf, ({ number, score }) => {
      const lastDay = days[range[0]]! + (number + 1) * length - 1;
      past.exposure(lastDay);
      past.score(lastDay, Math.abs(score));
    });
  }
}

function anomalies(
  { asOf, within }: DetectContext,
  history: PurchaseHistory,
  length: number,
  threshold: number,
): FoundSignal[] {
  const { start, days } = history.purchases;
  const found: FoundSignal[] = [];
  for (let customer = 0; customer + 1 < start.length; customer++) {
    const [from, to] = [start[customer]!, start[customer + 1]!];
    if (from === to || asOf - days[to - 1]! > within + length) continue;
    const endOf = (number: number) => days[from]! + (number + 1) * length - 1;
    let last: ComparedWindow | null = null;
    let firstOfRun = -1;
    let anomaly: { readonly window: ComparedWindow; readonly first: number } | null = null;
    followWindows(history, [from, to], length, asOf, (window) => {
      const goesOn = last !== null && last.number === window.number - 1 && last.score > 0 === window.score > 0;
      const isUnusual = Math.abs(window.score) > threshold;
      firstOfRun = isUnusual ? (goesOn && firstOfRun >= 0 ? firstOfRun : window.number) : -1;
      if (isUnusual) anomaly = { window, first: firstOfRun };
      last = window;
    });
    const latest = anomaly as { readonly window: ComparedWindow; readonly first: number } | null;
    if (latest === null || asOf - endOf(latest.window.number) >= within) continue;
    found.push({
      customer: history.customers.at(customer)!,
      subject: null,
      since: days[from]! + latest.first * length,
      noticed: endOf(latest.first),
      why: () => whyOf(latest.window, length),
    });
  }
  return found;
}

function whyOf({ volume, usual }: ComparedWindow, length: number): string {
  const ratio = usual > 0 ? `, ${showNumber(volume / usual, 1)} times as much as usual` : "";
  return `${amountText(volume)} in ${daysText(length)}, usually ${showNumber(usual, 1)}${ratio}`;
}
