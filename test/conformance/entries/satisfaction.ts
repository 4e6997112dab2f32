import type { ConformanceEntry } from "../conformance-entry.js";

export const satisfactionEntries: readonly ConformanceEntry[] = [];
