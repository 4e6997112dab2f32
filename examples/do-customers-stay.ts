/** Do customers stay, and is that getting better? Cohorts of customers by the quarter of their first purchase. */
import { cohorts } from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const columns = { customer: "customer", date: "date", amount: "amount", order: "order", by: "quarter" } as const;

const retention = cohorts(orders, columns);
console.log("The share of each cohort that bought again, 0, 1, 2 … quarters after the first purchase:");
console.log(retention.wide("rate").toString());

const spend = cohorts(orders, { ...columns, measure: "revenue" });
console.log("\nWhat each cohort spent in those quarters:");
console.log(spend.wide("value").toString());
