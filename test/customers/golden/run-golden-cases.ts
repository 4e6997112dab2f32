import { describe, expect, it } from "vitest";
import {
  ClienteleError,
  type CohortLedger,
  type CohortOptions,
  type CustomerStatistics,
  type Customers,
  customersFrom,
  type OrderColumns,
  type ReduceOptions,
  type RfmLedger,
  type RowLedger,
} from "../../../src/index.js";
import { cohortCases } from "./cohort-cases.js";
import { customerCases } from "./customer-cases.js";
import type {
  GoldenCell,
  GoldenCustomer,
  GoldenDrops,
  GoldenOrders,
  GoldenRfmCase,
  GoldenRole,
} from "./golden-case.js";
import { rfmCases } from "./rfm-cases.js";

/** An order table: the values of each column, by name. */
export type GoldenTable = Readonly<Record<string, readonly GoldenCell[]>>;

/** Something that reduces orders, and says so by the library's own results. Rows may come in any order. */
export interface GoldenImplementation {
  readonly name: string;
  readonly reduceOrders: (
    orders: GoldenTable,
    options: ReduceOptions,
  ) => CustomerStatistics | Promise<CustomerStatistics>;
  readonly summarizeCustomers: (
    orders: GoldenTable,
    options: ReduceOptions & { readonly unit: "week" },
  ) => Customers | Promise<Customers>;
  readonly cohorts: (orders: GoldenTable, options: CohortOptions) => GoldenCohorts | Promise<GoldenCohorts>;
  readonly rfmMeasures: (orders: GoldenTable, options: GoldenRfmOptions) => GoldenMeasures | Promise<GoldenMeasures>;
}

/** The rows and the ledger of a table of cohorts. */
export interface GoldenCohorts {
  readonly toRows: () => readonly {
    readonly cohort: string | null;
    readonly offset: number | null;
    readonly value: number | null;
    readonly rate: number | null;
    readonly complete: boolean | null;
  }[];
  readonly ledger: CohortLedger;
}

/** The measures of customers, the day to which recency is counted, and the ledger. */
export interface GoldenMeasures {
  readonly toRows: () => readonly {
    readonly customer: number | string | boolean | null;
    readonly recencyDays: number | null;
    readonly orders: number | null;
    readonly revenue: number | null;
  }[];
  readonly asOf: Date | null;
  readonly ledger: RfmLedger;
}

/** How RFM is told where its measures are. */
export type GoldenRfmOptions = OrderColumns & NonNullable<GoldenRfmCase["options"]>;

/** Runs all golden cases against an implementation. */
export function runGoldenCases(implementation: GoldenImplementation): void {
  describe(`orders reduced by ${implementation.name}`, () => {
    describe("to customers", () => runCustomerCases(implementation));
    describe("to cohorts", () => runCohortCases(implementation));
    describe("to the measures of RFM", () => runRfmCases(implementation));
  });
}

function runCustomerCases({ reduceOrders, summarizeCustomers }: GoldenImplementation): void {
  for (const golden of customerCases) {
    it(golden.name, async () => {
      const options = { ...columnOptions(golden), ...golden.options };
      if ("error" in golden) {
        await expect(codeOf(() => reduceOrders(tableOf(golden), options))).resolves.toBe(golden.error);
        return;
      }
      const statistics = await reduceOrders(tableOf(golden), options);
      expect(byCustomer(statistics.toRows())).toEqual(byCustomer(golden.customers.map(expectedStatistics)));
      expect(statistics.end).toEqual(new Date(golden.end));
      const rows = expectedRows(golden);
      expect(statistics.ledger).toEqual(rows);
      const customers = await summarizeCustomers(tableOf(golden), { ...options, unit: "week" });
      expect(customers.ledger).toEqual({
        ...rows,
        mergedSameDay: total(golden.customers, "merged"),
        nettedRefunds: total(golden.customers, "netted"),
        cancelledDays: total(golden.customers, "cancelled"),
        customers: golden.customers.length,
        customersWithoutPurchase: golden.customers.filter(({ purchases }) => purchases.length === 0).length,
      });
      // Customers say what the statistics say, whoever made them.
      expect(byCustomer(customersFrom(statistics, { unit: "week" }).toRows())).toEqual(byCustomer(customers.toRows()));
    });
  }
}

function runCohortCases({ cohorts }: GoldenImplementation): void {
  for (const golden of cohortCases) {
    it(golden.name, async () => {
      const table = await cohorts(tableOf(golden), { ...columnOptions(golden), ...golden.options });
      const expected = Object.entries(golden.cohorts).flatMap(([cohort, values]) =>
        values.map((value, offset) => ({
          cohort,
          offset,
          value,
          rate: rateOf(value, values[0]),
          complete: offset < golden.complete[cohort]!,
        })),
      );
      expect(table.toRows().map(roundedRow)).toEqual(expected);
      expect(table.ledger).toEqual({
        ...expectedRows(golden),
        customersWithoutPurchase: golden.customersWithoutPurchase ?? 0,
        rowsBeforeFirstPurchase: golden.rowsBeforeFirstPurchase ?? 0,
      });
    });
  }
}

