import { describe, expect, it } from "vitest";
import { kMeansFormat } from "../../src/clustering/index.js";
import {
  freezeModel,
  knownOptions,
  namedEntries,
  numberOption,
  oneOf,
  requireModel,
  showValue,
} from "../../src/errors/index.js";
import { ClienteleError, errorCodes, summarizeCustomers } from "../../src/index.js";
import { errorOf } from "../error-of.js";

describe("an error", () => {
  it("says function, column, row and problem, and carries them for programs", () => {
    const error = new ClienteleError(
      "not-a-number",
      { function: "scoreRfm", column: "amount", row: 17, value: "12,50" },
      '"12,50" is not a number',
    );
    expect(error.message).toBe('scoreRfm: column "amount", row 17: "12,50" is not a number');
    expect(error).toMatchObject({ name: "ClienteleError", code: "not-a-number", place: { row: 17, value: "12,50" } });
    expect(error).toBeInstanceOf(Error);
  });

  it("has a code that the table of codes explains", () => {
    for (const [code, meaning] of Object.entries(errorCodes)) {
      expect(code).toMatch(/^[a-z][a-z0-9-]*$/);
      expect(meaning).toMatch(/^[A-Z].*\.$/);
    }
  });

  it("shows any value in a short line", () => {
    const hostile = {
      toString: () => {
        throw new Error("no");
      },
    };
    expect(
      [
        null,
        undefined,
        1n,
        Symbol("x"),
        () => 1,
        hostile,
        [1],
        new Date(Number.NaN),
        Float64Array.of(1),
        "x".repeat(200),
      ].map(showValue),
    ).toEqual([
      "null",
      "undefined",
      "1n",
      "a symbol",
      "a function",
      "an object",
      "an array of 1",
      "an invalid Date",
      "a Float64Array",
      `"${"x".repeat(58)}…`,
    ]);
  });
});

describe("options", () => {
  it("must be known, and be an object", () => {
    expect(() => knownOptions("f", { sameday: 1 }, ["sameDay"])).toThrow(
      'f: there is no option "sameday"; the options are sameDay',
    );
    expect(() => knownOptions("f", null as never, ["a"])).toThrow("the options must be an object");
    expect(() => summarizeCustomers([{ a: 1 }], undefined as never)).toThrow(ClienteleError);
    const columns = Array.from({ length: 31 }, (_, i) => `${"x".repeat(100)}${i}`);
    expect(errorOf(() => knownOptions("f", { y: 1 }, columns)).message).toMatch(/x, x+ and 1 more$/);
  });

  it("must give something by name, where names are the caller's own", () => {
    expect(namedEntries("f", "targets", { a: 1, b: 2 }, "shares by column")).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    for (const given of [null, undefined, "a long text", [1], 5]) {
      const error = errorOf(() => namedEntries("f", "targets", given as never, "shares such as { a: 0.5 }"));
      expect([error.code, error.message]).toEqual([
        "invalid-option",
        `f: option "targets" must give shares such as { a: 0.5 }, got ${showValue(given)}`,
      ]);
    }
  });

  it("must be one of the words, or left out", () => {
    expect(oneOf("f", "unit", undefined, ["day", "week"], "day")).toBe("day");
    expect(() => oneOf("f", "unit", "year" as never, ["day", "week"], "day")).toThrow(
      'f: option "unit" must be one of "day", "week", got "year"',
    );
  });

  it("must lie within their bounds", () => {
    expect(numberOption("f", "k", 3, { min: 1, integer: true })).toBe(3);
    for (const value of [0, 1.5, Number.NaN, "3", null]) {
      expect(() => numberOption("f", "k", value, { min: 1, integer: true })).toThrow(
        "must be a whole number of at least 1",
      );
    }
    expect(() => numberOption("f", "level", 1, { min: 0, max: 1, exclusive: true })).toThrow(
      "strictly between 0 and 1",
    );
  });
});

describe("models", () => {
  it("are frozen all the way down", () => {
    const model = freezeModel({ a: [{ b: 1 }] });
    expect(Object.isFrozen(model.a[0])).toBe(true);
  });

  it("must be of the kind that is needed", () => {
    expect(() => requireModel("f", { kind: "rfm" }, [kMeansFormat])).toThrow(
      'f: needs a model of kind "k-means", got "rfm"',
    );
    expect(() => requireModel("f", null, [kMeansFormat])).toThrow(ClienteleError);
  });
});
