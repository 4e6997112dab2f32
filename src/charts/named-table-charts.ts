import { named } from "./plot.js";
import { cubeMatrix as cubeMatrixDefinition } from "./tables/cube-matrix.js";
import { duplicateBars as duplicateBarsDefinition } from "./tables/duplicate-bars.js";
import { findingBars as findingBarsDefinition } from "./tables/finding-bars.js";
import { freshnessBars as freshnessBarsDefinition } from "./tables/freshness-bars.js";
import { householdBars as householdBarsDefinition } from "./tables/household-bars.js";
import { matchWaterfall as matchWaterfallDefinition } from "./tables/match-waterfall.js";

/**
 * Where it comes from: the first measure of a cube by its first two dimensions, or by the only one. Of the results of
 * cube; {@link plot} with `kind: "cube"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const cubeMatrix = /* @__PURE__ */ named("cubeMatrix", cubeMatrixDefinition);

/**
 * What is wrong in an order file: the rows that each finding concerns. Of the results of checkOrders; {@link plot}
 * with `kind: "findings"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const findingBars = /* @__PURE__ */ named("findingBars", findingBarsDefinition);

/**
 * How many records are the same person: people by their number of records. Of the results of resolveIdentities; {@link
 * plot} with `kind: "identities"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const duplicateBars = /* @__PURE__ */ named("duplicateBars", duplicateBarsDefinition);

/**
 * How up to date records are: the share of each age, and of the fields that are filled, against their targets. Of the
 * results of recordFreshness; {@link plot} with `kind: "freshness"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const freshnessBars = /* @__PURE__ */ named("freshnessBars", freshnessBarsDefinition);

/**
 * How many customers live together: households by their members. Of the results of groupHouseholds; {@link plot} with
 * `kind: "households"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const householdBars = /* @__PURE__ */ named("householdBars", householdBarsDefinition);

/**
 * Why two records are or are not the same person: the weight of each comparison, added up. Of the results of
 * resolveIdentities(…).explain; {@link plot} with `kind: "match"` gives the same.
 *
 * Errors: `unsupported-input`, `invalid-option`.
 */
export const matchWaterfall = /* @__PURE__ */ named("matchWaterfall", matchWaterfallDefinition);
