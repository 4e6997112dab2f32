import type { ConformanceEntry } from "../conformance-entry.js";

export const segmentsEntries: readonly ConformanceEntry[] = [];
