import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bundledSize, sizeOfLoading } from "./bundled-size.js";

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
        `const { summarizeCustomers } = require("clientele"); const { readCsvFile } = require("clientele/node"); ` +
          `${script}`,
      );
      expect(inFolder(process.execPath, "cjs.cjs")).toBe("14 function\n");
    });

    it("opens the doors of databases as either kind of module, before their packages are installed", () => {
      const names = '["duckdb", "openDuckDb"], ["clickhouse", "connectClickHouse"]';
      const loads = `for (const [door, name] of [${names}]) console.log(typeof (await load("clientele/" + door))[name]);`;
      writeFileSync(join(folder, "doors.mjs"), `const load = (door) => import(door); ${loads}`);
      writeFileSync(join(folder, "doors.cjs"), `const load = (door) => require(door); (async () => { ${loads} })();`);
      expect(inFolder(process.execPath, "doors.mjs")).toBe("function\nfunction\n");
      expect(inFolder(process.execPath, "doors.cjs")).toBe("function\nfunction\n");
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
      export const unit: "hour" | "day" | "week" | "month" = customers.unit;
      export const recency: number | null = customers.column("recency").at(0);
      export const file = readCsvFile("orders.csv");
      // @ts-expect-error there is no such column
      customers.column("recensy");`;
      const files = ["types.mts", "types.cts"];
      for (const file of files) writeFileSync(join(folder, file), program);
      const options = ["--noEmit", "--strict", "--target", "es2022", "--module", "nodenext"];
      inFolder(process.execPath, join(root, "node_modules/typescript/bin/tsc"), ...options, ...files);
    });

    it("has no Node built-ins in what the root loads", () => {
      const installed = join(folder, "node_modules/clientele/dist");
      const loaded = new Set<string>();
      const visit = (file: string) => {
        if (loaded.has(file)) return;
        loaded.add(file);
        const text = readFileSync(join(installed, file), "utf8");
        for (const [, target] of text.matchAll(/(?:from|import) ?"\.\/([^"]+)"/g)) visit(target!);
        expect(text).not.toMatch(/(?:from|import) ?"(node:|fs"|path"|worker_threads"|stream")/);
      };
      visit("index.js");
      expect(loaded.size).toBeGreaterThan(1);
    });

    // Kilobytes that a program pays for what it uses; a change of these belongs into docs/decisions/.
    it.each([
      ["{ errorCodes }", 5],
      ["{ presentValue }", 20],
      ["{ table }", 45],
      ["{ summarizeCustomers }", 72],
      ["{ scoreRfm }", 98],
      ["{ fitBgNbd }", 80],
      ["{ kMeans }", 85],
      ["{ acsi }", 110],
      ["*", 1165],
    ])("adds to a bundle that takes %s no more than %i kB", async (what, budget) => {
      const size = await bundledSize(folder, what);
      expect(size).toBeGreaterThan(1);
      expect(size).toBeLessThanOrEqual(budget);
    });

    it("computes nothing while it is loaded, so that every bundler can leave out what is not used", async () => {
      expect(await sizeOfLoading(folder)).toBeLessThanOrEqual(5);
    });

    it("holds every file that the README names", () => {
      const readme = readFileSync(join(folder, "node_modules/clientele/README.md"), "utf8");
      const named = readme.match(/(?<![\w/.-])[\w-][\w/.-]*\.(?:md|ts|csv)\b/g)!;
      const ours = named.filter((file) => existsSync(join(root, file)));
      expect(ours).toContain("benchmarks/RESULTS.md");
      expect(ours).toContain("examples/demo.ts");
      for (const file of ours) expect(existsSync(join(folder, "node_modules/clientele", file)), file).toBe(true);
    });

    it("runs its examples", () => {
      const example = "node_modules/clientele/examples/who-is-overdue.ts";
      const tsx = pathToFileURL(join(root, "node_modules/tsx/dist/loader.mjs")).href;
      expect(inFolder(process.execPath, "--import", tsx, example)).toContain("customers are more than");
    });

    it("holds no more than the build, examples, figures of benchmarks and documents", () => {
      const files = readdirSync(join(folder, "node_modules/clientele")).sort();
      expect(files).toEqual([
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "README.md",
        "README.zh.md",
        "SECURITY.md",
        "benchmarks",
        "dist",
        "docs",
        "examples",
        "package.json",
      ]);
      expect(readdirSync(join(folder, "node_modules/clientele/benchmarks"))).toEqual(["RESULTS.md"]);
      expect(readdirSync(join(folder, "node_modules/clientele/examples/data"))).toEqual(["orders.csv"]);
    });
  },
);
