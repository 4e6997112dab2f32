import { defineConfig } from "tsup";

/**
 * Benchmarks are measured as plain JavaScript, like the library in use: a loader that compiles as it goes leaves the
 * engine with slower loops.
 */
export default defineConfig({
  entry: { run: "benchmarks/run.ts", "parallel-worker": "src/parallel/worker.ts" },
  outDir: "benchmarks/built",
  format: "esm",
  target: "node20",
  platform: "node",
  external: [/^[^./]/],
  clean: true,
  splitting: true,
  silent: true,
});
