import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  calibrate,
  evaluateClassifier,
  fitBoostedTrees,
  fitLogistic,
  predictProbability,
} from "../../../src/learning/index.js";
import { isotonicRegression } from "../../../src/learning/scoring/isotonic.js";
import { expectRefusal } from "../expect-refusal.js";
import { jumpyCases, linearCases, repeated } from "../simulated-cases.js";

describe("isotonic regression", () => {
  it("gives the largest of the smallest means over stretches, whatever the values", () => {
    const point = fc.tuple(
      fc.integer({ min: 0, max: 8 }),
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
    );
    fc.assert(
      fc.property(fc.array(point, { minLength: 1, maxLength: 25 }), (points) => {
        const xs = [...new Set(points.map(([x]) => x))].sort((a, b) => a - b);
        const meanOver = (from: number, to: number): number => {
          const inside = points.filter(([x]) => x >= from && x <= to);
          return inside.reduce((sum, [, y, w]) => sum + y * w, 0) / inside.reduce((sum, [, , w]) => sum + w, 0);
        };
        const list = (place: 0 | 1 | 2): Float64Array => Float64Array.from(points, (values) => values[place]);
        const curve = isotonicRegression(list(0), list(1), list(2));
        for (const x of xs) {
          // The solution by min-max (Barlow et al. 1972): max over starts of min over ends of the mean between.
          const starts = xs.filter((start) => start <= x);
          const ends = xs.filter((end) => end >= x);
          const expected = Math.max(...starts.map((start) => Math.min(...ends.map((end) => meanOver(start, end)))));
          let at = curve.x.findIndex((value) => value >= x);
          if (curve.x[at] !== x && at > 0 && curve.y[at] === curve.y[at - 1]) at--;
          expect(curve.y[at]).toBeCloseTo(expected, 10);
        }
        expect([...curve.y]).toEqual([...curve.y].sort((a, b) => a - b));
      }),
      { seed: 3, numRuns: 300 },
    );
  });
});

const { X, y } = linearCases(3000, -1, [1.2, -0.7], 15);
const base = fitLogistic(X.slice(0, 1000), y.slice(0, 1000));
const [later, outcomes] = [X.slice(1000), y.slice(1000)];

describe("an isotonic calibration", () => {
  const model = calibrate(base, later, outcomes);

  it("keeps the mean at the rate, rises with the score, and is at least as near to the outcomes", () => {
    const [before, after] = [predictProbability(base, later), predictProbability(model, later)];
    expect(after.reduce((sum, p) => sum + p, 0)).toBeCloseTo(
      outcomes.reduce((sum, v) => sum + v, 0),
      8,
    );
    const order = [...before.keys()].sort((a, b) => before[a]! - before[b]!);
    order.slice(1).forEach((row, i) => {
      expect(after[row]!).toBeGreaterThanOrEqual(after[order[i]!]!);
    });
    expect(evaluateClassifier(outcomes, after).brier).toBeLessThanOrEqual(evaluateClassifier(outcomes, before).brier);
  });

  it("is level beyond its ends and lies between neighbors inside", () => {
    const map = model.map;
    if (map.method !== "isotonic") throw new Error("another method");
    const [low, high] = predictProbability(model, [
      [-1000, 0],
      [1000, 0],
    ]);
    expect([low, high]).toEqual([map.probabilities[0], map.probabilities.at(-1)]);
  });

  it("mends trees that are overconfident", () => {
    const data = jumpyCases(6000, 16);
    const cut = (from: number, to: number) => [data.X.slice(from, to), data.y.slice(from, to)] as const;
    const trees = fitBoostedTrees(...cut(0, 2000), { trees: 300, leaves: 31, minLeaf: 5, learningRate: 0.3 });
    const mended = calibrate(trees, ...cut(2000, 4000));
    const [test, truth] = cut(4000, 6000);
    const [before, after] = [trees, mended].map((one) => evaluateClassifier(truth, predictProbability(one, test)));
    expect(before!.calibration.slope!).toBeLessThan(0.8);
    expect(after!.calibration.ece).toBeLessThan(before!.calibration.ece / 2);
    expect(after!.logLoss).toBeLessThan(before!.logLoss);
  });
});

