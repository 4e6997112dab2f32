import type { Table } from "../../src/table/index.js";
import { sharedTable } from "../shared-data.js";

/**
 * The order lines of Online Retail, cleaned as "OR-CLEAN": customers known, no cancellations, positive quantities and
 * prices.
 */
export async function cleanOnlineRetail(): Promise<Table> {
  const lines = await sharedTable("online_retail.csv.gz", {
    columns: ["InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"],
    types: { InvoiceNo: "string", StockCode: "string", CustomerID: "string" },
  });
  const { InvoiceNo, Quantity, UnitPrice, CustomerID } = lines.toColumns();
  const keep = new Uint8Array(lines.numRows);
  for (let row = 0; row < keep.length; row++) {
    const isSale =
      !String(InvoiceNo![row]).startsWith("C") && Number(Quantity![row]) > 0 && Number(UnitPrice![row]) > 0;
    if (CustomerID![row] !== null && isSale) keep[row] = 1;
  }
  return lines.where(keep);
}

/** Where the columns of {@link cleanOnlineRetail} are. */
export const onlineRetailColumns = {
  customer: "CustomerID",
  date: "InvoiceDate",
  amount: { quantity: "Quantity", price: "UnitPrice" },
  order: "InvoiceNo",
} as const;
