import type { ConformanceEntry } from "../conformance-entry.js";

export const lifetimeValueEntries: readonly ConformanceEntry[] = [];
