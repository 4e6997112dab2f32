import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { kMeans, silhouette, silhouetteReport } from "../../../src/clustering/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { meanOf } from "../cuts-oracle.js";
import { labels, points } from "../three-groups.js";

/** Rousseeuw's definition, every pair measured anew. */
function silhouetteOf(all: readonly (readonly number[])[], groups: readonly number[], row: number): number {
  const to = (label: number) =>
    all.flatMap((point, other) =>
      groups[other] === label && other !== row ? [Math.hypot(...point.map((x, f) => x - all[row]![f]!))] : [],
    );
  const own = to(groups[row]!);
  if (own.length === 0) return 0;
  const others = [...new Set(groups)].filter((label) => label >= 0 && label !== groups[row]);
  const a = meanOf(own);
  const b = Math.min(...others.map((label) => meanOf(to(label))));
  return Math.max(a, b) === 0 ? 0 : (b - a) / Math.max(a, b);
}

const grouped = fc
  .record({
    columns: fc.integer({ min: 1, max: 5 }),
    rows: fc.integer({ min: 4, max: 30 }),
    seed: fc.integer({ min: 1, max: 1e6 }),
    whole: fc.boolean(),
  })
  .map(({ columns, rows, seed, whole }) => {
    const random = createRandom(seed);
    const coordinate = () => (whole ? random.integer(4) : random.normal());
    return {
      all: Array.from({ length: rows }, () => Array.from({ length: columns }, coordinate)),
      // Some points have no cluster, some are alone in theirs, and the labels have gaps.
      groups: Array.from({ length: rows }, (_, row) => (row < 2 ? row : row < 4 ? 1 : 2 * random.integer(5) - 1)),
    };
  });

