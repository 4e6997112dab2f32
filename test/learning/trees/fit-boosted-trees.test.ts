import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BoostedTreesModel,
  evaluateClassifier,
  explainPredictions,
  type FitBoostedTreesOptions,
  fitBoostedTrees,
  predictProbability,
} from "../../../src/learning/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { createTable } from "../../../src/table/index.js";
import { expectRefusal } from "../expect-refusal.js";
import { jumpyCases, linearCases, repeated } from "../simulated-cases.js";
import { naiveBoosting } from "./naive-boosting.js";

function scoresOf(model: BoostedTreesModel, X: number[][]): number[] {
  return Array.from(predictProbability(model, X), (p) => Math.log(p / (1 - p)));
}

function expectNear(found: readonly number[], expected: readonly number[], tolerance = 1e-6): void {
  expect(found).toHaveLength(expected.length);
  found.forEach((value, row) => {
    expect(Math.abs(value - expected[row]!), `row ${row}: ${value} against ${expected[row]}`).toBeLessThan(tolerance);
  });
}

const settings = { trees: 4, leaves: 5, minLeaf: 15, learningRate: 0.3, l2: 0 };

describe("the trees", () => {
  it("split first where a search over every cut of every column finds the largest gain", () => {
    const { X, y } = jumpyCases(400, 3);
    const model = fitBoostedTrees(X, y, { trees: 1, leaves: 2, minLeaf: 10, learningRate: 1 });
    const p = y.reduce((sum, value) => sum + value, 0) / y.length;
    let best = { gain: 0, column: -1, cut: Number.NaN };
    for (const column of [0, 1, 2]) {
      for (let cut = 0.5; cut < 12; cut++) {
        const left = y.filter((_, row) => X[row]![column]! <= cut);
        if (left.length < 10 || y.length - left.length < 10) continue;
        const g = left.reduce((sum, value) => sum + p - value, 0);
        const gain = g ** 2 / (left.length * p * (1 - p)) + g ** 2 / ((y.length - left.length) * p * (1 - p));
        if (gain > best.gain) best = { gain, column, cut };
      }
    }
    const [tree] = model.trees;
    expect([tree!.feature[0], tree!.threshold[0]]).toEqual([best.column, best.cut]);
    const left = y.filter((_, row) => X[row]![best.column]! <= best.cut);
    const rate = left.reduce((sum, value) => sum + value, 0) / left.length;
    expect(tree!.value[1]).toBeCloseTo((rate - p) / (p * (1 - p)), 6);
    expect(tree!.cover).toEqual([400, left.length, 400 - left.length]);
    expect(model.baseline).toBeCloseTo(Math.log(p / (1 - p)), 12);
  });

  it.each([
    ["plain", 1, 0, settings],
    ["with a penalty", 2, 0, { ...settings, l2: 5 }],
    ["of two leaves", 4, 0, { ...settings, leaves: 2 }],
    ["of as many leaves as there can be", 5, 0, { ...settings, leaves: 100, minLeaf: 5 }],
    ["with missing values", 6, 0.2, settings],
    ["with mostly missing values", 7, 0.7, settings],
  ])("give the scores of boosting written out naively: %s", (_, seed, missing, given) => {
    const { X, y } = jumpyCases(250, seed, missing);
    expectNear(scoresOf(fitBoostedTrees(X, y, given), X), naiveBoosting(X, y, given));
  });

  it("give the scores of naive boosting with counts and weights", () => {
    const { X, y } = jumpyCases(200, 9, 0.1);
    const count = y.map((_, row) => 1 + (row % 3));
    expectNear(scoresOf(fitBoostedTrees(X, y, { ...settings, count }), X), naiveBoosting(X, y, settings, count));
    const weights = y.map((_, row) => (row % 2 === 0 ? 0.5 : 1.5));
    const free = { ...settings, minLeaf: 1, leaves: 3 };
    expectNear(
      scoresOf(fitBoostedTrees(X, y, { ...free, weights }), X),
      naiveBoosting(X, y, { ...free, minLeaf: 0.5 }, weights),
      1e-5,
    );
  });

  it("keep to the limits on leaves, cases and trees, and lower the loss of their rows with each tree", () => {
    const { X, y } = jumpyCases(600, 12);
    let last = Number.POSITIVE_INFINITY;
    for (const trees of [1, 3, 9, 27]) {
      const model = fitBoostedTrees(X, y, { trees, leaves: 6, minLeaf: 50 });
      expect(model.trees).toHaveLength(trees);
      for (const { feature, cover } of model.trees) {
        expect(feature.filter((column) => column < 0).length).toBeLessThanOrEqual(6);
        expect(Math.min(...cover)).toBeGreaterThanOrEqual(50);
      }
      const { logLoss } = evaluateClassifier(y, predictProbability(model, X));
      expect(model.trainingLoss).toBeCloseTo(logLoss, 9);
      expect(logLoss).toBeLessThan(last);
      last = logLoss;
    }
  });

  it("learn what lines cannot", () => {
    const { X, y } = jumpyCases(6000, 13);
    const { X: test, y: outcomes } = jumpyCases(4000, 14);
    const truth = test.map(([a, b, c]) => (a! > 6 ? 1.5 : -1) + (b! > 3 ? 1 : -1) * (c! > 2 ? 0.8 : -0.5));
    const best = evaluateClassifier(
      outcomes,
      truth.map((score) => 1 / (1 + Math.exp(-score))),
    );
    const found = evaluateClassifier(outcomes, predictProbability(fitBoostedTrees(X, y), test));
    expect(found.auc).toBeGreaterThan(best.auc - 0.01);
    expect(found.logLoss).toBeLessThan(best.logLoss + 0.01);
    expect(found.calibration.slope!).toBeGreaterThan(0.85);
  });

  it("say why there are none", () => {
    const model = fitBoostedTrees([[1], [2], [3], [4]], [0, 1, 0, 1]);
    expect(model.trees).toEqual([]);
    expect(model.notes[0]).toMatch(/too few cases/);
    expect([...predictProbability(model, [[1], [9]])]).toEqual([0.5, 0.5]);
    const { X, y } = jumpyCases(300, 2);
    const flat = fitBoostedTrees(
      X.map(([a]) => [a!, 7]),
      y,
      { names: ["a", "flat"], trees: 2 },
    );
    expect(flat.notes).toEqual(['"flat" has the same value in every row and says nothing.']);
  });
});

