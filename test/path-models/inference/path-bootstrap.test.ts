import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/numeric/index.js";
import { bootstrapPathModel, fitPathModel } from "../../../src/path-models/index.js";
import { resampledNumber } from "../../../src/path-models/inference/bootstrap-intervals.js";
import { preparePathBootstrap } from "../../../src/path-models/inference/bootstrap-path-model.js";
import { bootstrapRunner } from "../../../src/path-models/inference/path-bootstrap-job.js";
import { simulatedSurvey, surveyModel } from "../simulated-survey.js";

const survey = simulatedSurvey(150, 5);
const model = fitPathModel(survey, surveyModel);

describe("the bootstrap", () => {
  test("gives the same bits for the same seed, and others for another", () => {
    const options = { samples: 50, seed: 7 };
    const once = bootstrapPathModel(model, survey, options);
    expect(bootstrapPathModel(model, survey, options).estimates.data).toEqual(once.estimates.data);
    expect(bootstrapPathModel(model, survey, { samples: 50, seed: 8 }).estimates.data).not.toEqual(once.estimates.data);
    for (const [p, { value }] of model.paths.entries()) expect(once.paths.column("value").at(p)).toBeCloseTo(value!, 9);
  });

  test("can be divided among threads in any way: blocks in any order, by any number of runners", () => {
    const options = { samples: 130, seed: 3, interval: "bca" } as const;
    const whole = bootstrapPathModel(model, survey, options);
    const shared = {
      doubles: (length: number) => new Float64Array(new SharedArrayBuffer(8 * length)),
      integers: (length: number) => new Int32Array(new SharedArrayBuffer(4 * length)),
      keep: (numbers: Float64Array) => numbers.slice(),
    };
    const job = preparePathBootstrap("test", model, survey, options, shared);
    // What a thread gets is a copy of everything but the shared memory.
    const { results, outcomes, ...rest } = job.state;
    const runners = [1, 2].map(() => bootstrapRunner({ ...structuredClone(rest), results, outcomes }));
    for (let block = job.state.blocks - 1; block >= 0; block--) runners[block % 2]!(block);
    const parts = job.finish();
    expect(Array.from(parts.estimates.data)).toEqual(Array.from(whole.estimates.data));
    expect(parts.indices.toRows()).toEqual(whole.indices.toRows());
    expect(parts.dropped).toEqual(whole.dropped);
  });

  test("resamples what the model was fitted with: every number is that of a fit to the drawn respondents", () => {
    const { estimates } = bootstrapPathModel(model, survey, { samples: 5, seed: 11 });
    const stream = createRandom(11).fork(3);
    const drawn = survey["q1"]!.map(() => stream.integer(150));
    const resample = Object.fromEntries(
      Object.entries(survey).map(([item, values]) => [item, drawn.map((row) => values[row]!)]),
    );
    const refit = fitPathModel(resample, surveyModel);
    const row = estimates.data.subarray(3 * estimates.parameters.length, 4 * estimates.parameters.length);
    estimates.parameters.forEach(({ group, first, second }, at) => {
      if (group === "index") expect(row[at]).toBeCloseTo(refit.indices[first]!, 7);
      if (group === "weight") expect(row[at]).toBeCloseTo(refit.outerWeights[first]![second]!, 7);
      if (group === "htmtSigned") {
        const pair = refit.htmt.find(({ construct, other }) => construct === first && other === second)!;
        expect(row[at]).toBeCloseTo(pair.signed!, 7);
      }
      if (group === "path") {
        const path = refit.paths.find(({ from, to }) => from === first && to === second)!;
        expect(row[at]).toBeCloseTo(path.value!, 7);
      }
    });
  });

  test("has the standard error of a mean where the index is a mean", () => {
    const { indices } = bootstrapPathModel(model, survey, { samples: 4000, seed: 2 });
    const answers = survey["c1"]!;
    const mean = answers.reduce((sum, answer) => sum + answer, 0) / 150;
    const deviation = Math.sqrt(answers.reduce((sum, answer) => sum + (answer - mean) ** 2, 0) / 150);
    const row = indices.toRows().find(({ construct }) => construct === "complaints")!;
    expect(row.standardError! / (((100 / 9) * deviation) / Math.sqrt(150))).toBeCloseTo(1, 1);
    expect(row.value).toBeCloseTo(((mean - 1) / 9) * 100, 9);
    expect(row.lower).toBeLessThan(row.value!);
    expect(row.upper).toBeGreaterThan(row.value!);
  });

  test("never dies: resamples in which an item does not vary are dropped and counted", () => {
    const rare = { ...survey, l3: survey["l3"]!.map((_, row) => (row === 0 ? 9 : 5)) };
    const fragile = fitPathModel(rare, surveyModel);
    const result = bootstrapPathModel(fragile, rare, { samples: 400, seed: 1, interval: "bca" });
    // The one respondent is absent from (1 − 1/150)^150 = 36.7 % of resamples.
    expect(result.dropped.constantItem).toBeGreaterThan(110);
    expect(result.dropped.constantItem).toBeLessThan(185);
    expect(result.draws + result.dropped.constantItem).toBe(400);
    expect(
      result.paths
        .column("lower")
        .toArray()
        .every((value) => value !== null),
    ).toBe(true);
  });

  test("drops collinear and unsettled resamples by cause", () => {
    const small = Object.fromEntries(Object.entries(survey).map(([item, values]) => [item, values.slice(0, 10)]));
    const formative = fitPathModel(small, {
      ...surveyModel,
      constructs: {
        quality: { items: ["q1", "q2", "q3", "l1", "l2"], mode: "B" },
        satisfaction: { items: ["s1", "s2", "s3"] },
        complaints: { items: ["c1"] },
        loyalty: { items: ["l3"] },
      },
    });
    const result = bootstrapPathModel(formative, small, { samples: 300, seed: 1 });
    expect(result.dropped.singular).toBeGreaterThan(0);
    const causes = Object.values(result.dropped).reduce((sum, count) => sum + count, 0);
    expect(result.draws + causes).toBe(300);
    const hurried = fitPathModel(survey, { ...surveyModel, maxIterations: 2 });
    const unsettled = bootstrapPathModel(hurried, survey, { samples: 20, seed: 1 });
    expect(unsettled.dropped.notConverged).toBe(20);
    expect(unsettled.draws).toBe(0);
    expect(unsettled.indices.column("lower").at(0)).toBeNull();
  });

  test("follows the policy for missing answers and the survey weights of the model", () => {
    const gappy = Object.fromEntries(
      Object.entries(survey).map(([item, values], column) => [
        item,
        values.map((value, row) => ((row + 5 * column) % 23 === 0 ? null : value)),
      ]),
    );
    for (const missing of ["listwise", "mean", "pairwise", "em"] as const) {
      const fitted = fitPathModel(gappy, { ...surveyModel, missing });
      const result = bootstrapPathModel(fitted, gappy, { samples: 30, seed: 1 });
      expect(result.draws).toBe(30);
      for (const [p, row] of result.paths.toRows().entries()) expect(row.value).toBeCloseTo(fitted.paths[p]!.value!, 8);
    }
    const weights = survey["q1"]!.map((_, row) => (row < 75 ? 1 : 0));
    const half = Object.fromEntries(Object.entries(survey).map(([item, values]) => [item, values.slice(0, 75)]));
    const weighted = bootstrapPathModel(fitPathModel(survey, { ...surveyModel, weights }), survey, {
      samples: 30,
      weights,
    });
    const plain = bootstrapPathModel(fitPathModel(half, surveyModel), half, { samples: 30 });
    expect(weighted.indices.column("upper").toArray()).toEqual(plain.indices.column("upper").toArray());
  });

  test("resamples both stages of a higher-order model", () => {
    const higher = fitPathModel(survey, {
      constructs: {
        quality: { items: ["q1", "q2", "q3"] },
        loyalty: { items: ["l1", "l2", "l3"] },
        satisfaction: { items: ["s1", "s2", "s3"] },
        regard: { constructs: ["quality", "satisfaction"] },
      },
      paths: [{ from: "regard", to: "loyalty" }],
      scale: [1, 10],
    });
    expect(higher.indices["regard"]).toBeGreaterThan(0);
    const result = bootstrapPathModel(higher, survey, { samples: 200, seed: 1 });
    expect(result.draws).toBe(200);
    const weights = result.weights.toRows().filter(({ construct }) => construct === "regard");
    expect(weights.map(({ item }) => item)).toEqual(["quality", "satisfaction"]);
    for (const { lower, value, upper } of weights) {
      expect(lower).toBeLessThan(value!);
      expect(upper).toBeGreaterThan(value!);
    }
  });

  test("takes the sign of a construct from the model", () => {
    // Items that almost cancel out: the sign of the score is an accident of each resample.
    const random = createRandom(1);
    const x = Array.from({ length: 80 }, () => random.normal());
    const noisy = {
      a: x.map((value) => value + random.normal()),
      b: x.map((value) => -value + random.normal()),
      y: x.map((value) => 0.5 * value + random.normal()),
    };
    const fitted = fitPathModel(noisy, {
      constructs: { x: { items: ["a", "b"] }, y: { items: ["y"] } },
      paths: [{ from: "x", to: "y" }],
    });
    const { weights } = bootstrapPathModel(fitted, noisy, { samples: 300, seed: 1 });
    for (const row of weights.toRows().filter(({ construct }) => construct === "x")) {
      expect(Math.abs(row.bias!)).toBeLessThan(0.25);
    }
  });
});

