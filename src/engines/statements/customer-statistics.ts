import type { Dialect } from "../dialects/dialect.js";
import { list, name, type Sql, sql } from "../sql/sql.js";
import { hasAmounts, type OrderSource } from "./order-rows.js";
import { customerDays, dayNames, markedDayColumns, netsRefunds, ordersByCustomer } from "./purchase-days.js";
import { extremes, idKey, type Statement, sums } from "./statement.js";

/** The columns of statistics, as `docs/statistics.md` has them. Rows of a customer on two shards are refused. */
export const statisticsColumns = /* @__PURE__ */ (() => [
  idKey("customer"),
  ...sums("rows", "orders", "purchaseDays"),
  ...extremes("min", "firstDay"),
  ...extremes("max", "lastDay"),
  ...sums("firstSpend", "repeatSpend", "revenue", "grossAmount"),
  ...sums("logIntervals", "mergedSameDay", "nettedRefunds", "cancelledDays"),
])();

/** One row per customer with a row that counts: what `reduceOrders` makes in memory. */
export function customerStatistics(dialect: Dialect, source: OrderSource): Statement {
  return { select: statisticsSelect(dialect, source), columns: statisticsColumns, orderBy: "customer" };
}

function statisticsSelect(dialect: Dialect, source: OrderSource): Sql {
  const history = purchaseHistory(dialect, source);
  if (source.order === null) return history;
  const columns = statisticsColumns.map((column) => column.name);
  const only = (kept: string): Sql =>
    list(
      columns
        .slice(1)
        .map((column) => (column === kept ? name(column) : sql`${dialect.nullDouble} AS ${name(column)}`)),
    );
  const withoutOrders = list(
    columns
      .slice(1)
      .map((column) => (column === "orders" ? sql`${dialect.nullDouble} AS ${name(column)}` : name(column))),
  );
  // A join by another name: of each column one of the two rows of a customer has a value.
  return sql`SELECT ${name("customer")},
  ${list(columns.slice(1).map((column) => sql`${dialect.max(name(column))} AS ${name(column)}`))}
FROM (
SELECT ${name("customer")},
  ${withoutOrders}
FROM (${history}) AS histories
UNION ALL
SELECT ${dayNames.customer} AS ${name("customer")},
  ${only("orders")}
FROM (${ordersByCustomer(dialect, source)}) AS order_counts
) AS both_parts
GROUP BY ${name("customer")}`;
}

type Totals = readonly (readonly [sum: Sql, column: string])[];

/** What a purchase day adds to the statistics, whatever came before it. */
function dayTotals(dialect: Dialect, source: OrderSource): Totals {
  const { net, gross } = dayNames;
  const money = hasAmounts(source);
  return [
    [money ? dialect.sum(net) : dialect.nullDouble, "revenue"],
    [money ? dialect.sum(gross) : dialect.nullDouble, "grossAmount"],
    ...(netsRefunds(source) ? nettedTotals(dialect, source) : plainTotals(dialect, source)),
  ];
}

/** The counts where every day with a row is a purchase day. */
function plainTotals(dialect: Dialect, source: OrderSource): Totals {
  const { count, sum, min, max } = dialect;
  const rows = sum(dayNames.rows);
  const kept = source.sameDay === "keep";
  return [
    [rows, "rows"],
    [rows, "orders"],
    [kept ? rows : count, "purchaseDays"],
    [min(dayNames.day), "firstDay"],
    [max(dayNames.day), "lastDay"],
    [kept ? sql`(${count} - ${count})` : sql`(${rows} - ${count})`, "mergedSameDay"],
    [sql`(${count} - ${count})`, "nettedRefunds"],
    [sql`(${count} - ${count})`, "cancelledDays"],
  ];
}

/** The counts where refunds may have cancelled days. */
function nettedTotals(dialect: Dialect, source: OrderSource): Totals {
  const { day, rows, refunds, bought } = dayNames;
  const { sum, sumIf, countIf, count, min, max, when } = dialect;
  const kept = source.sameDay === "keep";
  const isBought = sql`${bought} = 1`;
  return [
    [sum(rows), "rows"],
    [sum(sql`(${rows} - ${refunds})`), "orders"],
    [kept ? sumIf(sql`(${rows} - ${refunds})`, isBought) : countIf(isBought), "purchaseDays"],
    [min(when(isBought, day)), "firstDay"],
    [max(when(isBought, day)), "lastDay"],
    [kept ? sql`(${count} - ${count})` : sumIf(sql`(${rows} - ${refunds} - 1)`, isBought), "mergedSameDay"],
    [sum(refunds), "nettedRefunds"],
    [countIf(sql`${bought} = 0 AND ${refunds} < ${rows}`), "cancelledDays"],
  ];
}

/**
 * What was spent at the first purchase of a day. Kept apart, purchases of a day share its refunds in proportion, and
 * the largest counts as the first, since rows in a database have no order.
 */
function firstOfDay(source: OrderSource): Sql {
  const { net, gross, largest, refunds } = dayNames;
  if (source.sameDay === "merge") return net;
  if (!netsRefunds(source)) return largest;
  return sql`CASE WHEN ${refunds} = 0 THEN ${largest} ELSE ${largest} * 2 * ${net} / (${net} + ${gross}) END`;
}

const previous = /* @__PURE__ */ name("clientele_previous");

function purchaseHistory(dialect: Dialect, source: OrderSource): Sql {
  const { customer, day, rows, refunds, net, bought } = dayNames;
  const { sumIf, nullDouble, countIf } = dialect;
  const kept = source.sameDay === "keep";
  const money = hasAmounts(source);
  const nets = netsRefunds(source);
  const isBought = nets ? sql`${bought} = 1` : sql`1 = 1`;
  const first = nets ? sql`${isBought} AND ${previous} IS NULL` : sql`${previous} IS NULL`;
  const later = nets ? sql`${isBought} AND ${previous} IS NOT NULL` : sql`${previous} IS NOT NULL`;
  const firstSpend = firstOfDay(source);
  const restOfFirst = kept ? sql` + ${sumIf(sql`(${net} - ${firstSpend})`, first)}` : sql``;
  const logs = sumIf(dialect.ln(sql`(${day} - ${previous})`), later);
  const shared = countIf(sql`${isBought} AND ${rows} - ${refunds} > 1`);
  const columns: (readonly [Sql, string])[] = [
    ...dayTotals(dialect, source),
    [money ? dialect.max(dialect.when(first, firstSpend)) : nullDouble, "firstSpend"],
    [money ? sql`${sumIf(net, later)}${restOfFirst}` : nullDouble, "repeatSpend"],
    [kept ? dialect.when(sql`${shared} = 0`, logs) : logs, "logIntervals"],
  ];
  // Days that are no purchase days have a partition of their own, so that they lie between no others.
  const marked = dialect.withPrevious({
    rows: customerDays(dialect, source),
    columns: markedDayColumns(source),
    partition: nets ? [customer, bought] : [customer],
    order: day,
    as: previous,
  });
  return sql`SELECT ${customer} AS ${name("customer")},
  ${list(inOrder(columns))}
FROM (${marked}) AS day_history
GROUP BY ${customer}`;
}

/** Columns in the order of `statisticsColumns`. */
function inOrder(columns: readonly (readonly [Sql, string])[]): Sql[] {
  const byName = new Map(columns.map(([select, column]) => [column, select]));
  return statisticsColumns.slice(1).map((column) => sql`${byName.get(column.name)!} AS ${name(column.name)}`);
}
