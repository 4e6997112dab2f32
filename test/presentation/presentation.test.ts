import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { darkRules, escapeMarkup, paletteOf, safeText, wordingOf } from "../../src/presentation/index.js";

describe("the wording of a language", () => {
  const english = wordingOf("en");
  const chinese = wordingOf("zh");

  it("groups whole numbers and keeps the sign of what is not zero", () => {
    expect([1234567, -1234.4, -0.2, 0].map(english.count)).toEqual(["1,234,567", "−1,234", "0", "0"]);
  });

  it("counts one of a thing as one", () => {
    expect([0, 1, 2500].map((value) => english.counted(value, "customer"))).toEqual([
      "0 customers",
      "1 customer",
      "2,500 customers",
    ]);
    expect([1, 3].map((value) => english.counted(value, "is", "are"))).toEqual(["1 is", "3 are"]);
  });

  it("shortens large numbers by thousands, in Chinese by ten thousands", () => {
    expect([999, 1000, 12_345, 999_999, 4.56e6, 7e9].map(english.compact)).toEqual([
      "999",
      "1k",
      "12.3k",
      "1M",
      "4.56M",
      "7B",
    ]);
    expect([9999, 12_345, 4.56e8].map(chinese.compact)).toEqual(["1万", "1.23万", "4.56亿"]);
  });

  it("shows three significant digits, and shares with a decimal where they have one", () => {
    expect([0.01234, 2.5, 123.456, 5].map((value) => english.decimal(value))).toEqual(["0.0123", "2.50", "123", "5"]);
    expect([0.1234, 0.25, 1, 0.05].map((value) => english.percent(value))).toEqual(["12.3%", "25%", "100%", "5%"]);
  });

  it("says words of the library in Chinese and leaves those of users alone", () => {
    expect(chinese.term("Champions")).toBe("重要冠军客户");
    expect([chinese.term("Müller & Co"), chinese.term("constructor"), english.term("Champions")]).toEqual([
      "Müller & Co",
      "constructor",
      "Champions",
    ]);
  });
});

describe("text in markup", () => {
  it("never holds a character of markup, nor one that XML forbids", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const escaped = escapeMarkup(text);
        expect(escaped.replace(/&#\d+;/g, "")).not.toMatch(/[&<>"']/);
        expect(() => encodeURIComponent(safeText(text))).not.toThrow();
      }),
    );
    expect(safeText("a\u0000b\ud800c\nd")).toBe("a\ufffdb\ufffdc d");
    expect(escapeMarkup(new Date("2026-01-05"))).toBe("2026-01-05");
  });
});

describe("the palettes", () => {
  const luminance = (color: string): number => {
    const [r, g, b] = [1, 3, 5]
      .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const contrast = (a: string, b: string): number => {
    const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
    return (high! + 0.05) / (low! + 0.05);
  };

  it.each(["light", "dark"] as const)("keep text readable on %s paper and on every step of color", (theme) => {
    const color = paletteOf(theme);
    for (const text of [color.ink, color.muted]) {
      expect(contrast(text, color.paper)).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text, color.wash)).toBeGreaterThanOrEqual(4.5);
    }
    for (const step of [color.step0, color.step1, color.step2, color.step3]) {
      expect(contrast(color.onPale, step)).toBeGreaterThanOrEqual(4.5);
    }
    for (const step of [color.step4, color.step5, color.step6]) {
      expect(contrast(color.onDeep, step)).toBeGreaterThanOrEqual(4.5);
    }
    for (const series of [color.main, color.second, color.third, color.fourth, color.fifth, color.sixth]) {
      expect(contrast(series, color.paper)).toBeGreaterThanOrEqual(3);
    }
  });

  it("have no two light colors alike, so that rules can turn each into its dark one", () => {
    const colors = Object.values(paletteOf("light"));
    expect(new Set(colors).size).toBe(colors.length);
    expect(darkRules(".x")).toContain(`.x [fill="${paletteOf("light").main}"]{fill:${paletteOf("dark").main}}`);
  });
});
