import { named } from "./plot.js";
import { aliveHistory as aliveHistoryDefinition } from "./purchases/alive-history.js";
import { equityBars as equityBarsDefinition } from "./purchases/equity-bars.js";
import { fitComparison as fitComparisonDefinition } from "./purchases/fit-comparison.js";
import {
  forecastChart as forecastChartDefinition,
  forecastComparison as forecastComparisonDefinition,
} from "./purchases/forecast-chart.js";
import { frequencyCalibration as frequencyCalibrationDefinition } from "./purchases/frequency-calibration.js";
import { lifetimeWaterfall as lifetimeWaterfallDefinition } from "./purchases/lifetime-waterfall.js";
import { newCustomerCurve as newCustomerCurveDefinition } from "./purchases/new-customer-curve.js";
import { parameterDots as parameterDotsDefinition } from "./purchases/parameter-dots.js";
import { predictiveCurve as predictiveCurveDefinition } from "./purchases/predictive-curve.js";
import {
  aliveMatrix as aliveMatrixDefinition,
  purchaseMatrix as purchaseMatrixDefinition,
} from "./purchases/purchase-matrix.js";
import { repeatCounts as repeatCountsDefinition } from "./purchases/repeat-counts.js";
import { retentionChart as retentionChartDefinition } from "./purchases/retention-chart.js";
import { retentionContest as retentionContestDefinition } from "./purchases/retention-contest.js";
import { sensitivityTornado as sensitivityTornadoDefinition } from "./purchases/sensitivity-tornado.js";
import { spendCurve as spendCurveDefinition } from "./purchases/spend-curve.js";
import { spendingLimitBars as spendingLimitBarsDefinition } from "./purchases/spending-limit-bars.js";
import { trackingCurves as trackingCurvesDefinition } from "./purchases/tracking-curves.js";
import { valueTenths as valueTenthsDefinition } from "./purchases/value-tenths.js";

/**
 * What a model expects of a customer by the number of repeat purchases and the time of the last one. Of the results of
 * fitBgNbd, fitMbgNbd, fitParetoNbd, fitBgCnbdK, fitMbgCnbdK, { model, customers }; {@link plot} with `kind:
 * "purchase-matrix"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const purchaseMatrix = /* @__PURE__ */ named("purchaseMatrix", purchaseMatrixDefinition);

/**
 * Who is still there, says a model, by the number of repeat purchases and the time of the last one. Of the results of
 * fitBgNbd, fitMbgNbd, fitParetoNbd, fitBgCnbdK, fitMbgCnbdK, { model, customers }; {@link plot} with `kind:
 * "alive-matrix"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const aliveMatrix = /* @__PURE__ */ named("aliveMatrix", aliveMatrixDefinition);

/**
 * How well a model fits: customers by their number of repeat purchases, as they are and as the model expects them. Of
 * the results of { model, customers }; {@link plot} with `kind: "repeat-counts"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const repeatCounts = /* @__PURE__ */ named("repeatCounts", repeatCountsDefinition);

/**
 * Whether a forecast came true: purchases added up period by period, as they came and as models expected them. Of the
 * results of validateHoldout; {@link plot} with `kind: "tracking"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const trackingCurves = /* @__PURE__ */ named("trackingCurves", trackingCurvesDefinition);

/**
 * Whether the right customers were expected to buy: purchases in the holdout by repeat purchases before it. Of the
 * results of validateHoldout; {@link plot} with `kind: "frequency-calibration"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const frequencyCalibration = /* @__PURE__ */ named("frequencyCalibration", frequencyCalibrationDefinition);

/**
 * When silence became alarming: a customer's probability of being alive, day by day. Of the results of { model, dates
 * }; {@link plot} with `kind: "alive-history"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const aliveHistory = /* @__PURE__ */ named("aliveHistory", aliveHistoryDefinition);

/**
 * How many orders to expect in each period, and within what range. Of the results of forecastOrders; {@link plot} with
 * `kind: "forecast"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const forecastChart = /* @__PURE__ */ named("forecastChart", forecastChartDefinition);

/**
 * Whether orders run as expected: what came, period by period, against the range of the forecast. Of the results of
 * compareForecast; {@link plot} with `kind: "forecast-comparison"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const forecastComparison = /* @__PURE__ */ named("forecastComparison", forecastComparisonDefinition);

/**
 * What the customers are worth, and where that value lies. Of the results of customerLifetimeValue; {@link plot} with
 * `kind: "value"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const valueTenths = /* @__PURE__ */ named("valueTenths", valueTenthsDefinition);

/**
 * What all customers together are worth, by group. Of the results of customerEquity; {@link plot} with `kind:
 * "equity"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const equityBars = /* @__PURE__ */ named("equityBars", equityBarsDefinition);

/**
 * How many customers of a contract stay: survival and retention by period, counted or by a model. Of the results of
 * retentionTable, fitShiftedBetaGeometric, fitBetaDiscreteWeibull, fitRetentionCurve; {@link plot} with `kind:
 * "retention"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const retentionChart = /* @__PURE__ */ named("retentionChart", retentionChartDefinition);

/**
 * Which driver moves the value of a customer most. Of the results of lifetimeSensitivity; {@link plot} with `kind:
 * "sensitivity"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const sensitivityTornado = /* @__PURE__ */ named("sensitivityTornado", sensitivityTornadoDefinition);

/**
 * Which model fits best: how much worse the others are by AIC. Of the results of compareFits; {@link plot} with `kind:
 * "fits"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const fitComparison = /* @__PURE__ */ named("fitComparison", fitComparisonDefinition);

/**
 * What the value of a customer is made of: margins and what is taken from them. Of the results of simpleLifetimeValue;
 * {@link plot} with `kind: "lifetime-parts"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const lifetimeWaterfall = /* @__PURE__ */ named("lifetimeWaterfall", lifetimeWaterfallDefinition);

/**
 * How often a new customer will buy: expected purchases added up over time. Of the results of fitNbd, fitBgBb,
 * fitBgNbd, fitMbgNbd, fitParetoNbd, fitBgCnbdK, fitMbgCnbdK; {@link plot} with `kind: "new-customer"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const newCustomerCurve = /* @__PURE__ */ named("newCustomerCurve", newCustomerCurveDefinition);

/**
 * How well the parameters of a model are known: their intervals as multiples of the estimates. Of the results of
 * parameterIntervals; {@link plot} with `kind: "parameters"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const parameterDots = /* @__PURE__ */ named("parameterDots", parameterDotsDefinition);

/**
 * How sure it is what single customers will buy: expected purchases with the range of what may come. Of the results of
 * predictiveIntervals; {@link plot} with `kind: "predictive"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const predictiveCurve = /* @__PURE__ */ named("predictiveCurve", predictiveCurveDefinition);

/**
 * Which retention curve foretells best: the error of each on periods that it had not seen. Of the results of
 * compareRetentionCurves; {@link plot} with `kind: "retention-contest"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const retentionContest = /* @__PURE__ */ named("retentionContest", retentionContestDefinition);

/**
 * How much customers differ in what they spend: the density of their mean spend by a Gamma-Gamma model. Of the results
 * of fitGammaGamma; {@link plot} with `kind: "spend"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const spendCurve = /* @__PURE__ */ named("spendCurve", spendCurveDefinition);

/**
 * What a customer may cost: the most that winning, keeping and winning back are worth. Of the results of
 * worthSpending; {@link plot} with `kind: "spending-limits"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const spendingLimitBars = /* @__PURE__ */ named("spendingLimitBars", spendingLimitBarsDefinition);
