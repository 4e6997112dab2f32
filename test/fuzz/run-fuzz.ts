import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "esbuild";
import type { FuzzLine, FuzzOrder } from "./fuzz-process.js";

/** What came of calling every public function with bad arguments. */
export interface FuzzReport {
  readonly functions: number;
  readonly calls: number;
  /** A line for each kind of fault of each function, with the first call that shows it. */
  readonly faults: readonly string[];
  readonly withoutSample: readonly string[];
}

const here = fileURLToPath(new URL(".", import.meta.url));
const mostRestarts = 200;
const mostStuckPerFunction = 3;

/**
 * Calls every public function with bad arguments in a process of its own, which can be ended when a call does not
 * return, and starts it again behind that call.
 */
export async function runFuzz(order: Pick<FuzzOrder, "seed" | "millisecondsPerFunction">): Promise<FuzzReport> {
  const folder = mkdtempSync(join(tmpdir(), "clientele-fuzz-"));
  try {
    const script = await bundle(folder);
    const faults = new Map<string, string>();
    const add = (target: string, problem: string, detail: string) => {
      if (!faults.has(`${target} ${problem}`)) faults.set(`${target} ${problem}`, `${target} ${problem}; ${detail}`);
    };
    let stuckHere = 0;
    let skip = { targets: 0, calls: 0 };
    for (let run = 0; run < mostRestarts; run++) {
      const lines = await linesOf(script, folder, { ...order, skip, script });
      const last = lines.at(-1);
      for (const line of lines) {
        if ("fault" in line) add(line.target, line.fault.problem, `${line.description} → ${line.fault.detail}`);
      }
      if (last !== undefined && "done" in last) return { ...last.done, faults: [...faults.values()].sort() };
      if (last === undefined || !("stuck" in last))
        throw new Error(`the process ended early after ${JSON.stringify(skip)}`);
      const again = last.stuck.targets === skip.targets && ++stuckHere >= mostStuckPerFunction;
      if (last.stuck.targets !== skip.targets) stuckHere = 1;
      skip = again
        ? { targets: last.stuck.targets + 1, calls: 0 }
        : { targets: last.stuck.targets, calls: last.stuck.calls + 1 };
    }
    throw new Error(["the process had to be restarted too often", ...faults.values()].join("\n"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function linesOf(script: string, cwd: string, order: FuzzOrder): Promise<FuzzLine[]> {
  const child = spawn(process.execPath, ["--max-old-space-size=1500", script, JSON.stringify(order)], {
    cwd,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines: FuzzLine[] = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(JSON.parse(line) as FuzzLine);
  return lines;
}

/** The process as one file of JavaScript, in which the samples call functions that remember their arguments. */
async function bundle(folder: string): Promise<string> {
  const outfile = join(folder, "fuzz-process.mjs");
  await build({
    entryPoints: [join(here, "fuzz-process.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "error",
    sourcemap: "inline",
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    external: ["danfojs-node", "hyparquet", "hyparquet-compressors", "read-excel-file", "@duckdb/node-api"],
    plugins: [recordingSamples],
  });
  return outfile;
}

const recordingSamples: Plugin = {
  name: "recording-samples",
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /\/src\/.*index\.js$|^clientele(\/|$)/ }, async ({ path, importer, resolveDir, kind }) => {
      if (!/\/test\/(conformance|fuzz\/samples)/.test(importer)) return undefined;
      const { path: real } = await resolve(path, { resolveDir, kind, importer: join(here, "none.ts") });
      return { path: real, namespace: "recording" };
    });
    onLoad({ filter: /.*/, namespace: "recording" }, ({ path }) => ({
      resolveDir: here,
      contents: `module.exports = require("./recorded-calls.ts").recording(require(${JSON.stringify(path)}));`,
    }));
  },
};
