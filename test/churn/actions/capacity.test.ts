import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseUnderCapacity } from "../../../src/churn/actions/choose-under-capacity.js";
import { customerBalance, targetRetention, winBack } from "../../../src/churn/index.js";
import { errorOf } from "../../error-of.js";

/** The best gain of all subsets within budget and capacity. */
function bestOfAll(gains: readonly number[], costs: readonly number[], budget: number, capacity: number): number {
  let best = 0;
  for (let bits = 0; bits < 2 ** gains.length; bits++) {
    let gain = 0;
    let cost = 0;
    let count = 0;
    for (let i = 0; i < gains.length; i++) {
      if ((bits & (1 << i)) === 0) continue;
      gain += gains[i]!;
      cost += costs[i]!;
      count++;
    }
    if (count <= capacity && cost <= budget) best = Math.max(best, gain);
  }
  return best;
}

describe("chooseUnderCapacity", () => {
  const items = fc.array(fc.tuple(fc.integer({ min: -5, max: 40 }), fc.integer({ min: 0, max: 12 })), {
    minLength: 1,
    maxLength: 9,
  });

  it("keeps to budget and capacity, and says how much may be missing", () => {
    fc.assert(
      fc.property(items, fc.nat(40), fc.nat(9), (given, budget, capacity) => {
        const gains = given.map(([gain]) => gain);
        const costs = given.map(([, cost]) => cost);
        const choice = chooseUnderCapacity(Float64Array.from(gains), Float64Array.from(costs), budget, capacity);
        const best = bestOfAll(gains, costs, budget, capacity);
        expect(choice.chosen.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(capacity);
        expect(choice.spent).toBeLessThanOrEqual(budget);
        expect(choice.gain).toBeLessThanOrEqual(best + 1e-9);
        expect(choice.bound).toBeGreaterThanOrEqual(best - 1e-9);
        if (choice.optimal) expect(choice.gain).toBeCloseTo(best, 9);
      }),
    );
  });

  it("weighs contacts against money where both are short", () => {
    // Two of the greatest gain cost 12 of 7, the best for the money are four: one of each kind is best.
    const dear = chooseUnderCapacity(Float64Array.of(10, 10, 1, 1, 1), Float64Array.of(6, 6, 1, 1, 1), 7, 2);
    expect(dear).toEqual({ chosen: Uint8Array.of(1, 0, 1, 0, 0), gain: 11, spent: 7, bound: 11, optimal: true });
    const both = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 12 })), {
      minLength: 6,
      maxLength: 9,
    });
    let proven = 0;
    fc.assert(
      fc.property(both, fc.integer({ min: 6, max: 16 }), fc.integer({ min: 2, max: 3 }), (given, budget, capacity) => {
        // The greater the gain, the dearer, so that either limit rules out what the other allows.
        const sorted = (place: 0 | 1) => given.map((one) => one[place]).sort((a, b) => a - b);
        const [gains, costs] = [sorted(0), sorted(1)];
        const choice = chooseUnderCapacity(Float64Array.from(gains), Float64Array.from(costs), budget, capacity);
        const best = bestOfAll(gains, costs, budget, capacity);
        expect(choice.chosen.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(capacity);
        expect(choice.spent).toBeLessThanOrEqual(budget);
        expect(choice.bound).toBeGreaterThanOrEqual(best - 1e-9);
        expect(choice.gain).toBeLessThanOrEqual(best + 1e-9);
        if (choice.optimal) expect(choice.gain).toBeCloseTo(best, 9);
        if (choice.optimal) proven++;
      }),
      { numRuns: 200 },
    );
    expect(proven).toBeGreaterThan(100);
  });

  it("is the best choice of all where there is no budget", () => {
    fc.assert(
      fc.property(items, fc.nat(9), (given, capacity) => {
        const gains = given.map(([gain]) => gain);
        const costs = given.map(([, cost]) => cost);
        const free = Number.POSITIVE_INFINITY;
        const choice = chooseUnderCapacity(Float64Array.from(gains), Float64Array.from(costs), free, capacity);
        expect(choice.gain).toBeCloseTo(bestOfAll(gains, costs, free, capacity), 9);
        expect(choice.optimal).toBe(true);
      }),
    );
  });
});

describe("a limit of contacts", () => {
  const customers = { value: [900, 400, 100], risk: [0.4, 0.5, 0.9] };
  const options = { value: "value", risk: "risk", success: 0.3, cost: 0 };

  it("takes those who bring the most: two of three bring 168", () => {
    const plan = targetRetention(customers, { ...options, capacity: 2 });
    expect(plan.column("contact").toArray()).toEqual([true, true, false]);
    expect(plan.expectedGain).toBeCloseTo(168, 12);
    expect(plan).toMatchObject({ capacity: 2, contacted: 2, beyondBudget: 1, optimal: true });
  });

  it("shares customers out among employees, the best in turn", () => {
    const capacity = { perEmployee: 1, employees: ["eve", "dan"] };
    const plan = targetRetention(customers, { ...options, capacity });
    expect(plan.column("employee").toArray()).toEqual(["eve", "dan", null]);
    const numbered = winBack(
      { value: [5, 9], probability: [1, 1] },
      { value: "value", probability: "probability", cost: 1, capacity: { perEmployee: 2, employees: 1 } },
    );
    expect(numbered.column("employee").toArray()).toEqual(["employee 1", "employee 1"]);
  });

  it("refuses what is no number of contacts", () => {
    for (const capacity of [-1, 1.5, { perEmployee: 1, employees: [] }, { perEmployee: 1 }] as never[]) {
      expect(errorOf(() => targetRetention(customers, { ...options, capacity })).code).toBe("invalid-option");
    }
  });
});

describe("customerBalance", () => {
  it("says how many new customers one lost customer takes to replace", () => {
    const counts = { start: [10], lost: [1], new: [3], lostValue: [1000], gainedValue: [300] };
    expect(customerBalance(counts).column("replacement").at(0)).toBeCloseTo(10, 12);
    const none = { start: [10], lost: [0], new: [3], lostValue: [0], gainedValue: [300] };
    expect(customerBalance(none).column("replacement").at(0)).toBeNull();
  });
});
