import { defineConfig, mergeConfig } from "vitest/config";
import tests from "./vitest.config.js";

export default mergeConfig(
  tests,
  defineConfig({ test: { setupFiles: ["scripts/results/record-results.ts"], maxWorkers: 2 } }),
);
