import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mean } from "../../src/numeric/index.js";
import { fitPathModel, pathWeights } from "../../src/path-models/index.js";
import {
  ahpWeights,
  benchmarkIndex,
  compareWeights,
  criticWeights,
  entropyWeights,
  equalWeights,
  type Indicator,
  regressionWeights,
  weightedIndex,
  weightSensitivity,
} from "../../src/satisfaction/index.js";
import { describeWithSharedData, sharedTable } from "../shared-data.js";
import { errorOf } from "./error-of.js";

const tree: Indicator = {
  name: "index",
  children: [
    { name: "price", weight: 0.5 },
    { name: "service", weight: 0.5 },
  ],
};
/** Company a is better in price (80 to 50), b in service (70 to 50): 65 to 60. */
const answers = {
  company: ["a", "a", "b", "b"],
  price: [90, 70, 40, 60],
  service: [40, 60, 80, 60],
};
const years = { ...answers, company: ["a", "a", "a", "b"], year: [2024, 2026, 2025, 2025] };

describe("benchmarkIndex", () => {
  const result = weightedIndex(tree, answers, { by: "company" });

  test("measures against the best group, node by node", () => {
    const rows = benchmarkIndex(result, { against: "best" }).toRows();
    expect(rows.map((row) => [row.path, row.group, row.benchmark, row.benchmarkGroup, row.gap, row.points])).toEqual([
      ["index", "a", 65, "a", 0, 0],
      ["index/price", "a", 80, "a", 0, 0],
      ["index/service", "a", 70, "b", -20, -10],
      ["index", "b", 65, "a", -5, -5],
      ["index/price", "b", 80, "a", -30, -15],
      ["index/service", "b", 70, "b", 0, 0],
    ]);
  });

  test("measures against one competitor, a target for all, or targets by path", () => {
    const competitor = benchmarkIndex(result, { against: { group: "b" } });
    expect(
      competitor
        .where((row) => row.group === "a")
        .column("gap")
        .toArray(),
    ).toEqual([5, 30, -20]);
    expect(benchmarkIndex(result, { against: 100 }).column("gap").at(0)).toBe(-35);
    const targets = benchmarkIndex(result, { against: { scores: { "index/price": 60 } } });
    expect(targets.column("gap").toArray()).toEqual([null, 20, null, null, -10, null]);
    expect(targets.column("benchmarkGroup").at(0)).toBeNull();
  });

  test("measures against the period before, or a given one", () => {
    const byYear = weightedIndex(tree, years, { by: "company", period: "year" });
    const previous = benchmarkIndex(byYear, { against: "previous" }).where((row) => row.level === 0);
    expect(previous.column("score").toArray()).toEqual([65, 60, 65, 60]);
    expect(previous.column("gap").toArray()).toEqual([null, -5, 5, null]);
    const fixed = benchmarkIndex(byYear, { against: { period: 2025 } }).where((row) => row.level === 0);
    expect(fixed.column("gap").toArray()).toEqual([5, 0, 5, 0]);
  });

  test("gives Welch's interval of the gap between two groups of respondents", () => {
    const row = benchmarkIndex(result, { against: { group: "b" } }).toRows()[1]!;
    const error = Math.sqrt(10 ** 2 + 10 ** 2);
    expect(row.gap).toBe(30);
    expect((row.upper! - row.gap!) / error).toBeCloseTo(4.30265272991, 6);
    expect(row.lower! + row.upper!).toBeCloseTo(60, 10);
  });

  test("names what the index does not have", () => {
    expect(errorOf(() => benchmarkIndex(result, { against: { group: "c" } })).message).toContain('"a", "b"');
    expect(errorOf(() => benchmarkIndex(result, { against: { period: 2020 } })).code).toBe("unknown-column");
    expect(errorOf(() => benchmarkIndex(result, { against: { scores: { price: 1 } } })).code).toBe("unknown-column");
    for (const against of [null, "worst", Number.NaN, {}, { group: "a", period: 1 }]) {
      expect(errorOf(() => benchmarkIndex(result, { against: against as never })).code).toBe("invalid-option");
    }
  });
});

