/**
 * `npm run docs:build`: assembles the pages of the site in `site/content/` (pages written for it, pages of the
 * repository, examples with what they print and draw, the reference) and builds them into `site/dist/`.
 */
import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { darkRules } from "../../src/presentation/index.js";
import { writeApiPages } from "./api-pages.js";
import { expandPage } from "./expand-page.js";
import { moreQuestions } from "./more-questions.js";
import { functionLinks, siteLinks, sitePageOf, sitePages } from "./page-links.js";
import { places } from "./places.js";
import { copyExamples } from "./run-example.js";

const start = performance.now();
rmSync(places.content, { recursive: true, force: true });
mkdirSync(join(places.content, "public/pictures"), { recursive: true });
writeFileSync(join(places.content, "chart-colors.css"), darkRules(".dark .clientele-chart"));

const typedoc = run("node_modules/typedoc/bin/typedoc", "--options", "typedoc.json", "--logLevel", "Warn");
const assembled = await assemblePages();
await typedoc;
const functionPage = writeApiPages();
for (const [page, text] of assembled) write(page, functionLinks(text, functionPage));
say("pages assembled");
await run("node_modules/vitepress/bin/vitepress.js", "build");
say("site built");

async function assemblePages(): Promise<ReadonlyMap<string, string>> {
  copyExamples();
  const texts = new Map<string, string>();
  const written = readdirSync(places.pages, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => [file.replaceAll("\\", "/"), readFileSync(join(places.pages, file), "utf8")] as const);
  const more = moreQuestions(written.map(([, text]) => text));
  for (const [page, text] of [...written, ["guides/more.md", more] as const]) texts.set(page, await expandPage(text));
  const records = readdirSync(join(places.root, "docs/decisions")).map((file) => `docs/decisions/${file}`);
  for (const file of new Set([...sitePages.keys(), ...records])) {
    texts.set(sitePageOf(file)!, siteLinks(readFileSync(join(places.root, file), "utf8"), file));
  }
  write("public/icon.svg", readFileSync(join(places.site, "icon.svg"), "utf8"));
  for (const picture of readdirSync(join(places.root, "docs/pictures"))) {
    write(`public/pictures/${picture}`, readFileSync(join(places.root, "docs/pictures", picture), "utf8"));
  }
  return texts;
}

function write(page: string, text: string): void {
  const file = join(places.content, page);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Runs a program of the site's own packages, in the folder of the site. */
function run(program: string, ...args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    // Larger young generations halve the time that the collector of garbage takes.
    const child = spawn(process.execPath, ["--max-semi-space-size=128", "--cpu-prof", "--cpu-prof-dir=/tmp/tt-siteprof", program, ...args], {
      cwd: places.site,
      stdio: "inherit",
    });
    child.on("error", reject);
    child.on("close", (code) => (code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`))));
  });
}

function say(what: string): void {
  console.log(`${what} after ${((performance.now() - start) / 1000).toFixed(1)} s`);
}
