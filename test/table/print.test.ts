import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { table } from "../../src/index.js";

describe("how a table shows itself", () => {
  it("prints aligned columns, missing values as dots, and how many rows follow", () => {
    const text = table({ name: ["ada", "日本"], amount: [1234.5, null] }).toString();
    expect(text).toBe(["name   amount", "────  ───────", "ada   1,234.5", "日本        ·"].join("\n"));
    expect(table({ n: Array.from({ length: 30 }, (_, i) => i) }).toString()).toContain("… 10 more rows");
    expect(inspect(table({ n: [1] }))).toBe(table({ n: [1] }).toString());
  });

  it("prints every digit of a whole number that may be an id", () => {
    expect(table({ card: [4111111111111111, 5] }).toString()).toContain("4111111111111111");
    expect(table({ large: [1e300] }).toString()).toContain("1.00e+300");
  });

  it("prints no control characters of a cell", () => {
    expect(table({ t: ["a\u001b[31mb\n\u202ec"] }).toString()).toContain("a [31mb  c");
  });

  it("escapes every text in its HTML", () => {
    const shown = table({ "<b>": ["<script>\"&'"] }) as unknown as Record<symbol, () => Record<string, string>>;
    const html = shown[Symbol.for("Jupyter.display")]!()["text/html"]!;
    expect(html).toContain("&lt;script&gt;&quot;&amp;&#39;");
    expect(html).not.toContain("<script>");
    expect(html).not.toContain("<b>");
  });
});
