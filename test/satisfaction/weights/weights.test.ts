import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ahpWeights, criticWeights, entropyWeights, equalWeights } from "../../../src/satisfaction/index.js";
import { errorOf } from "../../error-of.js";

/** Saaty's school example, which is inconsistent. */
const school = [
  [1, 4, 3, 1, 3, 4],
  ["1/4", 1, 7, 3, "1/5", 1],
  ["1/3", "1/7", 1, "1/5", "1/5", "1/6"],
  [1, "1/3", 5, 1, 1, "1/3"],
  ["1/3", 5, 5, 1, 1, 3],
  ["1/4", 1, 6, 3, "1/3", 1],
];

const total = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);

describe("equalWeights", () => {
  test("gives every item the same share", () => {
    expect(equalWeights(4)).toEqual([0.25, 0.25, 0.25, 0.25]);
  });

  test.each([0, -1, 2.5, Number.NaN, "3"])("refuses %s items", (n) => {
    expect(errorOf(() => equalWeights(n as number)).code).toBe("invalid-option");
  });
});

describe("ahpWeights", () => {
  const positive = fc.array(fc.double({ min: 0.05, max: 20, noNaN: true }), { minLength: 1, maxLength: 9 });

  test("recovers the weights behind judgments that agree perfectly", () => {
    fc.assert(
      fc.property(positive, (importance) => {
        const sum = total(importance);
        const result = ahpWeights(importance.map((a) => importance.map((b) => a / b)));
        importance.forEach((value, i) => {
          expect(result.weights[i]).toBeCloseTo(value / sum, 10);
        });
        expect(result.lambdaMax).toBeCloseTo(importance.length, 8);
        expect(result.consistencyRatio).toBeLessThan(1e-8);
        expect(result.consistent).toBe(true);
        expect(result.mend).toBeNull();
      }),
    );
  });

  test("gives an eigenvector, however inconsistent the judgments are", () => {
    const judgment = fc.constantFrom(1 / 9, 1 / 7, 1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 5, 7, 9, 1e4, 1e-4);
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 8 }), fc.array(judgment, { minLength: 28, maxLength: 28 }), (n, upper) => {
        const matrix: number[][] = Array.from({ length: n }, () => new Array<number>(n).fill(1));
        let next = 0;
        for (let i = 0; i < n; i++) {
          for (let j = i + 1; j < n; j++) {
            matrix[i]![j] = upper[next]!;
            matrix[j]![i] = 1 / upper[next++]!;
          }
        }
        const { weights, lambdaMax } = ahpWeights(matrix);
        expect(lambdaMax).toBeGreaterThanOrEqual(n * (1 - 1e-12));
        expect(total(weights)).toBeCloseTo(1, 12);
        matrix.forEach((row, i) => {
          const product = row.reduce((sum, entry, j) => sum + entry * weights[j]!, 0);
          expect(product / (lambdaMax * weights[i]!)).toBeCloseTo(1, 9);
        });
      }),
      { numRuns: 200 },
    );
  });

  test("names the judgment to think over, and following the advice helps most", () => {
    const items = ["learning", "friends", "life", "training", "college", "music"];
    const result = ahpWeights(school, { items });
    expect(result.consistent).toBe(false);
    const { mend } = result;
    const [i, j] = [items.indexOf(mend!.first!), items.indexOf(mend!.second!)];
    const mended = school.map((row) => [...row]);
    mended[i]![j] = mend!.suggested!;
    mended[j]![i] = 1 / mend!.suggested!;
    const after = ahpWeights(mended).consistencyRatio!;
    expect(after).toBeCloseTo(mend!.consistencyRatio!, 10);
    expect(after).toBeLessThan(result.consistencyRatio!);
    const others = result.judgments.column("consistencyRatio").toArray() as number[];
    expect(others).toHaveLength(15);
    expect(Math.min(...others)).toBe(mend!.consistencyRatio);
  });

  test("finds the one judgment that was spoiled", () => {
    const importance = [5, 3, 2, 1];
    const matrix = importance.map((a) => importance.map((b) => a / b));
    matrix[1]![3] = 1 / 9;
    matrix[3]![1] = 9;
    const { mend } = ahpWeights(matrix, { items: ["a", "b", "c", "d"] });
    expect(mend).toMatchObject({ first: "d", second: "b", given: 9 });
    expect(mend!.implied).toBeCloseTo(1 / 3, 8);
    expect(mend!.suggested).toBeCloseTo(1 / 3, 12);
    expect(mend!.consistencyRatio).toBeCloseTo(0, 8);
  });

  test("takes either entry of a pair for the other, and fractions as text", () => {
    const full = ahpWeights([
      [1, 3, "1/2"],
      ["1/3", 1, "0.25"],
      [2, 4, 1],
    ]);
    const half = ahpWeights([
      [1, 3, null],
      [null, 1, null],
      [2, 4, 1],
    ]);
    expect(half.weights).toEqual(full.weights);
  });

  test("takes 0.33 beside 3 for a third", () => {
    const exact = ahpWeights([
      [1, 3, 1],
      ["1/3", 1, "1/7"],
      [1, 7, 1],
    ]);
    const rounded = ahpWeights([
      [1, 3, 1],
      [0.33, 1, 0.14],
      [1, 7, 1],
    ]);
    expect(rounded.weights).toEqual(exact.weights);
  });

  test("measures against the table of random indices that is asked for", () => {
    const ten = Array.from({ length: 10 }, (_, i) =>
      Array.from({ length: 10 }, (_, j) => (i < j ? 2 : i > j ? 0.5 : 1)),
    );
    const saaty = ahpWeights(ten);
    const other = ahpWeights(ten, { randomIndex: "tummala-ling" });
    expect(saaty.randomIndex).toBe(1.49);
    expect(other.randomIndex).toBe(1.4882);
    expect(saaty.consistencyRatio! * 1.49).toBeCloseTo(other.consistencyRatio! * 1.4882, 12);
  });

  test("says nothing of the consistency ratio beyond the tables, and still names the worst judgment first", () => {
    const importance = Array.from({ length: 16 }, (_, i) => i + 1);
    const matrix = importance.map((a) => importance.map((b) => a / b));
    matrix[0]![15] = 9;
    matrix[15]![0] = 1 / 9;
    const result = ahpWeights(matrix);
    expect(result).toMatchObject({ randomIndex: null, consistencyRatio: null, consistent: null, mend: null });
    expect(result.judgments.toRows()[0]).toMatchObject({ first: "1", second: "16", consistencyRatio: null });
  });

  test("one item weighs 1, and two are always consistent", () => {
    expect(ahpWeights([[1]])).toMatchObject({ weights: [1], consistencyRatio: 0, consistent: true });
    expect(
      ahpWeights([
        [1, 9],
        [null, 1],
      ]),
    ).toMatchObject({ consistencyRatio: 0, consistent: true });
  });

  test.each([
    ["no array", null, "unsupported-input"],
    ["no rows", [], "unsupported-input"],
    ["a row too short", [[1, 2], [1]], "length-mismatch"],
    ["a row that is no array", [[1, 2], "ab"], "length-mismatch"],
    [
      "zero",
      [
        [1, 0],
        [1, 1],
      ],
      "out-of-range",
    ],
    [
      "a negative number",
      [
        [1, -2],
        [null, 1],
      ],
      "out-of-range",
    ],
    [
      "infinity",
      [
        [1, Number.POSITIVE_INFINITY],
        [null, 1],
      ],
      "out-of-range",
    ],
    [
      "text that is no fraction",
      [
        [1, "three"],
        [null, 1],
      ],
      "out-of-range",
    ],
    [
      "division by zero",
      [
        [1, "1/0"],
        [null, 1],
      ],
      "out-of-range",
    ],
    [
      "a diagonal other than 1",
      [
        [2, 1],
        [1, 1],
      ],
      "inconsistent-row",
    ],
    [
      "a pair that is not reciprocal",
      [
        [1, 3],
        [3, 1],
      ],
      "inconsistent-row",
    ],
    [
      "a pair left out",
      [
        [1, null],
        [null, 1],
      ],
      "missing-value",
    ],
  ])("refuses %s", (_, comparisons, code) => {
    expect(errorOf(() => ahpWeights(comparisons as never)).code).toBe(code);
  });

  test("refuses names that do not fit", () => {
    expect(errorOf(() => ahpWeights([[1]], { items: ["a", "b"] })).code).toBe("length-mismatch");
    expect(
      errorOf(() =>
        ahpWeights(
          [
            [1, 1],
            [1, 1],
          ],
          { items: ["a", "a"] },
        ),
      ).code,
    ).toBe("duplicate-name");
    expect(errorOf(() => ahpWeights([[1]], { randomIndex: "alonso" as never })).code).toBe("invalid-option");
    expect(errorOf(() => ahpWeights([[1]], { index: 1 } as never)).code).toBe("invalid-option");
  });
});

