import { describe, expect, it } from "vitest";
import { createRandom } from "../../src/numeric/index.js";
import { fitCox, kaplanMeier, logRank, testProportionalHazards } from "../../src/survival/index.js";

const studies = 2000;

/** How far a share over the studies may lie from its probability: four standard deviations. */
const slack = (probability: number) => 4 * Math.sqrt((probability * (1 - probability)) / studies);

describe("intervals and tests of survival over simulated studies", () => {
  it("holds the true survival in its 95 % bands as often as promised", () => {
    const random = createRandom(1);
    const times = [0.2, 0.7, 1.4];
    const inside = { "log-log": [0, 0, 0], log: [0, 0, 0], plain: [0, 0, 0] };
    for (let study = 0; study < studies; study++) {
      const ends = Array.from({ length: 200 }, () => random.exponential());
      const seen = ends.map(() => 2.5 * random.uniform() + 0.3);
      const durations = ends.map((end, i) => Math.min(end, seen[i]!));
      const events = ends.map((end, i) => (end <= seen[i]! ? 1 : 0));
      for (const interval of ["log-log", "log", "plain"] as const) {
        const steps = kaplanMeier(durations, events, { interval }).table.toColumns();
        times.forEach((time, at) => {
          const step = steps.time.filter((one) => one! <= time).length - 1;
          const truth = Math.exp(-time);
          if (steps.lower[step]! <= truth && truth <= steps.upper[step]!) inside[interval][at]!++;
        });
      }
    }
    for (const [interval, counts] of Object.entries(inside)) {
      for (const count of counts) expect(Math.abs(count / studies - 0.95), interval).toBeLessThan(slack(0.95) + 0.012);
    }
  });

  it("has restricted means without bias and with standard errors that tell their spread", () => {
    const random = createRandom(2);
    const means: number[] = [];
    const errors: number[] = [];
    for (let study = 0; study < studies; study++) {
      const ends = Array.from({ length: 150 }, () => random.exponential());
      const seen = ends.map(() => 1.2 + 2 * random.uniform());
      const curve = kaplanMeier(
        ends.map((end, i) => Math.min(end, seen[i]!)),
        ends.map((end, i) => (end <= seen[i]! ? 1 : 0)),
      );
      const { mean, standardError } = curve.restrictedMean(1);
      means.push(mean);
      errors.push(standardError);
    }
    const average = means.reduce((sum, value) => sum + value, 0) / studies;
    const spread = Math.sqrt(means.reduce((sum, value) => sum + (value - average) ** 2, 0) / studies);
    expect(Math.abs(average - (1 - Math.exp(-1)))).toBeLessThan((4 * spread) / Math.sqrt(studies));
    expect(errors.reduce((sum, value) => sum + value, 0) / studies / spread).toBeCloseTo(1, 1);
  });

  it("holds the true Cox coefficients as often as promised, with tied times too", () => {
    const random = createRandom(3);
    const truth = [0.8, -0.5];
    const inside = [0, 0];
    for (let study = 0; study < studies; study++) {
      const x = Array.from({ length: 200 }, () => [random.normal(), random.uniform() < 0.4 ? 1 : 0]);
      const ends = x.map(([a, b]) => random.exponential() * Math.exp(-truth[0]! * a! - truth[1]! * b!));
      const seen = ends.map(() => 3 * random.uniform());
      const model = fitCox(
        x,
        ends.map((end, i) => Math.ceil(20 * Math.min(end, seen[i]!))),
        ends.map((end, i) => (end <= seen[i]! ? 1 : 0)),
      );
      truth.forEach((value, j) => {
        if (Math.abs(model.coefficients[j]! - value) <= 1.959964 * model.standardErrors[j]!) inside[j]!++;
      });
    }
    for (const count of inside) expect(Math.abs(count / studies - 0.95)).toBeLessThan(slack(0.95) + 0.01);
  });

  it("rejects a true hypothesis as often as its level says", () => {
    const random = createRandom(4);
    const rejected = { logRank: 0, hazards: 0 };
    for (let study = 0; study < studies; study++) {
      const groups = Array.from({ length: 200 }, (_, i) => i % 3);
      const durations = groups.map(() => random.exponential());
      const events = groups.map(() => (random.uniform() < 0.8 ? 1 : 0));
      if (logRank(durations, events, groups).pValue < 0.05) rejected.logRank++;
      const x = groups.map(() => [random.normal(), random.normal()]);
      const ends = x.map(([a]) => random.exponential() * Math.exp(-0.5 * a!));
      const test = testProportionalHazards(fitCox(x, ends, events), x, ends, events);
      if (test.global!.pValue < 0.05) rejected.hazards++;
    }
    for (const count of Object.values(rejected))
      expect(Math.abs(count / studies - 0.05)).toBeLessThan(slack(0.05) + 0.005);
  });
});
