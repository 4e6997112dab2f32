import { defineConfig } from "vitest/config";
import tests from "./vitest.config.js";

/** The tests that need a cluster: `npm run test:cluster`. They start servers, so that they run one file at a time. */
export default defineConfig({
  ...tests,
  test: {
    include: ["test/engines/cluster/**/*.cluster.test.ts", "test/engines/current/**/*.current.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
