import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ClienteleError } from "../../../src/errors/index.js";
import { rescale } from "../../../src/satisfaction/index.js";
import { errorOf } from "../../error-of.js";

describe("rescale", () => {
  test("reads a Likert question with five levels as 20 to 100", () => {
    expect(Array.from(rescale([1, 2, 3, 4, 5], { likert: 5 }))).toEqual([20, 40, 60, 80, 100]);
  });

  test("reads a Likert question with seven levels in sevenths of 100", () => {
    expect(rescale([1, 7], { likert: 7 })[0]).toBeCloseTo(100 / 7, 12);
  });

  test("maps a declared range onto another, onto 0..100 unless told", () => {
    expect(Array.from(rescale([1, 5.5, 10], { from: [1, 10] }))).toEqual([0, 50, 100]);
    expect(Array.from(rescale([0, 5, 10], { from: [0, 10], to: [-1, 1] }))).toEqual([-1, 0, 1]);
  });

  test("mirrors reverse-coded answers, by the scale or by the third argument", () => {
    expect(Array.from(rescale([1, 2, 5], { likert: 5, reverse: true }))).toEqual([100, 80, 20]);
    expect(Array.from(rescale([1, 10], { from: [1, 10], to: [0, 100] }, true))).toEqual([100, 0]);
    expect(Array.from(rescale([1, 10], { from: [1, 10], reverse: true }, false))).toEqual([0, 100]);
  });

  test("takes a range written from the better end", () => {
    expect(Array.from(rescale([1, 6], { from: [6, 1] }))).toEqual([100, 0]);
  });

  test("keeps missing answers missing", () => {
    expect(Array.from(rescale([3, Number.NaN], { likert: 5 }))).toEqual([60, Number.NaN]);
  });

  test("does not change the answers it is given", () => {
    const answers = Float64Array.of(1, 2, 3);
    rescale(answers, { likert: 5, reverse: true });
    expect(Array.from(answers)).toEqual([1, 2, 3]);
  });

  test("names the respondent of an answer outside the scale", () => {
    const error = errorOf(() => rescale([3, 5, 6], { likert: 5 }));
    expect(error).toMatchObject({ code: "out-of-range", place: { row: 3, value: 6 } });
    expect(error.message).toContain("respondent 3");
    expect(errorOf(() => rescale([Number.POSITIVE_INFINITY], { likert: 5 })).code).toBe("not-finite");
  });

  test.each([
    [{}],
    [{ likert: 5, from: [1, 5] }],
    [{ likert: 5, to: [0, 1] }],
    [{ likert: 1 }],
    [{ likert: 2.5 }],
    [{ from: [1, 1] }],
    [{ from: [1, Number.POSITIVE_INFINITY] }],
    [{ from: [1, 2, 3] }],
    [{ from: [1, 10], too: [0, 100] }],
    [{ likert: 5, reverse: "yes" }],
    [null],
  ])("refuses the scale %j", (scale) => {
    expect(errorOf(() => rescale([1], scale as never))).toMatchObject({ code: "invalid-option" });
  });

  test("a rescaled answer mapped back is the answer", () => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 100 })),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ([low, width], share) => {
          const from = [low, low + width] as const;
          const answer = Math.min(low + share * width, low + width);
          const there = Math.min(100, Math.max(0, rescale([answer], { from })[0]!));
          expect(rescale([there], { from: [0, 100], to: from })[0]).toBeCloseTo(answer, 9);
        },
      ),
    );
  });

  test("is an error of the library's own class", () => {
    expect(() => rescale([9], { likert: 5 })).toThrow(ClienteleError);
  });
});
