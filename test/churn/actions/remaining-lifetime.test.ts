import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { remainingLifetime } from "../../../src/churn/index.js";
import { fitCox, kaplanMeier, predictSurvival } from "../../../src/survival/index.js";
import { table } from "../../../src/table/index.js";
import { errorOf } from "../../error-of.js";
import { leukemia } from "../../survival/leukemia.js";

const { durations, events, treated, whiteCells } = leukemia;

/** ∫ S(age + u) / S(age) e^(−δu) du by fine trapezoids. */
function areaOf(survival: (t: number) => number, age: number, horizon: number, force: number): number {
  const parts = 200_000;
  let sum = 0;
  for (let i = 0; i < parts; i++) {
    const u = ((i + 0.5) * horizon) / parts;
    sum += survival(age + u) * Math.exp(-force * u);
  }
  return (sum * horizon) / parts / survival(age);
}

describe("remainingLifetime", () => {
  const curve = kaplanMeier(durations, events);

  it("turns risk into lost value by the area under the conditional curve", () => {
    const ahead = remainingLifetime(curve, table({ id: ["a", "b"], months: [0, 7], margin: [10, 20] }), {
      customer: "id",
      age: "months",
      horizon: 12,
      value: "margin",
      discountRate: { perUnit: 0.02 },
    });
    const force = Math.log(1.02);
    const survival = (t: number) => curve.survivalAt(t)!;
    expect(ahead.column("customer").toArray()).toEqual(["a", "b"]);
    [0, 7].forEach((age, row) => {
      const margin = [10, 20][row]!;
      const found = ahead.toRows()[row]!;
      expect(found.risk).toBeCloseTo(1 - survival(age + 12) / survival(age), 12);
      expect(found.expectedRemaining).toBeCloseTo(areaOf(survival, age, 12, 0), 3);
      expect(found.expectedValue).toBeCloseTo(margin * areaOf(survival, age, 12, force), 2);
      expect(found.expectedValue! + found.lostValue!).toBeCloseTo((margin * -Math.expm1(-12 * force)) / force, 9);
    });
    expect(ahead.discountRate?.perUnit).toBeCloseTo(0.02, 12);
  });

  it("is the restricted mean for a customer of age 0", () => {
    for (const horizon of [1, 8, 20, 35]) {
      const ahead = remainingLifetime(curve, table({ age: [0] }), { age: "age", horizon });
      expect(ahead.column("expectedRemaining").at(0)).toBeCloseTo(curve.restrictedMean(horizon).mean, 10);
      expect(ahead.column("medianRemaining").at(0)).toBe(curve.median);
    }
  });

  it("agrees with the predictions of a Cox model, customer by customer", () => {
    const features = table({ treated, whiteCells });
    const model = fitCox(features, durations, events);
    const customers = table({ age: [0, 4, 10], treated: [1, 0, 1], whiteCells: [2, 3.5, 2.8] });
    const ahead = remainingLifetime(model, customers, { age: "age", horizon: 12, value: 5 });
    for (let row = 0; row < 3; row++) {
      const {
        age,
        treated: t,
        whiteCells: w,
      } = customers.toRows()[row] as { age: number; treated: number; whiteCells: number };
      const at = (time: number) => predictSurvival(model, [[t, w]], { times: [time] }).data[0]!;
      const found = ahead.toRows()[row]!;
      expect(found.risk).toBeCloseTo(1 - at(age + 12) / at(age), 10);
      let area = 0;
      const parts = 2400;
      for (let i = 0; i < parts; i++) area += (at(age + ((i + 0.5) * 12) / parts) / at(age)) * (12 / parts);
      expect(found.expectedRemaining).toBeCloseTo(area, 6);
      expect(found.expectedValue).toBeCloseTo(5 * area, 5);
    }
  });

  it("tells customers of one kind together what it tells each alone, at any age and end", () => {
    const features = table({ treated, whiteCells });
    // Two customers outlast the last event: the follow-up goes on after the last step of the hazard.
    const model = fitCox(
      features,
      durations.map((time, i) => (i === 0 ? 40 : time)),
      events.map((event, i) => (i === 0 ? 0 : event)),
    );
    expect(model.followUp).toBe(40);
    const age = Array.from({ length: 48 }, (_, i) => i * 0.75);
    const kind = { treated: age.map((_, i) => i % 2), whiteCells: age.map((_, i) => 2 + (i % 2)) };
    for (const horizon of [0, 0.5, 3, 12]) {
      for (const beyond of ["unknown", "constantHazard"] as const) {
        const options = { age: "age", horizon, beyond, value: 1, discountRate: { continuousPerUnit: 0.05 } } as const;
        const together = remainingLifetime(model, table({ age, ...kind }), options).toRows();
        age.forEach((one, i) => {
          const customer = table({ age: [one], treated: [kind.treated[i]!], whiteCells: [kind.whiteCells[i]!] });
          const alone = remainingLifetime(model, customer, options).toRows()[0]!;
          for (const name of ["risk", "expectedRemaining", "medianRemaining", "expectedValue", "lostValue"] as const) {
            if (alone[name] === null) expect(together[i]![name]).toBeNull();
            else expect(together[i]![name]).toBeCloseTo(alone[name]!, 12);
          }
        });
      }
    }
  });

  it("keeps its digits at late ages and under heavy discounting", () => {
    const late = kaplanMeier(
      Array.from({ length: 400 }, (_, i) => i + 1),
      Array.from({ length: 400 }, () => 1),
    );
    const force = 5;
    const { expectedValue } = remainingLifetime(late, table({ age: [390] }), {
      age: "age",
      horizon: 3,
      value: 1,
      discountRate: { continuousPerUnit: force },
    }).toRows()[0]!;
    // Ten of 400 are left at 390, and one goes every unit.
    const piece = -Math.expm1(-force) / force;
    expect(expectedValue).toBeCloseTo(piece * (1 + 0.9 * Math.exp(-force) + 0.8 * Math.exp(-2 * force)), 13);
  });

  it("says how many customers it cannot tell about, and goes on at a constant rate when asked", () => {
    const open = kaplanMeier([2, 4, 6, 8, 10, 10], [1, 1, 1, 1, 0, 0]);
    const customers = table({ age: [0, 7, 12] });
    const unknown = remainingLifetime(open, customers, { age: "age", horizon: 5 });
    expect(unknown.unknown).toBe(2);
    expect(unknown.column("risk").toArray()).toEqual(
      [1 / 3, null, null].map((value) => (value === null ? null : expect.closeTo(value, 12))),
    );
    expect(unknown.reason).toContain("longest duration seen (10)");
    const known = remainingLifetime(open, customers, {
      age: "age",
      horizon: 5,
      beyond: "constantHazard",
      value: 1,
      discountRate: { continuousPerUnit: 0.03 },
    });
    expect(known.unknown).toBe(0);
    // From age 12 on, everything happens at the hazard of the last five units: ln(S(5)/S(10))/5.
    const rate = Math.log(4 / 2) / 5;
    expect(known.column("risk").at(2)).toBeCloseTo(-Math.expm1(-5 * rate), 12);
    expect(known.column("expectedRemaining").at(2)).toBeCloseTo(-Math.expm1(-5 * rate) / rate, 12);
    expect(known.column("expectedValue").at(2)).toBeCloseTo(-Math.expm1(-5 * (rate + 0.03)) / (rate + 0.03), 12);
    expect(known.column("medianRemaining").at(2)).toBeCloseTo(Math.LN2 / rate, 9);
  });

  it("uses each customer's own group", () => {
    const grouped = kaplanMeier(durations, events, { groups: treated });
    const ahead = remainingLifetime(grouped, table({ age: [0, 0], arm: [1, 0] }), {
      age: "age",
      horizon: 20,
      group: "arm",
    });
    expect(ahead.column("expectedRemaining").at(0)).toBeCloseTo(grouped.restrictedMean(20, 1).mean, 10);
    expect(ahead.column("expectedRemaining").at(1)).toBeCloseTo(grouped.restrictedMean(20, 0).mean, 10);
    expect(
      errorOf(() => remainingLifetime(grouped, table({ age: [0] }), { age: "age", horizon: 1 })).message,
    ).toContain('"group"');
    expect(
      errorOf(() => remainingLifetime(grouped, table({ age: [0], arm: [2] }), { age: "age", horizon: 1, group: "arm" }))
        .place.row,
    ).toBe(1);
  });

  it("never promises more time than the horizon and keeps risk a probability", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 20, noNaN: true }),
        fc.double({ min: 0, max: 15, noNaN: true }),
        (age, horizon) => {
          const row = remainingLifetime(curve, table({ age: [age] }), { age: "age", horizon }).toRows()[0]!;
          expect(row.risk!).toBeGreaterThanOrEqual(0);
          expect(row.risk!).toBeLessThanOrEqual(1);
          expect(row.expectedRemaining!).toBeLessThanOrEqual(horizon + 1e-12);
          expect(row.expectedRemaining!).toBeGreaterThanOrEqual(horizon * (1 - row.risk!) - 1e-9);
        },
      ),
    );
  });

  it.each([
    ["unknown-column", () => remainingLifetime(curve, table({ age: [1] }), { age: "tenure", horizon: 1 })],
    ["invalid-option", () => remainingLifetime(curve, table({ age: [1] }), { horizon: 1 } as never)],
    ["unusable-model", () => remainingLifetime(undefined as never, table({ age: [1] }), { age: "age", horizon: 1 })],
    ["out-of-range", () => remainingLifetime(curve, table({ age: [-1] }), { age: "age", horizon: 1 })],
    ["invalid-option", () => remainingLifetime(curve, table({ age: [1] }), { age: "age", horizon: -1 })],
    [
      "invalid-option",
      () => remainingLifetime(curve, table({ age: [1] }), { age: "age", horizon: 1, discountRate: { annual: 0.1 } }),
    ],
    [
      "unusable-model",
      () => remainingLifetime({ kind: "logistic" } as never, table({ age: [1] }), { age: "age", horizon: 1 }),
    ],
    [
      "unusable-model",
      () =>
        remainingLifetime({ ...curve, groups: undefined as never }, table({ age: [1] }), { age: "age", horizon: 1 }),
    ],
    ["empty-table", () => remainingLifetime(curve, table({ age: [] }), { age: "age", horizon: 1 })],
  ])("refuses bad input with %s (%#)", (code, call) => {
    expect(errorOf(call).code).toBe(code);
  });
});
