import { expect, it } from "vitest";
import { knownOptions, oneOf } from "../../src/errors/index.js";
import { nearestName } from "../../src/errors/nearest-name.js";

it.each([
  ["amuont", ["date", "amount", "account"], "amount"],
  ["Customer", ["customer", "date"], "customer"],
  ["dat", ["date", "day"], "date"],
  ["revenue", ["date", "amount"], undefined],
  ["x", ["y", "z"], undefined],
  ["", ["a"], undefined],
])("%s of %j is %s", (given, names, nearest) => {
  expect(nearestName(given, names)).toBe(nearest);
});

it("compares no names that are longer than a line, and nothing that is no text", () => {
  expect(nearestName("a".repeat(1e6), ["a".repeat(1e6)])).toBeUndefined();
  expect(nearestName(7, ["7"])).toBeUndefined();
});

it("ends the messages of options and words that are not known", () => {
  expect(() => knownOptions("f", { custmer: 1 }, ["customer", "date"])).toThrow(
    'f: there is no option "custmer"; the options are customer, date; did you mean "customer"?',
  );
  expect(() => oneOf("f", "unit", "weak" as "week", ["day", "week"], "day")).toThrow(
    'f: option "unit" must be one of "day", "week", got "weak"; did you mean "week"?',
  );
});
