import { describe, expect, it } from "vitest";
import { checkOrders } from "../../src/index.js";

const findings = (check: ReturnType<typeof checkOrders>) =>
  check.findings.toRows().map((row) => `${row.severity}: ${row.finding} (${row.rows})`);

describe("the check of an order file", () => {
  it("suggests the columns by name, type and repetition", () => {
    const orders = [
      { InvoiceNo: "a", StockCode: "x", Quantity: 2, InvoiceDate: "2026-01-05", UnitPrice: 3, CustomerID: 17 },
      { InvoiceNo: "b", StockCode: "y", Quantity: 1, InvoiceDate: "2026-01-06", UnitPrice: 4, CustomerID: 17 },
    ];
    expect(checkOrders(orders).suggested).toEqual({
      customer: "CustomerID",
      date: "InvoiceDate",
      amount: { quantity: "Quantity", price: "UnitPrice" },
      order: "InvoiceNo",
    });
  });

  it("counts what the analyses would refuse, and does not throw", () => {
    const check = checkOrders(
      [
        { customer: "ada", date: "2026-01-05", amount: "12.50" },
        { customer: "", date: "2026-02-30", amount: "12,50" },
        { customer: null, date: null, amount: null },
        { customer: "bob", date: "2026-01-06", amount: "-3" },
        { customer: "bob", date: "2026-01-06", amount: "0" },
      ],
      { customer: "customer", date: "date", amount: "amount" },
    );
    expect(findings(check)).toEqual([
      'error: no customer id in column "customer" (2)',
      'error: no date in column "date" (1)',
      'error: no readable date in column "date" (1)',
      'error: no number in column "amount" (1)',
      'error: text that is no number in column "amount" (1)',
      "note: negative amounts: refunds or cancellations (1)",
      "note: amounts of 0 (1)",
      "note: further rows of a customer on the same day (1)",
    ]);
    expect(check.findings.column("firstRow").toArray()).toEqual([2, 3, 2, 3, 2, 4, 5, 5]);
    expect(check).toMatchObject({
      rows: 5,
      customers: 2,
      firstDay: "2026-01-05",
      lastDay: "2026-01-06",
      daysWithOrders: 2,
      revenue: 9.5,
    });
  });

  it("finds rows that repeat, gaps in time and numbers in another unit of time", () => {
    const days = [0, 1, 2, 3, 3, 90, 91].map((day) => ({ customer: day, date: 20_000 + day, amount: 1 }));
    const check = checkOrders(days, { customer: "customer", date: "date", amount: "amount", dateUnit: "day" });
    expect(findings(check)).toContain("warning: rows that repeat an earlier row in every column (1)");
    expect(check.longestGap).toEqual({ days: 86, after: "2024-10-07" });
    expect(findings(check)).toContain("warning: no orders for 86 days after 2024-10-07 (0)");
    const wrongUnit = checkOrders(days, { customer: "customer", date: "date", amount: "amount" });
    expect(findings(wrongUnit)).toContain(
      'warning: the numbers in column "date" are all days of 1970 when read as ms (7)',
    );
  });

  it("says which roles no column seems to have", () => {
    expect(findings(checkOrders([{ a: 1, b: 2 }]))).toEqual(
      expect.arrayContaining([
        "error: no column looks like the customer (0)",
        "error: no column looks like the date (0)",
        "warning: no column looks like the amount (0)",
      ]),
    );
  });

  it("describes every column", () => {
    const { columns } = checkOrders([
      { customer: "b", date: new Date("2026-01-05T00:00:00Z"), amount: 2 },
      { customer: "a", date: new Date("2026-01-07T00:00:00Z"), amount: null },
    ]);
    expect(columns.toRows()).toEqual([
      { column: "customer", type: "string", missing: 0, distinct: 2, smallest: "a", largest: "b" },
      { column: "date", type: "date", missing: 0, distinct: 2, smallest: "2026-01-05", largest: "2026-01-07" },
      { column: "amount", type: "number", missing: 1, distinct: 1, smallest: "2", largest: "2" },
    ]);
  });
});
