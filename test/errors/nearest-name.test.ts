import { expect, it } from "vitest";
import { nearestName } from "../../src/errors/index.js";

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
