import type { ConformanceEntry } from "../conformance-entry.js";
import { satisfactionSurveyEntries } from "./satisfaction-surveys.js";

export const satisfactionEntries: readonly ConformanceEntry[] = [...satisfactionSurveyEntries];
