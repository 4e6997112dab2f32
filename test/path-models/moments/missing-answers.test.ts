import { describe, expect, test } from "vitest";
import {
  constructScores,
  fitPathModel,
  type MissingAnswerPolicy,
  pathStatistics,
} from "../../../src/path-models/index.js";
import { errorOf } from "../../error-of.js";
import { simulatedSurvey, surveyModel } from "../simulated-survey.js";

const complete = simulatedSurvey(300, 3);

/** Answers blanked at random, more often where quality is rated low. */
function withGaps(answers: Record<string, number[]>, every: number): Record<string, (number | null)[]> {
  return Object.fromEntries(
    Object.entries(answers).map(([item, values], column) => [
      item,
      values.map((value, row) => ((row * 7 + column * 3) % every === 0 ? null : value)),
    ]),
  );
}

const gappy = withGaps(complete, 11);

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe("missing answers", () => {
  test("are an error that names item and respondent, unless a policy says what to do", () => {
    const error = errorOf(() => fitPathModel(gappy, surveyModel));
    expect(error.code).toBe("missing-value");
    expect(error.place).toMatchObject({ column: "q1", row: 1 });
  });

  test.each(["listwise", "mean", "pairwise", "em"] as const)(
    "change nothing under %s when there are none",
    (missing) => {
      const plain = fitPathModel(complete, surveyModel);
      const model = fitPathModel(complete, { ...surveyModel, missing });
      expect(model.paths).toEqual(plain.paths);
      expect(model.statistics.missing).toMatchObject({ policy: missing, used: 300, dropped: 0, filled: 0 });
    },
  );

  test("listwise is the fit of the complete respondents, and counts the others", () => {
    const keep = complete["q1"]!.map((_, row) => Object.values(gappy).every((values) => values[row] !== null));
    const kept = Object.fromEntries(
      Object.entries(complete).map(([item, values]) => [item, values.filter((_, row) => keep[row])]),
    );
    const model = fitPathModel(gappy, { ...surveyModel, missing: "listwise" });
    expect(model.paths).toEqual(fitPathModel(kept, surveyModel).paths);
    const used = keep.filter(Boolean).length;
    expect(used).toBeLessThan(300);
    expect(model.statistics.missing).toMatchObject({ rows: 300, used, dropped: 300 - used, filled: 0 });
  });

  test("mean is the fit of the answers filled in by hand", () => {
    const filled = Object.fromEntries(
      Object.entries(gappy).map(([item, values]) => {
        const average = mean(values.filter((value) => value !== null));
        return [item, values.map((value) => value ?? average)];
      }),
    );
    const model = fitPathModel(gappy, { ...surveyModel, missing: "mean" });
    fitPathModel(filled, surveyModel).paths.forEach(({ value }, p) => {
      expect(model.paths[p]!.value).toBeCloseTo(value!, 10);
    });
    const count = Object.values(gappy)
      .flat()
      .filter((value) => value === null).length;
    expect(model.statistics.missing.filled).toBe(count);
    expect(model.statistics.missing.items.reduce((sum, { missing }) => sum + missing, 0)).toBe(count);
  });

  test("pairwise correlates those who answered both", () => {
    const { items, covariance } = pathStatistics(gappy, { items: ["q1", "s1", "l1"], missing: "pairwise" });
    for (const [a, b] of [
      [0, 1],
      [1, 2],
    ] as const) {
      const pairs = gappy[items[a]!]!.map((value, row) => [value, gappy[items[b]!]![row]!] as const).filter(
        (pair): pair is [number, number] => pair[0] !== null && pair[1] !== null,
      );
      const [xs, ys] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
      const [mx, my] = [mean(xs), mean(ys)];
      const product = (u: number[], mu: number, v: number[], mv: number): number =>
        u.reduce((sum, value, i) => sum + (value - mu) * (v[i]! - mv), 0);
      const r = product(xs, mx, ys, my) / Math.sqrt(product(xs, mx, xs, mx) * product(ys, my, ys, my));
      expect(covariance[a]![b]! / Math.sqrt(covariance[a]![a]! * covariance[b]![b]!)).toBeCloseTo(r, 12);
    }
  });

  test("em is maximum likelihood: Anderson's closed form where one item is missing", () => {
    // Anderson (1957): the mean of y is ȳ + b (x̄ of all − x̄ of those with y), b the slope among those with y.
    const x = complete["q1"]!;
    const y = complete["s1"]!.map((value, row) => (x[row]! < 5 && row % 2 === 0 ? null : value));
    const known = y.flatMap((value, row) => (value === null ? [] : [[x[row]!, value] as const]));
    const [mx, my] = [mean(known.map(([one]) => one)), mean(known.map(([, two]) => two))];
    const sxx = mean(known.map(([one]) => (one - mx) ** 2));
    const sxy = mean(known.map(([one, two]) => (one - mx) * (two - my)));
    const syy = mean(known.map(([, two]) => (two - my) ** 2));
    const slope = sxy / sxx;
    const varianceOfX = mean(x.map((value) => (value - mean(x)) ** 2));
    const statistics = pathStatistics({ x, y }, { items: ["x", "y"], missing: "em" });
    const scale = 300 / 299;
    expect(statistics.means[0]).toBeCloseTo(mean(x), 9);
    expect(statistics.means[1]).toBeCloseTo(my + slope * (mean(x) - mx), 6);
    expect(statistics.covariance[0]![1]! / scale).toBeCloseTo(slope * varianceOfX, 6);
    expect(statistics.covariance[1]![1]! / scale).toBeCloseTo(syy + slope ** 2 * (varianceOfX - sxx), 6);
    expect(statistics.missing.emIterations).toBeGreaterThan(1);
  });

  test("em with survey weights repeats respondents", () => {
    const weights = complete["q1"]!.map((_, row) => 1 + (row % 2));
    const repeated = Object.fromEntries(
      Object.entries(gappy).map(([item, values]) => [
        item,
        values.flatMap((value, row) => (row % 2 === 0 ? [value] : [value, value])),
      ]),
    );
    const model = fitPathModel(gappy, { ...surveyModel, missing: "em", weights });
    fitPathModel(repeated, { ...surveyModel, missing: "em" }).paths.forEach(({ value }, p) => {
      expect(model.paths[p]!.value).toBeCloseTo(value!, 6);
    });
  });

  test("em refuses what the answers cannot determine", () => {
    // Nobody answered both y and z, and each only where x is the same.
    const apart = {
      x: [1, 2, 3, 4, 5, 6],
      y: [1, 2, 3, null, null, null],
      z: [1, 2, 3, null, null, null].map((value, row) => (row === 0 ? null : value)),
    };
    const error = errorOf(() =>
      pathStatistics({ ...apart, copy: apart.x }, { items: ["x", "y", "z", "copy"], missing: "em" }),
    );
    expect(error.code).toBe("not-positive-definite");
  });

  test("leave out respondents who answered nothing, and count them", () => {
    const silent = Object.fromEntries(
      Object.entries(complete).map(([item, values]) => [item, values.map((value, row) => (row < 5 ? null : value))]),
    );
    for (const missing of ["listwise", "mean", "pairwise", "em"] as const satisfies readonly MissingAnswerPolicy[]) {
      const model = fitPathModel(silent, { ...surveyModel, missing });
      expect(model.statistics.missing).toMatchObject({ rows: 300, used: 295, dropped: 5 });
    }
  });

  test("make scores missing, or are filled in, as the policy says", () => {
    const scores = (missing: MissingAnswerPolicy) =>
      constructScores(fitPathModel(gappy, { ...surveyModel, missing }), gappy)
        .column("quality")
        .toArray() as (number | null)[];
    expect(scores("listwise")[0]).toBeNull();
    expect(scores("mean")[0]).not.toBeNull();
    expect(scores("em").every((score) => score !== null)).toBe(true);
    // What the other answers let expect comes nearer to the truth than the mean does.
    const truth = constructScores(fitPathModel(complete, surveyModel), complete)
      .column("quality")
      .toArray() as number[];
    const error = (values: (number | null)[]): number => mean(values.map((value, row) => (value! - truth[row]!) ** 2));
    expect(error(scores("em"))).toBeLessThan(error(scores("mean")));
  });
});
