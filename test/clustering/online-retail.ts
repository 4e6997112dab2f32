import { sharedTable } from "../shared-data.js";

const day = 86_400_000;

/**
 * Recency in days to 2011-12-10, distinct invoices and revenue of every customer of Online Retail, cleaned as
 * "OR-CLEAN": customers known, no cancellations, positive quantities and prices. Customers are in the string order of
 * their ids.
 */
export async function onlineRetailCustomers(): Promise<{
  customer: string[];
  recencyDays: number[];
  orders: number[];
  revenue: number[];
}> {
  const lines = await sharedTable("online_retail.csv.gz", {
    columns: ["InvoiceNo", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID"],
    types: { InvoiceNo: "string", CustomerID: "string" },
  });
  const { InvoiceNo, Quantity, InvoiceDate, UnitPrice, CustomerID } = lines.toColumns();
  const last = Date.UTC(2011, 11, 10);
  const customers = new Map<string, { recency: number; invoices: Set<unknown>; revenue: number }>();
  for (let row = 0; row < lines.numRows; row++) {
    const id = CustomerID![row];
    const quantity = Number(Quantity![row]);
    const price = Number(UnitPrice![row]);
    if (id === null || String(InvoiceNo![row]).startsWith("C") || quantity <= 0 || price <= 0) continue;
    const recency = Math.round((last - Math.floor(Number(InvoiceDate![row]) / day) * day) / day);
    const known = customers.get(String(id));
    if (known === undefined) {
      customers.set(String(id), { recency, invoices: new Set([InvoiceNo![row]]), revenue: quantity * price });
      continue;
    }
    known.recency = Math.min(known.recency, recency);
    known.invoices.add(InvoiceNo![row]);
    known.revenue += quantity * price;
  }
  const customer = [...customers.keys()].sort();
  const summaries = customer.map((id) => customers.get(id)!);
  return {
    customer,
    recencyDays: summaries.map(({ recency }) => recency),
    orders: summaries.map(({ invoices }) => invoices.size),
    revenue: summaries.map(({ revenue }) => revenue),
  };
}

/** The natural logarithms of recency, orders and revenue as z-scores (over n), row-major. */
export async function onlineRetailPoints(): Promise<{ data: Float64Array; rows: number; columns: number }> {
  const { recencyDays, orders, revenue } = await onlineRetailCustomers();
  const rows = orders.length;
  const data = new Float64Array(rows * 3);
  [recencyDays, orders, revenue].forEach((values, column) => {
    const logs = values.map(Math.log);
    const mean = logs.reduce((sum, value) => sum + value, 0) / rows;
    const spread = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / rows);
    logs.forEach((value, row) => {
      data[row * 3 + column] = (value - mean) / spread;
    });
  });
  return { data, rows, columns: 3 };
}
