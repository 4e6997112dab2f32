import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pageExamples, runPageExample, runProgram } from "../../scripts/pages/page-programs.js";
import { ClienteleError, type ErrorCode, errorCodes } from "../../src/index.js";

const page = readFileSync(new URL("../../docs/errors.md", import.meta.url), "utf8");
const entries = new Map(
  page
    .split(/^## /m)
    .slice(1)
    .map((entry) => [entry.slice(0, entry.indexOf("\n")), entry.slice(entry.indexOf("\n")).trim()] as const),
);

/** Codes whose errors need a server, a full disk, a machine without threads, or a package that is not there. */
const withoutProgram = new Set<string>([
  "threads",
  "missing-package",
  "overlapping-segments",
  "not-positive-definite",
  "access-denied",
  "out-of-memory",
  "disk-full",
  "shard-unavailable",
  "incomplete-result",
  "scattered-customers",
]);

it("explains every code, in the order of the table of codes", () => {
  expect([...entries.keys()]).toEqual(Object.keys(errorCodes));
});

describe.each([...entries])("%s", (code, entry) => {
  it("begins with what the code means, says why, and what to do", () => {
    const [meaning] = entry.split("\n\n");
    expect(meaning!.replaceAll("\n", " ")).toBe(errorCodes[code as ErrorCode]);
    expect(entry).toMatch(/^\*\*Why\.\*\* /m);
    expect(entry).toMatch(/^\*\*What to do\.\*\* /m);
  });

  it.skipIf(withoutProgram.has(code))("has a program that is refused with it", async () => {
    const [example] = pageExamples(entry);
    const { error, printed } = await runProgram(example!.text);
    expect(error?.code).toBe(code);
    expect(printed).toBe(example!.output);
  });
});

it("opens with a program that catches an error", async () => {
  const [example] = pageExamples(page);
  expect(await runPageExample(example!)).toBe(example!.output);
});

it("is where every error points to", () => {
  const error = new ClienteleError("not-a-date", { function: "f" }, "no");
  const [file, anchor] = error.help.split("#");
  expect(file).toBe("node_modules/clientele/docs/errors.md");
  expect(entries.has(anchor!)).toBe(true);
});
