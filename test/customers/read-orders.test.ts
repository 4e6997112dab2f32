import { describe, expect, it } from "vitest";
import { ClienteleError, cohorts, customerProfit, splitHoldout, summarizeCustomers } from "../../src/index.js";

const columns = { customer: "customer", date: "date", amount: "amount" } as const;
const order = { customer: "ada", date: "2026-01-05", amount: 2, quantity: 3 };

const refusal = (rows: readonly object[], options: object) => {
  try {
    summarizeCustomers(rows, options as typeof columns);
  } catch (error) {
    if (error instanceof ClienteleError) return `${error.code}: ${error.message}`;
    throw error;
  }
  throw new Error("the orders were read");
};

describe("the options that name columns", () => {
  it.each([
    ["customer", 5, 'option "customer" must be the name of a column, got 5'],
    ["date", null, 'option "date" must be the name of a column, got null'],
    ["order", 7, 'option "order" must be the name of a column, got 7'],
    ["amount", 5, 'option "amount" must be the name of a column or { quantity, price }, got 5'],
    ["amount", null, 'option "amount" must be the name of a column or { quantity, price }, got null'],
    ["amount", {}, 'option "amount.quantity" must be the name of a column, got undefined'],
    ["amount", { quantity: "quantity" }, 'option "amount.price" must be the name of a column, got undefined'],
    [
      "amount",
      { quantity: "quantity", prise: "amount" },
      'there is no option "prise"; the options are quantity, price; did you mean "price"?',
    ],
  ])("are refused by name: %s %j", (option, value, message) => {
    expect(refusal([order], { ...columns, [option]: value })).toBe(`invalid-option: summarizeCustomers: ${message}`);
  });

  it("may be the same for two roles, and any text", () => {
    const hostile = JSON.parse('[{"__proto__": "x", "constructor": "2026-01-05", "": 5}]') as object[];
    const named = { customer: "__proto__", date: "constructor", amount: "" };
    expect(summarizeCustomers(hostile, named).select("customer", "revenue").toRows()).toEqual([
      { customer: "x", revenue: 5 },
    ]);
    expect(
      summarizeCustomers([{ n: 7 }], { customer: "n", date: "n", amount: "n" })
        .column("revenue")
        .at(0),
    ).toBe(7);
  });
});

describe("amounts beyond what a number can hold", () => {
  it("are refused where a product is infinite, naming the row", () => {
    const product = { ...columns, amount: { quantity: "quantity", price: "amount" } };
    expect(refusal([order, { ...order, quantity: 1e200, amount: 1e200 }], product)).toBe(
      'not-finite: summarizeCustomers: column "quantity × amount", row 2: the product is not a finite number',
    );
  });

  it("are refused where their sum is infinite, and never come out as nothing", () => {
    const huge = { ...order, amount: 1e308 };
    expect(refusal([huge, huge], columns)).toBe(
      'out-of-range: summarizeCustomers: column "amount": the amounts add up to more than a number can hold',
    );
    expect(refusal([huge, { ...huge, amount: -1e308 }], columns)).toContain("out-of-range");
    expect(summarizeCustomers([huge], columns).column("revenue").at(0)).toBe(1e308);
  });

  it("are added down to the smallest number", () => {
    const tiny = { ...order, amount: Number.MIN_VALUE };
    expect(summarizeCustomers([tiny, tiny], columns).column("revenue").at(0)).toBe(2 * Number.MIN_VALUE);
  });
});

describe("blank cells", () => {
  it("are missing amounts and dates, by row", () => {
    expect(refusal([order, { ...order, amount: "" }], columns)).toContain(
      'column "amount", row 2: the amount is missing',
    );
    expect(refusal([order, { ...order, date: " " }], columns)).toContain('column "date", row 2: the date is missing');
  });

  it("do not matter in rows that are dropped", () => {
    const rows = [order, { customer: " ", date: "", amount: "" }];
    const customers = summarizeCustomers(rows, { ...columns, missingCustomer: "drop" });
    expect(customers.ledger).toMatchObject({ rows: 2, droppedMissingCustomer: 1, customers: 1 });
  });
});

describe("orders of which nothing is left", () => {
  it("are refused with the reasons that there are", () => {
    const rows = [
      { ...order, customer: null },
      { ...order, amount: -1 },
      { ...order, amount: 0 },
      { ...order, date: "2026-02-01" },
    ];
    const policies = { missingCustomer: "drop", refunds: "drop", zeroAmounts: "drop", end: "2026-01-31" } as const;
    expect(refusal(rows, { ...columns, ...policies })).toBe(
      "empty-table: summarizeCustomers: no row is left of 4: 1 without a customer, 1 with a negative amount, 1 " +
        "with an amount of 0, 1 after the last day",
    );
    expect(() => cohorts(rows.slice(1, 2), { ...columns, refunds: "drop" })).toThrow(
      "cohorts: no row is left of 1: 1 with a negative amount",
    );
    expect(() => customerProfit(rows.slice(2, 3), { ...columns, zeroAmounts: "drop" })).toThrow(
      "customerProfit: no row",
    );
  });

  it("are refused with the first day where the calibration ends before it", () => {
    expect(() =>
      splitHoldout([order, { ...order, date: "2026-01-03" }], { ...columns, calibrationEnd: "2025-12-31" }),
    ).toThrow("splitHoldout: no order lies on or before calibrationEnd (2025-12-31); the first is of 2026-01-03");
  });
});
