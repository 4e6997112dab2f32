import { describe, expect, it } from "vitest";
import {
  type BetaDiscreteWeibullModel,
  discountedLifetime,
  fitBetaDiscreteWeibull,
  fitShiftedBetaGeometric,
  type ShiftedBetaGeometricModel,
  survivalCurve,
} from "../../../src/lifetime-value/index.js";
import { createRandom, type Random } from "../../../src/numeric/index.js";

/**
 * Renewals made by one customer: the largest t with (1 − θ)^(t^c) above a uniform number, which is the survivor
 * function turned around.
 */
function lifetime(random: Random, alpha: number, beta: number, c: number): number {
  const stay = Math.log1p(-random.beta(alpha, beta));
  return Math.floor((Math.log(random.uniform()) / stay) ** (1 / c));
}

function survivorsOf(
  random: Random,
  customers: number,
  periods: number,
  alpha: number,
  beta: number,
  c: number,
): number[] {
  const survivors = new Array<number>(periods + 1).fill(0);
  for (let i = 0; i < customers; i++) survivors[Math.min(periods, lifetime(random, alpha, beta, c))]!++;
  for (let t = periods - 1; t >= 0; t--) survivors[t]! += survivors[t + 1]!;
  return survivors;
}

const truths = [
  { alpha: 0.7, beta: 1.2, c: 1 },
  { alpha: 0.4, beta: 2, c: 1.5 },
  { alpha: 2, beta: 6, c: 0.7 },
];

describe("contract models against a million simulated customers", () => {
  it.each(truths)("survival, retention and discounted lifetime with %j", ({ alpha, beta, c }) => {
    const customers = 1_000_000;
    const random = createRandom(11);
    const periods = 15;
    const survivors = new Array<number>(periods + 1).fill(0);
    let paid = 0;
    let paidLater = 0;
    let renewedThrice = 0;
    for (let i = 0; i < customers; i++) {
      const renewals = lifetime(random, alpha, beta, c);
      for (let t = 0; t <= Math.min(periods, renewals); t++) survivors[t]!++;
      // Payments at 0, 1, …, renewals, discounted at 10 % each.
      paid += (1 - 1.1 ** -(renewals + 1)) / (1 - 1 / 1.1);
      if (renewals < 3) continue;
      renewedThrice++;
      paidLater += (1 - 1.1 ** -(renewals - 3)) / (1 - 1 / 1.1);
    }
    const fit = fitBetaDiscreteWeibull({ survivors });
    const model: BetaDiscreteWeibullModel = { ...fit, parameters: { alpha, beta, c } };
    const curve = survivalCurve(model, periods);
    for (let t = 0; t <= periods; t++) {
      const error = Math.sqrt((curve[t]! * (1 - curve[t]!)) / customers);
      expect(Math.abs(survivors[t]! / customers - curve[t]!)).toBeLessThanOrEqual(4.5 * error);
    }
    const discountRate = { perUnit: 0.1 };
    expect(Math.abs(discountedLifetime(model, { discountRate }) / (paid / customers) - 1)).toBeLessThan(0.005);
    const residual = discountedLifetime(model, { discountRate, renewals: 3 });
    expect(Math.abs(residual / (paidLater / renewedThrice) - 1)).toBeLessThan(0.005);
    for (const name of ["alpha", "beta", "c"] as const) {
      const truth = model.parameters[name];
      expect(Math.abs(fit.parameters[name] - truth)).toBeLessThan(4.5 * fit.standardErrors[name]!);
    }
  });
});

describe("intervals of contract models cover the truth", () => {
  const sets = 500;

  function coverage(covered: boolean[]): number {
    return covered.filter(Boolean).length / covered.length;
  }

  it("shifted beta-geometric: 92 to 98 % of 500 cohorts of 2,000", () => {
    const random = createRandom(5);
    const fits: ShiftedBetaGeometricModel[] = [];
    let boundary = 0;
    for (let i = 0; i < sets; i++) {
      const fit = fitShiftedBetaGeometric({ survivors: survivorsOf(random, 2000, 8, 0.7, 1.2, 1) });
      if (fit.status === "converged") fits.push(fit);
      else boundary++;
    }
    expect(boundary).toBe(0);
    for (const [name, truth] of [
      ["alpha", 0.7],
      ["beta", 1.2],
    ] as const) {
      const share = coverage(
        fits.map((fit) => Math.abs(fit.parameters[name] - truth) < 1.96 * fit.standardErrors[name]!),
      );
      console.log(
        `shifted beta-geometric ${name}: covered in ${(100 * share).toFixed(1)} % of ${fits.length}, ` +
          `boundary ${boundary}`,
      );
      expect(share).toBeGreaterThan(0.92);
      expect(share).toBeLessThan(0.98);
    }
  });

  it("beta-discrete-Weibull: 92 to 98 % of 500 cohorts of 5,000, on the scale of logarithms", () => {
    const random = createRandom(6);
    const truth = { alpha: 0.5, beta: 1.5, c: 1.3 };
    const fits: BetaDiscreteWeibullModel[] = [];
    let apart = 0;
    for (let i = 0; i < sets; i++) {
      const fit = fitBetaDiscreteWeibull({
        survivors: survivorsOf(random, 5000, 12, truth.alpha, truth.beta, truth.c),
      });
      if (fit.status === "converged") fits.push(fit);
      else apart++;
    }
    expect(apart).toBeLessThan(sets * 0.02);
    for (const name of ["alpha", "beta", "c"] as const) {
      const share = coverage(
        fits.map((fit) => {
          const error = fit.standardErrors[name]! / fit.parameters[name];
          return Math.abs(Math.log(fit.parameters[name] / truth[name])) < 1.96 * error;
        }),
      );
      console.log(
        `beta-discrete-Weibull ${name}: covered in ${(100 * share).toFixed(1)} % of ${fits.length}, ` +
          `not converged ${apart}`,
      );
      expect(share).toBeGreaterThan(0.92);
      expect(share).toBeLessThan(0.98);
    }
  });
});
