import type { ConformanceEntry } from "../conformance-entry.js";

export const churnEntries: readonly ConformanceEntry[] = [];