describe("the same data in another form", () => {
  const { X, y } = jumpyCases(500, 17, 0.1);
  const options = { ...settings, trees: 6, categorical: [2] };

  it("give the same bits twice, and the same trees in another order of rows", () => {
    const model = fitBoostedTrees(X, y, options);
    expect(fitBoostedTrees(X, y, options)).toEqual(model);
    const order = y.map((_, row) => (row * 7919) % 500);
    const shuffled = fitBoostedTrees(
      order.map((row) => X[row]!),
      order.map((row) => y[row]!),
      options,
    );
    expect(shuffled.trees).toEqual(model.trees);
  });

  it("give the same trees for rows with a count as for rows repeated", () => {
    const count = y.map((_, row) => row % 4);
    const counted = fitBoostedTrees(X, y, { ...options, count });
    const plain = fitBoostedTrees(repeated(X, count), repeated(y, count), options);
    expectNear(scoresOf(counted, X), scoresOf(plain, X));
    expect([counted.cases, counted.positives]).toEqual([plain.cases, plain.positives]);
    expect(counted.trees.map(({ cover }) => cover[0])).toEqual(plain.trees.map(({ cover }) => cover[0]));
  });

  it("give the same trees for rows with a count where values are cut at quantiles", () => {
    const random = createRandom(6);
    const values = Array.from({ length: 300 }, () => [random.normal(), random.uniform()]);
    const outcome = values.map(([a, b]) => Number(a! + b! > random.normal()));
    const count = values.map((_, row) => row % 5);
    const cuts = { ...settings, trees: 5, bins: 8 };
    const counted = fitBoostedTrees(values, outcome, { ...cuts, count });
    const plain = fitBoostedTrees(repeated(values, count), repeated(outcome, count), cuts);
    expect(counted.trees.map(({ threshold }) => threshold)).toEqual(plain.trees.map(({ threshold }) => threshold));
    expectNear(scoresOf(counted, values), scoresOf(plain, values));
  });

  it("have a loss where one row stands for almost all cases", () => {
    const model = fitBoostedTrees([[1], [3], [2], [5]], [0, 1, 1, 0], { count: [1e15, 1, 1, 1] });
    expect(1e15 * model.trainingLoss).toBeCloseTo(2 * Math.log(1e15 / 2) + 2, 6);
    expect(model.baseline).toBeCloseTo(Math.log(2 / 1e15), 10);
  });

  it("do not depend on rising changes of scale", () => {
    const bent = X.map(([a, b, c]) => [Math.exp(a! / 2) - 1e3, b! ** 3 * 1e200, c!]);
    expectNear(scoresOf(fitBoostedTrees(bent, y, options), bent), scoresOf(fitBoostedTrees(X, y, options), X), 1e-12);
  });

  it("grow the same by the cuts of a sample where there are more rows than it holds, seed by seed", () => {
    const large = linearCases(60_000, -1, [1, 0.5], 4);
    const [one, again, other] = [1, 1, 2].map((seed) => fitBoostedTrees(large.X, large.y, { trees: 3, seed }));
    expect(again).toEqual(one);
    expect(other!.trees).not.toEqual(one!.trees);
    expectNear([...predictProbability(other!, large.X)], [...predictProbability(one!, large.X)], 0.05);
  });

  it("take extreme values as they come", () => {
    for (const factor of [1e-300, 1e300]) {
      const scaled = X.map((row) => row.map((value, j) => (j === 2 ? value : value * factor)));
      expectNear(
        scoresOf(fitBoostedTrees(scaled, y, options), scaled),
        scoresOf(fitBoostedTrees(X, y, options), X),
        1e-12,
      );
    }
  });
});

