import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  betaGeometricIndividual,
  betaGeometricLogLikelihood,
} from "../../src/lifetime-value/beta-geometric/beta-geometric-likelihood.js";
import { covariateLogLikelihood } from "../../src/lifetime-value/fitting/covariate-likelihood.js";
import { readOpportunities, readPurchases, readSpend } from "../../src/lifetime-value/fitting/customer-statistics.js";
import {
  type LogLikelihoodFunction,
  logarithmicLogLikelihood,
} from "../../src/lifetime-value/fitting/log-likelihood-function.js";
import { groupPurchases } from "../../src/lifetime-value/fitting/purchase-groups.js";
import { bgBbLogLikelihood } from "../../src/lifetime-value/purchases/bg-bb-likelihood.js";
import { nbdLogLikelihood } from "../../src/lifetime-value/purchases/nbd-likelihood.js";
import {
  paretoNbdIndividual,
  paretoNbdLogLikelihood,
} from "../../src/lifetime-value/purchases/pareto-nbd-likelihood.js";
import { gammaGammaLogLikelihood, groupSpend } from "../../src/lifetime-value/spend/gamma-gamma-likelihood.js";
import { hypergeometric2F1, log1mexp, logRising } from "../../src/numeric/index.js";

const customers = {
  frequency: [0, 0, 1, 2, 2, 7, 31, 4, 0],
  recency: [0, 0, 3, 30.4, 30.4, 38, 39, 5, 0],
  age: [39, 12.5, 38, 38.9, 38.9, 38.2, 39, 20, 0],
  count: [30, 4, 9, 3, 2, 1, 1, 2, 5],
  web: [0, 1, 1, 0, 1, 0, 1, 1, 0],
};
const history = readPurchases("test", customers);
const groups = groupPurchases(history);
const donors = readOpportunities("test", {
  frequency: [0, 1, 3, 6, 2],
  recency: [0, 4, 5, 6, 2],
  opportunities: [6, 6, 6, 6, 9],
  count: [30, 7, 5, 6, 4],
});
const spend = readSpend("test", { frequency: [1, 2, 2, 9], monetary: [12, 25, 7.5, 40], count: [3, 1, 4, 2] }, "paid");

const surfaces: Readonly<Record<string, LogLikelihoodFunction>> = {
  "bg-nbd": betaGeometricLogLikelihood(groups, { stages: 1, immediate: 0 }),
  "mbg-nbd": betaGeometricLogLikelihood(groups, { stages: 1, immediate: 1 }),
  "bg-cnbd-2": betaGeometricLogLikelihood(groups, { stages: 2, immediate: 0 }),
  "mbg-cnbd-4": betaGeometricLogLikelihood(groups, { stages: 4, immediate: 1 }),
  "pareto-nbd": paretoNbdLogLikelihood(groups),
  nbd: nbdLogLikelihood(groups),
  "bg-bb": bgBbLogLikelihood(groupPurchases(donors)),
  "gamma-gamma": gammaGammaLogLikelihood(groupSpend(spend)),
  "bg-nbd with covariates": covariateLogLikelihood(
    groupPurchases(history, [Float64Array.from(customers.web)]),
    betaGeometricIndividual({ stages: 1, immediate: 0 }),
    4,
    [
      { column: "web", on: "alpha", parameter: 1, covariate: 0 },
      { column: "web", on: "b", parameter: 3, covariate: 0 },
    ],
  ),
  "pareto-nbd with covariates": covariateLogLikelihood(
    groupPurchases(history, [Float64Array.from(customers.web)]),
    paretoNbdIndividual(),
    4,
    [{ column: "web", on: "beta", parameter: 3, covariate: 0 }],
  ),
};

describe.each(Object.entries(surfaces))("the log-likelihood of %s", (_, surface) => {
  const n = surface.dimension;
  const coordinate = fc.double({ min: -1.5, max: 2.5, noNaN: true });

  it("has the gradient and the Hessian that differences give", () => {
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: n, maxLength: n }), (place) => {
        const point = Float64Array.from(place);
        const gradient = new Float64Array(n);
        const hessian = new Float64Array(n * n);
        const value = surface.evaluate(point, gradient, hessian);
        const size = 1 + Math.abs(value);
        const h = 1e-4;
        for (let i = 0; i < n; i++) {
          const [up, down] = [1, -1].map((side) => {
            const moved = point.slice();
            moved[i]! += side * h;
            const slope = new Float64Array(n);
            return { value: surface.evaluate(moved, slope, new Float64Array(n * n)), slope };
          });
          expect(Math.abs((up!.value - down!.value) / (2 * h) - gradient[i]!)).toBeLessThan(1e-6 * size);
          for (let j = 0; j < n; j++) {
            const difference = (up!.slope[j]! - down!.slope[j]!) / (2 * h);
            expect(Math.abs(difference - hessian[i * n + j]!)).toBeLessThan(1e-6 * size);
          }
        }
      }),
      { numRuns: 15 },
    );
  });
});

