import { named } from "./plot.js";
import { cubeMatrix as cubeMatrixDefinition } from "./tables/cube-matrix.js";
import { findingBars as findingBarsDefinition } from "./tables/finding-bars.js";

/**
 * Where it comes from: the first measure of a cube by its first two dimensions, or by the only one. Of the results of
 * cube; {@link plot} with `kind: "cube"` gives the same.
 *
 * Errors: `missing-package`, `unsupported-input`, `invalid-option`.
 */
export const cubeMatrix = /* @__PURE__ */ named("cubeMatrix", cubeMatrixDefinition);

/**
 * What is wrong in an order file: the rows that each finding concerns. Of the results of checkOrders; {@link plot}
 * with `kind: "findings"` gives the same.
 *
 * Errors: `missing-package`, `unsupported-input`, `invalid-option`.
 */
export const findingBars = /* @__PURE__ */ named("findingBars", findingBarsDefinition);
