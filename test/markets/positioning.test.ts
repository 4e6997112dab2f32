import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { positioning } from "../../src/index.js";
import { errorOf } from "../error-of.js";

const columns = { attribute: "attribute", brand: "brand", score: "score" } as const;

const ratings = [
  { attribute: "price", brand: "ours", score: 6, importance: 1 },
  { attribute: "price", brand: "theirs", score: 9, importance: 1 },
  { attribute: "price", brand: "other", score: 3, importance: 1 },
  { attribute: "taste", brand: "ours", score: 8, importance: 3 },
  { attribute: "taste", brand: "theirs", score: 5, importance: 3 },
  { attribute: "taste", brand: "other", score: 5, importance: 3 },
];

describe("scores and gaps of three brands on two attributes", () => {
  const { scores, gaps } = positioning(ratings, { ...columns, importance: "importance" });

  it("weighs scores by importance", () => {
    expect(scores.toRows()).toEqual([
      { brand: "ours", score: 7.5, rank: 1, gap: 1.5, strength: "taste", weakness: "price" },
      { brand: "theirs", score: 6, rank: 2, gap: -1.5, strength: "price", weakness: "taste" },
      { brand: "other", score: 4.5, rank: 3, gap: -3, strength: null, weakness: "taste" },
    ]);
  });

  it("compares each brand with its best rival and with the mean of all", () => {
    expect(gaps.toRows()[0]).toEqual({
      attribute: "price",
      brand: "ours",
      importance: 0.25,
      score: 6,
      bestRival: "theirs",
      rivalScore: 9,
      gap: -3,
      gapToMean: 0,
      weightedGap: -0.75,
    });
    expect(gaps.column("gap").toArray()).toEqual([-3, 3, -6, 3, -3, -3]);
  });
});

it("averages several answers, with survey weights where they are given", () => {
  const answers = [
    { attribute: "price", brand: "ours", score: 2, w: 3 },
    { attribute: "price", brand: "ours", score: 6, w: 1 },
  ];
  expect(positioning(answers, columns).scores.column("score").toArray()).toEqual([4]);
  expect(
    positioning(answers, { ...columns, weights: "w" })
      .scores.column("score")
      .toArray(),
  ).toEqual([3]);
});

it("has no rival where there is a single brand", () => {
  const { scores, gaps, map, warnings } = positioning(
    [
      { attribute: "a", brand: "ours", score: 2 },
      { attribute: "b", brand: "ours", score: 6 },
    ],
    columns,
  );
  expect(scores.toRows()).toMatchObject([{ gap: null, strength: null, weakness: null, rank: 1 }]);
  expect(gaps.column("bestRival").toArray()).toEqual([null, null]);
  expect(map.inertia).toEqual([]);
  expect(map.brands.toRows()).toMatchObject([{ x: 0, y: 0 }]);
  expect(warnings).toEqual(["all brands have the same profile; the map shows nothing"]);
});

it("draws the published map of Greenacre's smoking data and states its inertia", () => {
  const counts = [
    [4, 2, 3, 2],
    [4, 3, 7, 4],
    [25, 10, 12, 4],
    [18, 24, 33, 13],
    [10, 6, 7, 2],
  ];
  const rows = counts.flatMap((row, i) =>
    row.map((score, j) => ({ attribute: `staff ${i}`, brand: `smoking ${j}`, score })),
  );
  const { map } = positioning(rows, columns);
  expect(map.inertia.map((share) => Number(share.toFixed(4)))).toEqual([0.8776, 0.1176, 0.0049]);
  expect(map.inertia.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
  expect(
    map.brands
      .column("x")
      .toArray()
      .map((x) => Math.abs(Number(x!.toFixed(3)))),
  ).toEqual([0.393, 0.099, 0.196, 0.294]);
  // Published qualities in two dimensions (Greenacre 1984): .893, .991, 1.000, 1.000, .999 of the rows.
  expect(
    map.attributes
      .column("quality")
      .toArray()
      .map((share) => Number(share!.toFixed(3))),
  ).toEqual([0.893, 0.991, 1, 1, 0.999]);
});

it("draws the same map in any order of ratings", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 12, maxLength: 12 }),
      fc.integer({ min: 1, max: 11 }),
      (scores, shift) => {
        const rows = scores.map((score, i) => ({ attribute: `a${i % 4}`, brand: `b${Math.floor(i / 4)}`, score }));
        const turned = [...rows.slice(shift), ...rows.slice(0, shift)];
        const [one, other] = [positioning(rows, columns).map, positioning(turned, columns).map];
        expect(other.inertia).toEqual(one.inertia);
        expect(other.brands.sortBy("brand").toRows()).toEqual(one.brands.sortBy("brand").toRows());
        expect(other.attributes.sortBy("attribute").toRows()).toEqual(one.attributes.sortBy("attribute").toRows());
      },
    ),
    { numRuns: 30 },
  );
});

it("leaves an attribute with scores of 0 alone off the map, and says so", () => {
  const rows = [
    ...ratings,
    ...["ours", "theirs", "other"].map((brand) => ({ attribute: "none", brand, score: 0, importance: 0 })),
  ];
  const { map, warnings } = positioning(rows, columns);
  expect(map.attributes.toRows()[2]).toMatchObject({ attribute: "none", x: null, y: null, mass: 0 });
  expect(warnings.join()).toContain('"none"');
});

it("refuses ratings that are incomplete or below 0", () => {
  expect(errorOf(() => positioning(ratings.slice(1), columns)).message).toContain('brand "ours" on attribute "price"');
  expect(errorOf(() => positioning([{ ...ratings[0]!, score: -1 }], columns)).code).toBe("out-of-range");
  expect(errorOf(() => positioning([{ ...ratings[0]!, score: 0 }], columns)).code).toBe("out-of-range");
  const unimportant = [{ ...ratings[0]!, importance: 0 }];
  expect(errorOf(() => positioning(unimportant, { ...columns, importance: "importance" })).code).toBe("out-of-range");
  expect(errorOf(() => positioning([], columns)).code).toBe("empty-table");
});
