import { describe, expect, it } from "vitest";
import {
  encodeFeatures,
  fitBoostedTrees,
  type KnownEncoderOptions,
  type NewEncoderOptions,
} from "../../../src/learning/index.js";
import { parseModel } from "../../../src/models/index.js";
import { table } from "../../../src/table/index.js";
import { errorOf } from "../../error-of.js";
import { expectRefusal } from "../expect-refusal.js";

const customers = table({
  tenure: [1, 30, 7, 12],
  contract: ["monthly", "yearly", "Weekly", "monthly"],
  senior: [false, true, true, false],
  churn: ["Yes", "No", "No", "Yes"],
});

/** The rows of a matrix. */
function rowsOf({ data, rows, columns }: { data: Float64Array; rows: number; columns: number }): number[][] {
  return Array.from({ length: rows }, (_, row) => [...data.subarray(row * columns, (row + 1) * columns)]);
}

describe("one-hot columns", () => {
  it("leave out the first level in the order of code units, numbers first", () => {
    const { X, y, names, categorical, ledger } = encodeFeatures(customers, {
      categorical: ["contract", "senior"],
      numeric: ["tenure"],
      target: "churn",
      positive: "Yes",
    });
    expect(names).toEqual(["tenure", "contract=monthly", "contract=yearly", "senior=true"]);
    expect(X.names).toEqual(names);
    expect(rowsOf(X)).toEqual([
      [1, 1, 0, 0],
      [30, 0, 1, 1],
      [7, 0, 0, 1],
      [12, 1, 0, 0],
    ]);
    expect([...y]).toEqual([1, 0, 0, 1]);
    expect(categorical).toEqual([]);
    expect(ledger).toEqual({ rows: 4, unseen: 0, missing: 0 });
  });

  it("are made of all columns but the target where none are named", () => {
    expect(encodeFeatures(customers, { target: "churn" }).names).toEqual([
      "tenure",
      "contract=monthly",
      "contract=yearly",
      "senior=true",
    ]);
  });

  it("give missing cells a category of their own when they are kept", () => {
    const gaps = table({ plan: ["b", null, "a"], age: [1, null, 3] });
    expectRefusal(() => encodeFeatures(gaps, { categorical: ["plan"] }), "missing-value", { column: "plan", row: 2 });
    expectRefusal(() => encodeFeatures(gaps, { numeric: ["age"] }), "missing-value", { column: "age", row: 2 });
    const { X, names, ledger } = encodeFeatures(gaps, { numeric: ["age"], categorical: ["plan"], missing: "keep" });
    expect(names).toEqual(["age", "plan=a", "plan=b"]);
    expect(rowsOf(X)).toEqual([
      [1, 0, 1],
      [Number.NaN, 0, 0],
      [3, 1, 0],
    ]);
    expect(ledger).toEqual({ rows: 3, unseen: 0, missing: 2 });
  });
});

describe("codes", () => {
  it("are the places of the levels, and go into the trees as categories", () => {
    const { X, categorical, names } = encodeFeatures(customers, {
      numeric: ["tenure"],
      categorical: ["contract"],
      encoding: "codes",
    });
    expect(names).toEqual(["tenure", "contract"]);
    expect(rowsOf(X).map(([, code]) => code)).toEqual([1, 2, 0, 1]);
    expect(categorical).toEqual(["contract"]);
    const model = fitBoostedTrees(X, [1, 0, 0, 1], { categorical });
    expect(model.categories).toEqual([null, [0, 1, 2]]);
  });

  it("leave missing categories missing, and give unseen ones a code of their own", () => {
    const { encoder } = encodeFeatures(table({ plan: ["a", "b"] }), {
      categorical: ["plan"],
      encoding: "codes",
      missing: "keep",
    });
    const { X, ledger } = encodeFeatures(table({ plan: ["b", null, "z"] }), { encoder, unseen: "ignore" });
    expect([...X.data]).toEqual([1, Number.NaN, -1]);
    expect(ledger).toEqual({ rows: 3, unseen: 1, missing: 1 });
  });
});

describe("columns that look like ids", () => {
  const rows = 40;
  const column = <Value>(value: (row: number) => Value) => Array.from({ length: rows }, (_, row) => value(row));
  const customers = table({
    customer: column((row) => 1000 + ((7 * row) % rows)),
    phoneNr: column((row) => 55_000 + 13 * row * row),
    email: column((row) => `${row}@example.com`),
    income: column((row) => 20_000 + 13 * row * row),
    age: column((row) => 20 + (row % 30)),
    plan: column((row) => ["a", "b", "c"][row % 3]!),
  });

  it("are warned of, whether numbers or texts", () => {
    const { warnings } = encodeFeatures(customers, {
      numeric: ["customer", "phoneNr", "income", "age"],
      categorical: ["email", "plan"],
    });
    expect(warnings).toEqual([
      expect.stringMatching(/^"customer" looks like an id \(the whole numbers from 1000 to 1039, each once\)/),
      expect.stringMatching(/^"phoneNr" looks like an id/),
      expect.stringMatching(/^"email" looks like an id \(40 different texts in 40 rows\)/),
    ]);
    expect(encodeFeatures(customers, { numeric: ["age"], categorical: ["plan"] }).warnings).toEqual([]);
  });
});

it("names the option that takes gaps", () => {
  const gaps = table({ age: [30, null], plan: ["a", "b"] });
  expect(errorOf(() => encodeFeatures(gaps, { numeric: ["age"] })).message).toContain('missing: "keep"');
});

