import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { periodNumbers } from "../../src/customers/index.js";
import { cohorts } from "../../src/index.js";

const columns = { customer: "customer", date: "date", amount: "amount" } as const;
const orders = [
  { customer: "ada", date: "2025-11-30", amount: 20 },
  { customer: "ada", date: "2025-12-01", amount: 5 },
  { customer: "ada", date: "2025-12-31", amount: 5 },
  { customer: "bob", date: "2025-11-02", amount: 7 },
  { customer: "bob", date: "2026-01-02", amount: 8 },
  { customer: "cyd", date: "2026-01-05", amount: 9 },
];

describe("cohorts", () => {
  it("follow those who first bought in a month through the months after it", () => {
    const table = cohorts(orders, { ...columns, end: "2026-01-10" });
    expect(table.wide().toRows()).toEqual([
      { cohort: "2025-11", "0": 2, "1": 1, "2": 1 },
      { cohort: "2026-01", "0": 1, "1": null, "2": null },
    ]);
  });

  it("keep the value of a period that is not over and say that it is not complete", () => {
    const rows = cohorts(orders, { ...columns, end: "2026-01-10" }).toRows();
    expect(rows.filter((row) => row.cohort === "2025-11").map((row) => row.complete)).toEqual([true, true, false]);
    expect(rows.filter((row) => row.value === null).every((row) => row.complete === false)).toBe(true);
    const whole = cohorts(orders, { ...columns, end: "2026-01-31" }).toRows();
    expect(whole.filter((row) => row.value !== null).every((row) => row.complete)).toBe(true);
  });

  it("tell complete periods by their last day, whatever the calendar", () => {
    for (const by of ["week", "month", "quarter"] as const) {
      for (const end of ["2026-01-30", "2026-01-31", "2026-02-01", "2026-03-31"]) {
        const table = cohorts(orders, { ...columns, by, end });
        const numbers = periodNumbers(by);
        const last = Date.parse(end) / 86_400_000;
        const first = numbers.of(Date.parse("2025-11-02") / 86_400_000);
        const ends = table.where((row) => row.cohort === numbers.label(first)).toRows();
        expect(ends.map((row) => row.complete)).toEqual(
          ends.map((row) => numbers.firstDay(first + row.offset! + 1) - 1 <= last),
        );
      }
    }
  });

  it("refuse a year that is a slip of the pen, naming the row", () => {
    for (const date of [new Date(8.64e15), new Date(-8.64e15), "0000-12-31"]) {
      expect(() =>
        cohorts(
          [orders[0]!, { ...orders[0]!, date }].map((row) => ({ ...row, date: new Date(row.date) })),
          columns,
        ),
      ).toThrow(/cohorts: column "date", row 2: .* has no period; years run from 0001 to 9999/);
    }
    const centuries = cohorts([orders[0]!, { ...orders[0]!, customer: "old", date: "0001-01-01" }], {
      ...columns,
      by: "week",
    });
    expect(centuries.numRows).toBeGreaterThan(200_000);
    expect(centuries.head(1).toRows()).toEqual([{ cohort: "0001-W01", offset: 0, value: 1, rate: 1, complete: true }]);
  });

  it("measure orders and revenue too", () => {
    expect(
      cohorts(orders, { ...columns, measure: "orders" })
        .column("value")
        .toArray(),
    ).toEqual([2, 2, 1, 1, null, null]);
    expect(
      cohorts(orders, { ...columns, measure: "revenue" })
        .column("value")
        .toArray(),
    ).toEqual([27, 10, 8, 9, null, null]);
    expect(() => cohorts(orders, { customer: "customer", date: "date", measure: "revenue" })).toThrow(
      'needs the option "amount"',
    );
  });

  it("go by ISO week and by quarter", () => {
    expect(
      cohorts(orders, { ...columns, by: "week" })
        .column("cohort")
        .at(0),
    ).toBe("2025-W44");
    expect(
      cohorts(orders, { ...columns, by: "quarter" })
        .wide()
        .toRows(),
    ).toEqual([
      { cohort: "2025-Q4", "0": 2, "1": 1 },
      { cohort: "2026-Q1", "0": 1, "1": null },
    ]);
  });

  it("count an order of several lines once", () => {
    const lines = [
      { customer: 1, date: "2026-01-31", amount: 1, order: "a" },
      { customer: 1, date: "2026-01-31", amount: 2, order: "a" },
      { customer: 1, date: "2026-02-01", amount: -9, order: "b" },
      { customer: 1, date: "2026-02-02", amount: 2, order: "c" },
    ];
    const table = cohorts(lines, { ...columns, order: "order", measure: "orders" });
    expect(table.column("value").toArray()).toEqual([1, 1]);
  });

  it("put an order into the period of its earliest line, whatever the order of the rows", () => {
    const lines = [
      { customer: 1, date: "2026-01-05", amount: 1, order: "a" },
      { customer: 1, date: "2026-01-31", amount: 1, order: "b" },
      { customer: 1, date: "2026-02-01", amount: 2, order: "b" },
    ];
    for (const rows of [lines, [...lines].reverse()]) {
      const table = cohorts(rows, { ...columns, order: "order", measure: "orders" });
      expect(table.column("value").toArray()).toEqual([2, 0]);
    }
  });

  it("say in the ledger what belongs to no cohort", () => {
    const odd = [
      ...orders,
      { customer: "dan", date: "2026-01-03", amount: -5 },
      { customer: "cyd", date: "2025-11-01", amount: -1 },
    ];
    expect(cohorts(odd, { ...columns, measure: "revenue" }).ledger).toMatchObject({
      customersWithoutPurchase: 1,
      rowsBeforeFirstPurchase: 1,
    });
  });
});

