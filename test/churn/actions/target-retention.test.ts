import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseUnderBudget } from "../../../src/churn/actions/choose-under-budget.js";
import { targetRetention, winBack } from "../../../src/churn/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";

/** The best gain over all subsets. */
function bestOf(gains: readonly number[], costs: readonly number[], budget: number): number {
  let best = 0;
  for (let subset = 0; subset < 1 << gains.length; subset++) {
    let gain = 0;
    let cost = 0;
    for (let i = 0; i < gains.length; i++) {
      if ((subset >> i) & 1) {
        gain += gains[i]!;
        cost += costs[i]!;
      }
    }
    if (cost <= budget + 1e-9 && gain > best) best = gain;
  }
  return best;
}

describe("chooseUnderBudget", () => {
  it("finds what trying all subsets finds", () => {
    const thing = fc.tuple(fc.integer({ min: -5, max: 60 }), fc.integer({ min: 0, max: 30 }));
    fc.assert(
      fc.property(fc.array(thing, { maxLength: 12 }), fc.integer({ min: 0, max: 120 }), (things, budget) => {
        const gains = things.map(([gain]) => gain);
        const costs = things.map(([, cost]) => cost);
        const choice = chooseUnderBudget(Float64Array.from(gains), Float64Array.from(costs), budget);
        expect(choice.gain).toBeCloseTo(bestOf(gains, costs, budget), 9);
        expect(choice.spent).toBeLessThanOrEqual(budget + 1e-6);
        expect(choice.optimal).toBe(true);
        expect(choice.gain).toBeCloseTo(
          things.reduce((sum, [gain], i) => sum + (choice.chosen[i] === 1 ? gain : 0), 0),
          9,
        );
      }),
      { numRuns: 400 },
    );
  });

  it("spends cents to the last, and never more than the budget", () => {
    const random = createRandom(12);
    for (let run = 0; run < 200; run++) {
      const cents = Array.from({ length: 12 }, () => 1 + random.integer(90));
      const costs = Float64Array.from(cents, (amount) => amount / 100);
      // What it costs is what it brings: the best choice comes as near to the budget as any can.
      const budget = cents.slice(0, 6).reduce((sum, amount) => sum + amount, 0) / 100;
      const choice = chooseUnderBudget(costs, costs, budget);
      expect(choice.gain).toBeCloseTo(budget, 10);
      expect(choice.spent).toBeLessThanOrEqual(budget * (1 + 1e-14));
    }
  });

  it("is not led astray by the best gain per cost", () => {
    const choice = chooseUnderBudget(Float64Array.of(120, 90, 90), Float64Array.of(60, 50, 50), 100);
    expect([...choice.chosen]).toEqual([0, 1, 1]);
  });

  it("buys things of one price best first, which is the best choice", () => {
    const random = createRandom(4);
    const gains = Float64Array.from({ length: 1000 }, () => random.normal());
    const choice = chooseUnderBudget(gains, new Float64Array(1000).fill(3), 100);
    const best = [...gains].sort((a, b) => b - a).slice(0, 33);
    expect(choice.gain).toBeCloseTo(
      best.reduce((sum, gain) => sum + gain, 0),
      9,
    );
    expect(choice).toMatchObject({ optimal: true, spent: 99, bound: choice.gain });
  });

  it("ends on a large and hard choice and says how far it can be off", () => {
    const random = createRandom(9);
    const size = 20_000;
    const costs = Float64Array.from({ length: size }, () => 5 + 10 * random.uniform());
    const gains = costs.map((cost) => cost + 10);
    const choice = chooseUnderBudget(gains, costs, 50_000);
    expect(choice.spent).toBeLessThanOrEqual(50_000 * (1 + 1e-9));
    expect(choice.bound).toBeGreaterThanOrEqual(choice.gain);
    expect(choice.bound - choice.gain).toBeLessThan(25);
  });
});

