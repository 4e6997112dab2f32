import type { ConformanceEntry } from "../conformance-entry.js";

export const customersEntries: readonly ConformanceEntry[] = [];
