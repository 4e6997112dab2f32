import { expect, it } from "vitest";
import { cohorts, reduceOrders, scoreRfm, summarizeCustomers } from "../../../src/index.js";
import { cohortCases } from "./cohort-cases.js";
import { customerCases } from "./customer-cases.js";
import { rfmCases } from "./rfm-cases.js";
import { runGoldenCases } from "./run-golden-cases.js";

runGoldenCases({
  name: "the library in memory",
  reduceOrders,
  summarizeCustomers,
  cohorts,
  rfmMeasures: scoreRfm,
});

it("are told apart by their names", () => {
  for (const cases of [customerCases, cohortCases, rfmCases]) {
    const names = cases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  }
});

it("hold every row of the orders in a customer or in the ledger", () => {
  for (const golden of customerCases) {
    if ("error" in golden) continue;
    const dropped = Object.values(golden.dropped ?? {}).reduce((sum, rows) => sum + rows, 0);
    const counted = golden.customers.reduce((sum, { rows }) => sum + rows, 0);
    expect(counted + dropped, golden.name).toBe(golden.orders.length);
  }
});
