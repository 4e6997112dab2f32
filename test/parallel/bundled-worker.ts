import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll } from "vitest";

/**
 * The worker in one file of JavaScript, as the package has it. From source every thread would compile the library anew,
 * which takes longer than what the tests compute.
 */
export async function bundledWorker(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "clientele-worker-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  const outfile = join(folder, "worker.mjs");
  await build({
    entryPoints: [fileURLToPath(new URL("../../src/parallel/worker.ts", import.meta.url))],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
  });
  return outfile;
}
