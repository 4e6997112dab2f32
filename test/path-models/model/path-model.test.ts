import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readModel } from "../../../src/errors/index.js";
import {
  constructScores,
  fitPathModel,
  type InnerScheme,
  type MeasuredConstruct,
  type PathModelOptions,
  type PathStatistics,
  pathStatistics,
  type WeightMode,
} from "../../../src/path-models/index.js";
import { pathModelFormat } from "../../../src/path-models/model/path-model-format.js";
import { table } from "../../../src/table/index.js";
import { caseWisePathModel } from "../case-wise-path-model.js";
import { simulatedSurvey, surveyModel } from "../simulated-survey.js";

const survey = simulatedSurvey(200, 1);

function pathValue(values: readonly { from: string; to: string; value: number | null }[], from: string, to: string) {
  return values.find((one) => one.from === from && one.to === to)?.value;
}

/** Statistics of a population, as a query would bring them. */
function population(items: readonly string[], correlation: readonly (readonly number[])[]): PathStatistics {
  return {
    kind: "path-statistics",
    schema: 1,
    items,
    respondents: 1000,
    effectiveRespondents: 1000,
    means: items.map(() => 5),
    covariance: correlation,
    minimum: items.map(() => 1),
    maximum: items.map(() => 10),
    missing: {
      policy: "error",
      rows: 1000,
      used: 1000,
      dropped: 0,
      zeroWeight: 0,
      items: [],
      filled: 0,
      emIterations: null,
    },
  };
}

describe("the estimate from covariances", () => {
  const scheme = fc.constantFrom<InnerScheme>("path", "factorial", "centroid");
  const mode = fc.constantFrom<WeightMode>("A", "B", "unit");

  test("is that of the algorithm on respondents, in every mode and scheme, weighted or not", () => {
    fc.assert(
      fc.property(
        fc.record({
          scheme,
          quality: mode,
          satisfaction: mode,
          loyalty: mode,
          seed: fc.nat(1000),
          weighted: fc.boolean(),
        }),
        ({ scheme, quality, satisfaction, loyalty, seed, weighted }) => {
          const answers = simulatedSurvey(50, seed);
          const weights = weighted ? answers["q1"]!.map((_, row) => 0.5 + (row % 4)) : undefined;
          const constructs: Record<string, MeasuredConstruct> = {
            quality: { items: ["q1", "q2", "q3"], mode: quality },
            satisfaction: { items: ["s1", "s2", "s3"], mode: satisfaction },
            complaints: { items: ["c1"] },
            loyalty: { items: ["l1", "l2", "l3"], mode: loyalty },
          };
          const expected = caseWisePathModel(answers, constructs, surveyModel.paths, scheme, weights);
          const model = fitPathModel(answers, {
            constructs,
            paths: surveyModel.paths,
            scheme,
            maxIterations: 500,
            ...(weights === undefined ? {} : { weights }),
          });
          for (const [name, { items }] of Object.entries(constructs)) {
            for (const item of items) {
              expect(model.outerWeights[name]![item]).toBeCloseTo(expected.weights[name]![item]!, 7);
              expect(model.loadings[name]![item]).toBeCloseTo(expected.loadings[name]![item]!, 7);
            }
          }
          for (const { from, to, value } of expected.paths)
            expect(pathValue(model.paths, from, to)).toBeCloseTo(value, 7);
          for (const [name, value] of Object.entries(expected.rSquared))
            expect(model.rSquared[name]).toBeCloseTo(value, 7);
        },
      ),
      { numRuns: 10, seed: 5 },
    );
  });

  test("is the same from ready statistics as from the answers", () => {
    const statistics = pathStatistics(survey, { items: Object.keys(survey) });
    const direct = fitPathModel(survey, surveyModel);
    const reduced = fitPathModel(JSON.parse(JSON.stringify(statistics)), surveyModel);
    for (const { from, to, value } of direct.paths) expect(pathValue(reduced.paths, from, to)).toBeCloseTo(value!, 12);
    for (const name of direct.constructs) expect(reduced.indices[name]).toBeCloseTo(direct.indices[name]!, 10);
  });

  test("takes whole survey weights for respondents repeated", () => {
    const weights = survey["q1"]!.map((_, row) => row % 3);
    const repeated = Object.fromEntries(
      Object.entries(survey).map(([item, values]) => [
        item,
        values.flatMap((value, row) => new Array<number>(row % 3).fill(value)),
      ]),
    );
    const weighted = fitPathModel({ ...survey, w: weights }, { ...surveyModel, weights: "w" });
    const plain = fitPathModel(repeated, surveyModel);
    for (const name of plain.constructs) expect(weighted.indices[name]).toBeCloseTo(plain.indices[name]!, 9);
    for (const { from, to, value } of plain.paths) expect(pathValue(weighted.paths, from, to)).toBeCloseTo(value!, 9);
    expect(weighted.statistics.missing.zeroWeight).toBe(67);
    expect(weighted.statistics.effectiveRespondents).toBeLessThan(weighted.statistics.respondents);
  });

  test("does not depend on the unit of an item, nor does its index", () => {
    const cents = { ...survey, q1: survey["q1"]!.map((value) => 1e6 + value * 100) };
    const model = fitPathModel(survey, surveyModel);
    const scale = Object.fromEntries(Object.keys(survey).map((item) => [item, [1, 10] as const]));
    const other = fitPathModel(cents, { ...surveyModel, scale: { ...scale, q1: [1e6 + 100, 1e6 + 1000] } });
    for (const name of model.constructs) expect(other.indices[name]).toBeCloseTo(model.indices[name]!, 8);
    for (const { from, to, value } of model.paths) expect(pathValue(other.paths, from, to)).toBeCloseTo(value!, 9);
  });

  test("says n or n − 1 only in the deviations", () => {
    const sample = fitPathModel(survey, surveyModel);
    const whole = fitPathModel(survey, { ...surveyModel, deviation: "population" });
    expect(whole.deviations["q1"]! / sample.deviations["q1"]!).toBeCloseTo(Math.sqrt(199 / 200), 12);
    expect(whole.paths).toEqual(sample.paths);
    expect(whole.indices).toEqual(sample.indices);
  });

  test("ends at the same place under either stopping rule", () => {
    const absolute = fitPathModel(survey, surveyModel);
    const squared = fitPathModel(survey, { ...surveyModel, stopRule: "squared", tolerance: 1e-20 });
    for (const { from, to, value } of absolute.paths) expect(pathValue(squared.paths, from, to)).toBeCloseTo(value!, 8);
  });
});

