import type { ConformanceEntry } from "../conformance-entry.js";

export const learningEntries: readonly ConformanceEntry[] = [];
