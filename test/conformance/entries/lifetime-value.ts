import type { ConformanceEntry } from "../conformance-entry.js";
import { contractEntries } from "./lifetime-value-contracts.js";
import { forecastEntries } from "./lifetime-value-forecasts.js";
import { purchaseEntries } from "./lifetime-value-purchases.js";

export const lifetimeValueEntries: readonly ConformanceEntry[] = [
  ...contractEntries,
  ...purchaseEntries,
  ...forecastEntries,
];
