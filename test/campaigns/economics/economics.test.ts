import { describe, expect, it } from "vitest";
import {
  acquisitionCost,
  campaignReturn,
  closingRates,
  recoveryValue,
  referralValue,
  retentionEconomics,
} from "../../../src/campaigns/index.js";
import { errorOf } from "../../error-of.js";

describe("retentionEconomics", () => {
  it("tells points from per cent", () => {
    const options = { retention: 0.85, discountRate: 0.1 };
    expect(retentionEconomics({ ...options, gain: { points: 0.05 } }).uplift).toBeCloseTo(0.25, 12);
    expect(retentionEconomics({ ...options, gain: { percent: 0.05 } }).uplift).toBeCloseTo(0.20481927710843362, 12);
  });

  it("is the rise of the sum that it stands for", () => {
    const worth = (retention: number): number => {
      let sum = 0;
      for (let period = 0; period < 2000; period++) sum += retention ** period / 1.1 ** (period + 1);
      return sum;
    };
    const found = retentionEconomics({ retention: 0.8, discountRate: 0.1, gain: { points: 0.07 } });
    expect(found.multipleBefore).toBeCloseTo(worth(0.8), 10);
    expect(found.uplift).toBeCloseTo(worth(0.87) / worth(0.8) - 1, 10);
  });

  it("refuses more than everyone, and a gain that does not say what it is", () => {
    const options = { retention: 0.97, discountRate: 0 };
    expect(errorOf(() => retentionEconomics({ ...options, gain: { points: 0.05 } })).code).toBe("out-of-range");
    expect(errorOf(() => retentionEconomics({ ...options, gain: { points: 0.03 } })).message).toMatch(/never leaves/);
    expect(errorOf(() => retentionEconomics({ ...options, gain: 0.05 as never })).message).toMatch(
      /\{ points: 0.05 \}/,
    );
  });
});

describe("referralValue", () => {
  it("adds up generations, without end where there is one", () => {
    expect(referralValue({ referrals: 1, generations: 5, value: 10 })).toMatchObject({ reached: 5, value: 50 });
    expect(referralValue({ referrals: 0.5, value: 10 })).toMatchObject({
      reached: 1,
      limit: 1,
      value: 10,
      reason: null,
    });
    expect(referralValue({ referrals: 3, success: 0.5 })).toMatchObject({ reached: null, limit: null });
    expect(referralValue({ referrals: 0 })).toMatchObject({ reached: 0, limit: 0 });
  });

  it("counts what bad words cost", () => {
    expect(referralValue({ referrals: 0, told: 9, deterred: 0.02, prospectValue: 150 }).lost).toBeCloseTo(27, 12);
    expect(recoveryValue({ complaints: 10, stayRecovered: 0.7, stayOtherwise: 0.7, value: 900, cost: 40 })).toBeCloseTo(
      -400,
      12,
    );
  });
});

describe("closingRates", () => {
  it("adds up rows of one kind, over several columns", () => {
    const rows = [
      { type: "new", kind: "call", contacts: 100, sales: 5 },
      { type: "old", kind: "call", contacts: 50, sales: 25 },
      { type: "new", kind: "call", contacts: 100, sales: 15 },
    ];
    expect(closingRates(rows, { by: ["type", "kind"] }).toRows()).toMatchObject([
      { type: "new", kind: "call", contacts: 200, sales: 20, closing: 0.1, costPerSale: null, multiple: null },
      { type: "old", kind: "call", contacts: 50, sales: 25, closing: 0.5 },
    ]);
  });

  it("leaves open what nobody was asked, and refuses more sales than contacts", () => {
    const rows = { type: ["a"], contacts: [0], sales: [0] };
    expect(closingRates(rows).toRows()[0]).toMatchObject({ closing: null, lower: null, costPerSale: null });
    expect(errorOf(() => closingRates({ type: ["a"], contacts: [1], sales: [2] })).message).toMatch(/row 1/);
  });
});

