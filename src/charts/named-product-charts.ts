import { named } from "./plot.js";
import { demandStateBars as demandStateBarsDefinition } from "./products/demand-state-bars.js";
import { eventMatrix as eventMatrixDefinition } from "./products/event-matrix.js";
import { habitBars as habitBarsDefinition } from "./products/habit-bars.js";
import { holdingBars as holdingBarsDefinition } from "./products/holding-bars.js";
import { itemsetBars as itemsetBarsDefinition } from "./products/itemset-bars.js";
import { lifeCycleCurve as lifeCycleCurveDefinition } from "./products/life-cycle-curve.js";
import { lifeEventDots as lifeEventDotsDefinition } from "./products/life-event-dots.js";
import { offerBars as offerBarsDefinition } from "./products/offer-bars.js";
import { offerMethodDots as offerMethodDotsDefinition } from "./products/offer-method-dots.js";
import { pageBars as pageBarsDefinition } from "./products/page-bars.js";
import { pageMatrix as pageMatrixDefinition } from "./products/page-matrix.js";
import { positioningMap as positioningMapDefinition } from "./products/positioning-map.js";
import { propensityDots as propensityDotsDefinition } from "./products/propensity-dots.js";
import { ruleDots as ruleDotsDefinition } from "./products/rule-dots.js";
import { segmentOfferBars as segmentOfferBarsDefinition } from "./products/segment-offer-bars.js";

/**
 * What sets brands apart: brands and attributes on two common axes. Of the results of positioning; {@link plot} with
 * `kind: "positioning"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const positioningMap = /* @__PURE__ */ named("positioningMap", positioningMapDefinition);

/**
 * Which rules are both frequent and strong: confidence by support, larger where the lift is higher. Of the results of
 * associationRules; {@link plot} with `kind: "rules"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const ruleDots = /* @__PURE__ */ named("ruleDots", ruleDotsDefinition);

/**
 * What is bought together most often. Of the results of frequentItemsets; {@link plot} with `kind: "itemsets"` gives
 * the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const itemsetBars = /* @__PURE__ */ named("itemsetBars", itemsetBarsDefinition);

/**
 * In which state the demand for the products is. Of the results of demandStates; {@link plot} with `kind: "demand"`
 * gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const demandStateBars = /* @__PURE__ */ named("demandStateBars", demandStateBarsDefinition);

/**
 * Where a product stands in its life: sales and profit by period, with the stages. Of the results of productLifeCycle;
 * {@link plot} with `kind: "life-cycle"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const lifeCycleCurve = /* @__PURE__ */ named("lifeCycleCurve", lifeCycleCurveDefinition);

/**
 * What comes next: the share of each event that is followed by each other. Of the results of nextEvents; {@link plot}
 * with `kind: "next-events"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const eventMatrix = /* @__PURE__ */ named("eventMatrix", eventMatrixDefinition);

/**
 * How many products customers hold. Of the results of productHoldings; {@link plot} with `kind: "holdings"` gives the
 * same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const holdingBars = /* @__PURE__ */ named("holdingBars", holdingBarsDefinition);

/**
 * What will be offered most: in how many customers' lists each item stands, and in how many it comes first. Of the
 * results of recommendNext; {@link plot} with `kind: "offers"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const offerBars = /* @__PURE__ */ named("offerBars", offerBarsDefinition);

/**
 * Whether recommendations are better than what everybody buys: recall and hit rate of each method. Of the results of
 * validateRecommendations; {@link plot} with `kind: "offer-methods"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const offerMethodDots = /* @__PURE__ */ named("offerMethodDots", offerMethodDotsDefinition);

/**
 * Who looks at the same pages: the most similar pairs of customers. Of the results of similarHabits; {@link plot} with
 * `kind: "habits"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const habitBars = /* @__PURE__ */ named("habitBars", habitBarsDefinition);

/**
 * What is looked at, and where sessions end: the views of each page. Of the results of summarizeBrowsing; {@link plot}
 * with `kind: "pages"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const pageBars = /* @__PURE__ */ named("pageBars", pageBarsDefinition);

/**
 * In which order pages are looked at: of the stops at each page, the share that goes on to each other. Of the results
 * of summarizeBrowsing; {@link plot} with `kind: "page-steps"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const pageMatrix = /* @__PURE__ */ named("pageMatrix", pageMatrixDefinition);

/**
 * What to offer to which segment: the buyers to expect of each item that a segment is offered. Of the results of
 * recommendBySegment; {@link plot} with `kind: "segment-offers"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const segmentOfferBars = /* @__PURE__ */ named("segmentOfferBars", segmentOfferBarsDefinition);

/**
 * Of which products it can be told who gets them: how well the list of each ranks. Of the results of propensity;
 * {@link plot} with `kind: "propensity"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const propensityDots = /* @__PURE__ */ named("propensityDots", propensityDotsDefinition);

/**
 * Which product a change in life calls for: the lift of each event and product. Of the results of lifeEventRules;
 * {@link plot} with `kind: "life-events"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const lifeEventDots = /* @__PURE__ */ named("lifeEventDots", lifeEventDotsDefinition);
