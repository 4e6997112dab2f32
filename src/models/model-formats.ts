import { churnFormats } from "../churn/index.js";
import { clusteringFormats } from "../clustering/index.js";
import type { ModelFormat } from "../errors/index.js";
import { learningFormats } from "../learning/index.js";
import { lifetimeValueFormats } from "../lifetime-value/index.js";
import { satisfactionFormats } from "../satisfaction/index.js";
import { segmentsFormats } from "../segments/index.js";

/** The formats of all kinds of models. */
export const modelFormats: readonly ModelFormat[] = [
  ...segmentsFormats,
  ...clusteringFormats,
  ...lifetimeValueFormats,
  ...learningFormats,
  ...churnFormats,
  ...satisfactionFormats,
];
