import { estimatePathModel, type PathModel, type PathStatistics } from "../../path-models/index.js";
import type { TableInput } from "../../table/index.js";
import { type SatisfactionOptions, satisfactionSpecification } from "./satisfaction-preset.js";

/** Options of {@link acsi}. */
export interface AcsiOptions extends SatisfactionOptions {
  /**
   * Which way the complaints item points: `"incidence"`, high means that the customer complained (ACSI's own), or
   * `"handling"`, high means that complaints are handled well.
   */
  readonly complaintsMeasure: "incidence" | "handling";
}

const paths = [
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
 * How satisfied are our customers, what made them so, and what follows? The model of the American Customer Satisfaction
 * Index on your own survey.
 *
 * Each option names the items of one construct: `expectations`, `quality` and `value` lead to `satisfaction`, which
 * leads to `complaints` and `loyalty`. The three items of satisfaction should ask for the overall judgment, against
 * expectations, and against an ideal supplier. `model.indices.satisfaction` is the index, 0 to 100.
 *
 * `scale` is [1, 10] unless said otherwise. With `complaintsMeasure: "incidence"` a complaints item may be 0 or 1 (did
 * not complain, did): its scale is then [0, 1], and the path from satisfaction to complaints should be negative.
 *
 * Errors: as {@link fitPathModel}; `invalid-option` when `complaintsMeasure` is not said.
 *
 * Source: Fornell, Johnson, Anderson, Cha and Bryant (1996), Journal of Marketing 60(4), 7-18.
 *
 * @example
 * ```ts
 * const model = acsi(answers, {
 *   expectations: ["expected"],
 *   quality: ["reliable", "fast", "friendly"],
 *   value: ["priceForQuality", "qualityForPrice"],
 *   satisfaction: ["overall", "againstExpectations", "againstIdeal"],
 *   complaints: ["complained"],
 *   loyalty: ["buyAgain", "recommend"],
 *   complaintsMeasure: "incidence",
 * });
 * model.indices.satisfaction; // 0 to 100
 * ```
 */
export function acsi(answers: TableInput | PathStatistics, options: AcsiOptions): PathModel {
  const caller = "acsi";
  const preset = satisfactionSpecification(caller, answers, options, {
    name: "acsi",
    roles: ["expectations", "quality", "value", "satisfaction", "complaints", "loyalty"],
    paths,
    complaintsMeasure: options?.complaintsMeasure,
  });
  return estimatePathModel(caller, answers, preset.specification, options.weights, preset.preset);
}
