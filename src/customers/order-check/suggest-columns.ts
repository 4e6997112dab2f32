import type { OrderColumns } from "../read-orders.js";
import type { ColumnFacts } from "./column-facts.js";

const namesOf = {
  customer: /customer|client|cust\b|cust_?id|user|member|buyer|account|donor|donator|e-?mail|card/i,
  date: /date|day|time|stamp|when/i,
  amount: /amount|revenue|total|sales|spend|spent|dollar|euro|turnover|gross|net|value|paid|payment/i,
  quantity: /quantity|qty|units|pieces|count/i,
  price: /price|unit_?cost/i,
  order: /order|invoice|transaction|receipt|basket|bill|ticket/i,
} as const;

/**
 * Names that say "date" even where the values do not read as dates, so that the check can say what is wrong with them.
 */
const plainDateName = /^(order|invoice|purchase|transaction|payment)?[ _.-]?(date|datum|timestamp)$/i;

type Role = keyof typeof namesOf;

/**
 * The columns that probably hold customer, date, amount (or quantity and price) and order, judged by name, type and how
 * often values repeat. What is unclear is left out.
 */
export function suggestColumns(facts: readonly ColumnFacts[]): Partial<OrderColumns> {
  const free = new Set(facts);
  const take = (role: Role, fits: (facts: ColumnFacts) => boolean): string | undefined => {
    const found = [...free].filter(fits).find(({ column }) => namesOf[role].test(column.name));
    if (found !== undefined) free.delete(found);
    return found?.column.name;
  };
  const isNumber = ({ column }: ColumnFacts) => column.type === "number";
  const isId = ({ column }: ColumnFacts) => column.type === "string" || column.type === "number";
  const date =
    take("date", ({ column, readsAsDate }) => column.type === "date" || readsAsDate) ??
    facts.find(({ column }) => column.type === "date")?.column.name ??
    facts.find((one) => isId(one) && plainDateName.test(one.column.name))?.column.name;
  for (const one of free) if (one.column.name === date) free.delete(one);
  const customer =
    take("customer", (one) => isId(one) && one.keys.count < one.column.length) ??
    take("customer", (one) => isId(one) && one.keys.count > 0);
  const order = take("order", (one) => isId(one) && one.keys.count > 1);
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
