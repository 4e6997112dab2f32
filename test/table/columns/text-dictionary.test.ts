import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/numeric/index.js";
import { encodeTexts } from "../../../src/table/columns/text-dictionary.js";

/** Codes by a plain Map, in the order of first appearance. */
function plainCodes(values: readonly unknown[]) {
  const codeOf = new Map<string, number>();
  const codes = values.map((value) => {
    if (typeof value !== "string") return -1;
    if (!codeOf.has(value)) codeOf.set(value, codeOf.size);
    return codeOf.get(value)!;
  });
  return { codes, labels: [...codeOf.keys()] };
}

describe("the codes of texts", () => {
  it.each([0, 1, 255, 16_384, 16_385, 60_000])(
    "are those of a plain Map over %i values, nearly all distinct",
    (count) => {
      const random = createRandom(5);
      const values = Array.from({ length: count }, (_, i) =>
        i % 97 === 3 ? null : `${"é€𝄞\ud800".slice(0, i % 6)}customer-${Math.floor(random.uniform() * 2 * count)}`,
      );
      const { codes, labels } = encodeTexts(values);
      expect({ codes: Array.from(codes), labels }).toEqual(plainCodes(values));
    },
  );

  it("tell texts apart that differ in one character, in length or in form only, past many others", () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `x${i}`);
    const alike = [
      "",
      "a",
      "b",
      "aa",
      "ab",
      "ba",
      "\u0000",
      "\u0000\u0000",
      "e\u0301",
      "é",
      "a".repeat(5000),
      "a".repeat(4999),
    ];
    const values = [...many, ...alike, ...many, ...alike.reverse(), undefined, Number.NaN];
    const { codes, labels } = encodeTexts(values);
    expect({ codes: Array.from(codes), labels }).toEqual(plainCodes(values));
  });

  it("tell texts apart that look alike, and many from few", () => {
    // The same length, first, middle and last characters.
    const alike = Array.from({ length: 3000 }, (_, i) => {
      const label = (i * 7) % (i < 1500 ? 40 : 1700);
      return `a${String(label).padStart(4, "0")}m__bcd`;
    });
    const texts = [...alike, "", "a", "ab", "", "ba", "aa"];
    const labels = [...new Set(texts)];
    const encoded = encodeTexts(texts);
    expect(encoded.labels).toEqual(labels);
    expect([...encoded.codes]).toEqual(texts.map((text) => labels.indexOf(text)));
  });
});
