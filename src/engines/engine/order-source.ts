import { checkColumnNames, type OrderColumns, type OrderPolicies, reducePolicies } from "../../customers/index.js";
import { ClienteleError, oneOf, requireColumnName, showNames } from "../../errors/index.js";
import { type DateInput, dateUnitOption, timeZoneOption } from "../../table/index.js";
import type { Dialect } from "../dialects/dialect.js";
import { identifier, name, type Sql, sql } from "../sql/sql.js";
import type { OrderSource, SourceColumn } from "../statements/order-rows.js";
import { extremes, type Statement } from "../statements/statement.js";
import type { Connection, DescribedColumn } from "./connection.js";
import type { EngineSource, RunOptions } from "./engine.js";
import { numberIn, readResult } from "./read-result.js";

/** Options that say what is in an order table and what to do with it. */
export type OrderOptions = OrderColumns &
  OrderPolicies & { readonly end?: DateInput; readonly sameDay?: "merge" | "keep" };

/** The options about orders, checked, on columns that `column` finds. */
export function orderSourceOf(
  caller: string,
  relation: Sql,
  options: OrderOptions,
  column: (name: string) => SourceColumn,
): OrderSource {
  checkColumnNames(caller, options);
  requireColumnName(caller, "customer", options.customer);
  requireColumnName(caller, "date", options.date);
  timeZoneOption(caller, options.timeZone);
  const { amount } = options;
  const amounts = amount === undefined ? [] : typeof amount === "string" ? [amount] : [amount.quantity, amount.price];
  const { sameDay, end } = reducePolicies(caller, options);
  return {
    relation,
    customer: column(options.customer),
    date: column(options.date),
    amount: amounts.map(column),
    order: options.order === undefined ? null : column(options.order),
    dateUnit: dateUnitOption(caller, options.dateUnit),
    zone: options.timeZone ?? null,
    missingCustomer: oneOf(caller, "missingCustomer", options.missingCustomer, ["error", "drop"], "error"),
    refunds: oneOf(caller, "refunds", options.refunds, ["net", "drop", "keep"], "net"),
    negatives: true,
    zeroAmounts: oneOf(caller, "zeroAmounts", options.zeroAmounts, ["keep", "drop"], "keep"),
    sameDay,
    end: end ?? null,
  };
}

/** Orders in an engine: the options, checked against the columns that are there. */
export async function orderSource(
  connection: Connection,
  caller: string,
  source: EngineSource,
  options: OrderOptions & RunOptions,
): Promise<OrderSource> {
  checkColumnNames(caller, options);
  const relation = await connection.relation(caller, source, options);
  const described = await connection.columns(caller, relation);
  const orders = orderSourceOf(caller, relation, options, (named) => findSourceColumn(caller, described, named));
  requireDates(caller, options.date, orders.date);
  for (const [i, { type }] of orders.amount.entries()) {
    if (type === "number" || type === "integer64" || type === "text" || type === "boolean") continue;
    const { amount } = options;
    const column = typeof amount === "object" ? [amount.quantity, amount.price][i] : amount;
    throw new ClienteleError("column-type", { function: caller, column }, "holds dates where numbers are needed");
  }
  await connection.requireTogether?.(caller, relation, { ...orders.customer, name: options.customer }, options);
  if (orders.zone === null || (await hasTimes(connection, caller, orders, options))) return orders;
  return { ...orders, zone: null };
}

/** A column of a relation. Errors: `unknown-column`. */
export function findSourceColumn(caller: string, described: readonly DescribedColumn[], named: string): SourceColumn {
  const found = described.find((column) => column.name === named);
  if (found !== undefined) return { sql: identifier(caller, named), type: found.type };
  throw new ClienteleError(
    "unknown-column",
    { function: caller, column: named },
    `there is no such column; the columns are ${showNames(described.map((column) => column.name))}`,
  );
}

function requireDates(caller: string, column: string, { type }: SourceColumn): void {
  if (type !== "boolean" && type !== "other") return;
  throw new ClienteleError("column-type", { function: caller, column }, "holds no dates");
}

/** Whether a column of dates has moments, which a zone cuts into days; a column of days is the same everywhere. */
async function hasTimes(
  connection: Connection,
  caller: string,
  { relation, date, dateUnit }: OrderSource,
  options: RunOptions,
): Promise<boolean> {
  return (
    date.type !== "date" &&
    numberIn(
      await readResult(connection, caller, countTimes(connection.dialect, relation, date, dateUnit), options),
      "moments",
    ) > 0
  );
}

function countTimes(dialect: Dialect, relation: Sql, date: SourceColumn, unit: OrderSource["dateUnit"]): Statement {
  const moments = dialect.countIf(dialect.hasTime(date.sql, date.type, unit));
  return {
    select: sql`SELECT ${moments} AS ${name("moments")} FROM ${relation} AS source_rows`,
    columns: extremes("max", "moments"),
  };
}
