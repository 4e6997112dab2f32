import type { ConformanceEntry } from "../conformance-entry.js";

export const clusteringEntries: readonly ConformanceEntry[] = [];
