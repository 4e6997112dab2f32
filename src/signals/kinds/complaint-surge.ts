import { counted } from "../../errors/index.js";
import { negativeBinomialAbove } from "../../numeric/index.js";
import { showDay, showNumber } from "../../table/index.js";
import { numberSetting } from "../definition/settings.js";
import type { DetectContext, FoundSignal, SignalDefinition } from "../definition/signal-definition.js";
import { daysText } from "../definition/signal-words.js";

/** A day with far more complaints than the days before it; with a column `cause` also of one cause. */
export const complaintSurge: SignalDefinition<"complaint surge"> = {
  kind: "complaint surge",
  meaning: "far more complaints in a day than usual",
  action: "find the common cause today; tell those who answer the phones",
  table: "complaints",
  columns: ["received"],
  span: "event",
  statistical: true,
  settings: ["history", "minHistory", "minComplaints"],
  detect(context) {
    const history = numberSetting(context, "history", 56, { min: 7, max: 1000, integer: true });
    const minHistory = numberSetting(context, "minHistory", 14, { min: 7, max: history, integer: true });
    const minComplaints = numberSetting(context, "minComplaints", 3, { min: 1, integer: true });
    const series = complaintsByDay(context, history + context.within);
    const level = Math.min(0.01, (context.alarmsPerDay ?? Number.POSITIVE_INFINITY) / Math.max(1, series.length));
    const found = series.flatMap((one) => surges(context, one, { history, minHistory, minComplaints, level }));
    return { found, expected: context.alarmsPerDay === null ? null : level * series.length };
  },
};

/** Complaints a day, the last of them today. */
interface DailyComplaints {
  /** Null for those of all causes. */
  readonly cause: string | null;
  readonly counts: Float64Array;
  /** Days from the first complaint of all to today. */
  readonly known: number;
}

function complaintsByDay({ data, table, asOf }: DetectContext, length: number): DailyComplaints[] {
  const days = data.days(table, "received");
  const causes = data.hasColumn(table, "cause") ? data.texts(table, "cause") : null;
  const all = new Float64Array(length);
  const byCause = new Map<string, Float64Array>();
  let first = asOf;
  for (const row of data.pastRows(table, "received")) {
    first = Math.min(first, days[row]!);
    const place = days[row]! - (asOf - length + 1);
    if (place < 0) continue;
    all[place]!++;
    const cause = causes?.[row] ?? null;
    if (cause === null) continue;
    let counts = byCause.get(cause);
    if (counts === undefined) {
      counts = new Float64Array(length);
      byCause.set(cause, counts);
    }
    counts[place]!++;
  }
  const known = asOf - first + 1;
  return [{ cause: null, counts: all, known }, ...[...byCause].map(([cause, counts]) => ({ cause, counts, known }))];
}

interface SurgeLimits {
  readonly history: number;
  readonly minHistory: number;
  readonly minComplaints: number;
  readonly level: number;
}

/**
 * Days of which the count was not to be expected from the days before: counts of complaints are Poisson with a gamma
 * distributed rate, so that the next one is negative binomial with shape n + ½ and odds 1 ÷ days (Jeffreys' prior); a
 * variance above the mean is a number of complaints that come together.
 */
function surges(context: DetectContext, { cause, counts, known }: DailyComplaints, limits: SurgeLimits): FoundSignal[] {
  const found: FoundSignal[] = [];
  for (let back = context.within - 1; back >= 0; back--) {
    const place = counts.length - 1 - back;
    const days = Math.min(limits.history, place, known - 1 - back);
    const count = counts[place]!;
    if (days < limits.minHistory || count < limits.minComplaints) continue;
    const { mean, together } = usualOf(counts, place - days, place);
    const chance = negativeBinomialAbove((mean * days) / together + 0.5, 1 / days, Math.ceil(count / together) - 1);
    if (!(count > mean) || chance >= limits.level) continue;
    const day = context.asOf - back;
    found.push({
      customer: null,
      subject: cause,
      since: day,
      value: null,
      why: () =>
        `${counted(count, "complaint")}${cause === null ? "" : ` about ${cause}`} on ${showDay(day)}; ` +
        `${showNumber(mean, 1)} a day over the ${daysText(days)} before`,
    });
  }
  return found;
}

/** The mean of some days, and how many complaints come together: their variance ÷ their mean, at least 1. */
function usualOf(counts: Float64Array, from: number, to: number) {
  let sum = 0;
  for (let i = from; i < to; i++) sum += counts[i]!;
  const mean = sum / (to - from);
  let squares = 0;
  for (let i = from; i < to; i++) squares += (counts[i]! - mean) ** 2;
  const together = mean === 0 ? 1 : Math.max(1, squares / (to - from - 1) / mean);
  return { mean, together };
}
