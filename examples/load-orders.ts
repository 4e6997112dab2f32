import { fileURLToPath } from "node:url";
import type { Table } from "clientele";
import { readCsvFile } from "clientele/node";

/** The simulated order file of the examples: order, customer, date, product, quantity, price, amount. */
export function loadOrders(): Promise<Table> {
  return readCsvFile(fileURLToPath(new URL("./data/orders.csv", import.meta.url)));
}
