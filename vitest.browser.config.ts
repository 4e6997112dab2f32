import { defineConfig } from "vitest/config";
import tests from "./vitest.config.js";

/** The tests in a real browser: `npm run test:browser`, which builds the site first. */
export default defineConfig({
  ...tests,
  test: { include: ["test/browser/**/*.browser.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});