describe("targetRetention", () => {
  const customers = [
    { customer: "ada", value: 900, risk: 0.4 },
    { customer: "bob", value: 100, risk: 0.9 },
    { customer: "cy", value: 2000, risk: 0.01 },
    { customer: "di", value: 400, risk: 0.5 },
  ];
  const options = { customer: "customer", value: "value", risk: "risk", success: 0.3, cost: 20 } as const;

  it("is value × risk × success − cost, and leaves alone whom it does not pay to keep", () => {
    const plan = targetRetention(customers, options);
    expect(plan.column("expectedGain").toArray()).toEqual([88, 7, -14, 40].map((gain) => expect.closeTo(gain, 9)));
    expect(plan.column("contact").toArray()).toEqual([true, true, false, true]);
    expect(plan.column("rank").toArray()).toEqual([1, 3, null, 2]);
    expect(plan).toMatchObject({ budget: null, contacted: 3, notWorthIt: 1, beyondBudget: 0, optimal: true });
    expect(plan.spent).toBe(60);
    expect(plan.expectedGain).toBeCloseTo(135, 9);
  });

  it("keeps to the budget", () => {
    const plan = targetRetention(customers, { ...options, budget: 45 });
    expect(plan.column("contact").toArray()).toEqual([true, false, false, true]);
    expect(plan).toMatchObject({ contacted: 2, spent: 40, beyondBudget: 1 });
    expect(targetRetention(customers, { ...options, budget: 0 }).contacted).toBe(0);
    const unlimited = targetRetention(customers, { ...options, budget: Number.POSITIVE_INFINITY });
    expect(unlimited).toMatchObject({ contacted: 3, budget: null });
  });

  it("takes lists beside columns and numbers, one value for each customer", () => {
    const risk = Float64Array.from(customers, (one) => one.risk);
    const plan = targetRetention(customers, { ...options, risk, cost: [20, 20, 20, 20] });
    expect(plan.toRows()).toEqual(targetRetention(customers, options).toRows());
    const tooShort = errorOf(() => targetRetention(customers, { ...options, risk: [0.1] }));
    expect(tooShort.code).toBe("length-mismatch");
    const outside = errorOf(() => targetRetention(customers, { ...options, risk: [0.1, 2, 0, 0] }));
    expect(outside.message).toContain('column "risk", row 2: "risk" must be a number between 0 and 1, got 2');
    const none = errorOf(() => targetRetention(customers, { ...options, risk: undefined as never }));
    expect(none.message).toContain('option "risk" must name a column of the table, or be a number between 0 and 1');
  });

  it("charges an incentive to those it keeps and to those who would have stayed", () => {
    const plan = targetRetention([{ value: 500, risk: 0.2 }], {
      value: "value",
      risk: "risk",
      success: 0.5,
      cost: 1,
      incentive: 50,
      acceptance: 0.4,
    });
    // Neslin et al. (2006): 0.2·0.5·(500 − 50) − 0.8·0.4·50 − 1.
    expect(plan.column("expectedGain").at(0)).toBeCloseTo(28, 9);
    expect(plan.column("cost").at(0)).toBeCloseTo(1 + 0.1 * 50 + 0.32 * 50, 9);
  });

  it("never recommends a customer who is worth less than nothing", () => {
    const plan = targetRetention(
      [
        { value: -100, risk: 0.9 },
        { value: 100, risk: 0.9 },
      ],
      { value: "value", risk: "risk", success: 0.5, cost: 0 },
    );
    expect(plan.column("contact").toArray()).toEqual([false, true]);
  });

  it.each([
    ["out-of-range", () => targetRetention([{ value: 1, risk: 1.2 }], { ...options, customer: "value" })],
    [
      "out-of-range",
      () =>
        targetRetention([{ value: 1, risk: 0.1, cost: -1 }], {
          value: "value",
          risk: "risk",
          success: 0.1,
          cost: "cost",
        }),
    ],
    ["invalid-option", () => targetRetention(customers, { ...options, success: 3 })],
    ["invalid-option", () => targetRetention(customers, { ...options, budget: -1 })],
    ["invalid-option", () => targetRetention(customers, { value: "value", risk: "risk", success: 0.3 } as never)],
    [
      "missing-value",
      () =>
        targetRetention(
          [
            { value: null, risk: 0.1 },
            { value: 2, risk: 0.1 },
          ],
          { value: "value", risk: "risk", success: 0.1, cost: 1 },
        ),
    ],
    ["unknown-column", () => targetRetention(customers, { ...options, risk: "danger" })],
    ["empty-table", () => targetRetention([], options)],
  ])("refuses bad input with %s (%#)", (code, call) => {
    expect(errorOf(call).code).toBe(code);
  });
});

describe("winBack", () => {
  const customers = [
    { customer: "ada", worth: 400, returns: 0.1, silent: 300 },
    { customer: "bob", worth: 60, returns: 0.1, silent: 400 },
    { customer: "cy", worth: 900, returns: 0.5, silent: 20 },
  ];
  const options = { customer: "customer", value: "worth", probability: "returns", cost: 15 } as const;

  it("is return probability × value − cost for those who have lapsed", () => {
    const plan = winBack(customers, { ...options, recencyDays: "silent", lapsedAfter: 180 });
    expect(plan.column("customer").toArray()).toEqual(["ada", "bob"]);
    expect(plan.column("expectedGain").toArray()).toEqual([25, -9].map((gain) => expect.closeTo(gain, 9)));
    expect(plan).toMatchObject({ contacted: 1, active: 1, notWorthIt: 1 });
    expect(winBack(customers, options).numRows).toBe(3);
  });

  it("counts only what the contact adds", () => {
    const plan = winBack(customers, { ...options, unprompted: 0.08, incentive: 10 });
    expect(plan.column("expectedGain").at(0)).toBeCloseTo(400 * 0.02 - 15 - 1, 9);
    expect(plan.contacted).toBe(1);
  });

  it.each([
    ["invalid-option", () => winBack(customers, { ...options, lapsedAfter: 100 })],
    ["empty-table", () => winBack(customers, { ...options, recencyDays: "silent", lapsedAfter: 1000 })],
    ["out-of-range", () => winBack([{ worth: 1, returns: 7 }], { value: "worth", probability: "returns", cost: 1 })],
  ])("refuses bad input with %s (%#)", (code, call) => {
    expect(errorOf(call).code).toBe(code);
  });
});
