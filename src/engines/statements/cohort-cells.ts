import type { CalendarPeriod, CohortMeasure } from "../../customers/index.js";
import type { Dialect } from "../dialects/dialect.js";
import { join, name, type Sql, sql } from "../sql/sql.js";
import { type OrderSource, rowNames } from "./order-rows.js";
import { counted, customerDays, customerOrders, dayNames, earliest } from "./purchase-days.js";
import { numberKeys, type Statement, sums } from "./statement.js";

const period = /* @__PURE__ */ name("clientele_period");
const amountOfPeriod = /* @__PURE__ */ name("clientele_value");
const entries = /* @__PURE__ */ name("clientele_entries");
const boughtPeriod = /* @__PURE__ */ name("clientele_bought_period");
const cohort = /* @__PURE__ */ name("clientele_cohort");
const nonzero = /* @__PURE__ */ name("clientele_nonzero");

/** The number of the calendar period of a day: weeks from the Monday 1969-12-29, months from January 1970, quarters. */
function periodOf(dialect: Dialect, day: Sql, by: CalendarPeriod): Sql {
  if (by === "week") return dialect.floor(sql`(${day} + 3) / 7e0`);
  return by === "month" ? dialect.month(day) : dialect.floor(sql`${dialect.month(day)} / 3e0`);
}

/**
 * One row per cohort and period with something in it: `value`, and how many rows or orders it is of. Negative offsets
 * are what lies before the first purchase; without a cohort stands what customers without a purchase left.
 */
export function cohortCells(
  dialect: Dialect,
  source: OrderSource,
  by: CalendarPeriod,
  measure: CohortMeasure,
): Statement {
  const { customer } = dayNames;
  const rows = dialect.withLeast({
    rows: customerPeriods(dialect, source, by, measure),
    columns: [customer, period, amountOfPeriod, entries, boughtPeriod],
    partition: [customer],
    order: boughtPeriod,
    as: cohort,
  });
  const offset = sql`(${period} - ${cohort})`;
  return {
    select: sql`SELECT ${cohort} AS ${name("cohort")}, ${offset} AS ${name("offset")},
  ${dialect.sum(amountOfPeriod)} AS ${name("value")}, ${dialect.sum(entries)} AS ${name("entries")}
FROM (${rows}) AS cohort_rows
GROUP BY ${cohort}, ${offset}`,
    columns: [...numberKeys("cohort", "offset"), ...sums("value", "entries")],
  };
}

/** One row per customer and period; `boughtPeriod` is NULL where there was no purchase. */
function customerPeriods(dialect: Dialect, source: OrderSource, by: CalendarPeriod, measure: CohortMeasure): Sql {
  const { customer } = dayNames;
  const { sum, max, when } = dialect;
  const bought = sum(dayNames.bought);
  const value = measure === "customers" ? sql`CASE WHEN ${bought} > 0 THEN 1 ELSE 0 END` : sum(amountOfPeriod);
  return sql`SELECT ${customer}, ${period}, ${value} AS ${amountOfPeriod}, ${sum(entries)} AS ${entries},
  ${max(when(sql`${dayNames.bought} = 1`, period))} AS ${boughtPeriod}
FROM (${join(parts(dialect, source, by, measure), sql`\nUNION ALL\n`)}) AS parts_of_periods
GROUP BY ${customer}, ${period}`;
}

function parts(dialect: Dialect, source: OrderSource, by: CalendarPeriod, measure: CohortMeasure): Sql[] {
  const { customer, day, rows, refunds, net, bought } = dayNames;
  const ofDays = (value: Sql, count: Sql): Sql => {
    const further = measure === "revenue" ? [sql`${dialect.countIf(sql`${rowNames.amount} <> 0`)} AS ${nonzero}`] : [];
    return sql`SELECT ${customer}, ${periodOf(dialect, day, by)} AS ${period}, ${value} AS ${amountOfPeriod},
  ${count} AS ${entries}, ${bought}
FROM (${customerDays(dialect, source, further)}) AS days_of_customers`;
  };
  if (measure === "customers") return [ofDays(sql`0`, sql`0`)];
  if (measure === "revenue") return [ofDays(net, nonzero)];
  if (source.order === null) return [ofDays(sql`(${rows} - ${refunds})`, sql`(${rows} - ${refunds})`)];
  const ofOrders = sql`SELECT ${customer}, ${periodOf(dialect, earliest, by)} AS ${period},
  ${counted} AS ${amountOfPeriod}, ${counted} AS ${entries}, 0 AS ${bought}
FROM (${customerOrders(dialect, source)}) AS orders_of_customers`;
  return [ofDays(sql`0`, sql`0`), ofOrders];
}

/** How many customers have no purchase day. */
export function customersWithoutPurchase(dialect: Dialect, source: OrderSource): Statement {
  const { customer, bought } = dayNames;
  const days = name("clientele_purchase_days");
  return {
    select: sql`SELECT ${dialect.countIf(sql`${days} = 0`)} AS ${name("customers")}
FROM (
SELECT ${customer}, ${dialect.sum(bought)} AS ${days}
FROM (${customerDays(dialect, source)}) AS days_of_customers
GROUP BY ${customer}
) AS all_customers`,
    columns: sums("customers"),
  };
}
