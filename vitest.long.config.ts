import { defineConfig } from "vitest/config";
import tests from "./vitest.config.js";

/** Tests that `npm test` runs in a short form (see `test/thorough.ts`). */
const shortElsewhere = [
  "test/clustering/k-means/k-means-algorithms.test.ts",
  "test/examples/examples.test.ts",
  "test/parallel/pool-functions.test.ts",
  "test/parallel/pool.test.ts",
];

export default defineConfig({
  resolve: tests.resolve ?? {},
  test: {
    include: ["test/**/*.long.test.ts", ...shortElsewhere],
    env: { CLIENTELE_THOROUGH: "1" },
    testTimeout: 1_800_000,
    hookTimeout: 600_000,
  },
});
