import { acquisitionBars as acquisitionBarsDefinition } from "./campaigns/acquisition-bars.js";
import { balanceDots as balanceDotsDefinition } from "./campaigns/balance-dots.js";
import { campaignRateDots as campaignRateDotsDefinition } from "./campaigns/campaign-rate-dots.js";
import { closingDots as closingDotsDefinition } from "./campaigns/closing-dots.js";
import { contactDots as contactDotsDefinition } from "./campaigns/contact-dots.js";
import { depthCurve as depthCurveDefinition } from "./campaigns/depth-curve.js";
import { differenceLines as differenceLinesDefinition } from "./campaigns/difference-lines.js";
import { experimentDots as experimentDotsDefinition } from "./campaigns/experiment-dots.js";
import { funnelBars as funnelBarsDefinition } from "./campaigns/funnel-bars.js";
import { pressureCurve as pressureCurveDefinition } from "./campaigns/pressure-curve.js";
import { qiniCurve as qiniCurveDefinition } from "./campaigns/qini-curve.js";
import { responseBars as responseBarsDefinition } from "./campaigns/response-bars.js";
import { retentionGainBars as retentionGainBarsDefinition } from "./campaigns/retention-gain-bars.js";
import { returnCurve as returnCurveDefinition } from "./campaigns/return-curve.js";
import { sourceDots as sourceDotsDefinition } from "./campaigns/source-dots.js";
import { upliftDots as upliftDotsDefinition } from "./campaigns/uplift-dots.js";
import { named } from "./plot.js";

/**
 * What it costs to win a customer, channel by channel. Of the results of acquisitionCost; {@link plot} with `kind:
 * "acquisition"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const acquisitionBars = /* @__PURE__ */ named("acquisitionBars", acquisitionBarsDefinition);

/**
 * Who closes: sales per contact of each group with its interval, and what a sale costs. Of the results of
 * closingRates; {@link plot} with `kind: "closing"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const closingDots = /* @__PURE__ */ named("closingDots", closingDotsDefinition);

/**
 * Which contacts succeed: the success rate of each kind with its interval, and what a success costs. Of the results of
 * contactEffectiveness; {@link plot} with `kind: "contact-rates"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const contactDots = /* @__PURE__ */ named("contactDots", contactDotsDefinition);

/**
 * What worked: the rate of each group with its interval, the control group first. Of the results of readExperiment;
 * {@link plot} with `kind: "experiment"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const experimentDots = /* @__PURE__ */ named("experimentDots", experimentDotsDefinition);

/**
 * Where prospects are lost: how many reach each stage, and how many of them move on. Of the results of funnel; {@link
 * plot} with `kind: "funnel"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const funnelBars = /* @__PURE__ */ named("funnelBars", funnelBarsDefinition);

/**
 * When contacts become too many: the success rate by the number of contacts before. Of the results of contactPressure;
 * {@link plot} with `kind: "pressure"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const pressureCurve = /* @__PURE__ */ named("pressureCurve", pressureCurveDefinition);

/**
 * What it helps to contact the most movable first: the gain by the share that is contacted. Of the results of qini;
 * {@link plot} with `kind: "qini"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const qiniCurve = /* @__PURE__ */ named("qiniCurve", qiniCurveDefinition);

/**
 * What a little more retention is worth: the value of a customer before and after, in yearly margins. Of the results
 * of retentionEconomics; {@link plot} with `kind: "retention-gain"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const retentionGainBars = /* @__PURE__ */ named("retentionGainBars", retentionGainBarsDefinition);

/**
 * Whether a campaign pays, and how sure that is: its net present value if it brings less or more than planned. Of the
 * results of campaignReturn; {@link plot} with `kind: "return"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const returnCurve = /* @__PURE__ */ named("returnCurve", returnCurveDefinition);

/**
 * Whether a contact moves those who were said to be moved: the uplift of each group of scores. Of the results of
 * upliftByDecile; {@link plot} with `kind: "uplift"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const upliftDots = /* @__PURE__ */ named("upliftDots", upliftDotsDefinition);

/**
 * Down to which score a contact pays: the profit by the share of customers contacted, the best scores first. Of the
 * results of contactDepth, validateResponse; {@link plot} with `kind: "depth"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const depthCurve = /* @__PURE__ */ named("depthCurve", depthCurveDefinition);

/**
 * How likely customers are to respond: how many have which probability. Of the results of scoreResponse; {@link plot}
 * with `kind: "response"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const responseBars = /* @__PURE__ */ named("responseBars", responseBarsDefinition);

/**
 * Whether matched customers are alike: the standardized difference of every feature before and after matching. Of the
 * results of matchedEffect; {@link plot} with `kind: "matching"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const balanceDots = /* @__PURE__ */ named("balanceDots", balanceDotsDefinition);

/**
 * What a measure changed: the means of the treated and of the others, period by period. Of the results of
 * differenceInDifferences; {@link plot} with `kind: "difference"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const differenceLines = /* @__PURE__ */ named("differenceLines", differenceLinesDefinition);

/**
 * What campaigns reach: response, conversion and further rates of each with their intervals. Of the results of
 * campaignRates; {@link plot} with `kind: "campaign-rates"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const campaignRateDots = /* @__PURE__ */ named("campaignRateDots", campaignRateDotsDefinition);

/**
 * Which sources bring customers: the share of prospects won from each with its interval, and what one costs. Of the
 * results of compareSources; {@link plot} with `kind: "sources"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const sourceDots = /* @__PURE__ */ named("sourceDots", sourceDotsDefinition);
