import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pagesIn = (folder: string) =>
  readdirSync(join(root, folder))
    .filter((file) => file.endsWith(".md"))
    .map((file) => join(folder, file));

const pages = ["", "docs", "docs/decisions"].flatMap(pagesIn);

it.each(pages)("links from %s to files that exist", (page) => {
  const links = [...readFileSync(join(root, page), "utf8").matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link]) => link!);
  const local = links.filter((link) => !/^[a-z]+:/.test(link));
  expect(local.filter((link) => !existsSync(join(root, dirname(page), link)))).toEqual([]);
});

it("numbers the decisions from 1, without gaps, and lists them by their titles", () => {
  const records = readdirSync(join(root, "docs/decisions"))
    .filter((file) => file !== "README.md")
    .sort();
  const lines = records.map((file, i) => {
    expect(file).toMatch(new RegExp(`^${String(i + 1).padStart(4, "0")}-[a-z0-9-]+\\.md$`));
    const [, title] = readFileSync(join(root, "docs/decisions", file), "utf8").match(/^# \d+\. (.*)$/m)!;
    return `${i + 1}. [${title}](${file})`;
  });
  const index = readFileSync(join(root, "docs/decisions/README.md"), "utf8");
  expect(index.split("\n").filter((line) => /^\d/.test(line))).toEqual(lines);
});
