import { type Customers, summarizeCustomers } from "../../src/customers/index.js";
import { findColumn, numberColumn, type Table, textColumn } from "../../src/table/index.js";
import { sharedTable } from "../shared-data.js";

/** The lines of Online Retail that have a customer. */
export async function customerLines(): Promise<Table> {
  const lines = await sharedTable("online_retail.csv.gz");
  const ids = findColumn("test", lines, "CustomerID");
  return lines.where(Uint8Array.from({ length: lines.numRows }, (_, row) => (ids.at(row) === null ? 0 : 1)));
}

/** "OR-CLEAN": lines with a customer, no cancellations, quantity and price above 0. */
export function cleanLines(lines: Table): Table {
  const invoices = textColumn("test", lines, "InvoiceNo");
  const quantities = numberColumn("test", lines, "Quantity");
  const prices = numberColumn("test", lines, "UnitPrice");
  const isCancelled = invoices.labels.map((label) => label.startsWith("C"));
  return lines.where(
    Uint8Array.from(quantities, (quantity, row) =>
      !isCancelled[invoices.codes[row]!] && quantity > 0 && prices[row]! > 0 ? 1 : 0,
    ),
  );
}

/** Where the orders are in Online Retail. */
export const orderColumns = {
  customer: "CustomerID",
  date: "InvoiceDate",
  amount: { quantity: "Quantity", price: "UnitPrice" },
  order: "InvoiceNo",
} as const;

/** Revenue by whatever column identifies a seller's item or customer. */
export function revenueBy(column: string, lines: Table): Customers {
  return summarizeCustomers(lines, { customer: column, date: "InvoiceDate", amount: orderColumns.amount });
}
