import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  jaroWinkler,
  longestCompared,
  textUnitsOf,
  withinOneEdit,
} from "../../../src/customers/identity/string-similarity.js";

const similarity = (a: string, b: string) => jaroWinkler(textUnitsOf([a, b]), 0, 1);
const oneEdit = (a: string, b: string) => withinOneEdit(textUnitsOf([a, b]), 0, 1);

/** All texts at most one typing error away, by making each of them. */
function withinOne(text: string, alphabet: string): Set<string> {
  const all = new Set([text]);
  for (let at = 0; at <= text.length; at++) {
    const [head, tail] = [text.slice(0, at), text.slice(at)];
    all.add(head + tail.slice(1));
    if (tail.length > 1) all.add(head + tail[1]! + tail[0]! + tail.slice(2));
    for (const letter of alphabet) {
      all.add(head + letter + tail);
      if (tail.length > 0) all.add(head + letter + tail.slice(1));
    }
  }
  return all;
}

describe("the Jaro-Winkler similarity", () => {
  it.each([
    ["MARTHA", "MARHTA", 0.961],
    ["DWAYNE", "DUANE", 0.84],
    ["DIXON", "DICKSONX", 0.813],
    ["SHACKLEFORD", "SHACKELFORD", 0.982],
    ["NICHLESON", "NICHULSON", 0.956],
    ["JERALDINE", "GERALDINE", 0.926],
    ["MASSEY", "MASSIE", 0.933],
    ["JONES", "JOHNSON", 0.832],
    ["ABROMS", "ABRAMS", 0.922],
  ])("of %s and %s is as Winkler (1990, 1994) has it", (a, b, expected) => {
    expect(similarity(a, b)).toBeCloseTo(expected, 2);
  });

  it("is 1 for a text and itself, 0 without a common character, and the same both ways", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 12 }), fc.string({ minLength: 1, maxLength: 12 }), (a, b) => {
        expect(similarity(a, a)).toBe(1);
        expect(similarity(a, b)).toBeGreaterThanOrEqual(0);
        expect(similarity(a, b)).toBeLessThanOrEqual(1);
      }),
    );
    expect(similarity("abc", "xyz")).toBe(0);
    expect(similarity("", "xyz")).toBe(0);
  });

  it("looks at the beginning of huge texts only", () => {
    const huge = "a".repeat(longestCompared);
    expect(similarity(huge + "b".repeat(1e6), huge + "c".repeat(1e6))).toBe(1);
  });
});

it("knows the texts that are one typing error apart", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 5 });
  fc.assert(
    fc.property(word, word, (a, b) => {
      expect(oneEdit(a, b)).toBe(withinOne(a, "abc").has(b));
    }),
    { numRuns: 500 },
  );
});
