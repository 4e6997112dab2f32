import { describe, expect, it } from "vitest";
import { ClienteleError, table } from "../../src/index.js";
import { numberColumn } from "../../src/table/index.js";

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
