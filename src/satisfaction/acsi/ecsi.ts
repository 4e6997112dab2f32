import { estimatePathModel, type PathModel, type PathStatistics } from "../../path-models/index.js";
import type { TableInput } from "../../table/index.js";
import { type SatisfactionOptions, satisfactionSpecification } from "./satisfaction-preset.js";

/** Options of {@link ecsi}. */
export interface EcsiOptions extends SatisfactionOptions {
  /** Items about the image of the company. */
  readonly image: string | readonly string[];
  /**
   * Which way the complaints item points [`"handling"`, as in the European index: high means that complaints are
   * handled well].
   */
  readonly complaintsMeasure?: "incidence" | "handling";
}

const paths = [
  { from: "image", to: "expectations" },
  { from: "image", to: "satisfaction" },
  { from: "image", to: "loyalty" },
  { from: "expectations", to: "quality" },
  { from: "expectations", to: "value" },
  { from: "expectations", to: "satisfaction" },
  { from: "quality", to: "value" },
  { from: "quality", to: "satisfaction" },
  { from: "value", to: "satisfaction" },
  { from: "satisfaction", to: "complaints" },
  { from: "satisfaction", to: "loyalty" },
  { from: "complaints", to: "loyalty" },
];

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
 *   image: ["trustworthy", "innovative"],
 *   expectations: ["expected"],
 *   quality: ["reliable", "fast", "friendly"],
 *   value: ["priceForQuality", "qualityForPrice"],
 *   satisfaction: ["overall", "againstExpectations", "againstIdeal"],
 *   complaints: ["complaintsHandled"],
 *   loyalty: ["buyAgain", "recommend"],
 * });
 * model.totalEffects; // what a standard deviation of image moves
 * ```
 */
export function ecsi(answers: TableInput | PathStatistics, options: EcsiOptions): PathModel {
  const caller = "ecsi";
  const preset = satisfactionSpecification(caller, answers, options, {
    name: "ecsi",
    roles: ["image", "expectations", "quality", "value", "satisfaction", "complaints", "loyalty"],
    paths,
    complaintsMeasure: options?.complaintsMeasure ?? "handling",
  });
  return estimatePathModel(caller, answers, preset.specification, options.weights, preset.preset);
}
