import { fileURLToPath } from "node:url";
import type { Table } from "../src/index.js";
import { readCsvFile } from "../src/node/index.js";

/** The simulated order file of the examples: order, customer, date, product, quantity, price, amount. */
export function loadOrders(): Promise<Table> {
  return readCsvFile(fileURLToPath(new URL("./data/orders.csv", import.meta.url)));
}
