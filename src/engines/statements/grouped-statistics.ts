import type { Dialect } from "../dialects/dialect.js";
import { list, name, sql, value } from "../sql/sql.js";
import { customerStatistics } from "./customer-statistics.js";
import type { OrderSource } from "./order-rows.js";
import { netsRefunds } from "./purchase-days.js";
import { numberKeys, type Statement, sums } from "./statement.js";

/** The columns of {@link groupedStatistics}. */
export const groupedColumns = /* @__PURE__ */ (() => [
  ...numberKeys("purchaseDays", "firstDay", "lastDay"),
  ...sums("count", "groupRows", "logSum", "unknownIntervals"),
])();

/** What is there besides where refunds are netted; elsewhere it follows from the other columns. */
const refundColumns = /* @__PURE__ */ sums("mergedRows", "refundRows", "cancelled");

/**
 * Customers with the same purchase days, first and last day, with their count: all that a buy-till-you-die fit needs.
 * Those without a purchase day are a row, too, without days.
 */
export function groupedStatistics(dialect: Dialect, source: OrderSource): Statement {
  const { count, countIf, sum } = dialect;
  const nets = netsRefunds(source);
  const keys = ["purchaseDays", "firstDay", "lastDay"].map(name);
  const logs = name("logIntervals");
  const columns = [
    sql`${count} AS ${name("count")}`,
    sql`${sum(name("rows"))} AS ${name("groupRows")}`,
    sql`${sum(logs)} AS ${name("logSum")}`,
    sql`${countIf(sql`${logs} IS NULL`)} AS ${name("unknownIntervals")}`,
    ...(nets
      ? [
          sql`${sum(name("mergedSameDay"))} AS ${name("mergedRows")}`,
          sql`${sum(name("nettedRefunds"))} AS ${name("refundRows")}`,
          sql`${sum(name("cancelledDays"))} AS ${name("cancelled")}`,
        ]
      : []),
  ];
  return {
    select: sql`SELECT
  ${list([...keys, ...columns])}
FROM (${customerStatistics(dialect, source).select}) AS customer_statistics
GROUP BY ${list(keys)}`,
    columns: nets ? [...groupedColumns, ...refundColumns] : groupedColumns,
  };
}

/** Grouped customers in a unit of time, ready for a fit. */
export function fitStatistics(dialect: Dialect, source: OrderSource, end: number, unitDays: number): Statement {
  const [days, first, last, count] = ["purchaseDays", "firstDay", "lastDay", "count"].map(name);
  const unit = value(unitDays);
  const logs = sql`(${name("logSum")} - (${days!} - 1) * ${count!} * ${value(Math.log(unitDays))})`;
  const known = sql`${name("unknownIntervals")} = 0`;
  return {
    select: sql`SELECT ${days!} - 1 AS ${name("frequency")},
  (${last!} - ${first!}) / ${unit} AS ${name("recency")},
  (${value(end)} - ${first!}) / ${unit} AS ${name("age")},
  ${dialect.when(known, logs)} AS ${name("logIntervals")},
  ${count!}
FROM (${groupedStatistics(dialect, source).select}) AS grouped_statistics
WHERE ${days!} > 0`,
    columns: [...numberKeys("frequency", "recency", "age"), ...sums("logIntervals", "count")],
  };
}
