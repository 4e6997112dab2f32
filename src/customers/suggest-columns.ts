import type { Table } from "../table/index.js";
import type { OrderColumns } from "./read-orders.js";

/** What is known of a column when a role for it is sought. */
export interface ColumnFacts {
  readonly name: string;
  readonly type: "number" | "string" | "date" | "boolean";
  readonly distinct: number;
  readonly missing: number;
  /** Whether its texts read as dates. */
  readonly readsAsDate: boolean;
}

const namesOf = {
  customer: /customer|client|cust\b|cust_?id|user|member|buyer|account|donor|donator|e-?mail|card/i,
  date: /date|day|time|stamp|when/i,
  amount: /amount|revenue|total|sales|spend|spent|dollar|euro|turnover|gross|net|value|paid|payment/i,
  quantity: /quantity|qty|units|pieces|count/i,
  price: /price|unit_?cost/i,
  order: /order|invoice|transaction|receipt|basket|bill|ticket/i,
} as const;

type Role = keyof typeof namesOf;

/** The columns that probably hold customer, date, amount (or quantity and price) and order, judged by name, type and how often values repeat. What is unclear is left out. */
export function suggestColumns(table: Table, facts: readonly ColumnFacts[]): Partial<OrderColumns> {
  const rows = table.numRows;
  const free = new Set(facts);
  const take = (role: Role, fits: (column: ColumnFacts) => boolean): string | undefined => {
    const candidates = [...free].filter(fits);
    const found = candidates.find((column) => namesOf[role].test(column.name));
    if (found !== undefined) free.delete(found);
    return found?.name;
  };
  const isNumber = (column: ColumnFacts) => column.type === "number";
  const isId = (column: ColumnFacts) => column.type === "string" || column.type === "number";
  const date =
    take("date", (column) => column.type === "date" || column.readsAsDate) ??
    facts.find((column) => column.type === "date")?.name;
  for (const column of free) if (column.name === date) free.delete(column);
  const customer = take("customer", (column) => isId(column) && column.distinct < rows);
  const order = take("order", (column) => isId(column) && column.distinct > 1);
  const price = take("price", isNumber);
  const quantity = take("quantity", isNumber);
  const amount =
    take("amount", isNumber) ?? (price !== undefined && quantity !== undefined ? { quantity, price } : price);
  return {
    ...(customer === undefined ? {} : { customer }),
    ...(date === undefined ? {} : { date }),
    ...(amount === undefined ? {} : { amount }),
    ...(order === undefined ? {} : { order }),
  };
}
