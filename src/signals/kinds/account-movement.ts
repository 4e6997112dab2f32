import type { DetectContext, SignalDefinition } from "../definition/signal-definition.js";
import { ownSeries } from "../false-alarms/own-values.js";
import { amountSettings, unusualAmounts } from "./unusual-amount.js";

/** Money paid in, far more than the customer's own deposits before. */
export const deposit: SignalDefinition<"deposit"> = {
  kind: "deposit",
  meaning: "paid in far more than usual",
  action: "offer a place for the money",
  table: "movements",
  columns: ["customer", "date", "amount"],
  span: "event",
  statistical: true,
  settings: amountSettings,
  detect: (context) => movements(context, 1, "paid in"),
};

/** Money taken out, far more than the customer's own withdrawals before. */
export const withdrawal: SignalDefinition<"withdrawal"> = {
  kind: "withdrawal",
  meaning: "took out far more than usual",
  action: "ask what it is for, and whether the rest stays",
  table: "movements",
  columns: ["customer", "date", "amount"],
  span: "event",
  statistical: true,
  settings: amountSettings,
  detect: (context) => movements(context, -1, "took out"),
};

/** Movements are signed: what is paid in is positive, what is taken out negative. */
function movements(context: DetectContext, sign: 1 | -1, noun: string) {
  const history = context.data.history(context.table, "movements");
  const amounts = history.purchases.spend!.map((amount) => (sign * amount > 0 ? sign * amount : Number.NaN));
  return unusualAmounts(context, history, ownSeries(history.purchases.start, amounts), noun);
}
