import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkOrders, table } from "../../../src/index.js";

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

  it("prefers a column of customers in which ids repeat, and takes another where there is none", () => {
    const rows = [
      { customerNote: "x", customer: 1, date: "2026-01-05", amount: 5 },
      { customerNote: "y", customer: 1, date: "2026-01-06", amount: 5 },
    ];
    expect(checkOrders(rows).suggested.customer).toBe("customer");
    expect(checkOrders(rows.slice(0, 1)).suggested.customer).toBe("customer");
    expect(checkOrders([{ client: 7, date: "2026-01-05", amount: 5 }])).toMatchObject({ customers: 1 });
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
    const small = days.map((row) => ({ ...row, date: row.date - 19_500 }));
    const wrongUnit = checkOrders(small, { customer: "customer", date: "date", amount: "amount" });
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

  it("takes blank cells for missing ones", () => {
    const check = checkOrders(
      [
        { customer: " ", date: "", amount: "\t" },
        { customer: "ada", date: "2026-01-05", amount: "1" },
      ],
      { customer: "customer", date: "date", amount: "amount" },
    );
    expect(findings(check)).toEqual([
      'error: no customer id in column "customer" (1)',
      'error: no date in column "date" (1)',
      'error: no number in column "amount" (1)',
    ]);
    expect(check.columns.column("missing").toArray()).toEqual([1, 1, 1]);
    expect(check.columns.column("smallest").toArray()).toEqual(["ada", "2026-01-05", "1"]);
  });

  it("finds order ids that several customers have", () => {
    const rows = [
      { customer: "ada", date: "2026-01-05", amount: 1, order: 7 },
      { customer: "ada", date: "2026-01-05", amount: 2, order: 7 },
      { customer: "bob", date: "2026-01-05", amount: 1, order: 7 },
      { customer: null, date: "2026-01-05", amount: 1, order: 7 },
      { customer: "bob", date: "2026-01-06", amount: 1, order: 8 },
      { customer: "bob", date: "2026-01-06", amount: 4, order: null },
    ];
    const check = checkOrders(rows);
    expect(findings(check)).toEqual([
      'error: no customer id in column "customer" (1)',
      'error: no order id in column "order" (1)',
      'warning: an order id in column "order" that an earlier customer has too (1)',
    ]);
    expect(check.findings.column("firstRow").toArray()).toEqual([4, 6, 3]);
    expect(check).toMatchObject({ customers: 2, orders: 2 });
  });

  it("suggests a column called date whatever is in it, and says what is wrong with it", () => {
    const german = checkOrders([
      { customer: "ada", Datum: "05.01.2026", amount: 1 },
      { customer: "ada", Datum: "06.01.2026", amount: 1 },
    ]);
    expect(german.suggested.date).toBe("Datum");
    expect(findings(german)).toEqual(['error: no readable date in column "Datum" (2)']);
    const digits = checkOrders([{ customer: "ada", order_date: 20260105, amount: 1 }], { customer: "customer" });
    expect(digits.suggested.date).toBe("order_date");
    expect(digits.findings.toRows()).toMatchObject([
      { severity: "warning", rows: 1, code: "date-digits", advice: expect.stringContaining('{ "order_date": "ymd" }') },
    ]);
    expect(checkOrders([{ candidate: 5, updates: 7, amount: 1 }]).suggested.date).toBeUndefined();
  });

  it("finds numbers that are no dates in the unit they are read in", () => {
    const rows = [{ customer: "ada", date: 1.7e12, amount: 1 }];
    const check = checkOrders(rows, { customer: "customer", date: "date", dateUnit: "day" });
    expect(check.findings.toRows()).toMatchObject([
      { severity: "error", code: "date-unit", advice: 'dateUnit: "ms"', rows: 1 },
    ]);
  });

  it("finds infinite amounts and products, and leaves them out of revenue", () => {
    const rows = [
      { customer: "a", date: "2026-01-05", quantity: 1e200, price: 1e200 },
      { customer: "b", date: "2026-01-05", quantity: Number.NEGATIVE_INFINITY, price: 1 },
      { customer: "c", date: "2026-01-05", quantity: 2, price: 3 },
      { customer: "c", date: "2026-01-06", quantity: true, price: null },
    ];
    const check = checkOrders(rows.slice(0, 3));
    expect(findings(check)).toEqual([
      'error: infinite numbers in column "quantity" (1)',
      "error: products of quantity and price beyond what a number can hold (1)",
    ]);
    expect(check.revenue).toBe(6);
  });

  it("finds dates where amounts should be, and takes true for 1 as the analyses do", () => {
    const rows = [{ customer: "a", date: "2026-01-05", paid: true, due: new Date(0) }];
    expect(checkOrders(rows, { amount: "paid" }).revenue).toBe(1);
    expect(findings(checkOrders(rows, { amount: "due", date: "date" }))).toEqual([
      'error: dates where numbers are needed in column "due" (1)',
    ]);
  });

  it("refuses options that name no column", () => {
    const rows = [{ customer: "a", date: 0, amount: 1 }];
    for (const options of [
      { amount: { quantity: "amount" } },
      { amount: 5 },
      { customer: null },
      { custmer: "a" },
      null,
    ]) {
      expect(() => checkOrders(rows, options as never)).toThrow(
        expect.objectContaining({ code: "invalid-option" }) as Error,
      );
    }
    expect(() => checkOrders(rows, { customer: "client" })).toThrow(
      'checkOrders: column "client": there is no such column',
    );
    expect(() => checkOrders([])).toThrow("checkOrders: the table has no rows");
  });

  it("knows of a part of a table only what is in it", () => {
    const all = table({ customer: ["zoe", "ada", "bob"], date: ["2026-01-05", "x", "2026-01-06"], amount: [1, 2, 3] });
    const check = checkOrders(all.where([false, false, true]));
    expect(check.columns.head(1).toRows()).toMatchObject([{ distinct: 1, smallest: "bob", largest: "bob" }]);
    expect(check.firstDay).toBe("2026-01-06");
  });

  it("counts repeated rows, and days with several rows, as comparing every pair does", () => {
    const cell = fc.option(fc.integer({ min: 0, max: 2 }));
    const row = fc.record({ customer: cell, date: cell, amount: cell, note: cell });
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 25 }), (rows) => {
        const check = checkOrders(rows, { customer: "customer", date: "date", amount: "amount", dateUnit: "day" });
        const repeats = (alike: (a: (typeof rows)[number], b: (typeof rows)[number]) => boolean) =>
          rows.flatMap((one, i) => (rows.slice(0, i).some((other) => alike(one, other)) ? [i + 1] : []));
        const whole = repeats((a, b) => JSON.stringify(a) === JSON.stringify(b));
        const days = repeats((a, b) => a.customer === b.customer && a.date === b.date).filter(
          (i) => rows[i - 1]!.customer !== null && rows[i - 1]!.date !== null,
        );
        const found = (finding: string) => {
          const one = check.findings.toRows().find((candidate) => candidate.finding === finding);
          return one === undefined ? [0, undefined] : [one.rows, one.firstRow];
        };
        expect(found("rows that repeat an earlier row in every column")).toEqual([whole.length, whole[0]]);
        expect(found("further rows of a customer on the same day")).toEqual([days.length, days[0]]);
      }),
    );
  });
});
