import { describe, expect, it } from "vitest";
import { ClienteleError, satisfactionRate, table, type Vector } from "../../src/index.js";
import { pointsOf, vectorOf } from "../../src/table/index.js";

describe("vectors and points", () => {
  it("reads points from a table, a matrix and rows alike", () => {
    const expected = [1, 2, 3, 4];
    expect(Array.from(pointsOf("f", table({ a: [1, 3], b: [2, 4] })).data)).toEqual(expected);
    expect(Array.from(pointsOf("f", { data: Float64Array.from(expected), rows: 2, columns: 2 }).data)).toEqual(
      expected,
    );
    expect(
      Array.from(
        pointsOf("f", [
          [1, 2],
          [3, 4],
        ]).data,
      ),
    ).toEqual(expected);
  });

  it("refuses ragged rows, wrong sizes and cells that are no numbers", () => {
    expect(() => pointsOf("f", [[1, 2], [3]])).toThrow("row 2");
    expect(() => pointsOf("f", { data: Float64Array.of(1), rows: 2, columns: 2 })).toThrow(ClienteleError);
    expect(() => pointsOf("f", [[1, Number.NaN]])).toThrow('f: column "x2", row 1: the number is missing');
    expect(() => pointsOf("f", [[1, "2" as never]])).toThrow("is not a number");
    expect(() => pointsOf("f", "points" as never)).toThrow(ClienteleError);
  });

  it("reads vectors of any numeric form and names the argument", () => {
    expect(Array.from(vectorOf("f", "answers", Uint8Array.of(1, 2)))).toEqual([1, 2]);
    expect(() => vectorOf("f", "answers", [1, null])).toThrow('f: column "answers", row 2: the number is missing');
  });
});

it("takes columns and nulls for vectors in its types as it does when it runs", () => {
  const customers = table({ score: [9, null, 3], weight: [1, 2, 1] });
  const column: Vector = customers.column("score");
  const holed: Vector = [9, null, 3];
  for (const given of [column, holed, Float64Array.of(9, Number.NaN, 3)] satisfies Vector[]) {
    expect([...vectorOf("test", "scores", given, { missing: "keep" })]).toEqual([9, Number.NaN, 3]);
    expect(satisfactionRate(given, { threshold: 5, missing: "drop", weights: customers.column("weight") })).toBe(50);
    expect(() => vectorOf("test", "scores", given)).toThrow(/row 2/);
  }
});
