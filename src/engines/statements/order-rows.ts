import type { Dialect, NumericDateUnit, SourceType } from "../dialects/dialect.js";
import { all, list, name, type Sql, sql, value } from "../sql/sql.js";

/** A column of a source. */
export interface SourceColumn {
  readonly sql: Sql;
  readonly type: SourceType;
}

/** Orders in a database: where they are, which columns hold what, and the policies for rows that are no purchases. */
export interface OrderSource {
  /** A table, or a query in parentheses. */
  readonly relation: Sql;
  readonly customer: SourceColumn;
  readonly date: SourceColumn;
  readonly amount: readonly SourceColumn[];
  readonly order: SourceColumn | null;
  readonly dateUnit: NumericDateUnit;
  /** Where days are cut; null for UTC, and for columns of days, which are the same everywhere. */
  readonly zone: string | null;
  readonly missingCustomer: "error" | "drop";
  readonly refunds: "net" | "drop" | "keep";
  /** False where no amount is known to be negative, so that gross is net. */
  readonly negatives: boolean;
  readonly zeroAmounts: "keep" | "drop";
  readonly sameDay: "merge" | "keep";
  /** The last day of observation, in days since 1970-01-01; null for that of the last row that counts. */
  readonly end: number | null;
}

/** The names that the rows of orders have within a statement; distinct from those of any column of a user's table. */
export const rowNames = /* @__PURE__ */ (() =>
  ({
    customer: /* @__PURE__ */ name("clientele_customer"),
    day: /* @__PURE__ */ name("clientele_day"),
    amount: /* @__PURE__ */ name("clientele_amount"),
    order: /* @__PURE__ */ name("clientele_order"),
    missing: /* @__PURE__ */ name("clientele_missing"),
  }) as const)();

/** Whether amounts are known at all. */
export function hasAmounts({ amount }: OrderSource): boolean {
  return amount.length > 0;
}

/** The amount of a row as a double, or the product of quantity and price. */
export function amountOf(dialect: Dialect, { amount }: OrderSource): Sql {
  const factors = amount.map((column) => dialect.double(column.sql, column.type));
  return factors.length === 2 ? sql`(${factors[0]!} * ${factors[1]!})` : (factors[0] ?? dialect.nullDouble);
}

/** The day of a row. */
export function dayOf(dialect: Dialect, { date, dateUnit, zone }: OrderSource): Sql {
  return dialect.day(date.sql, date.type, dateUnit, zone);
}

/** All rows of a source with what the statements read of them, and further columns where one needs them. */
export function orderRows(dialect: Dialect, source: OrderSource, further: readonly Sql[] = []): Sql {
  const { customer, order, relation } = source;
  const columns = [
    sql`${dialect.id(customer.sql, customer.type)} AS ${rowNames.customer}`,
    sql`${dayOf(dialect, source)} AS ${rowNames.day}`,
    ...(hasAmounts(source) ? [sql`${amountOf(dialect, source)} AS ${rowNames.amount}`] : []),
    ...(order === null ? [] : [sql`${dialect.id(order.sql, order.type)} AS ${rowNames.order}`]),
    ...further,
  ];
  return sql`SELECT
  ${list(columns)}
FROM ${relation} AS source_rows`;
}

/** 1 where the id of the customer is missing, else 0. */
export function missingCustomerFlag(dialect: Dialect, { customer }: OrderSource): Sql {
  return sql`CASE WHEN ${dialect.isMissing(customer.sql, customer.type)} THEN 1 ELSE 0 END AS ${rowNames.missing}`;
}

/** The rows that count: all but those that a policy drops. */
export function countedRows(dialect: Dialect, source: OrderSource): Sql {
  const conditions: Sql[] = [];
  const flags = source.missingCustomer === "drop" ? [missingCustomerFlag(dialect, source)] : [];
  if (flags.length > 0) conditions.push(sql`${rowNames.missing} = 0`);
  if (source.end !== null) conditions.push(sql`${rowNames.day} <= ${value(source.end)}`);
  if (hasAmounts(source) && source.refunds === "drop") conditions.push(sql`${rowNames.amount} >= 0`);
  if (hasAmounts(source) && source.zeroAmounts === "drop") conditions.push(sql`${rowNames.amount} <> 0`);
  const rows = orderRows(dialect, source, flags);
  if (conditions.length === 0) return rows;
  return sql`SELECT * FROM (${rows}) AS order_rows
WHERE ${all(conditions)}`;
}
