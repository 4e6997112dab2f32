import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClienteleError, table } from "../../src/index.js";
import { encodeKeys, findColumn, keyColumn, numberColumn, pointsOf, vectorOf } from "../../src/table/index.js";

describe("a column of numbers", () => {
  const numbers = (values: unknown[], options = {}) =>
    Array.from(numberColumn("scoreRfm", table({ amount: values }), "amount", options));

  it("is the caller's own array where it is one of doubles", () => {
    const amount = Float64Array.of(1, 2);
    expect(numberColumn("f", table({ amount }), "amount")).toBe(amount);
  });

  it("reads text that is a plain number", () => {
    expect(numbers(["12.50", "-3", "1e3"])).toEqual([12.5, -3, 1000]);
  });

  it("names the first row that is not a number", () => {
    expect(() => numbers(["1", "12,50"])).toThrow('scoreRfm: column "amount", row 2: "12,50" is not a number');
    expect(() => numbers([1, null])).toThrow('scoreRfm: column "amount", row 2: the number is missing');
    expect(() => numbers([1, Number.POSITIVE_INFINITY])).toThrow(
      'scoreRfm: column "amount", row 2: Infinity is not a finite number',
    );
  });

  it("says how numbers are written, and takes blank text for a missing one", () => {
    expect(() => numbers(["$5"])).toThrow('"$5" is not a number; numbers are written 1234.50');
    expect(() => numbers([1, " "])).toThrow('scoreRfm: column "amount", row 2: the number is missing');
    expect(numbers(["1", "", " \t", null], { missing: "keep" })).toEqual([1, Number.NaN, Number.NaN, Number.NaN]);
  });

  it("keeps missing and infinite cells where that is asked", () => {
    expect(numbers([1, null], { missing: "keep" })).toEqual([1, Number.NaN]);
    expect(numbers([Number.NEGATIVE_INFINITY], { infinite: "keep" })).toEqual([Number.NEGATIVE_INFINITY]);
  });

  it("does not take dates for numbers", () => {
    expect(() => numbers([new Date()])).toThrow(ClienteleError);
  });
});

describe("ids as codes", () => {
  const codes = (id: ArrayLike<unknown>) =>
    Array.from(encodeKeys(findColumn("f", table({ id: id as unknown[] }), "id")).codes);

  it("numbers ids in the order of first appearance", () => {
    expect(codes(["b", "a", "b", "c"])).toEqual([0, 1, 0, 2]);
    expect(codes([9, -4, 9, 0])).toEqual([0, 1, 0, 2]);
    expect(codes([true, false, true])).toEqual([0, 1, 0]);
  });

  it("counts blank text as missing", () => {
    expect(codes(["x", "", "  ", null, "x"])).toEqual([0, -1, -1, -1, 0]);
  });

  it("takes 0 and −0 for one id, and numbers far apart or broken for different ones", () => {
    expect(codes([0, -0, 1e300, 0.1, 0.1, 1e300])).toEqual([0, 0, 1, 2, 2, 1]);
  });

  it("agrees with a Map for any ids", () => {
    const ids = fc.array(fc.oneof(fc.integer({ min: -20, max: 20 }), fc.double({ noNaN: true }), fc.maxSafeInteger()), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(ids, (values) => {
        const known = new Map<number, number>();
        const expected = values.map((value) => {
          const code = known.get(value) ?? known.size;
          known.set(value, code);
          return code;
        });
        expect(codes(values)).toEqual(expected);
      }),
    );
  });

  it("grows past its first size", () => {
    const ids = Float64Array.from({ length: 50_000 }, (_, i) => i * 1e9 + 0.5);
    const { count, labels } = encodeKeys(findColumn("f", table({ id: ids }), "id"));
    expect(count).toBe(50_000);
    expect(labels.at(49_999)).toBe(ids[49_999]);
  });

  it("names the row of a missing id", () => {
    expect(() => keyColumn("f", table({ id: ["a", ""] }), "id")).toThrow('f: column "id", row 2: the id is missing');
  });
});

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
