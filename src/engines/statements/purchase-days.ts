import type { Dialect } from "../dialects/dialect.js";
import { list, name, type Sql, sql, value } from "../sql/sql.js";
import { countedRows, hasAmounts, type OrderSource, rowNames } from "./order-rows.js";

/** Net within this share of gross is nothing: see `docs/statistics.md`. */
const roundingShare = 1e-9;

/** The columns of a day of a customer. */
export const dayNames = {
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
} as const;

/** Whether refunds may take purchases back, so that a day with rows need not be a purchase day. */
export function netsRefunds(source: OrderSource): boolean {
  return hasAmounts(source) && source.refunds === "net";
}

/** The names of the columns of {@link customerDays}. */
export function markedDayColumns({ sameDay }: OrderSource): Sql[] {
  const { customer, day, rows, refunds, net, gross, largest, bought } = dayNames;
  return [customer, day, rows, refunds, net, gross, ...(sameDay === "keep" ? [largest] : []), bought];
}

/** One row per customer and day, purchase days marked. */
export function customerDays(dialect: Dialect, source: OrderSource): Sql {
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
    sql`${withAmounts ? sum(sql`ABS(${amount})`) : nullDouble} AS ${gross}`,
    ...(source.sameDay === "keep" ? [sql`${withAmounts ? max(amount) : nullDouble} AS ${largest}`] : []),
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

/** Orders that count, one row per customer: all but those whose net is below nothing. Needs a column of orders. */
export function ordersByCustomer(dialect: Dialect, source: OrderSource): Sql {
  const { customer, order, amount } = rowNames;
  const { net, gross } = dayNames;
  const nets = netsRefunds(source);
  const amounts = nets
    ? sql`, ${dialect.sum(amount)} AS ${net}, ${dialect.sum(sql`ABS(${amount})`)} AS ${gross}`
    : sql``;
  const counted = nets ? dialect.countIf(sql`NOT (${net} < ${value(-roundingShare)} * ${gross})`) : dialect.count;
  return sql`SELECT ${customer}, ${counted} AS ${name("orders")}
FROM (
SELECT ${customer}, ${order}${amounts}
FROM (${countedRows(dialect, source)}) AS counted_rows
GROUP BY ${customer}, ${order}
) AS orders
GROUP BY ${customer}`;
}
