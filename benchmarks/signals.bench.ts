import { customerView, detectSignals, table } from "../src/index.js";
import type { Benchmark } from "./harness.js";
import { simulateOrderData } from "./order-data.js";
import { versionOf } from "./version-of.js";

const orders = 1_000_000;
const customers = 100_000;

/** The list for the front line, and the view of one customer. No peer does these. */
export async function* run(): AsyncGenerator<Benchmark> {
  const { customer, date, amount } = simulateOrderData(orders, customers);
  const data = table({ customer, date, amount });
  const asOf = new Date(date.reduce((latest, day) => Math.max(latest, day), 0));
  const size = `${orders / 1e6} M orders of ${customers / 1000}k customers over two years`;
  yield {
    title: "Signals from orders",
    task: `${size}: overdue, spend drop and jump, volume anomaly, large order, with their false alarms limited.`,
    contenders: [own(() => detectSignals({ orders: data }, "all", { asOf }))],
  };
  yield {
    title: "One overdue list",
    task: `${size}: overdue customers only.`,
    contenders: [own(() => detectSignals({ orders: data }, ["overdue"], { asOf }))],
  };
  yield {
    title: "View of one customer",
    task: `${size}: everything about one of them.`,
    contenders: [own(() => customerView(customer[0]!, { orders: data }, { asOf }))],
  };
}

function own(run: () => unknown) {
  return { name: "clientele", version: versionOf("clientele"), run };
}
