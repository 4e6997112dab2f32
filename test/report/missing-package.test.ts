import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const source = (door: string): string => fileURLToPath(new URL(`../../src/${door}/index.ts`, import.meta.url));

/** Runs a program in a folder that holds the doors of charts and reports, and none of the packages that draw. */
let folder: string;
const printed = (file: string, program: string): string => {
  writeFileSync(join(folder, file), program);
  return execFileSync(process.execPath, [file], { cwd: folder, encoding: "utf8" });
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "clientele-without-packages-"));
  const common = { bundle: true, target: "node20", external: ["@observablehq/plot", "linkedom"] };
  const doors = { report: source("report"), charts: source("charts") };
  const extension = (name: string) => ({ ".js": name });
  await build({
    ...common,
    entryPoints: doors,
    outdir: folder,
    format: "esm",
    splitting: true,
    outExtension: extension(".mjs"),
  });
  await build({ ...common, entryPoints: doors, outdir: folder, format: "cjs", outExtension: extension(".cjs") });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("without the packages that draw", () => {
  const call = `createReport([{ c: "a", d: "2026-01-01", m: 5 }], { customer: "c", date: "d", amount: "m" })
    .catch((error) => console.log(error.name, error.code, error.place.function, error.message));`;
  const refusal =
    "ClienteleError missing-package createReport createReport: needs @observablehq/plot and linkedom: " +
    "npm install @observablehq/plot linkedom\n";

  it("createReport says what to install, as an ES module and as CommonJS", () => {
    expect(printed("run.mjs", `import { createReport } from "./report.mjs"; ${call}`)).toBe(refusal);
    expect(printed("run.cjs", `const { createReport } = require("./report.cjs"); ${call}`)).toBe(refusal);
  });

  it("createReport refuses wrong options before it misses anything", () => {
    const wrong = `createReport([], { pages: 3 }).catch((error) => console.log(error.code));`;
    expect(printed("wrong.mjs", `import { createReport } from "./report.mjs"; ${wrong}`)).toBe("invalid-option\n");
  });

  it("the door of charts cannot be loaded, and the error names the package", () => {
    const told = ".catch((error) => console.log(error.code, /observablehq.plot|linkedom/.test(error.message)));";
    expect(printed("charts-run.mjs", `import("./charts.mjs")${told}`)).toBe("ERR_MODULE_NOT_FOUND true\n");
    expect(printed("charts-run.cjs", `Promise.resolve().then(() => require("./charts.cjs"))${told}`)).toBe(
      "MODULE_NOT_FOUND true\n",
    );
  });
});