describe("the encoder", () => {
  const { encoder, X } = encodeFeatures(customers, { numeric: ["tenure"], categorical: ["contract"], target: "churn" });

  it("encodes a later table in the same way, also after JSON", () => {
    const later = table({ contract: ["yearly"], tenure: [5] });
    const parsed = parseModel(JSON.parse(JSON.stringify(encoder))) as typeof encoder;
    for (const given of [encoder, parsed]) {
      const encoded = encodeFeatures(later, { encoder: given });
      expect([...encoded.X.data]).toEqual([5, 0, 1]);
      expect(encoded.y).toBeNull();
      expect(encoded.names).toEqual(X.names);
    }
    expect([...encodeFeatures(customers, { encoder }).y!]).toEqual([1, 0, 0, 1]);
  });

  it("names a category that it does not know, or takes it like the first level and counts it", () => {
    const later = table({ contract: ["yearly", "never"], tenure: [5, 6] });
    expectRefusal(() => encodeFeatures(later, { encoder }), "out-of-range", {
      function: "encodeFeatures",
      column: "contract",
      row: 2,
      value: "never",
    });
    const { X: ignored, ledger } = encodeFeatures(later, { encoder, unseen: "ignore" });
    expect(rowsOf(ignored)).toEqual([
      [5, 0, 1],
      [6, 0, 0],
    ]);
    expect(ledger.unseen).toBe(1);
  });

  it("is frozen and refuses to be another model", () => {
    expect(Object.isFrozen(encoder.categorical[0])).toBe(true);
    expectRefusal(() => encodeFeatures(customers, { encoder: { kind: "logistic" } as never }), "unusable-model");
  });
});

describe("the target", () => {
  it.each([
    [["yes", "no"], "yes"],
    [["N", "Y"], "Y"],
    [[true, false], "true"],
    [[0, 1], "1"],
  ] as const)("counts the plain positive of %j as 1", (churn, positive) => {
    const { y, encoder } = encodeFeatures(table({ age: [1, 2], churn: [...churn] }), {
      numeric: ["age"],
      target: "churn",
    });
    expect(encoder.positive).toBe(positive);
    expect([...y]).toEqual(churn.map((value) => (String(value) === positive ? 1 : 0)));
  });

  it.each([[["x", "y"]], [["yes", "maybe"]], [["1", "2"]], [["left", "stayed"]]])(
    "of %j needs to be told its positive",
    (churn) => {
      const data = table({ age: [1, 2], churn });
      expectRefusal(() => encodeFeatures(data, { numeric: ["age"], target: "churn" }), "column-type", {
        column: "churn",
      });
      expect([...encodeFeatures(data, { numeric: ["age"], target: "churn", positive: churn[0]! }).y]).toEqual([1, 0]);
    },
  );

  it("may not be a feature too, nor missing, nor without its positive", () => {
    expectRefusal(() => encodeFeatures(customers, { categorical: ["churn"], target: "churn" }), "invalid-option", {
      column: "churn",
    });
    expectRefusal(
      () => encodeFeatures(customers, { numeric: ["tenure"], target: "churn", positive: "Maybe" }),
      "out-of-range",
      { column: "churn", value: "Maybe" },
    );
    const gap = table({ age: [1, 2], churn: ["Yes", null] });
    expectRefusal(() => encodeFeatures(gap, { numeric: ["age"], target: "churn" }), "missing-value", {
      column: "churn",
      row: 2,
    });
  });
});

it("treats hostile names and values as data", () => {
  const hostile = table(
    JSON.parse('{ "__proto__": ["toString", "__proto__", "constructor"], "length": [1, 2, 3] }') as Record<
      string,
      unknown[]
    >,
  );
  const { names, X } = encodeFeatures(hostile);
  expect(names).toEqual(["length", "__proto__=constructor", "__proto__=toString"]);
  expect(rowsOf(X)).toEqual([
    [1, 0, 1],
    [2, 0, 0],
    [3, 1, 0],
  ]);
});

it("refuses what it cannot encode", () => {
  const refuse = (
    options: unknown,
    code: Parameters<typeof expectRefusal>[1],
    place = {},
    input: unknown = customers,
  ) => {
    const call = () => encodeFeatures(input as typeof customers, options as NewEncoderOptions | KnownEncoderOptions);
    expectRefusal(call, code, { function: "encodeFeatures", ...place });
  };
  refuse({}, "empty-table", {}, []);
  refuse(null, "invalid-option");
  refuse({ numeric: ["nobody"] }, "unknown-column", { column: "nobody" });
  refuse({ numeric: ["contract"] }, "not-a-number", { column: "contract", row: 1, value: "monthly" });
  refuse(
    { numeric: ["tenure"] },
    "not-finite",
    { column: "tenure", row: 2 },
    { tenure: [1, Number.POSITIVE_INFINITY] },
  );
  refuse({ numeric: ["tenure", "tenure"] }, "duplicate-column", { column: "tenure" });
  refuse({ numeric: "tenure" }, "invalid-option");
  refuse({ numeric: [] }, "empty-table");
  refuse({ categorical: ["only"] }, "empty-table", {}, { only: ["x", "x"] });
  refuse({ positive: "Yes" }, "invalid-option");
  refuse({ encoding: "dummy" }, "invalid-option");
  refuse({ columns: ["tenure"] }, "invalid-option");
  refuse({}, "column-type", { column: "day" }, { day: [new Date(0)] });
  refuse({}, "column-type", { column: "id" }, { id: Array.from({ length: 200 }, (_, i) => `c${i}`) });
});