describe("the numbering of periods", () => {
  const anyDay = fc.integer({ min: -200_000, max: 200_000 });

  it.each(["week", "month", "quarter"] as const)("puts every day into the %s that begins at or before it", (by) => {
    const periods = periodNumbers(by);
    fc.assert(
      fc.property(anyDay, (day) => {
        const period = periods.of(day);
        expect(periods.firstDay(period)).toBeLessThanOrEqual(day);
        expect(periods.firstDay(period + 1)).toBeGreaterThan(day);
      }),
    );
  });

  it("begins weeks on Mondays", () => {
    const weeks = periodNumbers("week");
    expect(new Date(weeks.firstDay(weeks.of(20_000)) * 86_400_000).getUTCDay()).toBe(1);
  });
});

it("gives the rate of what each cohort began with, beside the measure and in the wide table", () => {
  const orders = [
    { customer: 1, date: "2026-01-05", amount: 10 },
    { customer: 2, date: "2026-01-09", amount: 30 },
    { customer: 1, date: "2026-02-03", amount: 20 },
    { customer: 3, date: "2026-02-10", amount: 0 },
    { customer: 3, date: "2026-03-10", amount: 5 },
  ];
  const columns = { customer: "customer", date: "date", amount: "amount" } as const;
  const customers = cohorts(orders, columns);
  expect(customers.toRows().map(({ value, rate }) => [value, rate])).toEqual([
    [2, 1],
    [1, 0.5],
    [0, 0],
    [1, 1],
    [1, 1],
    [null, null],
  ]);
  expect(customers.wide("rate").toRows()).toEqual([
    { cohort: "2026-01", "0": 1, "1": 0.5, "2": 0 },
    { cohort: "2026-02", "0": 1, "1": 1, "2": null },
  ]);
  expect(customers.wide().column("1").toArray()).toEqual([1, 1]);
  const revenue = cohorts(orders, { ...columns, measure: "revenue" }).toRows();
  expect(revenue.map(({ rate }) => rate)).toEqual([1, 0.5, 0, null, null, null]);
  expect(() => customers.wide("share" as never)).toThrow(/wide/);
});