describe("monotone columns", () => {
  it.each([1, -1])("keep their direction %d on a grid, against the data too", (direction) => {
    const random = createRandom(23);
    const X = Array.from({ length: 1500 }, () => [random.uniform(), random.uniform(), random.integer(4)]);
    const y = X.map(([a, b]) => (random.uniform() < 0.5 + 0.4 * Math.sin(9 * a!) * (b! > 0.5 ? 1 : -1) ? 1 : 0));
    const model = fitBoostedTrees(X, y, { trees: 40, leaves: 12, minLeaf: 10, monotone: { x1: direction } });
    expect(model.monotone).toEqual([direction, 0, 0]);
    let moved = 0;
    for (let b = 0; b < 1; b += 0.1) {
      for (let c = 0; c < 4; c++) {
        const p = predictProbability(
          model,
          Array.from({ length: 101 }, (_, i) => [i / 100, b, c]),
        );
        for (let i = 1; i < p.length; i++) {
          expect(direction * (p[i]! - p[i - 1]!)).toBeGreaterThanOrEqual(-1e-12);
          if (p[i] !== p[i - 1]) moved++;
        }
      }
    }
    expect(moved).toBeGreaterThan(20);
    const free = fitBoostedTrees(X, y, { trees: 40, leaves: 12, minLeaf: 10 });
    expect(free.trainingLoss).toBeLessThan(model.trainingLoss);
  });
});

