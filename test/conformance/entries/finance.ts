import type { ConformanceEntry } from "../conformance-entry.js";

export const financeEntries: readonly ConformanceEntry[] = [];