describe("surfaces", () => {
  it("are the sum of the individual likelihoods", () => {
    const values = Float64Array.of(0.6, 7, 0.9, 2.5);
    const point = values.map(Math.log);
    const pairs = [
      [surfaces["bg-nbd"]!, betaGeometricIndividual({ stages: 1, immediate: 0 })],
      [surfaces["mbg-cnbd-4"]!, betaGeometricIndividual({ stages: 4, immediate: 1 })],
      [surfaces["pareto-nbd"]!, paretoNbdIndividual()],
    ] as const;
    for (const [surface, individual] of pairs) {
      const own = logarithmicLogLikelihood(4, (at, gradient, hessian) => {
        gradient.fill(0);
        hessian.fill(0);
        let total = 0;
        for (let row = 0; row < 9; row++) {
          const [g, h] = [new Float64Array(4), new Float64Array(16)];
          const { frequency, recency, age, count } = customers;
          total += count[row]! * individual(at, frequency[row]!, recency[row]!, age[row]!, g, h);
          for (let i = 0; i < 4; i++) gradient[i]! += count[row]! * g[i]!;
          for (let i = 0; i < 16; i++) hessian[i]! += count[row]! * h[i]!;
        }
        return total;
      });
      const results = [surface, own].map((which) => {
        const [gradient, hessian] = [new Float64Array(4), new Float64Array(16)];
        return [which.evaluate(point, gradient, hessian), ...gradient, ...hessian];
      });
      for (const [i, value] of results[0]!.entries()) {
        expect(Math.abs(value - results[1]![i]!)).toBeLessThan(1e-11 * (1 + Math.abs(value)));
      }
    }
  });

  it("of Pareto/NBD agrees with the published closed form in hypergeometric functions", () => {
    const parameter = fc.double({ min: 0.3, max: 20, noNaN: true });
    fc.assert(
      fc.property(
        fc.tuple(parameter, parameter, parameter, parameter),
        fc.integer({ min: 0, max: 60 }),
        fc.double({ min: 0.05, max: 0.9, noNaN: true }),
        fc.double({ min: 1, max: 200, noNaN: true }),
        ([r, alpha, s, beta], x, share, age) => {
          const recency = x === 0 ? 0 : share * age;
          const [g, h] = [new Float64Array(4), new Float64Array(16)];
          const got = paretoNbdIndividual()(Float64Array.of(r, alpha, s, beta), x, recency, age, g, h);
          // Fader & Hardie 2005, equations 20 to 22.
          const total = r + s + x;
          const [large, small, second] = alpha >= beta ? [alpha, beta, s + 1] : [beta, alpha, r + x];
          const term = (time: number): number =>
            Math.log(hypergeometric2F1(total, second, total + 1, (large - small) / (large + time))) -
            total * Math.log(large + time);
          const difference = term(recency) + log1mexp(term(age) - term(recency));
          const here = -(r + x) * Math.log(alpha + age) - s * Math.log(beta + age);
          const there = Math.log(s / total) + difference;
          const both = Math.max(here, there) + Math.log1p(Math.exp(-Math.abs(here - there)));
          const expected = logRising(r, x) + r * Math.log(alpha) + s * Math.log(beta) + both;
          expect(Math.abs(got - expected)).toBeLessThan(1e-8 * (1 + Math.abs(expected)));
        },
      ),
    );
  });

  it("stay finite for a frequency of 10,000 and ages of a million", () => {
    const extreme = groupPurchases(
      readPurchases("test", {
        frequency: [10_000, 0, 10_000, 1],
        recency: [1e6, 0, 1, 1e-6],
        age: [1e6, 1e6, 1e6, 1e6],
      }),
    );
    const all = [
      ...[0, 1].map((immediate) => betaGeometricLogLikelihood(extreme, { stages: 1, immediate: immediate as 0 | 1 })),
      betaGeometricLogLikelihood(extreme, { stages: 3, immediate: 1 }),
      paretoNbdLogLikelihood(extreme),
    ];
    for (const surface of all) {
      for (const place of [-8, 0, 8]) {
        const [gradient, hessian] = [new Float64Array(4), new Float64Array(16)];
        const value = surface.evaluate(new Float64Array(4).fill(place), gradient, hessian);
        expect([value, ...gradient, ...hessian].every(Number.isFinite)).toBe(true);
      }
    }
  });
});
