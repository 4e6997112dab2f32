/**
 * What should my team look at this morning? Changes among the customers as a list, the most money first, with a promised
 * number of false alarms; what was told yesterday is not told again, and who was called is left in peace.
 */
import { customerView, detectSignals, type SignalState, scoreRfm, summarizeCustomers } from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const complaints = [
  { customer: "C0187", received: "2026-06-26T09:30", resolved: null, cause: "late delivery" },
  { customer: "C0064", received: "2026-06-22T14:00", resolved: "2026-06-23T08:00", cause: "broken mug" },
];
const customers = [{ customer: "C0064", birthday: "1988-07-02" }];
const gifts = [
  { customer: "C0064", date: "2025-07-01", price: 18 },
  { customer: "C0064", date: "2025-12-20", price: 25 },
];
const ownRule = {
  signal: "complaint about delivery",
  meaning: "the parcel did not come as promised",
  action: "ask the carrier, then call the customer",
  table: "complaints",
  since: "received",
  when: { cause: "late delivery" },
};
const rules = [
  ...(["overdue", "spend drop", "spend jump", "volume anomaly", "large order"] as const),
  ...(["first complaint", "service target missed", "birthday"] as const),
  ownRule,
];

// Monday to Wednesday, each morning with what the mornings before have told, and with the calls of the team.
let state: SignalState | null = null;
const actions: { customer: string; date: string }[] = [];
const tables = { orders, complaints, customers, gifts };
for (const asOf of ["2026-06-28", "2026-06-29", "2026-06-30"]) {
  const signals = detectSignals({ ...tables, actions }, rules, { asOf, state, alarmsPerDay: 0.5 });
  const allowed = signals.expectedAlarms?.toFixed(2);
  console.log(`${asOf}: ${signals.numRows} new signals, ${signals.open.numRows} open; false alarms a day: ${allowed}`);
  console.log(`${signals.select("customer", "signal", "action", "value", "why").toString({ width: 74 })}\n`);
  state = JSON.parse(JSON.stringify(signals.state));
  const called = signals.column("customer").at(0);
  if (typeof called === "string") actions.push({ customer: called, date: asOf });
}

// Who is it? Everything that is known about one of them, on a page.
const columns = { customer: "customer", date: "date", amount: "amount", order: "order" } as const;
const rfm = scoreRfm(orders, columns).select("customer", "score", "segment");
const summary = summarizeCustomers(orders, columns).select("customer", "orders", "monetary", "revenue", "firstOrder");
const view = customerView("C0187", { ...tables, rfm, summary, actions }, { asOf: "2026-06-30", rows: 3 });
console.log(view.toText());
