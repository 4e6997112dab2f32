/**
 * How do results look and read, on charts and in reports? Colors for light and dark, words and numbers in two
 * languages, text that is safe in markup.
 */

export { languageMarkup, withoutMarks } from "./english-text.js";
export {
  darkRules,
  type Palette,
  paletteOf,
  seriesColor,
  seriesColors,
  stepColor,
  stepCount,
  type Theme,
  textOnStep,
} from "./palette.js";
export { escapeMarkup, safeText } from "./safe-text.js";
export { type Locale, type Wording, wordingOf } from "./wording.js";
