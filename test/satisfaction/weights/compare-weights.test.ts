import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mean } from "../../../src/numeric/index.js";
import { fitPathModel, pathWeights } from "../../../src/path-models/index.js";
import {
  ahpWeights,
  compareWeights,
  criticWeights,
  entropyWeights,
  equalWeights,
  regressionWeights,
} from "../../../src/satisfaction/index.js";
import { errorOf } from "../../error-of.js";
import { describeWithSharedData, sharedTable } from "../../shared-data.js";

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