describe("missing values", () => {
  it("go to the side that they resemble", () => {
    const X = Array.from({ length: 300 }, (_, i) => [i % 3 === 0 ? Number.NaN : i % 3]);
    for (const like of [1, 2]) {
      const y = X.map(([x], i) => (((Number.isNaN(x) ? like : x) === 2) !== (i % 10 === 0) ? 1 : 0));
      const model = fitBoostedTrees(X, y, { trees: 1, leaves: 2 });
      const [missing, one, two] = predictProbability(model, [[Number.NaN], [1], [2]]);
      expect(missing).toBe(like === 1 ? one : two);
      expect(one).not.toBe(two);
    }
  });

  it("are told apart from all others where that is what matters", () => {
    const X = Array.from({ length: 300 }, (_, i) => [i % 3 === 0 ? Number.NaN : i % 3]);
    const y = X.map(([x], i) => (Number.isNaN(x) !== (i % 10 === 0) ? 1 : 0));
    const [missing, one, two] = predictProbability(fitBoostedTrees(X, y, { trees: 1, leaves: 2 }), [
      [Number.NaN],
      [1],
      [2],
    ]);
    expect(missing).toBeGreaterThan(one!);
    expect(one).toBe(two);
  });

  it("that the fit never saw go with most cases", () => {
    const X = Array.from({ length: 300 }, (_, i) => [i]);
    const y = X.map(([i]) => (i! >= 200 ? 1 : 0));
    const [missing, low] = predictProbability(fitBoostedTrees(X, y, { trees: 1, leaves: 2 }), [[Number.NaN], [0]]);
    expect(missing).toBe(low);
  });
});

describe("categories", () => {
  const random = createRandom(31);
  const chosen = new Set([1, 4, 7, -3]);
  const codes = [0, 1, 2, 3, 4, 5, 6, 7, -3, 1_000_000];
  const X = Array.from({ length: 2000 }, () => [codes[random.integer(codes.length)]!]);
  const y = X.map(([code]) => (random.uniform() < (chosen.has(code!) ? 0.8 : 0.2) ? 1 : 0));

  it("are divided into the groups that differ, by one split", () => {
    const model = fitBoostedTrees(X, y, { trees: 1, leaves: 2, categorical: ["x1"] });
    expect(model.categories).toEqual([[-3, 0, 1, 2, 3, 4, 5, 6, 7, 1_000_000]]);
    const left = new Set(model.trees[0]!.categories[0]);
    expect([chosen, new Set(codes.filter((code) => !chosen.has(code)))]).toContainEqual(left);
  });

  it("that the fit has not seen go where most cases went, and not where missing values did", () => {
    // Missing answers go with those who leave; most cases of the known categories stay.
    const gaps = X.map(([code], row) => [row % 4 === 0 ? Number.NaN : code!]);
    const outcomes = y.map((outcome, row) => (row % 4 === 0 ? (row % 20 === 0 ? 0 : 1) : outcome));
    const stump = fitBoostedTrees(gaps, outcomes, { trees: 1, leaves: 2, categorical: [0] });
    // The split sets those with missing answers and the chosen apart, who are most; of known categories most stay.
    const [ofMissing, ofChosen, ofOthers, ofUnseen] = predictProbability(stump, [[Number.NaN], [1], [2], [99]]);
    expect([ofMissing, ofUnseen]).toEqual([ofChosen, ofOthers]);
    const model = fitBoostedTrees(gaps, outcomes, { trees: 20, categorical: [0], minLeaf: 20 });
    const [missing, ...unseen] = predictProbability(model, [[Number.NaN], [99], [1.5], [-1e300], [2 ** 53]]);
    for (const p of unseen) expect(p).toBe(unseen[0]);
    expect(missing).toBeGreaterThan(0.7);
    expect(unseen[0]).toBeLessThan(0.5);
  });

  it("that the fit has not seen are explained as they are scored", () => {
    const model = fitBoostedTrees(X, y, { trees: 20, categorical: [0], minLeaf: 20 });
    const explained = explainPredictions(model, [[99], [Number.NaN]]).toRows();
    const scores = Array.from(predictProbability(model, [[99], [Number.NaN]]), (p) => Math.log(p / (1 - p)));
    explained.forEach((row, i) => {
      const values = row as unknown as Record<string, number>;
      expect(values["baseline"]! + values["x1"]!).toBeCloseTo(scores[i]!, 9);
    });
  });

  it("beyond the bins, the rarest ones, count as missing", () => {
    const many = Array.from({ length: 3000 }, (_, i) => [i % 2 === 0 ? i % 20 : i]);
    const outcomes = many.map(([code], i) => (code! < 10 !== (i % 7 === 0) ? 1 : 0));
    const model = fitBoostedTrees(many, outcomes, { trees: 3, categorical: [0], bins: 12 });
    expect(model.categories[0]).toHaveLength(12);
    expect(model.categories[0]!.filter((code) => code % 2 === 0 && code < 20)).toHaveLength(10);
  });
});

