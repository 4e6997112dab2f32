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

it("numbers the decisions from 1, without gaps, as their titles do", () => {
  const decisions = pagesIn("docs/decisions").sort();
  const numbers = decisions.map((file) => /^# (\d+)\. /.exec(readFileSync(join(root, file), "utf8"))?.[1]);
  expect(numbers).toEqual(decisions.map((_, i) => String(i + 1)));
  expect(decisions.map((file) => Number(/(\d{4})-[^/]+\.md$/.exec(file)?.[1]))).toEqual(decisions.map((_, i) => i + 1));
});