describe("a bootstrap interval", () => {
  const values = Float64Array.from({ length: 999 }, (_, i) => (i + 1) / 1000);

  test("is between quantiles of the resamples", () => {
    const { lower, upper, standardError, bias } = resampledNumber(0.5, values, null, "percentile", 0.9);
    expect(lower).toBeCloseTo(0.0509, 4);
    expect(upper).toBeCloseTo(0.9491, 4);
    expect(standardError).toBeCloseTo(Math.sqrt(1 / 12), 3);
    expect(bias).toBeCloseTo(0, 12);
  });

  test("bca without bias or skewness is the percentile interval", () => {
    const percentile = resampledNumber(0.5, values, null, "percentile", 0.95);
    const corrected = resampledNumber(0.5, values, Float64Array.of(0.4, 0.5, 0.6), "bca", 0.95);
    expect(corrected.lower).toBeCloseTo(percentile.lower, 9);
    expect(corrected.upper).toBeCloseTo(percentile.upper, 9);
  });

  test("bca corrects as Efron's formula says", () => {
    // 40 % of the resamples lie below the estimate: z₀ = Φ⁻¹(.4) = −.253347; a from the values left out.
    const leftOut = Float64Array.of(0.1, 0.5, 0.55, 0.6);
    const a =
      ((0.4375 - 0.1) ** 3 + (0.4375 - 0.5) ** 3 + (0.4375 - 0.55) ** 3 + (0.4375 - 0.6) ** 3) /
      (6 * (0.3375 ** 2 + 0.0625 ** 2 + 0.1125 ** 2 + 0.1625 ** 2) ** 1.5);
    const result = resampledNumber(
      0.4,
      values.map((value) => value),
      leftOut,
      "bca",
      0.95,
    );
    const z0 = -0.254;
    const tail = (z: number): number => {
      const shifted = z0 + (z0 + z) / (1 - a * (z0 + z));
      // Abramowitz and Stegun 26.2.17
      const t = 1 / (1 + 0.2316419 * Math.abs(shifted));
      const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
      const upper = (Math.exp((-shifted * shifted) / 2) / Math.sqrt(2 * Math.PI)) * poly;
      return shifted > 0 ? 1 - upper : upper;
    };
    expect(result.lower).toBeCloseTo(tail(-1.959964), 2);
    expect(result.upper).toBeCloseTo(tail(1.959964), 2);
    expect(result.upper).toBeLessThan(resampledNumber(0.4, values, null, "percentile", 0.95).upper);
  });

  test("stays finite where the estimate is beyond all resamples, and unknown below two of them", () => {
    const beyond = resampledNumber(2, values, null, "bca", 0.95);
    expect(Number.isFinite(beyond.lower + beyond.upper)).toBe(true);
    expect(resampledNumber(1, Float64Array.of(1, Number.NaN), null, "percentile", 0.95)).toMatchObject({
      draws: 1,
      standardError: Number.NaN,
    });
  });
});
