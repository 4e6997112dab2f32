import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseExample } from "../../site/assemble/expand-page.js";
import { moreQuestions } from "../../site/assemble/more-questions.js";
import { functionLinks, siteLinks, sitePageOf, sitePages } from "../../site/assemble/page-links.js";
import { resultsTable } from "../../site/assemble/results-tables.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const pagesFolder = join(root, "site/pages");
const pages = readdirSync(pagesFolder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".md"));
const textOf = (file: string) => readFileSync(join(root, file), "utf8");
const directivesIn = (text: string, kind: string) =>
  [...text.matchAll(new RegExp(`^<!-- ${kind}: (.*) -->$`, "gm"))].map(([, asked]) => asked!);
const directives = (kind: string) => pages.flatMap((page) => directivesIn(textOf(`site/pages/${page}`), kind));

describe("the pages of the site", () => {
  it("show every example that answers a question, and only examples that exist", () => {
    const texts = pages.map((page) => textOf(`site/pages/${page}`));
    const shown = [...directives("example"), ...directivesIn(moreQuestions(texts), "example")];
    const files = shown.map((text) => parseExample(text).file);
    const examples = readdirSync(join(root, "examples")).filter((file) => file.endsWith(".ts"));
    expect(files.filter((file) => !examples.includes(file))).toEqual([]);
    expect(new Set(files).size).toBe(files.length);
    expect(examples.filter((file) => /^(who|what|which|where|how|do)/.test(file) && !files.includes(file))).toEqual([]);
  });

  it("show measured tables that are in benchmarks/RESULTS.md", () => {
    const headings = directives("results");
    expect(headings.length).toBeGreaterThan(10);
    for (const heading of headings) expect(resultsTable(heading)).toContain("| clientele");
  });

  it("stand beside each other in the list of questions", () => {
    const config = textOf("site/.vitepress/config.ts");
    const listed = [...config.matchAll(/^ {2}\["([a-z-]+)", "[^"]+\?*"\],$/gm)].map(([, page]) => `${page}.md`);
    expect(listed.sort()).toEqual(readdirSync(join(pagesFolder, "guides")).sort());
  });

  it("hold every page of docs/, but for the report of the surface", () => {
    const docs = readdirSync(join(root, "docs")).filter((file) => file.endsWith(".md") && file !== "api-report.md");
    expect(docs.filter((file) => sitePageOf(`docs/${file}`) === undefined)).toEqual([]);
    expect([...sitePages.keys()].filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

describe("links on the site", () => {
  it("lead to the page that a file of the repository has become, with the anchor", () => {
    const links =
      "[a](errors.md#not-a-date) [b](../CONTRIBUTING.md) [c](../src/index.ts) [d](#here) [e](https://x.org)";
    expect(siteLinks(links, "docs/your-file.md")).toBe(
      "[a](/errors.md#not-a-date) [b](/project/contributing.md) c [d](#here) [e](https://x.org)",
    );
    expect(siteLinks("![p](docs/pictures/a.svg) [d](docs/decisions/)", "README.md")).toBe(
      "![p](/pictures/a.svg) [d](/project/decisions/index.md)",
    );
  });

  it("are made of names of functions, outside of code, headings and other links", () => {
    const page = "# `plot`\n`plot` and `plot()`, not `plan` or [`plot`](x)\n```ts\n`plot`\n```\n`plot`";
    const pageOf = (name: string) => (name === "plot" ? "/api/charts/plot" : undefined);
    expect(functionLinks(page, pageOf)).toBe(
      "# `plot`\n[`plot`](/api/charts/plot) and [`plot()`](/api/charts/plot), not `plan` or [`plot`](x)\n" +
        "```ts\n`plot`\n```\n[`plot`](/api/charts/plot)",
    );
  });
});

/** The anchors of a page, as GitHub and the site make them of its headings. */
function anchorsOf(file: string): ReadonlySet<string> {
  const headings = [...textOf(file).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading!);
  const anchors = headings.map((heading) =>
    heading
      .replace(/[`*]|\[|\]\([^)]*\)/g, "")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-"),
  );
  return new Set(anchors);
}

const documents = [
  "README.md",
  "README.zh.md",
  "CONTRIBUTING.md",
  ...[...sitePages.keys()].filter((f) => f.startsWith("docs/")),
];

it.each(documents)("has only links from %s to headings that exist", (file) => {
  const links = [...textOf(file).matchAll(/\]\(([^)\s#]*\.md)?#([^)\s]+)\)/g)];
  const broken = links.filter(([, path, anchor]) => {
    const target = path === undefined ? file : posix.normalize(posix.join(dirname(file), path));
    return !anchorsOf(target).has(anchor!);
  });
  expect(broken.map(([link]) => link)).toEqual([]);
});
