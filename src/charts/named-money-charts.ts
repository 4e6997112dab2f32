import { affordableBars as affordableBarsDefinition } from "./money/affordable-bars.js";
import { breakEvenLine as breakEvenLineDefinition } from "./money/break-even-line.js";
import { paybackCurve as paybackCurveDefinition } from "./money/payback-curve.js";
import { scheduleCurves as scheduleCurvesDefinition } from "./money/schedule-curves.js";
import { named } from "./plot.js";

/**
 * Who can pay: customers by their income against what the installment needs. Of the results of affordableMarket;
 * {@link plot} with `kind: "affordable"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const affordableBars = /* @__PURE__ */ named("affordableBars", affordableBarsDefinition);

/**
 * How much has to be sold: profit by units, and where it begins. Of the results of breakEven; {@link plot} with `kind:
 * "break-even"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const breakEvenLine = /* @__PURE__ */ named("breakEvenLine", breakEvenLineDefinition);

/**
 * When money is back: the discounted cash flows added up, period by period. Of the results of paybackTime; {@link
 * plot} with `kind: "payback"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const paybackCurve = /* @__PURE__ */ named("paybackCurve", paybackCurveDefinition);

/**
 * How a credit is paid back: what is still owed, and what was paid in interest so far. Of the results of installment,
 * affordability; {@link plot} with `kind: "schedule"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const scheduleCurves = /* @__PURE__ */ named("scheduleCurves", scheduleCurvesDefinition);
