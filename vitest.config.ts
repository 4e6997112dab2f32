import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const source = (door: string) => fileURLToPath(new URL(`./src/${door}`, import.meta.url));

export default defineConfig({
  resolve: {
    // Examples import the package as its users do.
    alias: [
      { find: /^clientele$/, replacement: source("index.ts") },
      { find: /^clientele\/(charts|node|parallel|report)$/, replacement: source("$1/index.ts") },
      { find: /^clientele\/(duckdb|clickhouse)$/, replacement: source("engines/$1.ts") },
    ],
  },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.{long,cluster,current,browser}.test.ts", "test/danfo/node_modules/**"],
    // No test asserts a time: these end what hangs, on a machine that has much else to do as well.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxConcurrency: 2,
    // A machine of two cores, as CI has, would otherwise use one of them.
    maxWorkers: "100%",
    // Test files of a worker share the library instead of loading it anew; no test changes it.
    isolate: false,
    coverage: {
      include: ["src/**/*.ts"],
      reporter: ["text-summary", "html"],
      // A little below what is measured; what only a ClickHouse server runs is the largest part of the rest.
      thresholds: { statements: 96.5, branches: 89.5, functions: 96.5, lines: 97 },
    },
  },
});