describe("weightSensitivity", () => {
  test("says what moving one weight does", () => {
    const { nodes } = weightSensitivity(tree, answers, { by: "company", change: 0.2, draws: 0 });
    const price = nodes.toRows().find((row) => row.path === "index/price" && row.group === "a")!;
    expect(price.index).toBe(65);
    expect(price.smaller).toBeCloseTo(0.4 * 80 + 0.6 * 50, 12);
    expect(price.larger).toBeCloseTo(0.6 * 80 + 0.4 * 50, 12);
    expect(price.swing).toBeCloseTo(6, 12);
    expect(nodes.numRows).toBe(4);
  });

  test("finds the weight at which the order of two groups swaps", () => {
    const { reversals } = weightSensitivity(tree, answers, { by: "company", draws: 0 });
    const [first, second] = reversals.toRows();
    expect(first).toMatchObject({ ahead: "a", behind: "b", weight: 0.5 });
    expect(reversals.numRows).toBe(2);
    const price = [first!, second!].find((row) => row.path === "index/price")!;
    expect(price.reversalWeight).toBeCloseTo(0.4, 9);
  });

  test("has no reversal where one group leads in everything", () => {
    const dominated = { ...answers, service: [90, 90, 10, 10] };
    expect(weightSensitivity(tree, dominated, { by: "company", draws: 0 }).reversals.numRows).toBe(0);
  });

  test("compares groups of the same period only", () => {
    const { reversals } = weightSensitivity(tree, years, { by: "company", period: "year", draws: 0 });
    expect(new Set(reversals.column("period").toArray())).toEqual(new Set());
  });

  test("draws weights around the given ones, the same for the same seed", () => {
    const options = { by: "company", draws: 500, concentration: 20, seed: 7 } as const;
    const once = weightSensitivity(tree, answers, options).draws.toRows();
    expect(weightSensitivity(tree, answers, options).draws.toRows()).toEqual(once);
    expect(weightSensitivity(tree, answers, { ...options, seed: 8 }).draws.toRows()).not.toEqual(once);
    expect(once[0]!.firstShare! + once[1]!.firstShare!).toBeCloseTo(1, 9);
    expect(once[0]!.lower).toBeLessThan(65);
    expect(once[0]!.upper).toBeGreaterThan(65);
    // Beta(10, 10): P(weight of price > 0.4) = 0.8139
    expect(once[0]!.firstShare).toBeGreaterThan(0.75);
    expect(once[0]!.firstShare).toBeLessThan(0.88);
  });

  test("agrees with the index itself under the moved weights, also where weights are renormalized", () => {
    const gaps = { price: [80, null, 40, 60], service: [40, 60, 80, null] };
    for (const missing of ["renormalize", "mean", "listwise"] as const) {
      const { nodes } = weightSensitivity(tree, gaps, { missing, draws: 0, change: 0.5 });
      const moved = {
        name: "index",
        children: [
          { name: "price", weight: 0.25 },
          { name: "service", weight: 0.75 },
        ],
      };
      expect(nodes.column("smaller").at(0)).toBeCloseTo(weightedIndex(moved, gaps, { missing }).index!, 10);
    }
  });

  test("an only child keeps its weight", () => {
    const single: Indicator = { name: "t", children: [{ name: "u", children: [{ name: "price" }] }] };
    const { nodes } = weightSensitivity(single, { price: [10, 20] }, { draws: 3 });
    expect(nodes.column("swing").toArray()).toEqual([0, 0]);
  });

  test("refuses what makes no sense", () => {
    expect(errorOf(() => weightSensitivity(tree, answers, { change: 2 })).code).toBe("invalid-option");
    expect(errorOf(() => weightSensitivity(tree, answers, { concentration: 0 })).code).toBe("invalid-option");
    expect(errorOf(() => weightSensitivity(tree, answers, { seeds: 1 } as never)).code).toBe("invalid-option");
    expect(errorOf(() => weightSensitivity(tree, { price: [1] })).place.function).toBe("weightSensitivity");
  });
});

