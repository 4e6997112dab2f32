import type { PathModel, PathPreset, PathStatistics } from "../../path-models/index.js";
import type { TableInput } from "../../table/index.js";
import { fitPreset, type SatisfactionOptions } from "./satisfaction-preset.js";
import { acsiStructure } from "./structures.js";

/** Options of {@link acsi}. */
export interface AcsiOptions extends SatisfactionOptions {
  /**
   * Which way the complaints item points: `"incidence"`, high means that the customer complained (ACSI's own), or
   * `"handling"`, high means that complaints are handled well.
   */
  readonly complaintsMeasure: PathPreset["complaintsMeasure"];
}

/**
 * How satisfied are our customers, what made them so, and what follows? The model of the American Customer Satisfaction
 * Index on your own survey.
 *
 * Each option names the items of one construct: `expectations`, `quality` and `value` lead to `satisfaction`, which
 * leads to `complaints` and `loyalty`. `model.indices.satisfaction` is the index, 0 to 100.
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
  return fitPreset(answers, options, {
    name: "acsi",
    ...acsiStructure,
    complaintsMeasure: options?.complaintsMeasure,
  });
}
