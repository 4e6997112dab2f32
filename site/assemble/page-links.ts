import { posix } from "node:path";

/** Where files of the repository stand on the site, by their paths. */
export const sitePages: ReadonlyMap<string, string> = new Map([
  ["README.md", "first-steps.md"],
  ["README.zh.md", "zh/first-steps.md"],
  ["CONTRIBUTING.md", "project/contributing.md"],
  ["CHANGELOG.md", "project/changelog.md"],
  ["SECURITY.md", "project/security.md"],
  ["benchmarks/RESULTS.md", "project/benchmarks.md"],
  ["docs/ARCHITECTURE.md", "project/architecture.md"],
  ["docs/adding-a-model.md", "project/adding-a-model.md"],
  ["docs/errors.md", "errors.md"],
  ["docs/your-file.md", "your-file.md"],
  ["docs/glossary.md", "glossary.md"],
  ["docs/scaling-out.md", "scaling-out.md"],
  ["docs/statistics.md", "statistics.md"],
  ["docs/command-line.md", "command-line.md"],
  ["examples/notebooks/README.md", "notebooks.md"],
  ["docs/decisions/README.md", "project/decisions/index.md"],
]);

/** Where a file of the repository stands on the site; undefined where it does not. */
export function sitePageOf(file: string): string | undefined {
  const record = file.match(/^docs\/decisions\/(\d{4}-.*\.md)$/);
  return record === null ? sitePages.get(file) : `project/decisions/${record[1]}`;
}

/** Links of a page of the repository as they are on the site; a link to what is not there becomes its text. */
export function siteLinks(page: string, file: string): string {
  return page.replace(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g, (whole, image: string, text: string, link: string) => {
    if (/^([a-z]+:|#)/.test(link)) return whole;
    const [path, anchor] = link.split("#");
    const target = posix.normalize(posix.join(posix.dirname(file), path!));
    if (image !== "") return `![${text}](/${posix.relative("docs", target)})`;
    const there = /^docs\/decisions\/?$/.test(target) ? "project/decisions/index.md" : sitePageOf(target);
    if (there === undefined) return text;
    return `[${text}](/${there}${anchor === undefined ? "" : `#${anchor}`})`;
  });
}

/** Names of functions in code become links to their pages, outside of blocks of code, of links and of headings. */
export function functionLinks(page: string, pageOf: (name: string) => string | undefined): string {
  let inBlock = false;
  return page
    .split("\n")
    .map((line) => {
      if (line.startsWith("```")) inBlock = !inBlock;
      if (inBlock || line.startsWith("#") || line.startsWith("```")) return line;
      return line.replace(/(\[[^\]]*\]\([^)]*\))|`([A-Za-z]\w*)(\(\))?`/g, (whole, link, name: string | undefined) => {
        const target = link === undefined && name !== undefined ? pageOf(name) : undefined;
        return target === undefined ? whole : `[${whole}](${target})`;
      });
    })
    .join("\n");
}
