import { describe, expect, it } from "vitest";
import { ClienteleError, customerProfit } from "../../src/index.js";

const columns = { customer: "customer", date: "date", amount: "amount" } as const;
const orders = [
  { customer: "ada", date: "2026-01-05", amount: 100, cost: 60 },
  { customer: "bob", date: "2026-01-06", amount: 50, cost: 45 },
  { customer: "ada", date: "2026-01-07", amount: -20, cost: -12 },
];
const costs = [
  { customer: "ada", kind: "service", amount: 5 },
  { customer: "bob", kind: "contact", amount: 4 },
  { customer: "bob", kind: "retention", amount: 3 },
  { customer: "cyd", kind: "acquisition", amount: 10 },
];

describe("profit per customer", () => {
  it("is revenue less direct cost less what each customer cost beyond it", () => {
    const profit = customerProfit(orders, { ...columns, directCost: "cost", costs });
    expect(profit.select("customer", "revenue", "directCost", "profit").toRows()).toEqual([
      { customer: "ada", revenue: 80, directCost: 48, profit: 27 },
      { customer: "bob", revenue: 50, directCost: 45, profit: -2 },
      { customer: "cyd", revenue: 0, directCost: 0, profit: -10 },
    ]);
    expect(profit.column("margin").toArray()).toEqual([27 / 80, -2 / 50, null]);
    expect(profit.column("share").toArray()).toEqual([27 / 15, -2 / 15, -10 / 15]);
    expect(profit.ledger).toMatchObject({ costRows: 4, customersWithoutOrders: 1 });
  });

  it("takes a share of revenue for the direct cost", () => {
    const profit = customerProfit(orders, { ...columns, directCost: { share: 0.25 } });
    expect(profit.column("profit").toArray()).toEqual([60, 37.5]);
  });

  it("has no share where there is nothing to share", () => {
    const loss = customerProfit(orders, { ...columns, costs: [{ customer: "ada", kind: "service", amount: 500 }] });
    expect(loss.column("share").toArray()).toEqual([null, null]);
  });

  it.each([
    ["an unknown kind of cost", [{ customer: "ada", kind: "gifts", amount: 1 }], "invalid-option"],
    [
      "a cost without a customer",
      [
        { customer: null, kind: "service", amount: 1 },
        { customer: "ada", kind: "service", amount: 1 },
      ],
      "missing-customer",
    ],
    ["ids of another type", [{ customer: 7, kind: "service", amount: 1 }], "column-type"],
    ["a cost that is no number", [{ customer: "ada", kind: "service", amount: "five" }], "not-a-number"],
  ])("refuses %s", (_, wrong, code) => {
    expect(() => customerProfit(orders, { ...columns, costs: wrong })).toThrow(
      expect.objectContaining({ code }) as Error,
    );
  });

  it("keeps ids of any type", () => {
    for (const [ada, bob] of [
      [new Date(0), new Date(5)],
      [true, false],
      [1.5, -2],
      ["__proto__", "constructor"],
    ]) {
      const profit = customerProfit([{ customer: ada, date: 0, amount: 9 }], {
        ...columns,
        costs: [
          { customer: bob, kind: "service", amount: 4 },
          { customer: ada, kind: "service", amount: 1 },
        ],
      });
      expect(profit.select("customer", "profit").toRows()).toEqual([
        { customer: ada, profit: 8 },
        { customer: bob, profit: -4 },
      ]);
    }
  });

  it("names the row of a cost without a customer even where none has one", () => {
    expect(() =>
      customerProfit(orders, { ...columns, costs: [{ customer: null, kind: "service", amount: 1 }] }),
    ).toThrow('customerProfit: column "customer", row 1: a row of costs has no customer');
  });

  it.each([null, 0.2, {}, { shear: 0.2 }, { share: "0.2" }])("refuses the direct cost %j", (directCost) => {
    expect(() => customerProfit(orders, { ...columns, directCost: directCost as never })).toThrow(
      expect.objectContaining({ code: "invalid-option" }) as Error,
    );
  });

  it("needs amounts, direct costs in every row, and a share between 0 and 1", () => {
    expect(() => customerProfit(orders, { customer: "customer", date: "date" })).toThrow(ClienteleError);
    expect(() => customerProfit(orders, { ...columns, directCost: { share: 60 } })).toThrow("directCost.share");
    expect(() => customerProfit([{ ...orders[0]!, cost: null }], { ...columns, directCost: "cost" })).toThrow(
      "the direct cost is missing",
    );
  });
});