describe("effects", () => {
  test("of all chains are sums of products of paths", () => {
    const model = fitPathModel(survey, surveyModel);
    const path = (from: string, to: string): number => pathValue(model.paths, from, to)!;
    const through = path("quality", "satisfaction") * path("satisfaction", "loyalty");
    expect(pathValue(model.indirectEffects, "quality", "loyalty")).toBeCloseTo(through, 12);
    expect(pathValue(model.totalEffects, "quality", "loyalty")).toBeCloseTo(path("quality", "loyalty") + through, 12);
    expect(pathValue(model.indirectEffects, "quality", "satisfaction")).toBeUndefined();
    expect(pathValue(model.totalEffects, "loyalty", "quality")).toBeUndefined();
  });

  test("R², f² and variance inflation agree where scores stay fixed", () => {
    const model = fitPathModel(survey, { ...surveyModel, fSquared: "fixed" });
    const place = (name: string): number => model.constructs.indexOf(name);
    const r = (a: string, b: string): number => model.correlations[place(a)]![place(b)]!;
    const without = r("satisfaction", "loyalty") ** 2;
    const full = model.rSquared["loyalty"]!;
    expect(pathValue(model.fSquared, "quality", "loyalty")).toBeCloseTo((full - without) / (1 - full), 12);
    const inflation = 1 / (1 - r("quality", "satisfaction") ** 2);
    expect(pathValue(model.vif, "quality", "loyalty")).toBeCloseTo(inflation, 12);
    expect(pathValue(model.vif, "quality", "satisfaction")).toBe(1);
  });
});