describe("campaignReturn", () => {
  it("says what an investment earns, and how far it may fall short", () => {
    const found = campaignReturn({ investment: 100, cashFlows: [60, 60], discountRate: { annual: 0.1 } });
    const value = 60 / 1.1 + 60 / 1.21;
    expect(found.netPresentValue).toBeCloseTo(value - 100, 12);
    expect(found.breakEvenChange).toBeCloseTo(100 / value - 1, 12);
    const even = campaignReturn({
      investment: 100,
      cashFlows: [60, 60].map((flow) => flow * (1 + found.breakEvenChange!)),
      discountRate: { annual: 0.1 },
    });
    expect(even.netPresentValue).toBeCloseTo(0, 10);
    expect(found.sensitivity.toRows().find(({ change }) => change === 0)!.netPresentValue).toBeCloseTo(value - 100, 12);
  });

  it("finds the rate at which nothing is earned, where there is one", () => {
    const found = campaignReturn({ investment: 100, cashFlows: [60, 60], discountRate: { annual: 0.1 } });
    // 100 (1 + r)² = 60 (1 + r) + 60, so that 1 + r = 0.3 + √0.69.
    expect(found.internalRate).toBeCloseTo(0.3 + Math.sqrt(0.69) - 1, 12);
    expect(found.internalRateReason).toBeNull();
    const reasonOf = (investment: number, cashFlows: number[]) =>
      campaignReturn({ investment, cashFlows, discountRate: { annual: 0.1 } }).internalRateReason;
    expect(reasonOf(100, [10, 10])).toContain("even without discounting");
    expect(reasonOf(100, [300, -250])).toContain("more than once");
    expect(reasonOf(0, [5])).toContain("nothing is spent");
  });

  it("finds the rate of money that comes in first, and of payments at the start of their unit", () => {
    const rateOf = (investment: number, cashFlows: number[], timing: "start" | "end" = "end") => {
      const found = campaignReturn({ investment, cashFlows, timing, discountRate: { annual: 0.1 } });
      return found.internalRate ?? found.internalRateReason;
    };
    expect(rateOf(0, [100, -120])).toBeCloseTo(0.2, 12);
    expect(rateOf(0, [100, -90])).toContain("less goes out than comes in");
    expect(rateOf(100, [100, 0])).toBe(0);
    // The first payment is due together with the investment: 50 comes in, and 60 goes out a unit later.
    expect(rateOf(100, [150, -60], "start")).toBeCloseTo(0.2, 12);
    expect(rateOf(100, [40, 66], "start")).toBeCloseTo(0.1, 12);
    expect(rateOf(100, [150, 60], "start")).toContain("nothing is spent");
  });

  it("changes one input at a time", () => {
    const { drivers, sensitivity } = campaignReturn({
      investment: 100,
      cashFlows: [60, 60],
      discountRate: { annual: 0.1 },
      changes: [-0.5, 0.5],
    });
    const net = (investment: number, flow: number, rate: number) =>
      flow / (1 + rate) + flow / (1 + rate) ** 2 - investment;
    const expected = [
      ["cash flows", -0.5, net(100, 30, 0.1)],
      ["cash flows", 0.5, net(100, 90, 0.1)],
      ["investment", -0.5, net(50, 60, 0.1)],
      ["investment", 0.5, net(150, 60, 0.1)],
      ["discount rate", -0.5, net(100, 60, 0.05)],
      ["discount rate", 0.5, net(100, 60, 0.15)],
    ] as const;
    drivers.toRows().forEach((row, i) => {
      expect([row.driver, row.change]).toEqual([expected[i]![0], expected[i]![1]]);
      expect(row.netPresentValue).toBeCloseTo(expected[i]![2], 10);
    });
    expect(sensitivity.numRows).toBe(2);
  });

  it("leaves the return of a campaign of zero cost open, and the payback of one that never pays", () => {
    const free = campaignReturn({ investment: 0, cashFlows: [5], discountRate: { annual: 0 } });
    expect(free).toMatchObject({ returnOnInvestment: null, netPresentValue: 5 });
    const never = campaignReturn({ investment: 100, cashFlows: [1, 1], discountRate: { annual: 0 } });
    expect(never.paybackTime).toBeNull();
    expect(never.paybackReason).toEqual(expect.any(String));
  });
});

describe("acquisitionCost", () => {
  it("divides cost by customers, and by what they bring", () => {
    const rows = [
      { channel: "web", cost: 600, customers: 20, margin: 10, value: 90 },
      { channel: "fair", cost: 3000, customers: 20, margin: 30, value: 200 },
      { channel: "web", cost: 400, customers: 30, margin: 10, value: 140 },
      { channel: "tv", cost: 500, customers: 0, margin: 10, value: 0 },
    ];
    expect(acquisitionCost(rows, { margin: "margin", value: "value" }).toRows()).toEqual([
      { channel: "web", cost: 1000, customers: 50, costPerCustomer: 20, paybackTime: 2, valueToCost: 6 },
      { channel: "fair", cost: 3000, customers: 20, costPerCustomer: 150, paybackTime: 5, valueToCost: 200 / 150 },
      { channel: "tv", cost: 500, customers: 0, costPerCustomer: null, paybackTime: null, valueToCost: null },
    ]);
  });
});
