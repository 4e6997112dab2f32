import type { ConformanceEntry } from "../conformance-entry.js";
import { basketsEntries } from "./baskets.js";
import { campaignsEntries } from "./campaigns.js";
import { churnEntries } from "./churn.js";
import { clusteringEntries } from "./clustering.js";
import { cubeEntries } from "./cube.js";
import { customersEntries } from "./customers.js";
import { financeEntries } from "./finance.js";
import { identityEntries } from "./identity.js";
import { learningEntries } from "./learning.js";
import { lifetimeValueEntries } from "./lifetime-value.js";
import { marketsEntries } from "./markets.js";
import { pictureEntries } from "./pictures.js";
import { quasiExperimentEntries } from "./quasi-experiments.js";
import { responseEntries } from "./response.js";
import { satisfactionEntries } from "./satisfaction.js";
import { segmentRulesEntries } from "./segment-rules.js";
import { segmentsEntries } from "./segments.js";
import { classificationEntries } from "./segments-classifications.js";
import { signalsEntries } from "./signals.js";

/** Every model and analysis of the library, room by room. */
export const entries: readonly ConformanceEntry[] = [
  ...cubeEntries,
  ...customersEntries,
  ...identityEntries,
  ...segmentsEntries,
  ...segmentRulesEntries,
  ...classificationEntries,
  ...marketsEntries,
  ...clusteringEntries,
  ...financeEntries,
  ...lifetimeValueEntries,
  ...learningEntries,
  ...churnEntries,
  ...satisfactionEntries,
  ...basketsEntries,
  ...campaignsEntries,
  ...quasiExperimentEntries,
  ...responseEntries,
  ...signalsEntries,
  ...pictureEntries,
];
