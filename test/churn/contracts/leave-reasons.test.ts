import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { leaveReasons } from "../../../src/churn/index.js";
import { errorOf } from "../../error-of.js";

const answers = [
  { customer: "a", reason: "price", lost: 100 },
  { customer: "b", reason: "price", lost: 100 },
  { customer: "c", reason: "price", lost: 100 },
  { customer: "d", reason: "delivery", lost: 900 },
  { customer: "d", reason: "price", lost: 900 },
  { customer: "e", reason: "moved away", lost: 50 },
  { customer: "f", reason: "", lost: 70 },
  { customer: "g", reason: null, lost: 30 },
];
const columns = { reason: "reason", customer: "customer", value: "lost" } as const;

describe("leaveReasons", () => {
  it("ranks reasons by the money they cost, with the vital few", () => {
    const table = leaveReasons(answers, columns);
    expect(table.select("reason", "customers", "value", "vital").toRows()).toEqual([
      { reason: "price", customers: 3.5, value: 750, vital: true },
      { reason: "delivery", customers: 0.5, value: 450, vital: true },
      { reason: "moved away", customers: 1, value: 50, vital: false },
    ]);
    expect(table.column("cumulativeValueShare").toArray()).toEqual(
      [0.6, 0.96, 1].map((share) => expect.closeTo(share, 12)),
    );
    expect(table.column("cumulativeCustomerShare").at(2)).toBeCloseTo(1, 12);
    expect(table.column("meanValue").at(1)).toBe(900);
    expect(table).toMatchObject({ by: "value", customers: 5, value: 1250 });
    expect(table.ledger).toEqual({
      rows: 8,
      withoutReason: 2,
      valueWithoutReason: 100,
      customersWithSeveral: 1,
      repeated: 0,
    });
  });

  it("counts customers where there is no money, one a row where there is no id", () => {
    const table = leaveReasons(answers, { reason: "reason" });
    expect(table.select("reason", "customers").toRows()[0]).toEqual({ reason: "price", customers: 4 });
    expect(table.columnNames).not.toContain("value");
    expect(table.value).toBeNull();
  });

  it("counts every reason fully when told to, and a repeated one once", () => {
    const table = leaveReasons([...answers, { customer: "a", reason: "price", lost: 100 }], {
      ...columns,
      several: "each",
      by: "customers",
    });
    expect(table.toRows()[0]).toMatchObject({ reason: "price", customers: 4, value: 1200 });
    expect(table.ledger.repeated).toBe(1);
  });

  it("neither loses nor invents a customer or a coin", () => {
    const row = fc.record({
      customer: fc.integer({ min: 0, max: 9 }),
      reason: fc.constantFrom("a", "b", "c", "__proto__", null),
    });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 40 }), (rows) => {
        fc.pre(rows.some(({ reason }) => reason !== null));
        const table = leaveReasons(
          rows.map((one) => ({ ...one, lost: one.customer * 10 })),
          columns,
        );
        const sum = (name: "customers" | "value") =>
          table
            .column(name)
            .toArray()
            .reduce<number>((total, value) => total + value!, 0);
        expect(sum("customers")).toBeCloseTo(table.customers, 9);
        expect(sum("value")).toBeCloseTo(table.value!, 9);
        expect(table.customers + table.ledger.withoutReason).toBe(new Set(rows.map(({ customer }) => customer)).size);
        const values = table.column("value").toArray();
        expect(values).toEqual([...values].sort((a, b) => b! - a!));
      }),
    );
  });

  it.each([
    ["empty-table", () => leaveReasons([], columns)],
    ["empty-table", () => leaveReasons([{ customer: "a", reason: " ", lost: 1 }], columns)],
    ["unknown-column", () => leaveReasons(answers, { reason: "why" })],
    ["out-of-range", () => leaveReasons([{ customer: "a", reason: "x", lost: -1 }], columns)],
    [
      "inconsistent-row",
      () =>
        leaveReasons(
          [
            { customer: "a", reason: "x", lost: 1 },
            { customer: "a", reason: "y", lost: 2 },
          ],
          columns,
        ),
    ],
    [
      "missing-value",
      () =>
        leaveReasons(
          [
            { customer: "a", reason: "x", lost: null },
            { customer: "b", reason: "x", lost: 2 },
          ],
          columns,
        ),
    ],
    ["invalid-option", () => leaveReasons(answers, { reason: "reason", by: "value" })],
    ["invalid-option", () => leaveReasons(answers, {} as never)],
  ])("refuses bad input with %s (%#)", (code, call) => {
    expect(errorOf(call).code).toBe(code);
  });
});
