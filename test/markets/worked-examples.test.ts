import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { affordableMarket, productLifeCycle } from "../../src/index.js";
import { describeWithSharedData, hasSharedData, sharedPath } from "../shared-data.js";

interface WorkedExample {
  readonly id: string;
  readonly inputs: never;
  readonly value: never;
  readonly also?: Record<string, number>;
  readonly tolerance?: number;
}

const examples = hasSharedData
  ? (JSON.parse(readFileSync(sharedPath("reference/worked-examples.json"), "utf8")) as WorkedExample[])
  : [];

const run: Record<string, (example: WorkedExample) => void> = {
  housing: ({ inputs, value, tolerance }) => {
    const given = inputs as Record<string, number>;
    const expected = value as { installment: number; yearlyIncome: number; canPay: number };
    const market = affordableMarket(
      {
        unitPrice: given["unit price"]!,
        size: given["area"]!,
        downPayment: given["down payment"]!,
        months: given["months"]!,
        annualRate: given["annual rate"]!,
        incomeShare: given["share of income"]!,
      },
      given["incomes"] as unknown as number[],
    );
    expect(Math.abs(market.installment - expected.installment)).toBeLessThan(tolerance!);
    expect(Math.abs(market.yearlyIncome - expected.yearlyIncome)).toBeLessThan(tolerance!);
    expect(market.canPay).toBe(expected.canPay);
  },
  "product-life-cycle": ({ inputs, value, also }) => {
    const { sales, profit, threshold } = inputs as { sales: number[]; profit: number[]; threshold: number };
    const life = productLifeCycle(
      { period: sales.map((_, i) => i + 1), sales, profit },
      { period: "period", sales: "sales", profit: "profit", threshold },
    );
    expect(life.column("stage").toArray()).toEqual(value);
    expect({ profitPeak: life.profitPeak, salesPeak: life.salesPeak }).toEqual(also);
  },
};

describeWithSharedData("the worked examples of markets", () => {
  it.each(Object.keys(run))("gives the value of %s", (id) => {
    const example = examples.find((one) => one.id === id);
    expect(example).toBeDefined();
    run[id]!(example!);
  });
});
