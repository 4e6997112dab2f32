import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { pictures } from "../../scripts/pictures/pictures.js";
import { escapeMarkup } from "../../src/presentation/index.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = join(root, "docs/pictures");
const files = readdirSync(folder);

it("keeps the pictures of the READMEs below 300 kB together", () => {
  expect(files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)).toBeLessThan(300_000);
});

it("shows pictures that say what the library finds today (npm run pictures draws them anew)", async () => {
  const drawn = await pictures();
  expect(drawn.map(({ name }) => `${name}.svg`).sort()).toEqual(files.sort());
  for (const { name, chart } of drawn) {
    expect(readFileSync(join(folder, `${name}.svg`), "utf8")).toContain(`<title>${escapeMarkup(chart.title)}</title>`);
  }
});

it.each(["README.md", "README.zh.md"])("gives every picture of %s a text in its place", (page) => {
  const shown = [...readFileSync(join(root, page), "utf8").matchAll(/!\[([^\]]*)\]\((docs\/pictures\/[^)]+)\)/g)];
  expect(shown.length).toBeGreaterThan(1);
  for (const [, text] of shown) expect(text!.length).toBeGreaterThan(20);
});
