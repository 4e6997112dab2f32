import { describe, expect, it } from "vitest";
import {
  encodeFeatures,
  explainPredictions,
  fitBoostedTrees,
  fitLogistic,
  overallDrivers,
} from "../../../src/learning/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { createTable, table } from "../../../src/table/index.js";
import { expectRefusal } from "../expect-refusal.js";
import { jumpyCases, linearCases, repeated } from "../simulated-cases.js";

describe("the importance", () => {
  it.each([
    ["a logistic model", () => fitLogistic(...pair(1), { names: ["a", "b", "c"] })],
    ["trees", () => fitBoostedTrees(...pair(1), { names: ["a", "b", "c"], trees: 20 })],
  ])("is the mean size of the contributions, largest first: %s", (_, makeModel) => {
    const [X] = pair(1);
    const model = makeModel();
    const drivers = overallDrivers(model, X).toRows();
    const explained = explainPredictions(model, X);
    const total = drivers.reduce((sum, { importance }) => sum + importance!, 0);
    for (const { feature, importance, share } of drivers) {
      const sizes = explained
        .column(feature!)
        .toArray()
        .map((value) => Math.abs(Number(value)));
      expect(importance).toBeCloseTo(sizes.reduce((sum, value) => sum + value, 0) / sizes.length, 12);
      expect(share).toBeCloseTo(importance! / total, 12);
    }
    expect(drivers.map(({ importance }) => importance)).toEqual(
      drivers.map(({ importance }) => importance!).sort((a, b) => b - a),
    );
  });

  it("finds what drives simulated outcomes, and the way it does", () => {
    const { X, y } = linearCases(3000, 0, [1.5, -0.7, 0], 4);
    const drivers = overallDrivers(fitLogistic(X, y, { names: ["up", "down", "nothing"] }), X);
    expect(drivers.column("feature").toArray()).toEqual(["up", "down", "nothing"]);
    expect(drivers.column("direction").toArray().slice(0, 2)).toEqual(["rises", "falls"]);
    expect(drivers.remarks).toEqual([]);
    expect(drivers.column("inseparableFrom").toArray()).toEqual([null, null, null]);
    const [bent] = [X.map(([a]) => [a!])];
    const valley = fitBoostedTrees(
      bent,
      bent.map(([a], i) => (Math.abs(a!) > 0.7 !== (i % 8 === 0) ? 1 : 0)),
    );
    expect(overallDrivers(valley, bent).column("direction").at(0)).toBe("mixed");
  });

  it("takes a count as repeated rows", () => {
    const [X, y] = pair(5);
    const model = fitBoostedTrees(X, y, { trees: 5 });
    const count = y.map((_, row) => row % 4);
    const [counted, plain] = [overallDrivers(model, X, { count }), overallDrivers(model, repeated(X, count))];
    expect(counted.column("feature").toArray()).toEqual(plain.column("feature").toArray());
    counted
      .column("importance")
      .toArray()
      .forEach((value, i) => {
        expect(value).toBeCloseTo(plain.column("importance").at(i)!, 12);
      });
  });
});

