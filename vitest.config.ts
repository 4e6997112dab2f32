import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.long.test.ts", "test/danfo/node_modules/**"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxConcurrency: 2,
    coverage: { include: ["src/**/*.ts"], reporter: ["text-summary", "html"] },
  },
});
