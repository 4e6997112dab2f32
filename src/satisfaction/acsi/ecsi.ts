import type { PathModel, PathPreset, PathStatistics } from "../../path-models/index.js";
import type { TableInput } from "../../table/index.js";
import { fitPreset, type SatisfactionOptions } from "./satisfaction-preset.js";
import { ecsiStructure } from "./structures.js";

/** Options of {@link ecsi}. */
export interface EcsiOptions extends SatisfactionOptions {
  /** Items about the image of the company. */
  readonly image: string | readonly string[];
  /** As in {@link AcsiOptions} [`"handling"`, as in the European index]. */
  readonly complaintsMeasure?: PathPreset["complaintsMeasure"];
}

/**
 * The model of the European Customer Satisfaction Index on your own survey: {@link acsi} with the image of the company,
 * which leads to expectations, satisfaction and loyalty.
 *
 * Errors: as {@link fitPathModel}.
 *
 * Source: Tenenhaus, Esposito Vinzi, Chatelin and Lauro (2005), Computational Statistics & Data Analysis 48, 159-205
 * (quality undivided, as in their mobile phone example).
 *
 * @example
 * ```ts
 * const model = ecsi(answers, {
 *   image: "trustworthy", expectations: "expected", quality: ["reliable", "fast"], value: "priceForQuality",
 *   satisfaction: ["overall", "againstIdeal"], complaints: "complaintsHandled", loyalty: ["buyAgain", "recommend"],
 * });
 * model.totalEffects; // what a standard deviation of image moves
 * ```
 */
export function ecsi(answers: TableInput | PathStatistics, options: EcsiOptions): PathModel {
  return fitPreset(answers, options, {
    name: "ecsi",
    ...ecsiStructure,
    complaintsMeasure: options?.complaintsMeasure ?? "handling",
  });
}
