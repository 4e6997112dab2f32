import type { Dialect } from "../dialects/dialect.js";
import { all, join, list, name, type Sql, sql, value } from "../sql/sql.js";
import {
  hasAmounts,
  missingCustomerFlag,
  type OrderSource,
  orderRows,
  rowNames,
  type SourceColumn,
} from "./order-rows.js";
import { extremes, type Statement, sums } from "./statement.js";

/** What the rows of a source come to before they are reduced: how many are dropped for which reason, and faults. */
export const ledgerColumns = /* @__PURE__ */ (() => [
  ...sums(
    "rows",
    "missingCustomer",
    "missingDate",
    "unreadableDate",
    "afterEnd",
    "missingAmount",
    "unreadableAmount",
    "infiniteAmount",
    "refunds",
    "zeroAmounts",
    "missingOrder",
    "counted",
    "moved",
  ),
  ...extremes("max", "lastDay", "latestDay"),
  ...extremes("min", "earliestDay"),
])();

/** Flags of the rows that the ledger asks; 1 where a cell is missing. */
const missingDate = /* @__PURE__ */ name("clientele_missing_date");
const missingAmount = /* @__PURE__ */ name("clientele_missing_amount");
const missingOrder = /* @__PURE__ */ name("clientele_missing_order");

/**
 * One row that says of all rows of a source what the policies drop and what is wrong with them. A row is counted under
 * one reason, asked in the order of `docs/statistics.md`.
 */
export function orderLedger(dialect: Dialect, source: OrderSource): Statement {
  return {
    select: sql`SELECT
  ${list(ledgerSums(dialect, source).map(([sum, column]) => sql`${sum} AS ${name(column)}`))}
FROM (${orderRows(dialect, source, missingFlags(dialect, source))}) AS order_rows`,
    columns: ledgerColumns,
  };
}

function missingFlags(dialect: Dialect, source: OrderSource): Sql[] {
  const flag = (columns: readonly SourceColumn[], as: Sql): Sql => {
    const conditions = columns.map((column) => dialect.isMissing(column.sql, column.type));
    return conditions.length === 0
      ? sql`0 AS ${as}`
      : sql`CASE WHEN ${join(conditions, sql` OR `)} THEN 1 ELSE 0 END AS ${as}`;
  };
  return [
    missingCustomerFlag(dialect, source),
    flag([source.date], missingDate),
    flag(source.amount, missingAmount),
    flag(source.order === null ? [] : [source.order], missingOrder),
  ];
}

const never = /* @__PURE__ */ (() => sql`1 = 0`)();

function ledgerSums(dialect: Dialect, source: OrderSource): (readonly [sum: Sql, column: string])[] {
  const { countIf, sumIf, max, min, when } = dialect;
  const { day, amount, missing } = rowNames;
  const withAmounts = hasAmounts(source);
  const known = sql`${missing} = 0`;
  const isLate = source.end === null ? never : sql`${known} AND ${day} > ${value(source.end)}`;
  const inTime = source.end === null ? known : sql`${known} AND ${day} <= ${value(source.end)}`;
  const drops = [
    ...(withAmounts && source.refunds === "drop" ? [sql`${amount} >= 0`] : []),
    ...(withAmounts && source.zeroAmounts === "drop" ? [sql`${amount} <> 0`] : []),
  ];
  const counts = all([inTime, ...drops]);
  const ofAmount = (condition: Sql): Sql => countIf(withAmounts ? sql`${inTime} AND ${condition}` : never);
  return [
    [dialect.count, "rows"],
    [countIf(sql`${missing} = 1`), "missingCustomer"],
    [countIf(sql`${known} AND ${missingDate} = 1`), "missingDate"],
    [countIf(sql`${day} IS NULL AND ${missingDate} = 0`), "unreadableDate"],
    [countIf(isLate), "afterEnd"],
    [ofAmount(sql`${missingAmount} = 1`), "missingAmount"],
    [countIf(withAmounts ? sql`${amount} IS NULL AND ${missingAmount} = 0` : never), "unreadableAmount"],
    [ofAmount(dialect.isInfinite(amount)), "infiniteAmount"],
    [ofAmount(sql`${amount} < 0`), "refunds"],
    [ofAmount(sql`${amount} = 0`), "zeroAmounts"],
    [countIf(sql`${counts} AND ${missingOrder} = 1`), "missingOrder"],
    [countIf(counts), "counted"],
    [withAmounts ? sumIf(sql`abs(${amount})`, inTime) : dialect.nullDouble, "moved"],
    [max(when(counts, day)), "lastDay"],
    [max(when(known, day)), "latestDay"],
    [min(when(known, day)), "earliestDay"],
  ];
}
