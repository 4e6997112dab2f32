import { counted } from "../../errors/index.js";
import { median } from "../../numeric/index.js";
import { showDay } from "../../table/index.js";
import { numberSetting } from "../definition/settings.js";
import type { PurchaseHistory } from "../definition/signal-data.js";
import type { DetectContext, FoundSignal, SignalDefinition } from "../definition/signal-definition.js";
import { daysText } from "../definition/signal-words.js";
import { addValue, noValues, type OwnValues, shapeOf, surprise } from "../false-alarms/own-values.js";
import { normalScale, type PastScores, pastScores } from "../false-alarms/past-scores.js";

/**
 * A customer who has not bought for longer than his own cycle and the margin, and for so much longer than his own
 * intervals let expect that hardly one interval of the past became as unusual before the customer came back.
 */
export const overdue: SignalDefinition<"overdue"> = {
  kind: "overdue",
  meaning: "has not bought for unusually long",
  action: "call or write, ask what is wrong",
  table: "orders",
  columns: ["customer", "date"],
  span: "episode",
  statistical: true,
  settings: ["margin", "minIntervals"],
  detect(context) {
    const margin = numberSetting(context, "margin", 3, { min: 0 });
    const minIntervals = numberSetting(context, "minIntervals", 3, { min: 1, integer: true });
    const history = context.data.history(context.table);
    const past = pastScores(context.asOf, normalScale);
    const own = ownIntervals(history, minIntervals, past);
    const { threshold, ...rest } = past.threshold(context.alarmsPerDay);
    return { found: overdueCustomers(context, history, own, { margin, minIntervals, threshold }), ...rest };
  },
};

/**
 * What is known of the intervals of each customer; the intervals that are over are the past: the day before it ended,
 * an interval was as unusual as it ever became.
 */
function ownIntervals(history: PurchaseHistory, minIntervals: number, past: PastScores): OwnValues[] {
  const { days } = history.purchases;
  const { start, values, logs, spread } = history.intervals();
  return Array.from({ length: start.length - 1 }, (_, customer) => {
    const own = noValues();
    for (let i = start[customer]! + 1; i < start[customer + 1]!; i++) {
      const interval = values[i]!;
      if (own.count >= minIntervals) {
        past.exposure(days[i]!);
        if ((interval - 1) * own.count > own.sum) {
          past.score(days[i]!, surprise(interval - 1, own, shapeOf(own, spread)));
        }
      }
      addValue(own, interval, logs[i]!);
    }
    return own;
  });
}

interface OverdueLimits {
  readonly margin: number;
  readonly minIntervals: number;
  readonly threshold: number;
}

function overdueCustomers(
  { asOf }: DetectContext,
  history: PurchaseHistory,
  own: readonly OwnValues[],
  { margin, minIntervals, threshold }: OverdueLimits,
): FoundSignal[] {
  const { days } = history.purchases;
  const { start, values, spread } = history.intervals();
  const found: FoundSignal[] = [];
  for (let customer = 0; customer < own.length; customer++) {
    const known = own[customer]!;
    if (known.count < minIntervals) continue;
    const last = days[start[customer + 1]! - 1]!;
    const silence = asOf - last;
    // Half of the intervals are longer than the median, so that a silence below half of the mean is never overdue.
    if (2 * silence * known.count < known.sum) continue;
    const shape = shapeOf(known, spread);
    const isUnusual = (after: number) =>
      threshold === Number.NEGATIVE_INFINITY || surprise(after, known, shape) > threshold;
    if (!isUnusual(silence)) continue;
    const cycle = median(values.subarray(start[customer]! + 1, start[customer + 1]!));
    const late = Math.round(cycle) + margin;
    if (!(silence > late)) continue;
    const crossed = Math.max(firstDayOf(isUnusual, silence), Math.floor(late) + 1);
    found.push({
      customer: history.customers.at(customer)!,
      subject: null,
      since: last + Math.round(cycle),
      noticed: last + crossed,
      why: () =>
        `no order for ${daysText(silence)} (the last on ${showDay(last)}), ` +
        `usually every ${daysText(cycle)} (${counted(known.count, "interval")})`,
    });
  }
  return found;
}

/** The least number of days from which on the silence is unusual, by bisection: the score grows with it. */
function firstDayOf(isUnusual: (after: number) => boolean, silence: number): number {
  let low = 0;
  let high = silence;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isUnusual(middle)) high = middle;
    else low = middle + 1;
  }
  return high;
}
