import type { ConformanceEntry } from "../conformance-entry.js";
import { satisfactionPathModelEntries } from "./satisfaction-path-models.js";
import { satisfactionSurveyEntries } from "./satisfaction-surveys.js";

export const satisfactionEntries: readonly ConformanceEntry[] = [
  ...satisfactionSurveyEntries,
  ...satisfactionPathModelEntries,
];
