import { defineConfig } from "vitest/config";
import tests from "./vitest.config.js";

/**
 * What makes or reads a `Date`, as folders of src and of test: no other result can depend on the time zone. A test
 * holds the list to the source.
 */
export const foldersWithDates = [
  "baskets/browsing",
  "baskets/logs",
  "baskets/offers",
  "baskets/products",
  "campaigns/contacts",
  "campaigns/quasi-experiments",
  "charts",
  "churn",
  "cli",
  "customers",
  "engines",
  "errors",
  "lifetime-value/forecasts",
  "lifetime-value/simulation",
  "markets",
  "node",
  "presentation",
  "report",
  "satisfaction/complaints",
  "satisfaction/indicators",
  "segments",
  "signals",
  "table",
];

/**
 * Rooms that show what the rooms below them computed. Their dates are texts of UTC, which one zone other than UTC, that
 * of the first run, tells from local ones; what could differ between two such zones is computed below.
 */
const roomsThatShow = ["charts", "cli", "presentation", "report"];

/** The tests that run under a second time zone: those of dates, and the conformance suite, which calls everything. */
export default defineConfig({
  ...tests,
  test: {
    ...tests.test,
    include: [
      "test/time-zones.test.ts",
      ...[...foldersWithDates, "conformance"]
        .filter((room) => !roomsThatShow.includes(room))
        .map((room) => `test/${room}/**/*.test.ts`),
    ],
  },
});
