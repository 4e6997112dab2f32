/**
 * How the library refuses data that are wrong: one error class, one table of codes, and the checks of options, column
 * names and saved models that every room makes alike.
 */

export { requireSameLength } from "./array-length.js";
export { ClienteleError, type ErrorPlace } from "./clientele-error.js";
export { type ErrorCode, errorCodes } from "./codes.js";
export { requireColumnName } from "./column-name.js";
export { freezeModel, type ModelFormat, type ModelHeader, readModel, requireKind } from "./model-format.js";
export {
  finiteNumber,
  finiteNumbers,
  fitStatusWord,
  naturalNumber,
  nonNegativeNumber,
  positiveNumber,
} from "./model-values.js";
export { knownOptions, type NumberBounds, numberOption, oneOf } from "./options.js";
export { showValue } from "./show-value.js";
