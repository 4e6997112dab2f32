import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { pageExamples, runPageExample } from "../scripts/pages/page-programs.js";

const root = fileURLToPath(new URL("../", import.meta.url));
const markdownIn = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `${folder}/${file.replaceAll("\\", "/")}`);

/** The pages of which every program and command is run; those of docs/errors.md are run by errors.test.ts. */
const pages = ["README.md", "README.zh.md", ...markdownIn("docs"), ...markdownIn("site/pages")].filter(
  (page) => page !== "docs/errors.md",
);

/** Programs that need a server or a file of the reader's are shown without an output, on these pages alone. */
const withoutOutput = new Set(["docs/scaling-out.md", "docs/adding-a-model.md"]);

describe.each(pages)("%s", (page) => {
  const examples = pageExamples(readFileSync(join(root, page), "utf8")).map((example, i) => ({
    ...example,
    number: i + 1,
    line: example.text.trim().split("\n")[0]!,
  }));

  it("says what its programs and commands print", () => {
    if (withoutOutput.has(page)) return;
    const silent = examples.filter(({ kind, output }) => kind === "command" && output === undefined);
    expect(silent.map(({ line }) => line)).toEqual([]);
  });

  const runnable = examples.filter(({ output }) => output !== undefined || page.startsWith("README"));
  it.skipIf(runnable.length === 0).each(runnable)(
    "runs example $number and prints what it says: $line",
    async (one) => {
      const printed = await runPageExample(one);
      if (one.output !== undefined) expect(printed).toBe(one.output);
    },
  );
});

it("has programs and commands in the README", () => {
  const examples = pageExamples(readFileSync(join(root, "README.md"), "utf8"));
  expect(examples.filter(({ kind }) => kind === "program").length).toBeGreaterThan(2);
  expect(examples.filter(({ kind }) => kind === "command").length).toBeGreaterThan(1);
});
