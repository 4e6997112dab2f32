import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const read = (file: string) => readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), "utf8");

it("names the same version, and the same day, in package.json, CHANGELOG.md and CITATION.cff", () => {
  const { version } = JSON.parse(read("package.json")) as { version: string };
  const [, latest, day] = /^## (\d+\.\d+\.\d+), (\d{4}-\d{2}-\d{2})$/m.exec(read("CHANGELOG.md"))!;
  const citation = read("CITATION.cff");
  expect(latest).toBe(version);
  expect(citation).toContain(`\nversion: ${version}\n`);
  expect(citation).toContain(`\ndate-released: ${day}\n`);
});