describe("early stopping", () => {
  it("says so where it keeps no tree", () => {
    const random = createRandom(12);
    const X = Array.from({ length: 60 }, () => [random.normal(), random.normal()]);
    const y = X.map((_, row) => row % 2);
    const model = fitBoostedTrees(X, y, { minLeaf: 2, learningRate: 1, earlyStopping: { share: 0.3, patience: 2 } });
    expect(model.trees).toEqual([]);
    expect(model.notes).toEqual([expect.stringMatching(/^Early stopping kept none of \d+ trees/)]);
  });

  it("keeps the trees of the lowest loss on held-out rows and stops after its patience", () => {
    const { X, y } = linearCases(1500, 0, [0.4, 0, 0], 41);
    const model = fitBoostedTrees(X, y, {
      trees: 500,
      leaves: 31,
      minLeaf: 5,
      earlyStopping: { share: 0.3, patience: 7 },
      seed: 3,
    });
    const losses = model.validationLoss!;
    const best = losses.indexOf(Math.min(...losses));
    expect(model.trees).toHaveLength(best + 1);
    expect(losses).toHaveLength(best + 1 + 7);
    expect(model.trees.length).toBeLessThan(200);
    expect(
      fitBoostedTrees(X, y, {
        trees: 500,
        leaves: 31,
        minLeaf: 5,
        earlyStopping: { share: 0.3, patience: 7 },
        seed: 3,
      }),
    ).toEqual(model);
  });

  it("uses the training rows only to grow", () => {
    const { X, y } = linearCases(400, 0, [1], 43);
    const model = fitBoostedTrees(X, y, { trees: 5, minLeaf: 10, earlyStopping: { share: 0.25 } });
    expect(model.trees[0]!.cover[0]).toBe(
      y.filter((v) => v === 1).length +
        y.filter((v) => v === 0).length -
        Math.round(0.25 * y.filter((v) => v === 1).length) -
        Math.round(0.25 * y.filter((v) => v === 0).length),
    );
    expect(model.cases).toBe(400);
  });

  it("needs two rows of each class", () => {
    const X = Array.from({ length: 100 }, (_, i) => [i]);
    expectRefusal(
      () =>
        fitBoostedTrees(
          X,
          X.map(([i]) => (i === 3 ? 1 : 0)),
          { earlyStopping: true },
        ),
      "too-few-rows",
    );
  });
});

it("keeps probabilities at the rate whatever the weights of the classes", () => {
  const { X, y } = jumpyCases(800, 51);
  const rate = y.reduce((sum, value) => sum + value, 0) / y.length;
  for (const earlyStopping of [false, true]) {
    const model = fitBoostedTrees(X, y, { classWeights: { positive: 20, negative: 1 }, trees: 20, earlyStopping });
    const p = predictProbability(model, X);
    expect(p.reduce((sum, value) => sum + value, 0) / p.length).toBeCloseTo(rate, 9);
    expect(model.baselineShift).toBeLessThan(-1);
  }
});

it("warns of weights that move every probability", () => {
  const { X, y } = jumpyCases(300, 52);
  expect(fitBoostedTrees(X, y, { trees: 1, weights: y.map((value) => 1 + 5 * value) }).notes[0]).toMatch(
    /class weights/,
  );
});

it("survives any small data of whole numbers and gaps", () => {
  const cell = fc.oneof(
    fc.integer({ min: -5, max: 5 }),
    fc.constant(Number.NaN),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
  );
  const cases = fc.array(fc.tuple(cell, cell, fc.boolean()), { minLength: 2, maxLength: 40 });
  fc.assert(
    fc.property(cases, fc.integer({ min: 1, max: 5 }), (rows, minLeaf) => {
      fc.pre(rows.some(([, , yes]) => yes) && rows.some(([, , yes]) => !yes));
      const X = rows.map(([a, b]) => [a, b]);
      const model = fitBoostedTrees(
        X,
        rows.map(([, , yes]) => yes),
        { minLeaf, trees: 5, leaves: 5 },
      );
      const p = predictProbability(model, X);
      expect(p.every((value) => value >= 0 && value <= 1)).toBe(true);
      const { logLoss } = evaluateClassifier(
        rows.map(([, , yes]) => yes),
        p,
      );
      expect(model.trainingLoss).toBeCloseTo(logLoss, 8);
    }),
    { seed: 1, numRuns: 200 },
  );
});