describe("entropyWeights", () => {
  test("an item with the same value everywhere weighs nothing", () => {
    expect(entropyWeights({ price: [3, 9, 4], service: [5, 5, 5] }).weights).toEqual([1, 0]);
  });

  test("does not change with the unit of an item", () => {
    const answers = { a: [3, 9, 4, 1], b: [5, 1, 2, 2] };
    const scaled = { a: answers.a.map((value) => value * 1000), b: answers.b };
    const weights = entropyWeights(answers).weights;
    entropyWeights(scaled).weights.forEach((weight, i) => {
      expect(weight).toBeCloseTo(weights[i]!, 12);
    });
  });

  test("takes rows, columns, a matrix and an array of arrays alike, and the named columns only", () => {
    const byColumns = entropyWeights({ a: [3, 9, 4], b: [5, 1, 2] }).weights;
    expect(
      entropyWeights([
        { a: 3, b: 5 },
        { a: 9, b: 1 },
        { a: 4, b: 2 },
      ]).weights,
    ).toEqual(byColumns);
    expect(
      entropyWeights([
        [3, 5],
        [9, 1],
        [4, 2],
      ]).weights,
    ).toEqual(byColumns);
    expect(entropyWeights({ data: Float64Array.of(3, 5, 9, 1, 4, 2), rows: 3, columns: 2 }).weights).toEqual(byColumns);
    const named = entropyWeights({ who: ["x", "y", "z"], a: [3, 9, 4], b: [5, 1, 2] }, { items: ["a", "b"] });
    expect(named).toMatchObject({ items: ["a", "b"], weights: byColumns });
  });

  test("mirrors items in which low is good", () => {
    const mirrored = entropyWeights({ a: [3, 9, 4], b: [5, 1, 2] }, { reverse: ["b"] });
    expect(mirrored.weights).toEqual(entropyWeights({ a: [3, 9, 4], b: [1, 5, 4] }).weights);
  });

  test("names what is wrong", () => {
    expect(errorOf(() => entropyWeights({ a: [1, -2] }))).toMatchObject({
      code: "out-of-range",
      place: { column: "a", row: 2 },
    });
    expect(errorOf(() => entropyWeights({ a: [0, 0], b: [1, 2] }))).toMatchObject({
      code: "out-of-range",
      place: { column: "a" },
    });
    expect(errorOf(() => entropyWeights({ a: [2, 2], b: [1, 1] })).code).toBe("constant-column");
    expect(errorOf(() => entropyWeights({ a: [2] })).code).toBe("too-few-rows");
    expect(errorOf(() => entropyWeights({ a: [2, null] }))).toMatchObject({ code: "missing-value", place: { row: 2 } });
    expect(errorOf(() => entropyWeights({ a: ["x", "y"] })).code).toBe("not-a-number");
    expect(errorOf(() => entropyWeights({ a: [1, 2] }, { items: ["b"] })).code).toBe("unknown-column");
    expect(errorOf(() => entropyWeights({ a: [1, 2] }, { items: ["a", "a"] })).code).toBe("duplicate-column");
    expect(errorOf(() => entropyWeights({ a: [1, 2] }, { items: [] })).code).toBe("invalid-option");
    expect(errorOf(() => entropyWeights({ a: [1, 2] }, { reverse: ["b"] })).code).toBe("unknown-column");
    expect(errorOf(() => entropyWeights({})).code).toBe("empty-table");
  });
});