function runRfmCases({ rfmMeasures }: GoldenImplementation): void {
  for (const golden of rfmCases) {
    it(golden.name, async () => {
      const scored = await rfmMeasures(tableOf(golden), { ...columnOptions(golden), ...golden.options });
      const actual = scored.toRows().map(({ customer, recencyDays, orders, revenue }) => ({
        customer,
        recencyDays,
        orders,
        revenue,
      }));
      const expected = golden.measures.map(([customer, recencyDays, orders, revenue]) => ({
        customer,
        recencyDays,
        orders,
        revenue,
      }));
      expect(byCustomer(actual)).toEqual(byCustomer(expected));
      expect(scored.asOf).toEqual(new Date(golden.asOf));
      const { droppedAfterEnd: droppedAfterAsOf, ...rows } = expectedRows(golden);
      expect(scored.ledger).toEqual({
        ...rows,
        droppedAfterAsOf,
        customers: golden.measures.length,
        notScored: golden.measures.filter(([, recencyDays]) => recencyDays === null).length,
      });
    });
  }
}

/** The order table of a case, under the names of its columns. */
function tableOf({ columns = ["customer", "date", "amount"], names = {}, orders }: GoldenOrders): GoldenTable {
  return Object.fromEntries(columns.map((role, i) => [names[role] ?? role, orders.map((row) => row[i]!)]));
}

/** The options that say which column holds what. */
function columnOptions({ columns = ["customer", "date", "amount"], names = {} }: GoldenOrders): OrderColumns {
  const nameOf = (role: GoldenRole): string => names[role] ?? role;
  return {
    customer: nameOf("customer"),
    date: nameOf("date"),
    ...(columns.includes("amount") ? { amount: nameOf("amount") } : {}),
    ...(columns.includes("quantity") ? { amount: { quantity: nameOf("quantity"), price: nameOf("price") } } : {}),
    ...(columns.includes("order") ? { order: nameOf("order") } : {}),
  };
}

function expectedRows({ orders, dropped = {} }: GoldenOrders & { readonly dropped?: GoldenDrops }): RowLedger {
  return {
    rows: orders.length,
    droppedMissingCustomer: dropped.missingCustomer ?? 0,
    droppedRefunds: dropped.refunds ?? 0,
    droppedZeroAmounts: dropped.zeroAmounts ?? 0,
    droppedAfterEnd: dropped.afterEnd ?? 0,
  };
}

/** The statistics that the purchases of a customer come to, by the definitions of their columns. */
function expectedStatistics(golden: GoldenCustomer) {
  const days = golden.purchases.map(([day]) => Date.parse(`${day}T00:00:00Z`) / 86_400_000);
  const spend = golden.purchases.map(([, amount]) => amount);
  const logs = days.slice(1).map((day, i) => Math.log(day - days[i]!));
  const logIntervals = logs.reduce((sum, log) => sum + log, 0);
  const { revenue = null } = golden;
  const repeatSpend = spend.slice(1).reduce((sum: number, amount) => sum + (amount ?? 0), 0);
  return {
    customer: golden.customer,
    rows: golden.rows,
    orders: golden.orders ?? golden.rows,
    purchaseDays: days.length,
    firstDay: days[0] ?? null,
    lastDay: days.at(-1) ?? null,
    firstSpend: spend[0] ?? null,
    repeatSpend: revenue === null ? null : repeatSpend,
    revenue,
    grossAmount: golden.gross ?? revenue,
    logIntervals: Number.isFinite(logIntervals) ? logIntervals : null,
    mergedSameDay: golden.merged ?? 0,
    nettedRefunds: golden.netted ?? 0,
    cancelledDays: golden.cancelled ?? 0,
  };
}

function total(customers: readonly GoldenCustomer[], count: "merged" | "netted" | "cancelled"): number {
  return customers.reduce((sum, customer) => sum + (customer[count] ?? 0), 0);
}

/** The code of the error with which a call fails. */
async function codeOf(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (error) {
    if (error instanceof ClienteleError) return error.code;
    throw error;
  }
  return "accepted";
}

/** Rows in an order that does not depend on the implementation, sums rounded to what every summation gives. */
function byCustomer<Row extends { readonly customer: GoldenCell }>(rows: readonly Row[]): object[] {
  const key = ({ customer }: Row) => `${typeof customer} ${customer}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1)).map(roundedRow);
}

/** A measure as a share of that of offset 0; unknown where one of them is, or where that is not above 0. */
function rateOf(value: number | null, start: number | null | undefined): number | null {
  return value === null || !((start ?? 0) > 0) ? null : rounded(value / start!);
}

function roundedRow(row: object): object {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === "number" && name !== "customer" ? rounded(value) : value,
    ]),
  );
}

/** To ten digits; what is less than a billionth is what binary fractions leave of a decimal 0. */
function rounded(value: number): number {
  return Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(10));
}
