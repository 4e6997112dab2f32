import type { Dialect } from "../dialects/dialect.js";
import { list, name, type Sql, sql, value } from "../sql/sql.js";
import { countedRows, hasAmounts, type OrderSource, rowNames } from "./order-rows.js";

/** Net within this share of gross is nothing: see `docs/statistics.md`. */
const roundingShare = 1e-9;

/** The columns of a day of a customer. */
export const dayNames = /* @__PURE__ */ (() =>
  ({
    customer: rowNames.customer,
    day: rowNames.day,
    /** Rows that count. */
    rows: /* @__PURE__ */ name("clientele_rows"),
    refunds: /* @__PURE__ */ name("clientele_refunds"),
    net: /* @__PURE__ */ name("clientele_net"),
    gross: /* @__PURE__ */ name("clientele_gross"),
    /** The largest amount of the day; only with `sameDay: "keep"`. */
    largest: /* @__PURE__ */ name("clientele_largest"),
    /** 1 for a purchase day, 0 for a day of refunds or one that they cancelled. */
    bought: /* @__PURE__ */ name("clientele_bought"),
  }) as const)();

/** Whether refunds may take purchases back, so that a day with rows need not be a purchase day. */
export function netsRefunds(source: OrderSource): boolean {
  return hasAmounts(source) && source.refunds === "net";
}

/** The names of the columns of {@link customerDays}. */
export function markedDayColumns({ sameDay }: OrderSource): Sql[] {
  const { customer, day, rows, refunds, net, gross, largest, bought } = dayNames;
  return [customer, day, rows, refunds, net, gross, ...(sameDay === "keep" ? [largest] : []), bought];
}

/** One row per customer and day, purchase days marked, with further aggregates where one needs them. */
export function customerDays(dialect: Dialect, source: OrderSource, further: readonly Sql[] = []): Sql {
  const { customer, day, amount } = rowNames;
  const { rows, refunds, net, gross, largest, bought } = dayNames;
  const { count, countIf, sum, max, nullDouble } = dialect;
  const withAmounts = hasAmounts(source);
  const nets = netsRefunds(source);
  const columns = [
    customer,
    day,
    sql`${count} AS ${rows}`,
    sql`${nets ? countIf(sql`${amount} < 0`) : sql`0`} AS ${refunds}`,
    sql`${withAmounts ? sum(amount) : nullDouble} AS ${net}`,
    sql`${withAmounts ? sum(source.negatives ? sql`abs(${amount})` : amount) : nullDouble} AS ${gross}`,
    ...(source.sameDay === "keep" ? [sql`${withAmounts ? max(amount) : nullDouble} AS ${largest}`] : []),
    ...further,
  ];
  const isCancelled = sql`${refunds} > 0 AND ${net} <= ${value(roundingShare)} * ${gross}`;
  return sql`SELECT *, ${nets ? sql`CASE WHEN ${isCancelled} THEN 0 ELSE 1 END` : sql`1`} AS ${bought}
FROM (
SELECT
  ${list(columns)}
FROM (${countedRows(dialect, source)}) AS counted_rows
GROUP BY ${customer}, ${day}
) AS days`;
}

/** The earliest day of an order. */
export const earliest = /* @__PURE__ */ name("clientele_earliest");
/** 1 for an order that counts: all but those whose net is below nothing. */
export const counted = /* @__PURE__ */ name("clientele_counted");

/** One row per customer and order, with its earliest day and whether it counts. Needs a column of orders. */
export function customerOrders(dialect: Dialect, source: OrderSource): Sql {
  const { customer, order, amount, day } = rowNames;
  const { net, gross } = dayNames;
  const nets = netsRefunds(source);
  const amounts = nets
    ? sql`, ${dialect.sum(amount)} AS ${net}, ${dialect.sum(sql`abs(${amount})`)} AS ${gross}`
    : sql``;
  const isCounted = nets ? sql`CASE WHEN ${net} < ${value(-roundingShare)} * ${gross} THEN 0 ELSE 1 END` : sql`1`;
  return sql`SELECT ${customer}, ${earliest}, ${isCounted} AS ${counted}
FROM (
SELECT ${customer}, ${order}, MIN(${day}) AS ${earliest}${amounts}
FROM (${countedRows(dialect, source)}) AS counted_rows
GROUP BY ${customer}, ${order}
) AS orders`;
}

/** How many orders of each customer count. Needs a column of orders. */
export function ordersByCustomer(dialect: Dialect, source: OrderSource): Sql {
  return sql`SELECT ${rowNames.customer}, ${dialect.countIf(sql`${counted} = 1`)} AS ${name("orders")}
FROM (${customerOrders(dialect, source)}) AS customer_orders
GROUP BY ${rowNames.customer}`;
}