describe("silhouette", () => {
  it("is that of the definition, point by point and as a mean", () => {
    fc.assert(
      fc.property(grouped, ({ all, groups }) => {
        const report = silhouetteReport(all, groups);
        const values = groups.map((label, row) => (label < 0 ? Number.NaN : silhouetteOf(all, groups, row)));
        report.values.forEach((value, row) => {
          if (groups[row]! < 0) expect(value).toBeNaN();
          else expect(value).toBeCloseTo(values[row]!, 12);
        });
        const known = values.filter((value) => !Number.isNaN(value));
        expect(report.mean).toBeCloseTo(meanOf(known), 12);
        expect(report.judged).toBe(known.length);
        expect(silhouette(all, groups)).toBe(report.mean);
      }),
      { numRuns: 60 },
    );
  });

  it("tells of each cluster the mean and the share of points that lie nearer to another", () => {
    const random = createRandom(12);
    const all = Array.from({ length: 90 }, (_, row) => [2 * (row % 3) + random.normal(), random.normal()]);
    const groups = all.map((_, row) => 10 * (row % 3));
    const values = all.map((_, row) => silhouetteOf(all, groups, row));
    for (const { cluster, points: count, mean, negative } of silhouetteReport(all, groups).clusters) {
      const own = values.filter((_, row) => groups[row] === cluster);
      expect(count).toBe(30);
      expect(mean).toBeCloseTo(meanOf(own), 12);
      expect(negative).toBeCloseTo(own.filter((value) => value < 0).length / 30, 12);
    }
  });

  // scikit-learn 1.2.1
  it("agrees with scikit-learn on a small case", () => {
    const wanted = [
      0.8083772587165003, 0.7746099281975748, 0.6759801375469876, 0.7512433373531772, 0.70122035358315,
      0.7226499018873854, 0.8521900547334336, 0.8321016760053157,
    ];
    expect(silhouette(points, labels)).toBeCloseTo(meanOf(wanted), 14);
    silhouetteReport(points, labels).values.forEach((value, row) => {
      expect(value).toBeCloseTo(wanted[row]!, 14);
    });
  });

  it("does not care how clusters are numbered, for points without one, or for the unit", () => {
    const renamed = labels.map((label) => [7, 3, 11][label]!);
    expect(silhouette(points, renamed)).toBeCloseTo(silhouette(points, labels), 14);
    const more = silhouetteReport([...points, [100, 100]], [...labels, -1]);
    expect(more.mean).toBe(silhouette(points, labels));
    expect(more.values[8]).toBeNaN();
    const larger = points.map((point) => point.map((x) => 1024 * x));
    expect(silhouette(larger, labels)).toBe(silhouette(points, labels));
  });

  it("takes a point alone as 0 and points in one place as they are", () => {
    expect([...silhouetteReport([[0], [1], [9]], [0, 0, 1]).values][2]).toBe(0);
    expect(silhouette([[1], [1], [2], [2]], [0, 0, 1, 1])).toBe(1);
    expect(silhouette([[1], [1], [1], [1]], [0, 0, 1, 1])).toBe(0);
  });

  it("judges a sample close to the whole and says so, the same one twice", () => {
    const random = createRandom(3);
    const many = Array.from({ length: 3000 }, (_, row) => [5 * (row % 2) + random.normal(), random.normal()]);
    const { labels: two } = kMeans(many, { k: 2, restarts: 1 });
    const whole = silhouetteReport(many, two);
    const part = silhouetteReport(many, two, { sample: 400, seed: 1 });
    expect(whole).toMatchObject({ exact: true, standardError: 0, judged: 3000 });
    expect(part).toMatchObject({ exact: false, judged: 400 });
    part.values.forEach((value, row) => {
      if (!Number.isNaN(value)) expect(value).toBe(whole.values[row]);
    });
    expect(part.values.filter((value) => !Number.isNaN(value)).length).toBe(400);
    expect(silhouetteReport(many, two, { sample: 400, seed: 1 }).values).toEqual(part.values);
  });

  it("has a standard error by which the means of samples scatter", () => {
    const random = createRandom(8);
    const many = Array.from({ length: 600 }, (_, row) => [3 * (row % 2) + random.normal()]);
    const two = many.map((_, row) => row % 2);
    const whole = silhouette(many, two);
    const reports = Array.from({ length: 200 }, (_, seed) => silhouetteReport(many, two, { sample: 150, seed }));
    const scatter = Math.sqrt(meanOf(reports.map(({ mean }) => (mean - whole) ** 2)));
    expect(scatter / meanOf(reports.map(({ standardError }) => standardError))).toBeCloseTo(1, 0);
    expect(Math.abs(meanOf(reports.map(({ mean }) => mean)) - whole)).toBeLessThan((4 * scatter) / Math.sqrt(200));
  });

  it("leaves frozen input as it was", () => {
    const frozen = Object.freeze(points.map((point) => Object.freeze([...point]) as number[]));
    expect(silhouette(frozen as number[][], Object.freeze([...labels]) as number[])).toBe(silhouette(points, labels));
  });

  it.each([
    ["one-class", [[1], [2]], [0, 0], {}],
    ["one-class", [[1], [2]], [-1, -1], {}],
    ["one-class", [], [], {}],
    ["too-few-rows", [[1], [2]], [0, 1], {}],
    ["length-mismatch", [[1], [2]], [0], {}],
    ["out-of-range", [[1], [2], [3]], [0, 0.5, 1], {}],
    ["out-of-range", [[1e200], [-1e200], [3]], [0, 0, 1], {}],
    ["out-of-range", [[1.7e308], [-1.7e308], [3]], [0, 0, 1], {}],
    ["missing-value", [[1], [Number.NaN], [3]], [0, 0, 1], {}],
    ["not-finite", [[1], [Number.POSITIVE_INFINITY], [3]], [0, 0, 1], {}],
    ["missing-value", [[1], [2], [3]], [0, Number.NaN, 1], {}],
    ["invalid-option", [[1], [2], [3]], [0, 0, 1], { sample: 1 }],
    ["invalid-option", [[1], [2], [3]], [0, 0, 1], { samples: 2 }],
  ])("refuses with %s (%#)", (code, all, groups, options) => {
    expect(() => silhouette(all, groups, options as object)).toThrow(
      expect.objectContaining({ name: "ClienteleError", code }),
    );
  });
});
