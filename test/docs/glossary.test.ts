import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import * as clientele from "../../src/index.js";

const page = readFileSync(new URL("../../docs/glossary.md", import.meta.url), "utf8");
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| English |"))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

it("gives every term in English and in Chinese, with its meaning in both", () => {
  expect(rows.length).toBeGreaterThan(100);
  for (const row of rows) {
    const [english, chinese, meaning] = row;
    expect(row).toHaveLength(4);
    expect(english).toMatch(/^[\x20-\x7e–’]+$/);
    expect(chinese, english).toMatch(/[\u4e00-\u9fff]|[A-Z]/);
    expect(meaning, english).toMatch(/^.+ · .*[\u4e00-\u9fff]/);
  }
});

it("names functions that exist", () => {
  const functions = new Map(Object.entries(clientele).filter(([, value]) => typeof value === "function"));
  const named = rows.flatMap(([, , , cell]) => [...cell!.matchAll(/`(\w+)`/g)].map(([, name]) => name!));
  expect(named.filter((name) => !functions.has(name))).toEqual([]);
});

it("lists no term twice", () => {
  const terms = rows.map(([english]) => english);
  expect(new Set(terms).size).toBe(terms.length);
});