describe("criticWeights", () => {
  test("an item that repeats another weighs less than one that tells something new", () => {
    const { weights, items } = criticWeights({
      first: [1, 2, 3, 4, 5, 6],
      repeated: [1, 2, 3, 4, 6, 5],
      other: [4, 1, 6, 2, 5, 3],
    });
    expect(items).toEqual(["first", "repeated", "other"]);
    expect(weights[2]).toBeGreaterThan(weights[0]!);
    expect(total(weights)).toBeCloseTo(1, 12);
  });

  test("does not change with the unit or the origin of an item", () => {
    const answers = { a: [3, 9, 4, 1], b: [5, 1, 2, 2], c: [1, 2, 4, 3] };
    const weights = criticWeights(answers).weights;
    const moved = { ...answers, a: answers.a.map((value) => 32 + 1.8 * value) };
    criticWeights(moved).weights.forEach((weight, i) => {
      expect(weight).toBeCloseTo(weights[i]!, 12);
    });
  });

  test("a mirrored item conflicts where it agreed", () => {
    const { conflict } = criticWeights({ a: [1, 2, 3, 5], b: [1, 2, 3, 4] }, { reverse: ["b"] });
    expect(conflict[0]).toBeGreaterThan(1.9);
  });

  test("names what is wrong", () => {
    expect(errorOf(() => criticWeights({ a: [1, 2], b: [3, 3] }))).toMatchObject({
      code: "constant-column",
      place: { column: "b" },
    });
    expect(errorOf(() => criticWeights({ a: [1, 2, 4], b: [2, 4, 8] })).code).toBe("collinear-columns");
    expect(errorOf(() => criticWeights({ a: [1, 2] })).code).toBe("too-few-rows");
    expect(errorOf(() => criticWeights({ a: [1], b: [1] })).code).toBe("too-few-rows");
  });
});
