/**
 * How the library refuses data that are wrong: one error class, one table of codes, and the checks of options, column
 * names and saved models that every room makes alike.
 */

export { requireSameLength } from "./array-length.js";
export { ClienteleError, type ErrorPlace, inNameOf } from "./clientele-error.js";
export { type ErrorCode, errorCodes } from "./codes.js";
export { columnList, requireFreeNames, requireNamedOnce } from "./column-list.js";
export { requireColumnName } from "./column-name.js";
export { counted } from "./counted.js";
export { repeatedName, requireDistinctNames } from "./distinct-names.js";
export { finiteFigures } from "./finite-figures.js";
export { finiteOrNull } from "./finite-or-null.js";
export {
  freezeModel,
  type ModelFormat,
  type ModelHeader,
  readModel,
  requireModel,
  requireModelParts,
} from "./model-format.js";
export {
  distinctTexts,
  finiteNumber,
  finiteNumbers,
  fitStatusWord,
  naturalNumber,
  nonNegativeNumber,
  positiveNumber,
  squareMatrix,
} from "./model-values.js";
export { didYouMean } from "./nearest-name.js";
export { optionalPackage } from "./optional-package.js";
export {
  booleanOption,
  knownOptions,
  levelOption,
  type NumberBounds,
  namedEntries,
  numberOption,
  oneOf,
} from "./options.js";
export { refuseRow } from "./refuse-row.js";
export { showNames, showValue } from "./show-value.js";
