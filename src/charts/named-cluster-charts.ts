import { clusterCountChart as clusterCountChartDefinition } from "./clusters/cluster-count-chart.js";
import { clusterMap as clusterMapDefinition } from "./clusters/cluster-map.js";
import { clusterProfiles as clusterProfilesDefinition } from "./clusters/cluster-profiles.js";
import { cutBars as cutBarsDefinition } from "./clusters/cut-bars.js";
import { driftDots as driftDotsDefinition } from "./clusters/drift-dots.js";
import { gapCurve as gapCurveDefinition } from "./clusters/gap-curve.js";
import { lookAlikeBars as lookAlikeBarsDefinition } from "./clusters/look-alike-bars.js";
import { prototypeBars as prototypeBarsDefinition } from "./clusters/prototype-bars.js";
import { silhouetteBars as silhouetteBarsDefinition } from "./clusters/silhouette-bars.js";
import { named } from "./plot.js";

/**
 * What sets clusters apart: each center against the mean of all customers. Of the results of clusterCustomers, kMeans,
 * miniBatchKMeans; {@link plot} with `kind: "profiles"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const clusterProfiles = /* @__PURE__ */ named("clusterProfiles", clusterProfilesDefinition);

/**
 * How far apart clusters are: customers on the plane of the first two principal components. Of the results of
 * clusterCustomers, { clusters, points }; {@link plot} with `kind: "map"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const clusterMap = /* @__PURE__ */ named("clusterMap", clusterMapDefinition);

/**
 * How many clusters: every criterion by k, with the k that it recommends. Of the results of chooseClusterCount; {@link
 * plot} with `kind: "choose-k"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const clusterCountChart = /* @__PURE__ */ named("clusterCountChart", clusterCountChartDefinition);

/**
 * Where one measure falls into classes by itself: how many each class holds, and from where to where it reaches. Of
 * the results of optimalCuts; {@link plot} with `kind: "cuts"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const cutBars = /* @__PURE__ */ named("cutBars", cutBarsDefinition);

/**
 * Whether clusters of last year still fit: the share of each before and after. Of the results of clusterDrift; {@link
 * plot} with `kind: "drift"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const driftDots = /* @__PURE__ */ named("driftDots", driftDotsDefinition);

/**
 * Whether there are clusters at all: how much tighter the points lie than points without clusters would. Of the
 * results of gapStatistic; {@link plot} with `kind: "gap"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const gapCurve = /* @__PURE__ */ named("gapCurve", gapCurveDefinition);

/**
 * Who is most like the good customers. Of the results of lookAlikes; {@link plot} with `kind: "look-alikes"` gives the
 * same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const lookAlikeBars = /* @__PURE__ */ named("lookAlikeBars", lookAlikeBarsDefinition);

/**
 * Which kinds there are among rows of numbers and words: the size of each cluster, and what is typical of it. Of the
 * results of kPrototypes; {@link plot} with `kind: "prototypes"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const prototypeBars = /* @__PURE__ */ named("prototypeBars", prototypeBarsDefinition);

/**
 * Which clusters hold together: the mean silhouette of each. Of the results of silhouetteReport; {@link plot} with
 * `kind: "silhouette"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const silhouetteBars = /* @__PURE__ */ named("silhouetteBars", silhouetteBarsDefinition);
