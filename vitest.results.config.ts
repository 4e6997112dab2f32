import { defineConfig, mergeConfig } from "vitest/config";
import tests from "./vitest.config.js";

export default mergeConfig(
  tests,
  defineConfig({
    test: {
      setupFiles: ["scripts/results/record-results.ts"],
      maxWorkers: 2,
      // Its tests run at the same time, so that their values cannot be told apart.
      exclude: ["test/examples/**"],
    },
  }),
);