describe("Platt's calibration", () => {
  it("is the logistic curve of the targets that Platt proposed", () => {
    const { map } = calibrate(base, later, outcomes, { method: "platt" });
    if (map.method !== "platt") throw new Error("another method");
    const positives = outcomes.reduce((sum, value) => sum + value, 0);
    const high = (positives + 1) / (positives + 2);
    const low = 1 / (outcomes.length - positives + 2);
    // Zero gradient: Σ (p − t) = 0 and Σ (p − t) s = 0.
    let [level, tilt] = [0, 0];
    for (const [row, p] of predictProbability(base, later).entries()) {
      const score = Math.log(p / (1 - p));
      const residual = 1 / (1 + Math.exp(-(map.intercept + map.slope * score))) - (outcomes[row] === 1 ? high : low);
      level += residual;
      tilt += residual * score;
    }
    expect(Math.abs(level)).toBeLessThan(1e-6);
    expect(Math.abs(tilt)).toBeLessThan(1e-6);
  });

  it("stays modest on few rows that are separated", () => {
    const model = calibrate(
      base,
      [
        [-3, 0],
        [-2, 0],
        [2, 0],
        [3, 0],
      ],
      [0, 0, 1, 1],
      { method: "platt" },
    );
    const p = predictProbability(model, [
      [-10, 0],
      [3, 0],
    ]);
    expect(p[1]).toBeLessThan(0.9);
    expect(p[0]).toBeGreaterThan(0);
  });

  it("has nothing to go by where every row has the same score", () => {
    expectRefusal(
      () =>
        calibrate(
          base,
          [
            [1, 1],
            [1, 1],
          ],
          [0, 1],
          { method: "platt" },
        ),
      "constant-column",
      { function: "calibrate" },
    );
    expect(
      predictProbability(
        calibrate(
          base,
          [
            [1, 1],
            [1, 1],
          ],
          [0, 1],
        ),
        [[5, 5]],
      ),
    ).toEqual(Float64Array.of(0.5));
  });
});

describe("the method, where none is chosen", () => {
  it("is Platt's below a thousand cases, with a note, and isotonic from there on", () => {
    const few = calibrate(base, later.slice(0, 999), outcomes.slice(0, 999));
    expect(few.map).toEqual(calibrate(base, later.slice(0, 999), outcomes.slice(0, 999), { method: "platt" }).map);
    expect(few.notes).toEqual([expect.stringContaining("Platt's method was taken for 999 cases")]);
    const enough = calibrate(base, later.slice(0, 1000), outcomes.slice(0, 1000));
    expect([enough.map.method, enough.notes]).toEqual(["isotonic", []]);
    const counted = calibrate(base, later.slice(0, 500), outcomes.slice(0, 500), {
      count: new Float64Array(500).fill(2),
    });
    expect(counted.map.method).toBe("isotonic");
  });

  it("does not ruin good probabilities on 300 rows, as an isotonic curve does", () => {
    const [small, truth] = [later.slice(0, 300), outcomes.slice(0, 300)];
    const lossOf = (model: Parameters<typeof predictProbability>[0]): number =>
      evaluateClassifier(outcomes.slice(300), predictProbability(model, later.slice(300))).logLoss;
    const before = lossOf(base);
    expect(lossOf(calibrate(base, small, truth))).toBeLessThan(before + 0.01);
    expect(lossOf(calibrate(base, small, truth, { method: "isotonic" }))).toBeGreaterThan(before + 0.01);
  });
});

it.each(["isotonic", "platt"] as const)("takes a count as repeated rows: %s", (method) => {
  const count = outcomes.map((_, row) => row % 3);
  const counted = calibrate(base, later, outcomes, { method, count });
  const plain = calibrate(base, repeated(later, count), repeated(outcomes, count), { method });
  const [p, q] = [predictProbability(counted, later), predictProbability(plain, later)];
  p.forEach((value, row) => {
    expect(value).toBeCloseTo(q[row]!, 9);
  });
  expect([counted.cases, counted.positives]).toEqual([plain.cases, plain.positives]);
});

it("refuses what cannot be calibrated", () => {
  const caller = { function: "calibrate" };
  const calibrated = calibrate(base, later, outcomes);
  expectRefusal(() => calibrate(calibrated as never, later, outcomes), "unusable-model", caller);
  expectRefusal(
    () =>
      calibrate(
        base,
        later,
        outcomes.map(() => 1),
      ),
    "one-class",
    caller,
  );
  expectRefusal(() => calibrate(base, later, outcomes, { method: "beta" as never }), "invalid-option", caller);
  expectRefusal(() => calibrate(base, [[1, 2, 3]], [1]), "length-mismatch", caller);
  expectRefusal(() => calibrate(base, [[1, Number.NaN]], [1]), "missing-value", { ...caller, column: "x2", row: 1 });
});