describe("consistent PLS", () => {
  const loadings: Record<string, number> = {
    x1: 0.9,
    x2: 0.7,
    x3: 0.6,
    m1: 0.8,
    m2: 0.75,
    m3: 0.85,
    y1: 0.65,
    y2: 0.8,
    y3: 0.7,
  };
  const items = Object.keys(loadings);
  // ξ → μ .6; ξ → η .2, μ → η .5: correlations .6, and .2 + .5·.6 = .5, .5 + .2·.6 = .62.
  const latent: Record<string, number> = {
    xm: 0.6,
    mx: 0.6,
    xy: 0.5,
    yx: 0.5,
    my: 0.62,
    ym: 0.62,
    xx: 1,
    mm: 1,
    yy: 1,
  };
  const correlation = items.map((a) =>
    items.map((b) => (a === b ? 1 : loadings[a]! * loadings[b]! * latent[`${a[0]}${b[0]}`]!)),
  );
  const options: PathModelOptions = {
    constructs: {
      x: { items: ["x1", "x2", "x3"] },
      m: { items: ["m1", "m2", "m3"] },
      y: { items: ["y1", "y2", "y3"] },
    },
    paths: [
      { from: "x", to: "m" },
      { from: "x", to: "y" },
      { from: "m", to: "y" },
    ],
    consistent: true,
  };

  test.each(["path", "factorial", "centroid"] as const)(
    "gives back a population of common factors, scheme %s",
    (scheme) => {
      const model = fitPathModel(population(items, correlation), { ...options, scheme });
      expect(model.status).toBe("converged");
      for (const item of items) expect(model.loadings[item[0]!]![item]).toBeCloseTo(loadings[item]!, 8);
      expect(pathValue(model.paths, "x", "m")).toBeCloseTo(0.6, 8);
      expect(pathValue(model.paths, "x", "y")).toBeCloseTo(0.2, 8);
      expect(pathValue(model.paths, "m", "y")).toBeCloseTo(0.5, 8);
      expect(model.srmr.saturated).toBeCloseTo(0, 8);
      expect(model.srmr.estimated).toBeCloseTo(0, 8);
    },
  );

  test("gives back a population with a factor of factors", () => {
    // η is seen through a (.8), b (.7) and c (.9), each a factor of three items; ξ → η .6.
    const parts: Record<string, number> = { a: 0.8, b: 0.7, c: 0.9 };
    const own: Record<string, number> = { 1: 0.8, 2: 0.7, 3: 0.75 };
    const names = ["a", "b", "c", "x"].flatMap((part) => [1, 2, 3].map((i) => `${part}${i}`));
    const between = (p: string, q: string): number => {
      if (p === q) return 1;
      return (parts[p] ?? 0.6) * (parts[q] ?? 0.6);
    };
    const matrix = names.map((i) =>
      names.map((j) => (i === j ? 1 : own[i[1]!]! * own[j[1]!]! * between(i[0]!, j[0]!))),
    );
    const model = fitPathModel(population(names, matrix), {
      constructs: {
        x: { items: ["x1", "x2", "x3"] },
        a: { items: ["a1", "a2", "a3"] },
        b: { items: ["b1", "b2", "b3"] },
        c: { items: ["c1", "c2", "c3"] },
        eta: { constructs: ["a", "b", "c"] },
      },
      paths: [{ from: "x", to: "eta" }],
      consistent: true,
    });
    expect(model.status).toBe("converged");
    for (const [part, loading] of Object.entries(parts)) expect(model.loadings["eta"]![part]).toBeCloseTo(loading, 7);
    for (const part of Object.keys(parts)) expect(model.loadings[part]![`${part}1`]).toBeCloseTo(0.8, 7);
    expect(pathValue(model.paths, "x", "eta")).toBeCloseTo(0.6, 7);
  });

  test("says so when the correction goes beyond what correlations can be", () => {
    const doubtful = { x1: 1, x2: 1, x3: 1 };
    const matrix = items.map((a) =>
      items.map((b) => {
        if (a === b) return 1;
        return a in doubtful && b in doubtful ? 0.05 : loadings[a]! * loadings[b]! * latent[`${a[0]}${b[0]}`]!;
      }),
    );
    const model = fitPathModel(population(items, matrix), options);
    expect(["boundary", "notIdentified", "failed"]).toContain(model.status);
    expect(model.reason).not.toBeNull();
  });

  test("leaves unknown what an unreliable construct makes unknown", () => {
    const matrix = items.map((a) =>
      items.map((b) => {
        if (a === b) return 1;
        return a[0] === "x" && b[0] === "x" ? -0.2 : loadings[a]! * loadings[b]! * latent[`${a[0]}${b[0]}`]!;
      }),
    );
    const model = fitPathModel(population(items, matrix), options);
    expect(model.status).toBe("failed");
    expect(model.reason).toContain('"x"');
    expect(pathValue(model.paths, "x", "m")).toBeNull();
    expect(JSON.stringify(model)).not.toContain("NaN");
  });
});

