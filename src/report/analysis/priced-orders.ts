import type { OrderColumns } from "../../customers/index.js";
import { findColumn, hasColumn, type Table } from "../../table/index.js";

/** Orders with one column of amounts, which `{ quantity, price }` has to be multiplied out for. */
export function pricedOrders(
  caller: string,
  orders: Table,
  amount: OrderColumns["amount"],
): { readonly orders: Table; readonly amount: string } {
  if (typeof amount === "string" || amount === undefined) return { orders, amount: amount ?? "amount" };
  const quantity = findColumn(caller, orders, amount.quantity);
  const price = findColumn(caller, orders, amount.price);
  let name = "revenue";
  while (hasColumn(orders, name)) name += "_";
  const revenue = Array.from({ length: orders.numRows }, (_, row) => {
    const [count, each] = [quantity.at(row), price.at(row)];
    return typeof count === "number" && typeof each === "number" ? count * each : null;
  });
  return { orders: orders.withColumn(name, revenue) as Table, amount: name };
}
