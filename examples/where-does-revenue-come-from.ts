/** Where does revenue come from, and how has that changed? Sales by product and quarter, with totals and changes. */
import { cube } from "clientele";
import { loadOrders } from "./load-orders.js";

const orders = await loadOrders();
const quarters = orders
  .column("date")
  .toArray()
  .map((date) => {
    const day = new Date(date as number);
    return `${day.getUTCFullYear()}-Q${Math.floor(day.getUTCMonth() / 3) + 1}`;
  });
const sales = cube(orders.withColumn("quarter", quarters), {
  dimensions: ["product", "quarter"],
  measures: { revenue: { sum: "amount" }, customers: { countDistinct: "customer" } },
  compare: { by: "quarter" },
});

console.log("Every product in every quarter, with the change against the one before:");
console.log(sales.toString());
console.log("\nThe last quarter:");
console.log(sales.slice({ quarter: "2026-Q2" }).toString());