describe("features that move together", () => {
  const random = createRandom(6);
  const { X, y } = linearCases(1000, 0, [1, 0.5], 6);
  const tangled = X.map(([a, b]) => [a!, b!, a! + 0.1 * random.normal(), b! * 2 - 1]);
  const names = ["a", "b", "like a", "b again"];
  const drivers = overallDrivers(fitLogistic(tangled, y, { l2: 1, names }), tangled);

  it("are called inseparable, each from the others of its set only", () => {
    const from = Object.fromEntries(drivers.toRows().map(({ feature, inseparableFrom }) => [feature, inseparableFrom]));
    expect(from["a"]).toBe("like a");
    expect(from["like a"]).toBe("a");
    expect(from["b again"]).toBe("b");
    expect(drivers.remarks).toHaveLength(2);
    expect(drivers.remarks[0]).toMatch(/"a", "like a" are inseparable \(variance inflation up to/);
    expect(drivers.remarks[1]).toMatch(/"b", "b again" are inseparable/);
  });

  it("have the variance inflation 1 / (1 − r²)", () => {
    const two = tangled.map((row) => [row[0]!, row[2]!]);
    const inflation = overallDrivers(fitLogistic(two, y, { l2: 1 }), two)
      .column("varianceInflation")
      .toArray();
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    const [a, b] = [two.map((row) => row[0]!), two.map((row) => row[1]!)];
    const product = (u: number[], v: number[]): number =>
      mean(u.map((value, i) => (value - mean(u)) * (v[i]! - mean(v))));
    const r2 = product(a, b) ** 2 / (product(a, a) * product(b, b));
    for (const value of inflation) expect(value).toBeCloseTo(1 / (1 - r2), 6);
  });
});

describe("the partners of an inseparable feature", () => {
  /** Names of the features from which each is inseparable, for columns made of independent normal numbers. */
  function partners(
    make: (z: readonly number[], i: number) => number[],
    options: { rows?: number; count?: (row: number) => number } = {},
  ): (string[] | null)[] {
    const { rows = 2000, count } = options;
    const random = createRandom(11);
    const X = Array.from({ length: rows }, (_, i) =>
      make(
        Array.from({ length: 8 }, () => random.normal()),
        i,
      ),
    );
    const y = X.map(([a], i) => (a! + (i % 3) > 1 ? 1 : 0));
    const names = X[0]!.map((_, column) => String(column));
    const drivers = overallDrivers(fitLogistic(X, y, { l2: 1, names }), X, {
      count: count === undefined ? undefined : X.map((_, i) => count(i)),
    }).toRows();
    const found = new Map(drivers.map(({ feature, inseparableFrom }) => [feature, inseparableFrom]));
    return names.map((name) => found.get(name)?.split(", ") ?? null);
  }

  it("are not those that are only collinear among themselves, whose regression coefficients are large", () => {
    // 2 and 3 differ by a ten-thousandth: a regression of 0 on the others gives both coefficients of about ±50.
    expect(partners(([a, b, e, f]) => [a!, a! + 0.1 * e!, b!, b! + 1e-4 * f! + 1e-5 * e!])).toEqual([
      ["1"],
      ["0"],
      ["3"],
      ["2"],
    ]);
  });

  it("are told apart where dependencies are equally strong", () => {
    const pairs = partners(([a, b, c, e, f, g]) => [a!, b!, c!, a! + 0.05 * e!, b! + 0.05 * f!, c! + 0.05 * g!]);
    expect(pairs).toEqual([["3"], ["4"], ["5"], ["0"], ["1"], ["2"]]);
  });

  it("are all members of a sum, and of a set of near copies", () => {
    const sums = partners(([a, b, c, d, e]) => [a!, b!, a! + b! + c! + 0.02 * e!, c!, d!]);
    expect(sums.map((names) => names?.sort() ?? null)).toEqual([
      ["1", "2", "3"],
      ["0", "2", "3"],
      ["0", "1", "3"],
      ["0", "1", "2"],
      null,
    ]);
    const copies = partners((z) => [...[1, 2, 3, 4, 5].map((k) => z[0]! + 0.05 * z[k]!), z[6]!]);
    expect(copies.map((names) => names?.length ?? 0)).toEqual([4, 4, 4, 4, 4, 0]);
  });

  it("are found behind a stronger dependency that takes up the variances of the others", () => {
    expect(partners(([a, e, f, b]) => [a!, a! + 1e-3 * e!, a! + 0.1 * f!, b!])).toEqual([
      ["1"],
      ["0"],
      expect.arrayContaining(["0"]),
      null,
    ]);
  });

  it("name each other where the dependency is exact", () => {
    expect(partners(([a, b, c]) => [a!, b!, c!, 2 * a! - 3, b! + c!])).toEqual([
      ["3"],
      expect.arrayContaining(["2", "4"]),
      expect.arrayContaining(["1", "4"]),
      ["0"],
      expect.arrayContaining(["1", "2"]),
    ]);
  });

  it("are those of the counted rows", () => {
    const split = (z: readonly number[], i: number): number[] => [z[0]!, i % 2 === 0 ? z[0]! + 0.1 * z[1]! : z[1]!];
    expect(partners(split)).toEqual([null, null]);
    expect(partners(split, { count: (row) => (row % 2 === 0 ? 3 : 0) })).toEqual([["1"], ["0"]]);
  });
});

it("gives the direction among the counted rows", () => {
  const X = [[-2], [-1], [1], [2]];
  const model = fitBoostedTrees(X, [1, 0, 0, 1], { trees: 5, minLeaf: 1, leaves: 4 });
  expect(overallDrivers(model, X).column("direction").at(0)).toBe("mixed");
  expect(
    overallDrivers(model, X, { count: [0, 0, 5, 5] })
      .column("direction")
      .at(0),
  ).toBe("rises");
  expect(
    overallDrivers(model, X, { count: [5, 5, 0, 0] })
      .column("direction")
      .at(0),
  ).toBe("falls");
});

it("takes the columns of a category together", () => {
  const customers = table({
    plan: Array.from({ length: 90 }, (_, i) => ["basic", "plus", "pro"][i % 3]!),
    age: Array.from({ length: 90 }, (_, i) => (i * 7) % 30),
    left: Array.from({ length: 90 }, (_, i) => ((i % 3 === 0) !== (i % 7 === 0) ? 1 : 0)),
  });
  const { X, y, encoder } = encodeFeatures(customers, { numeric: ["age"], categorical: ["plan"], target: "left" });
  const drivers = overallDrivers(fitLogistic(X, y), X, { encoder });
  expect(drivers.column("feature").toArray()).toEqual(["plan", "age"]);
  expect(drivers.toRows()[0]).toMatchObject({ direction: null, inseparableFrom: null });
});

it("answers for constants and gaps, and refuses no rows", () => {
  const [X, y] = pair(8);
  const model = fitBoostedTrees(X, y, { trees: 3, names: ["a", "b", "c"] });
  const drivers = overallDrivers(model, [
    [1, 2, Number.NaN],
    [1, Number.NaN, Number.NaN],
    [1, 5, Number.NaN],
  ]);
  expect(drivers.toRows().find(({ feature }) => feature === "a")).toMatchObject({
    direction: null,
    varianceInflation: null,
  });
  expectRefusal(() => overallDrivers(model, createTable({ a: [], b: [], c: [] })), "empty-table", {
    function: "overallDrivers",
  });
  expectRefusal(() => overallDrivers(model, X, { top: 3 } as never), "invalid-option", { function: "overallDrivers" });
});

function pair(seed: number): [number[][], number[]] {
  const { X, y } = jumpyCases(300, seed);
  return [X, y];
}
