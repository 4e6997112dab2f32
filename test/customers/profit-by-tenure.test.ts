import { describe, expect, it } from "vitest";
import { customerProfit, profitByTenure } from "../../src/customers/index.js";
import { errorOf } from "../error-of.js";

const columns = { customer: "customer", date: "date", amount: "amount" } as const;

const orders = [
  { customer: "ada", date: "2023-01-01", amount: 100, cost: 90 },
  { customer: "ada", date: "2023-12-31", amount: 50, cost: 20 },
  { customer: "ada", date: "2024-06-01", amount: 80, cost: 30 },
  { customer: "bob", date: "2023-06-01", amount: 40, cost: 10 },
  { customer: "bob", date: "2023-07-01", amount: -10, cost: 0 },
  { customer: "cem", date: "2024-12-01", amount: 20, cost: 5 },
];

describe("profitByTenure", () => {
  it("adds up revenue, cost and profit by year of relationship", () => {
    // On 2024-12-01 ada and bob are in their second year, cem in the first.
    expect(profitByTenure(orders, { ...columns, directCost: "cost" }).toRows()).toEqual([
      {
        ...{ year: 1, customers: 3, complete: 2, buyers: 3, revenue: 200, cost: 125, profit: 75 },
        ...{ profitPerCustomer: 25, profitPerCompleteYear: 30 },
      },
      {
        ...{ year: 2, customers: 2, complete: 0, buyers: 1, revenue: 80, cost: 30, profit: 50 },
        ...{ profitPerCustomer: 25, profitPerCompleteYear: null },
      },
    ]);
  });

  it("takes the cost as a share, and adds up to the profit of all customers", () => {
    const directCost = { share: 0.4 };
    const profit = profitByTenure(orders, { ...columns, directCost })
      .column("profit")
      .toArray();
    const total = customerProfit(orders, { ...columns, directCost })
      .column("profit")
      .toArray();
    const sum = (values: readonly (number | null)[]) => values.reduce<number>((all, value) => all + value!, 0);
    expect(sum(profit)).toBeCloseTo(sum(total), 12);
  });

  it("needs an amount", () => {
    expect(errorOf(() => profitByTenure(orders, { customer: "customer", date: "date" })).code).toBe("invalid-option");
  });
});