describe("the index", () => {
  test("is the weighted mean of the respondents' scores, from 0 to 100", () => {
    const model = fitPathModel(survey, surveyModel);
    for (const name of model.constructs) {
      const scores = constructScores(model, survey).column(name).toArray() as number[];
      expect(scores.reduce((sum, score) => sum + score, 0) / scores.length).toBeCloseTo(model.indices[name]!, 9);
      expect(Math.min(...scores)).toBeGreaterThanOrEqual(-1e-9);
      expect(Math.max(...scores)).toBeLessThanOrEqual(100 + 1e-9);
    }
  });

  test("is 0 and 100 at the ends of the scale", () => {
    const model = fitPathModel(survey, surveyModel);
    const ends = Object.fromEntries(Object.keys(survey).map((item) => [item, [1, 10]]));
    const scores = constructScores(model, ends);
    for (const name of model.constructs) {
      expect(scores.column(name).at(0)).toBeCloseTo(0, 9);
      expect(scores.column(name).at(1)).toBeCloseTo(100, 9);
    }
  });

  test("is null with the reason where an item has a negative weight", () => {
    const reversed = { ...survey, s2: survey["s2"]!.map((answer) => 11 - answer) };
    const model = fitPathModel(reversed, surveyModel);
    expect(model.indices["satisfaction"]).toBeNull();
    expect(model.indexWeights["satisfaction"]).toBeNull();
    expect(model.indexReasons["satisfaction"]).toContain('"s2"');
    expect(model.warnings.join()).toContain('"s2"');
    expect(model.indices["quality"]).not.toBeNull();
  });

  test("is null with the reason without a scale", () => {
    const { scale: _, ...unscaled } = surveyModel;
    const model = fitPathModel(survey, unscaled);
    expect(model.indices["loyalty"]).toBeNull();
    expect(model.indexReasons["loyalty"]).toContain("scale");
    expect(model.indexWeights["loyalty"]).not.toBeNull();
  });
});

