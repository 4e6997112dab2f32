import { ClienteleError, type ErrorPlace, showValue } from "../../errors/index.js";
import { digitForms, isPlainDate, shortYearForms, wordFormOf } from "./date-forms.js";
import { parseDateText } from "./date-text.js";
import { numberReader } from "./formatted-number.js";
import { isMissingWord } from "./missing-words.js";
import { type NumberStyle, numberStyles, styleOptions } from "./number-styles.js";
import { parseNumberText } from "./number-text.js";

/** A longer text is no number that somebody wrote. */
const longest = 60;

/** Whether a text is a number as it is. */
export function isNumberText(text: string): boolean {
  return !Number.isNaN(parseNumberText(text));
}

/** Whether a text is a date as it is. */
export function isDateText(text: string): boolean {
  return !Number.isNaN(parseDateText(text));
}

/** Text where a number is needed. */
export function notANumber(place: ErrorPlace, text: string): ClienteleError {
  const option = numberOptionFor(text);
  const advice = option === null ? "a point and nothing else" : `a point and nothing else; ${reading(option)}`;
  return new ClienteleError(
    "not-a-number",
    place,
    `${showValue(text)} is not a number; numbers are written 1234.50, with ${advice}`,
  );
}

/** Text where a date is needed. */
export function notADate(place: ErrorPlace, text: string): ClienteleError {
  const option = dateOptionFor(text);
  const advice = option === null ? "" : `; ${reading(option)}`;
  return new ClienteleError(
    "not-a-date",
    place,
    `${showValue(text)} is not a date; dates are written 2026-11-22 or 2026-11-22T09:30${advice}`,
  );
}

function reading(option: string): string {
  return `read such text with ${option} (an option of readCsv and parseColumns)`;
}

/** The option with which a text is a number; null where none is. */
export function numberOptionFor(text: string): string | null {
  return numberOptionsFor([text]);
}

/**
 * The options with which all texts are numbers, or stand for nothing; null where no options read them all. `1,234` is
 * taken for a thousand here: with cents it would have two decimals.
 */
export function numberOptionsFor(texts: readonly string[]): string | null {
  const words = texts.filter(isMissingWord);
  const missing = words.length === 0 ? [] : [`missing: [${words.slice(0, 10).map(showValue).join(", ")}]`];
  const numbers = texts.filter((text) => !isMissingWord(text));
  if (numbers.length === 0) return missing[0] ?? null;
  if (!numbers.every((text) => text.length <= longest && /\p{Nd}/u.test(text))) return null;
  const style = likelyStyles().find(({ read }) => numbers.every((text) => read(text) !== null));
  if (style === undefined) return null;
  const { options } = style;
  return [...(options === "" ? [] : [options]), ...missing].join(", ") || null;
}

/** A style with its options in words. */
interface LikelyStyle {
  readonly options: string;
  readonly read: ReturnType<typeof numberReader>;
}

let styles: readonly LikelyStyle[] | null = null;

/** The styles in which a text may be read, those with groups before a decimal comma; made when first asked for. */
function likelyStyles(): readonly LikelyStyle[] {
  const isComma = (style: NumberStyle) => style.decimal === "," && style.thousands === null;
  styles ??= [...numberStyles]
    .sort((one, other) => rank(one) - rank(other) || Number(isComma(one)) - Number(isComma(other)))
    .map((style) => ({ options: styleOptions(style), read: numberReader(style, false) }));
  return styles;
}

/** How much a style allows beside the digits. */
function rank({ currency, percent }: NumberStyle): number {
  return (percent ? 2 : 0) + (currency === true ? 1 : 0);
}

/** The option with which a text is a date; null where none is, or none is needed. */
export function dateOptionFor(text: string): string | null {
  return isPlainDate(text) ? null : dateOptionsFor([text]);
}

/**
 * The options with which all texts are dates, or stand for nothing; null where no options read them all. Where the
 * texts do not tell the day from the month, the options that fit are joined by "or".
 */
export function dateOptionsFor(texts: readonly string[]): string | null {
  const words = texts.filter(isMissingWord);
  const missing = words.length === 0 ? "" : `missing: [${words.slice(0, 10).map(showValue).join(", ")}]`;
  const dates = texts.filter((text) => !isMissingWord(text) && !isPlainDate(text));
  if (dates.length === 0) return missing === "" ? null : missing;
  const orders = digitForms.filter(({ read }) => dates.every((text) => !Number.isNaN(read(text))));
  const forms = orders.length > 0 ? orders : shortYearForms(dates);
  const word = forms.length > 0 ? null : wordFormOf(dates);
  const formats = (word === null ? forms : [word]).map(({ format }) => JSON.stringify(format));
  if (formats.length === 0) return null;
  const format = `dateFormat: ${formats.join(" or ")}${formats.length > 1 ? ", whichever the file means" : ""}`;
  return missing === "" ? format : `${format}, ${missing}`;
}
