import { showDay } from "../../table/index.js";
import { numberSetting, optionalNumber } from "../definition/settings.js";
import type { PurchaseHistory } from "../definition/signal-data.js";
import type { DetectContext, Detection, FoundSignal } from "../definition/signal-definition.js";
import { amountText } from "../definition/signal-words.js";
import { addValue, noValues, type OwnSeries, shapeOf, surprise } from "../false-alarms/own-values.js";
import { normalScale, pastScores } from "../false-alarms/past-scores.js";

/** The settings of every kind that looks for unusual amounts. */
export const amountSettings = ["atLeast", "minAmounts"] as const;

/**
 * Amounts that are unusual against the customer's own ones before; with `atLeast` also every amount that large,
 * whatever came before, so that large ones of new customers are told, too.
 */
export function unusualAmounts(
  context: DetectContext,
  history: PurchaseHistory,
  amounts: OwnSeries,
  noun: string,
): Detection {
  const minAmounts = numberSetting(context, "minAmounts", 3, { min: 1, integer: true });
  const atLeast = optionalNumber(context, "atLeast", { min: 0, exclusive: true });
  const { days } = history.purchases;
  const { start, values, logs, spread } = amounts;
  const past = pastScores(context.asOf, normalScale);
  const recent: FoundSignal[] = [];
  const scores: number[] = [];
  for (let customer = 0; customer + 1 < start.length; customer++) {
    const own = noValues();
    for (let i = start[customer]!; i < start[customer + 1]!; i++) {
      const amount = values[i]!;
      if (!(amount > 0)) continue;
      const comparable = own.count >= minAmounts;
      const larger = comparable && amount * own.count > own.sum;
      const score = larger ? surprise(amount, own, shapeOf(own, spread)) : Number.NEGATIVE_INFINITY;
      if (comparable) past.exposure(days[i]!);
      if (larger) past.score(days[i]!, score);
      const large = atLeast !== null && amount >= atLeast;
      if (context.asOf - days[i]! < context.within && (larger || large)) {
        recent.push(amountSignal(history, { customer, day: days[i]!, amount, noun, count: own.count, sum: own.sum }));
        scores.push(large ? Number.POSITIVE_INFINITY : score);
      }
      addValue(own, amount, logs[i]!);
    }
  }
  const { threshold, ...rest } = past.threshold(context.alarmsPerDay);
  return { found: recent.filter((_, i) => scores[i]! > threshold), ...rest };
}

interface FoundAmount {
  readonly customer: number;
  readonly day: number;
  readonly amount: number;
  readonly noun: string;
  /** How many amounts there were before, and their sum. */
  readonly count: number;
  readonly sum: number;
}

function amountSignal(history: PurchaseHistory, { customer, day, amount, noun, count, sum }: FoundAmount): FoundSignal {
  const mean = Math.round((100 * sum) / count) / 100;
  const before = count === 0 ? "the first" : `the ${count} before were ${amountText(mean)} on average`;
  return {
    customer: history.customers.at(customer)!,
    subject: null,
    since: day,
    value: amount,
    why: () => `${noun} ${amountText(amount)} on ${showDay(day)}; ${before}`,
  };
}
