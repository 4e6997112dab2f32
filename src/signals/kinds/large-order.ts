import type { SignalDefinition } from "../definition/signal-definition.js";
import { amountSettings, unusualAmounts } from "./unusual-amount.js";

/** A purchase day that came to far more than the customer's own ones before. */
export const largeOrder: SignalDefinition<"large order"> = {
  kind: "large order",
  meaning: "ordered for far more than usual",
  action: "thank in person; see that it is delivered well",
  table: "orders",
  columns: ["customer", "date", "amount"],
  span: "event",
  statistical: true,
  settings: amountSettings,
  detect(context) {
    const history = context.data.history(context.table);
    return unusualAmounts(context, history, history.amounts(), "spent");
  },
};
