import { knownOptions, oneOf } from "../../errors/index.js";
import { sum } from "../../numeric/index.js";
import { type DateUnit, findColumn, requireRows, type Table, type TableInput, toTable } from "../../table/index.js";
import { checkColumnNames, type OrderColumns } from "../read-orders.js";
import { checkAmounts, checkCustomers, checkDates, checkOrderIds } from "./cell-findings.js";
import { type ColumnFacts, type ColumnReportColumns, columnReport, factsOf } from "./column-facts.js";
import { checkDays, type DaysWithOrders } from "./days-with-orders.js";
import { type FindingColumns, FindingList } from "./finding.js";
import { checkRepeatedRows, checkSameDay } from "./repeated-rows.js";
import { type CandidateColumns, suggestColumns } from "./suggest-columns.js";

/** What {@link checkOrders} found. */
export interface OrderCheck extends DaysWithOrders {
  readonly rows: number;
  /** Distinct customers, or null when the column is not known. */
  readonly customers: number | null;
  /** Distinct orders, or null when no column of orders is known. */
  readonly orders: number | null;
  /** Σ of the amounts that can be read; null when the column is not known. */
  readonly revenue: number | null;
  /** The columns the check used: those given, or those that names and contents suggest. */
  readonly suggested: Partial<OrderColumns>;
  /** Columns that may be the customer, date, amount, quantity, price or order, likeliest first, with the reasons. */
  readonly candidates: Table<CandidateColumns>;
  readonly columns: Table<ColumnReportColumns>;
  readonly findings: Table<FindingColumns>;
}

/**
 * What is in this order file, and can it be used? Types, ranges, missing ids, cells that cannot be read, refunds,
 * repeated rows, gaps in time, and which columns hold customer, date, amount and order. It reads what the analyses
 * would refuse and says so instead of throwing.
 *
 * @param columns - what is known of the columns [all suggested]
 *
 * Errors: `empty-table`, `unknown-column`, `invalid-option`, `unsupported-input`.
 *
 * @example
 * ```ts
 * const check = checkOrders(orders);
 * console.log(check.suggested, check.findings);
 * ```
 */
export function checkOrders(orders: TableInput, columns: Partial<OrderColumns> = {}): OrderCheck {
  const caller = "checkOrders";
  knownOptions(caller, columns, ["customer", "date", "amount", "order", "dateUnit"]);
  checkColumnNames(caller, columns);
  const dateUnit = oneOf<DateUnit>(caller, "dateUnit", columns.dateUnit, ["ms", "s", "day"], "ms");
  const input = toTable(caller, orders);
  requireRows(caller, input);
  const facts = input.columnNames.map((name) => factsOf(findColumn(caller, input, name)));
  const find = (name: string): ColumnFacts => {
    const column = findColumn(caller, input, name);
    return facts.find((one) => one.column.name === column.name)!;
  };
  const guess = suggestColumns(facts);
  const suggested: Partial<OrderColumns> = { ...guess.suggested, ...columns };
  const customer = suggested.customer === undefined ? null : find(suggested.customer);
  const order = suggested.order === undefined ? null : find(suggested.order);

  const findings = new FindingList();
  if (customer !== null) checkCustomers(customer, findings);
  if (order !== null) checkOrderIds(order, customer, findings);
  const moments = suggested.date === undefined ? null : checkDates(find(suggested.date), dateUnit, findings);
  const amounts = checkAmounts(suggested.amount, find, findings);
  checkRepeatedRows(facts, findings);
  if (customer !== null && moments !== null && order === null) checkSameDay(customer, moments, findings);
  const days = checkDays(moments, findings);
  checkRoles(suggested, findings);
  return Object.freeze({
    rows: input.numRows,
    customers: customer?.keys.count ?? null,
    orders: order?.keys.count ?? null,
    ...days,
    revenue: amounts === null ? null : sum(amounts.filter((amount) => !Number.isNaN(amount))),
    suggested: Object.freeze(suggested),
    candidates: guess.candidates,
    columns: columnReport(facts),
    findings: findings.table(),
  });
}

/** Finds roles that no column has. */
function checkRoles(suggested: Partial<OrderColumns>, findings: FindingList): void {
  for (const role of ["customer", "date"] as const) {
    if (suggested[role] !== undefined) continue;
    findings.add({
      severity: "error",
      finding: `no column looks like the ${role}`,
      advice: `name it with the option ${role}`,
    });
  }
  if (suggested.amount !== undefined) return;
  findings.add({
    severity: "warning",
    finding: "no column looks like the amount",
    advice: "name it with the option amount; without it only counts and dates are known",
  });
}
