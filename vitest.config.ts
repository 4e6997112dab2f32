import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/**/*.long.test.ts", "test/danfo/node_modules/**"],
    testTimeout: 60_000,
    coverage: { include: ["src/**/*.ts"], reporter: ["text-summary", "html"] },
  },
});
