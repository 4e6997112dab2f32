import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
  sideEffects: boolean;
  exports: Record<string, unknown>;
  dependencies: Record<string, string>;
  engines: { node: string };
};

describe("package.json", () => {
  it("runs nothing when the package is installed, and has no side effects", () => {
    for (const script of ["preinstall", "install", "postinstall", "prepare"])
      expect(manifest.scripts).not.toHaveProperty(script);
    expect(manifest.sideEffects).toBe(false);
  });

  it("justifies every runtime dependency in the README", () => {
    const readme = readFileSync(join(root, "README.md"), "utf8");
    for (const name of Object.keys(manifest.dependencies)) expect(readme).toContain(`| \`${name}\` |`);
  });

  it("claims no older Node than the tests run on", () => {
    const [claimed] = /\d+/.exec(manifest.engines.node)!;
    expect(Number(process.versions.node.split(".")[0])).toBeGreaterThanOrEqual(Number(claimed));
  });
});

describe.skipIf(!existsSync(join(root, "dist/index.js")))(
  "the packed tarball, installed alone in an empty folder (skipped without a build: npm run build)",
  () => {
    let folder: string;
    const inFolder = (command: string, ...args: string[]) =>
      execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), "clientele-package-"));
      execFileSync("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], { cwd: root });
      const tarball = readdirSync(folder).find((file) => file.endsWith(".tgz"))!;
      writeFileSync(join(folder, "package.json"), '{ "private": true }');
      inFolder("npm", "install", "--no-audit", "--no-fund", "--silent", `./${tarball}`);
    }, 180_000);

    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    const script = `
    const orders = [
      { customer: "ada", date: "2026-01-05", amount: 20 },
      { customer: "ada", date: "2026-01-19", amount: 30 },
    ];
    const summary = summarizeCustomers(orders, { customer: "customer", date: "date", amount: "amount" });
    console.log(summary.column("recency").at(0), typeof readCsvFile);`;

    it("imports as an ES module", () => {
      writeFileSync(
        join(folder, "esm.mjs"),
        `import { summarizeCustomers } from "clientele"; import { readCsvFile } from "clientele/node"; ${script}`,
      );
      expect(inFolder(process.execPath, "esm.mjs")).toBe("14 function\n");
    });

    it("imports as CommonJS", () => {
      writeFileSync(
        join(folder, "cjs.cjs"),
        `const { summarizeCustomers } = require("clientele"); const { readCsvFile } = require("clientele/node"); ${script}`,
      );
      expect(inFolder(process.execPath, "cjs.cjs")).toBe("14 function\n");
    });

    it("computes on threads from either kind of module", () => {
      const onThreads = `
      const pool = createPool({ workers: 2 });
      pool.kMeans([[0], [1], [10], [11]], { k: 2 })
        .then((result) => console.log(result.model.centers.flat().join()))
        .finally(() => pool.close());`;
      writeFileSync(join(folder, "threads.mjs"), `import { createPool } from "clientele/parallel"; ${onThreads}`);
      writeFileSync(join(folder, "threads.cjs"), `const { createPool } = require("clientele/parallel"); ${onThreads}`);
      expect(inFolder(process.execPath, "threads.mjs")).toBe("0.5,10.5\n");
      expect(inFolder(process.execPath, "threads.cjs")).toBe("0.5,10.5\n");
    });

    it("has types that a strict program compiles against, as either kind of module", () => {
      const program = `
      import { summarizeCustomers, type Customers } from "clientele";
      import { readCsvFile } from "clientele/node";
      const customers: Customers = summarizeCustomers([{ c: 1, d: 0 }], { customer: "c", date: "d", unit: "week" });
      export const unit: "day" | "week" | "month" = customers.unit;
      export const recency: number | null = customers.column("recency").at(0);
      export const file = readCsvFile("orders.csv");
      // @ts-expect-error there is no such column
      customers.column("recensy");`;
      for (const extension of ["mts", "cts"]) {
        writeFileSync(join(folder, `types.${extension}`), program);
        execFileSync(
          process.execPath,
          [
            join(root, "node_modules/typescript/bin/tsc"),
            "--noEmit",
            "--strict",
            "--target",
            "es2022",
            "--module",
            "nodenext",
            `types.${extension}`,
          ],
          { cwd: folder, encoding: "utf8" },
        );
      }
    });

    it("has no Node built-ins in what the root loads", () => {
      const installed = join(folder, "node_modules/clientele/dist");
      const loaded = new Set<string>();
      const visit = (file: string) => {
        if (loaded.has(file)) return;
        loaded.add(file);
        const text = readFileSync(join(installed, file), "utf8");
        for (const [, target] of text.matchAll(/from ?"\.\/([^"]+)"/g)) visit(target!);
        expect(text).not.toMatch(/from ?"(node:|fs"|path"|worker_threads"|stream")/);
      };
      visit("index.js");
      expect(loaded.size).toBeGreaterThan(0);
    });

    it("holds the build, the example data, the README, the changelog and the license, and nothing else", () => {
      const files = readdirSync(join(folder, "node_modules/clientele")).sort();
      expect(files).toEqual(["CHANGELOG.md", "LICENSE", "README.md", "dist", "examples", "package.json"]);
    });
  },
);
