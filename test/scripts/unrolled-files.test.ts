import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { unrolledFiles } from "../../scripts/unrolled/unrolled-files.js";

describe("files whose loops are unrolled by a script", () => {
  it.each(Object.entries(unrolledFiles))("%s is what the script writes", (path, text) => {
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8")).toBe(text());
  });
});
