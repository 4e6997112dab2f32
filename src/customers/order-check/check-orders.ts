import { knownOptions, showValue } from "../../errors/index.js";
import { sum } from "../../numeric/index.js";
import {
  type DateInput,
  dateOptionFor,
  dateUnitOption,
  findColumn,
  isDateText,
  isNumberText,
  lenientNumbers,
  parseDate,
  requireRows,
  type Table,
  type TableInput,
  timeZoneOption,
  toTable,
} from "../../table/index.js";
import { checkColumnNames, type OrderColumns } from "../read-orders.js";
import { checkAmounts, readableAmounts } from "./amount-findings.js";
import { checkCategories } from "./category-findings.js";
import { type ColumnFacts, type ColumnReportColumns, columnReport, factsOf } from "./column-facts.js";
import { checkDates } from "./date-findings.js";
import { checkDays, type DaysWithOrders } from "./days-with-orders.js";
import { cellOf, type FindingColumns, FindingList, someOf } from "./finding.js";
import { checkCustomers, checkOrderIds } from "./id-findings.js";
import { checkOrderAmounts, checkPrice } from "./order-line-findings.js";
import { checkRepeatedRows, checkSameDay } from "./repeated-rows.js";
import { checkSpendAndFrequency } from "./spend-and-frequency.js";
import { type CandidateColumns, type SuggestedColumns, suggestColumns } from "./suggest-columns.js";

/** What is known of an order file before the check. */
export interface CheckOrdersOptions extends Partial<OrderColumns> {
  /** Dates after it lie in the future [now]. */
  readonly asOf?: DateInput;
}

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
 * What is in this order file, and can it be used? Types, ranges, which columns hold customer, date, amount and order;
 * and what will go wrong, each with the option that mends it: missing ids, words that name nobody, ids under several
 * spellings; cells that cannot be read; numbers that are dates of another kind, dates in the future, midnights of
 * another time zone; refunds, cancelled and pending rows, several currencies; amounts that stand on every line of an
 * order, prices that are totals, a footer; repeated rows and gaps in time. It reads what the analyses would refuse and
 * says so instead of throwing.
 *
 * @param columns - what is known of the columns [all suggested]; `dateUnit` [by the size of the numbers], `timeZone`
 * [UTC], `asOf` [now]
 *
 * Errors: `empty-table`, `unknown-column`, `invalid-option`, `not-a-date`, `unsupported-input`.
 *
 * @example
 * ```ts
 * const check = checkOrders(orders);
 * console.log(check.suggested, check.findings);
 * ```
 */
export function checkOrders(orders: TableInput, columns: CheckOrdersOptions = {}): OrderCheck {
  const caller = "checkOrders";
  knownOptions(caller, columns, ["customer", "date", "amount", "order", "dateUnit", "timeZone", "asOf"]);
  checkColumnNames(caller, columns);
  const zone = timeZoneOption(caller, columns.timeZone);
  if (columns.dateUnit !== undefined) dateUnitOption(caller, columns.dateUnit);
  const now = columns.asOf === undefined ? Date.now() : parseDate(caller, "asOf", columns.asOf);
  const input = toTable(caller, orders);
  requireRows(caller, input);
  const facts = input.columnNames.map((name) => factsOf(findColumn(caller, input, name)));
  const find = (name: string): ColumnFacts => {
    const column = findColumn(caller, input, name);
    return facts.find((one) => one.column.name === column.name)!;
  };
  const guess = suggestColumns(facts);
  const { asOf: _, ...given } = columns;
  const roles: Partial<OrderColumns> = { ...guess.suggested, ...given };
  const customer = roles.customer === undefined ? null : find(roles.customer);
  const order = roles.order === undefined ? null : find(roles.order);
  const amounts = readableAmounts(roles.amount, find);

  const findings = new FindingList(amounts);
  if (customer !== null) checkCustomers(customer, findings);
  if (order !== null) checkOrderIds(order, customer, findings);
  const dates =
    roles.date === undefined ? null : checkDates(find(roles.date), { dateUnit: columns.dateUnit, zone, now }, findings);
  const moments = dates?.moments ?? null;
  checkMoney(roles, facts, find, guess, findings);
  checkRepeatedRows(facts, findings);
  if (customer !== null && moments !== null && order === null) checkSameDay(customer, moments, findings);
  if (customer !== null && moments !== null && amounts !== null) {
    checkSpendAndFrequency(customer, moments, findings);
  }
  const days = checkDays(moments, findings);
  checkHeader(facts, findings);
  checkLayout(facts, findings);
  checkRoles(roles, guess, findings);
  const dateUnit = dates?.dateUnit;
  return Object.freeze({
    rows: input.numRows,
    customers: customer?.keys.count ?? null,
    orders: order?.keys.count ?? null,
    ...days,
    revenue: amounts === null ? null : sum(amounts.filter((amount) => !Number.isNaN(amount))),
    suggested: Object.freeze(dateUnit === undefined ? roles : { ...roles, dateUnit }),
    candidates: guess.candidates,
    columns: columnReport(facts),
    findings: findings.table(),
  });
}