describe("a path model", () => {
  test("survives JSON, is frozen, and is checked when it is read", () => {
    const model = fitPathModel(survey, surveyModel);
    expect(Object.isFrozen(model.paths)).toBe(true);
    const json = JSON.parse(JSON.stringify(model));
    expect(readModel("parseModel", pathModelFormat, json)).toEqual(model);
    json.outerWeights.quality.q1 = "much";
    expect(() => readModel("parseModel", pathModelFormat, json)).toThrow(/outerWeights/);
  });

  test("knows names like any others", () => {
    const names = new Map([
      ["q1", "__proto__"],
      ["q2", "constructor"],
      ["s1", ""],
    ]);
    const renamed = Object.entries(survey).map(([item, values]) => [names.get(item) ?? item, values] as const);
    const constructs = Object.fromEntries([
      ["__proto__", { items: ["__proto__", "constructor", "q3"] }],
      ["toString", { items: ["", "s2", "s3"] }],
      ["length", { items: ["l1", "l2", "l3"] }],
    ]);
    const paths = [
      { from: "__proto__", to: "toString" },
      { from: "toString", to: "length" },
    ];
    const model = fitPathModel(Object.fromEntries(renamed), { constructs, paths, scale: [1, 10] });
    const plain = fitPathModel(survey, {
      constructs: {
        quality: { items: ["q1", "q2", "q3"] },
        satisfaction: { items: ["s1", "s2", "s3"] },
        loyalty: { items: ["l1", "l2", "l3"] },
      },
      paths: [
        { from: "quality", to: "satisfaction" },
        { from: "satisfaction", to: "loyalty" },
      ],
      scale: [1, 10],
    });
    expect(Object.entries(model.indices)).toEqual([
      ["__proto__", plain.indices["quality"]],
      ["toString", plain.indices["satisfaction"]],
      ["length", plain.indices["loyalty"]],
    ]);
    expect(readModel("parseModel", pathModelFormat, JSON.parse(JSON.stringify(model)))).toEqual(model);
  });

  test("changes nothing it is given", () => {
    const frozen = Object.freeze(
      Object.fromEntries(Object.entries(survey).map(([item, values]) => [item, Object.freeze([...values])])),
    );
    expect(fitPathModel(frozen, surveyModel)).toEqual(fitPathModel(table(survey), surveyModel));
    const typed = Object.fromEntries(Object.entries(survey).map(([item, values]) => [item, Float64Array.from(values)]));
    fitPathModel(typed, surveyModel);
    for (const [item, values] of Object.entries(survey)) expect(Array.from(typed[item]!)).toEqual(values);
  });

  test("says when the iterations ran out", () => {
    const model = fitPathModel(survey, { ...surveyModel, maxIterations: 1 });
    expect(model.status).toBe("iterationLimit");
    expect(model.reason).toContain("1 iteration ");
    expect(model.iterations).toBe(1);
  });

  test("does not tell apart constructs that are the same", () => {
    const model = fitPathModel(survey, {
      constructs: { ...surveyModel.constructs, twin: { items: ["q1", "q2", "q3"] } },
      paths: [...surveyModel.paths, { from: "twin", to: "satisfaction" }, { from: "twin", to: "loyalty" }],
      scale: [1, 10],
    });
    expect(model.status).toBe("notIdentified");
    expect(pathValue(model.paths, "twin", "loyalty")).toBeNull();
    expect(pathValue(model.paths, "satisfaction", "complaints")).not.toBeNull();
    expect(model.rSquared["loyalty"]).toBeCloseTo(fitPathModel(survey, surveyModel).rSquared["loyalty"]!, 6);
  });

  test("says that items cancel out", () => {
    const opposed = { ...survey, q2: survey["q1"]!.map((answer) => 11 - answer) };
    const model = fitPathModel(opposed, {
      ...surveyModel,
      constructs: { ...surveyModel.constructs, quality: { items: ["q1", "q2"] } },
    });
    expect(model.status).toBe("failed");
    expect(model.reason).toContain("cancel out");
    expect(model.indices["quality"]).toBeNull();
    expect(model.indexReasons["quality"]).toBeDefined();
    expect(JSON.stringify(model)).not.toContain("NaN");
  });

  test("says when pairwise correlations contradict each other", () => {
    // Each pair of questions was put to other people, who do not agree.
    const gap = null;
    const third = (row: number) => row % 3;
    const x = Array.from({ length: 90 }, (_, row) => 1 + ((row * 7) % 10));
    const a = x.map((value, row) => (third(row) === 2 ? gap : value));
    const b = x.map((value, row) => (third(row) === 1 ? gap : value));
    const y = x.map((value, row) => (third(row) === 0 ? gap : third(row) === 1 ? value : 11 - value));
    const model = fitPathModel(
      { a, b, y },
      {
        constructs: { a: { items: ["a"] }, b: { items: ["b"] }, y: { items: ["y"] } },
        paths: [
          { from: "a", to: "y" },
          { from: "b", to: "y" },
        ],
        missing: "pairwise",
      },
    );
    expect(model.warnings.join()).toContain("contradict");
    expect(model.status).not.toBe("converged");
    expect(model.reason).not.toContain("consistent");
  });

  test("reads items shared by two constructs", () => {
    const model = fitPathModel(survey, {
      ...surveyModel,
      constructs: { ...surveyModel.constructs, complaints: { items: ["c1", "s1"] } },
    });
    expect(model.status).toBe("converged");
    expect(model.loadings["complaints"]!["s1"]).toBeGreaterThan(0);
  });
});