describe("compareWeights", () => {
  const data = { price: [3, 9, 4, 6], service: [5, 2, 4, 4], speed: [5, 4, 1, 3] };
  const judged = ahpWeights(
    [
      [1, 3, 5],
      [null, 1, 2],
      [null, null, 1],
    ],
    { items: ["price", "service", "speed"] },
  );

  test("puts weights of every origin side by side, divided by their sum", () => {
    const { weights, methods } = compareWeights(
      {
        given: { price: 0.5, service: 0.3, speed: 0.2 },
        equal: equalWeights(3),
        judged,
        entropy: entropyWeights(data),
        critic: criticWeights(data),
        regression: [0.9, 0.45, 0.45],
        pathModel: { speed: 0.3, price: 0.6, service: 0.3 },
      },
      { scores: [60, 80, 40] },
    );
    expect(weights.columnNames).toEqual([
      "item",
      "given",
      "equal",
      "judged",
      "entropy",
      "critic",
      "regression",
      "pathModel",
      "spread",
    ]);
    expect(weights.column("item").toArray()).toEqual(["price", "service", "speed"]);
    expect(weights.column("regression").toArray()).toEqual([0.5, 0.25, 0.25]);
    expect(weights.column("pathModel").toArray()).toEqual([0.5, 0.25, 0.25].map((w) => expect.closeTo(w, 12)));
    const equal = methods.toRows().find((row) => row.method === "equal")!;
    expect(equal.index).toBeCloseTo(60, 12);
    expect(methods.column("sum").at(6)).toBeCloseTo(1.2, 12);
  });

  test("finds the order of items by name, whatever order a result has", () => {
    const mixed = { items: ["speed", "price", "service"], weights: [0.2, 0.5, 0.3] };
    const { weights } = compareWeights({ given: { price: 0.5, service: 0.3, speed: 0.2 }, mixed });
    expect(weights.column("mixed").toArray()).toEqual(weights.column("given").toArray());
  });

  test("says how far two methods agree and where they differ most", () => {
    const { agreement } = compareWeights({ a: [0.5, 0.3, 0.2], b: [0.1, 0.4, 0.5], c: equalWeights(3) });
    expect(agreement.toRows()[0]).toMatchObject({ first: "a", second: "b", item: "1" });
    expect(agreement.column("rankCorrelation").at(0)).toBeCloseTo(-1, 12);
    expect(agreement.column("largestDifference").at(0)).toBeCloseTo(0.4, 12);
    expect(agreement.column("rankCorrelation").at(1)).toBeNull();
  });

  test("keeps a method that found no weights, with the reason", () => {
    const none = { weights: null, reason: "item a would be negative" };
    const { weights, methods, agreement } = compareWeights({ none, given: { a: 0.4, b: 0.6 } }, { scores: [50, 100] });
    expect(weights.column("none").toArray()).toEqual([null, null]);
    expect(weights.column("spread").toArray()).toEqual([0, 0]);
    expect(methods.toRows()).toEqual([
      { method: "none", sum: null, negative: null, index: null, reason: "item a would be negative" },
      { method: "given", sum: 1, negative: 0, index: 80, reason: null },
    ]);
    expect(agreement.numRows).toBe(0);
  });

  test("counts negative weights", () => {
    expect(
      compareWeights({ a: [0.8, -0.1, 0.3] })
        .methods.column("negative")
        .at(0),
    ).toBe(1);
  });

  test("divided weights sum to 1", () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.001, max: 1000, noNaN: true }), { minLength: 1, maxLength: 9 }), (w) => {
        const values = compareWeights({ w }).weights.column("w").toArray() as number[];
        expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
      }),
    );
  });

  test("names what is wrong", () => {
    expect(errorOf(() => compareWeights({})).code).toBe("invalid-option");
    expect(errorOf(() => compareWeights([0.5] as never)).code).toBe("invalid-option");
    expect(errorOf(() => compareWeights({ item: [1] })).code).toBe("duplicate-name");
    expect(errorOf(() => compareWeights({ a: [1, 1], b: [1] }))).toMatchObject({
      code: "length-mismatch",
      place: { column: "b" },
    });
    expect(errorOf(() => compareWeights({ a: { x: 1 }, b: { y: 1 } })).code).toBe("unknown-column");
    expect(errorOf(() => compareWeights({ a: { x: 1, y: 1 }, b: { x: 1 } })).code).toBe("unknown-column");
    expect(errorOf(() => compareWeights({ a: [1, -1] })).code).toBe("weights-sum");
    expect(errorOf(() => compareWeights({ a: ["much"] as never })).code).toBe("not-a-number");
    expect(errorOf(() => compareWeights({ a: [1, 2] }, { items: ["x"] })).code).toBe("length-mismatch");
    expect(errorOf(() => compareWeights({ a: 5 as never })).code).toBe("unsupported-input");
  });
});

describeWithSharedData("weights for satisfaction in the mobile phone survey", () => {
  test("of a regression and of a path model stand beside those of judgment", async () => {
    const mobi = await sharedTable("mobi.csv");
    const items = ["CUSA1", "CUSA2", "CUSA3"];
    const model = fitPathModel(mobi, {
      constructs: { Satisfaction: { items }, Loyalty: { items: ["CUSL1", "CUSL3"] } },
      paths: [{ from: "Satisfaction", to: "Loyalty" }],
      scale: [1, 10],
    });
    const { weights, methods } = compareWeights(
      {
        equal: equalWeights(3),
        regression: regressionWeights(mobi, { outcome: "CUSL1", items }),
        pathModel: pathWeights(model, "Satisfaction"),
        entropy: entropyWeights(mobi, { items }),
      },
      { scores: items.map((item) => mean(mobi.column(item).toArray() as number[])) },
    );
    expect(weights.column("item").toArray()).toEqual(items);
    for (const method of ["regression", "pathModel", "entropy"]) {
      const column = weights.column(method).toArray() as number[];
      expect(column.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
    }
    const index = methods.toRows().find((row) => row.method === "pathModel")!.index!;
    expect((100 * (index - 1)) / 9).toBeCloseTo(model.indices["Satisfaction"]!, 8);
  });
});