/** Finds what is wrong with the amounts, by themselves and beside the other columns. */
function checkMoney(
  roles: Partial<OrderColumns>,
  facts: readonly ColumnFacts[],
  find: (name: string) => ColumnFacts,
  guess: SuggestedColumns,
  findings: FindingList,
): void {
  const { amount, order } = roles;
  checkAmounts(amount, find, findings);
  checkPrice(amount, find, lenientNumbers, facts, findings);
  if (order !== undefined && typeof amount === "string") {
    checkOrderAmounts(find(order), find(amount).column, guess.lines, findings);
  }
  const named = new Set([
    roles.customer,
    roles.date,
    order,
    ...(typeof amount === "object" ? [amount.price] : [amount]),
  ]);
  checkCategories(
    facts.filter(({ column }) => !named.has(column.name)),
    findings,
  );
}

/** Finds a file that was not divided into columns, and names that come again as a row, as on a new page. */
function checkLayout(facts: readonly ColumnFacts[], findings: FindingList): void {
  if (facts.length === 1) {
    findings.add({
      severity: "error",
      code: "one-column",
      finding: `the table has one column only: ${someOf(facts.map(({ column }) => column.name))}`,
      advice: "delimiter (an option of readCsv), as sniffCsv finds it; columns of fixed width need an export with one",
    });
    return;
  }
  const named = facts.flatMap(({ column, keys }) => {
    if (column.type !== "string") return [];
    const code = [...keys.labels].map(String).indexOf(column.name);
    return code < 0 ? [] : [{ column, keys, code }];
  });
  const [first, second] = named;
  if (first === undefined || second === undefined) return;
  const isHeader = (row: number) => named.every(({ keys, code }) => keys.codes[row] === code);
  findings.addWhere(first.column.length, isHeader, {
    severity: "error",
    code: "repeated-header",
    column: first.column,
    finding: "rows that repeat the names of the columns",
    advice:
      `leave them out: parseColumns(orders.where((row) => ${cellOf(first.column)} !== ` +
      `${showValue(first.column.name)}))`,
  });
}

/** Finds names of columns that look like a row of the table: those of a file without a header. */
function checkHeader(facts: readonly ColumnFacts[], findings: FindingList): void {
  const kindOf = (name: string) =>
    dateOptionFor(name) !== null || isDateText(name) ? "date" : isNumberText(name) ? "number" : "string";
  const kinds = facts.map(({ column }) => kindOf(column.name));
  const isRow = facts.every(({ column, readsAsDate }, i) => kinds[i] === (readsAsDate ? "date" : column.type));
  if (!isRow || kinds.every((kind) => kind === "string")) return;
  findings.add({
    severity: "error",
    code: "no-header",
    finding: `the names of the columns look like a row of the table: ${someOf(facts.map(({ column }) => column.name))}`,
    advice: "header: false, or header: [the names] (an option of readCsv)",
  });
}

/** Finds roles that no column has, or several may have. */
function checkRoles(suggested: Partial<OrderColumns>, { unclear }: SuggestedColumns, findings: FindingList): void {
  const lack = (role: "customer" | "date" | "amount") => {
    const names = unclear.get(role);
    return names === undefined
      ? `no column looks like the ${role}`
      : `several columns may be the ${role}, and none is ahead of the others: ${someOf(names)}`;
  };
  for (const role of ["customer", "date"] as const) {
    if (suggested[role] !== undefined) continue;
    findings.add({
      severity: "error",
      code: `no-${role}`,
      finding: lack(role),
      advice: `name it with the option ${role}`,
    });
  }
  if (suggested.amount !== undefined) return;
  findings.add({
    severity: "warning",
    code: "no-amount",
    finding: lack("amount"),
    advice: "name it with the option amount; without it only counts and dates are known",
  });
}
