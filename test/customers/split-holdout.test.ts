import { describe, expect, it } from "vitest";
import { ClienteleError, splitHoldout, summarizeCustomers } from "../../src/index.js";

const columns = { customer: "customer", date: "date", amount: "amount" } as const;
const orders = [
  { customer: "ada", date: "2026-01-05", amount: 20 },
  { customer: "ada", date: "2026-02-10", amount: 5 },
  { customer: "ada", date: "2026-02-10", amount: 5 },
  { customer: "ada", date: "2026-02-20", amount: -3 },
  { customer: "bob", date: "2026-01-31", amount: 7 },
  { customer: "cyd", date: "2026-02-01", amount: 9 },
  { customer: "ada", date: "2026-03-01", amount: 100 },
];

describe("a holdout split", () => {
  const split = splitHoldout(orders, { ...columns, calibrationEnd: "2026-01-31", end: "2026-02-28" });

  it("knows the customers as they were on the last day of calibration", () => {
    const known = summarizeCustomers(orders, { ...columns, end: "2026-01-31" });
    expect(split.calibration.toRows()).toEqual(known.toRows());
    expect(split.calibration.end).toEqual(new Date("2026-01-31T00:00:00Z"));
  });

  it("counts purchase days and money afterwards, for the same customers in the same order", () => {
    expect(split.holdout.toRows()).toEqual([
      { customer: "ada", purchases: 1, spend: 7 },
      { customer: "bob", purchases: 0, spend: 0 },
    ]);
    expect(split.holdout.start).toEqual(new Date("2026-02-01T00:00:00Z"));
  });

  it("counts the purchases of each day of the holdout", () => {
    const { purchasesByDay } = split.holdout;
    expect(purchasesByDay.length).toBe(28);
    expect([...purchasesByDay.entries()].filter(([, purchases]) => purchases > 0)).toEqual([[9, 1]]);
  });

  it("counts in the ledger who was seen later and what lies after the end", () => {
    expect(split.ledger).toMatchObject({
      rows: 7,
      holdoutRows: 3,
      customersFirstSeenLater: 1,
      rowsOfCustomersFirstSeenLater: 1,
      droppedAfterEnd: 1,
    });
  });

  it("needs a calibration that ends before the end, and customers in it", () => {
    expect(() => splitHoldout(orders, { ...columns, calibrationEnd: "2026-03-01" })).toThrow(
      "must lie before the end of the holdout",
    );
    expect(() => splitHoldout(orders, { ...columns, calibrationEnd: "2025-01-01" })).toThrow(ClienteleError);
  });
});