describe("wrong input", () => {
  const { X, y } = jumpyCases(120, 61);

  it("is refused with the place where it stands", () => {
    const caller = { function: "fitBoostedTrees" };
    expectRefusal(() => fitBoostedTrees([], []), "empty-table", caller);
    expectRefusal(
      () =>
        fitBoostedTrees(
          X,
          y.map(() => 1),
        ),
      "one-class",
      { ...caller, column: "y" },
    );
    expectRefusal(
      () =>
        fitBoostedTrees(
          X.map((row, i) => (i === 4 ? [0, Number.NEGATIVE_INFINITY, 0] : row)),
          y,
        ),
      "not-finite",
      { ...caller, column: "x2", row: 5, value: Number.NEGATIVE_INFINITY },
    );
    expectRefusal(() => fitBoostedTrees(createTable({ a: X.map(() => "x") }), y), "not-a-number", {
      ...caller,
      column: "a",
      row: 1,
      value: "x",
    });
    expectRefusal(() => fitBoostedTrees(X, y.slice(1)), "length-mismatch", { ...caller, column: "y" });
    expectRefusal(
      () =>
        fitBoostedTrees(
          X.map((row, i) => (i === 7 ? [0.5, 0, 0] : row)),
          y,
          { categorical: [0] },
        ),
      "out-of-range",
      { ...caller, column: "x1", row: 8, value: 0.5 },
    );
  });

  it.each([
    [{ categorical: ["z"] }, "unknown-column"],
    [{ categorical: "x1" }, "invalid-option"],
    [{ categorical: [{}] }, "invalid-option"],
    [{ categorical: [3] }, "invalid-option"],
    [{ monotone: { z: 1 } }, "unknown-column"],
    [{ monotone: { x1: 2 } }, "invalid-option"],
    [{ monotone: [1] }, "length-mismatch"],
    [{ monotone: "x1" }, "invalid-option"],
    [{ monotone: { x1: 1 }, categorical: ["x1"] }, "invalid-option"],
    [{ trees: 0 }, "invalid-option"],
    [{ leaves: 1 }, "invalid-option"],
    [{ bins: 256 }, "invalid-option"],
    [{ learningRate: 0 }, "invalid-option"],
    [{ learningRate: 2 }, "invalid-option"],
    [{ minLeaf: 0 }, "invalid-option"],
    [{ l2: -1 }, "invalid-option"],
    [{ seed: Number.NaN }, "invalid-option"],
    [{ earlyStopping: "yes" }, "invalid-option"],
    [{ earlyStopping: { patience: 0 } }, "invalid-option"],
    [{ earlyStopping: { rounds: 3 } }, "invalid-option"],
    [{ depth: 3 }, "invalid-option"],
  ] as const)("is refused in the options: %j", (options, code) => {
    expectRefusal(() => fitBoostedTrees(X, y, options as unknown as FitBoostedTreesOptions), code);
  });
});

it("names columns by whatever they are called", () => {
  const { X, y } = jumpyCases(300, 71);
  const names = ["__proto__", "constructor", ""];
  const monotone = JSON.parse('{ "__proto__": 1 }') as Record<string, number>;
  const model = fitBoostedTrees(X, y, { names, categorical: [""], monotone, trees: 3 });
  expect(model.monotone).toEqual([1, 0, 0]);
  expect(model.categories[2]).toEqual([0, 1, 2, 3, 4]);
  const table = createTable(names.map((name, j) => [name, X.map((row) => row[j]!)] as const).reverse());
  expect(predictProbability(model, table)).toEqual(predictProbability(model, X));
});
