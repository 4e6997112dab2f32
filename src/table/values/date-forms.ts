import { patternReader } from "./date-pattern.js";
import { parseDateText } from "./date-text.js";
import { dateReader } from "./formatted-date.js";
import { plainCharacters } from "./plain-characters.js";

/** Patterns of days that programs write beside the orders of digits. */
const dayPatterns = [
  ...["MMM d, yyyy", "MMMM d, yyyy", "MMM d yyyy", "MMMM d yyyy", "d MMM yyyy", "d MMMM yyyy", "d. MMM yyyy"],
  ...["d. MMMM yyyy", "d-MMM-yyyy", "MMM-d-yyyy", "d/MMM/yyyy", "yyyy-MMM-d", "EEE, d MMM yyyy", "EEE, MMM d, yyyy"],
  ...["EEEE, MMMM d, yyyy", "EEEE, d MMMM yyyy", "EEE d MMM yyyy", "EEE MMM d yyyy"],
  ...["d-MMM-yy", "MMM-d-yy", "d MMM yy", "MMM d, yy", "d/MMM/yy"],
];

/** Patterns of times behind a day; none first. */
const timePatterns = [
  ...["", " H:mm", " H:mm:ss", " h:mm a", " h:mm:ss a", ", H:mm", ", H:mm:ss", ", h:mm a", ", h:mm:ss a"],
  ...[" H:mm:ss 'GMT'", " H:mm:ss XX", " 'at' h:mm a", " 'at' H:mm", ":H:mm:ss XX"],
];

/** Patterns without a day: it is the first of the month. */
const monthPatterns = ["yyyy-MM", "MMM yyyy", "MMMM yyyy", "MMM-yyyy", "MMM-yy", "MM/yyyy", "yyyy/MM", "MM.yyyy"];

/** A way to write dates, as the option `dateFormat` names it. */
export interface DateForm {
  readonly format: string;
  readonly read: (text: string) => number;
}

function formOf(format: string, read: ((text: string) => number) | null): DateForm {
  return { format, read: (text) => read?.(text) ?? Number.NaN };
}

/** The orders of day, month and year as digits. */
export const digitForms: readonly DateForm[] = /* @__PURE__ */ (() =>
  (["dmy", "mdy", "ymd"] as const).map((order) => formOf(order, dateReader(order))))();

const monthName = /(?:^|[^\p{L}])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/iu;

/** The form in words or of months with which all texts are dates; null where there is none. */
export function wordFormOf(texts: readonly string[]): DateForm | null {
  const [first] = texts;
  if (first === undefined || first.length > 60 || !/\d{2}/.test(first)) return null;
  if (!monthName.test(first) && !/^\d{1,4}[-/.]\d{1,4}$/.test(first)) return null;
  return wordForms().find(({ read }) => texts.every((text) => !Number.isNaN(read(text)))) ?? null;
}

let known: readonly DateForm[] | null = null;

/** All forms in words, made when the first of them is asked for. */
function wordForms(): readonly DateForm[] {
  const days = () => dayPatterns.flatMap((day) => timePatterns.map((time) => day + time));
  known ??= [...days(), ...monthPatterns].map((format) => formOf(format, patternReader(format)));
  return known;
}

/** The forms of years of two digits with which all texts are dates. */
export function shortYearForms(texts: readonly string[]): DateForm[] {
  const parts = /^\d{1,2}([-/.])\d{1,2}\1\d{2}(?:(,?) (\d{1,2}:\d{2}(:\d{2})?)( ?[AaPp][Mm])?)?$/.exec(texts[0] ?? "");
  if (parts === null) return [];
  const [, mark, comma, clock, seconds, half] = parts;
  const hours = half === undefined ? "H" : "h";
  const suffix = half?.startsWith(" ") === true ? " a" : half === undefined ? "" : "a";
  const time = clock === undefined ? "" : `${comma} ${hours}:mm${seconds === undefined ? "" : ":ss"}${suffix}`;
  const formats = [`d${mark}M${mark}yy`, `M${mark}d${mark}yy`, `yy${mark}M${mark}d`].map((date) => date + time);
  return formats
    .map((format) => formOf(format, patternReader(format)))
    .filter(({ read }) => texts.every((text) => !Number.isNaN(read(text))));
}

/** Whether `readCsv` takes a text for a date without an option. */
export function isPlainDate(text: string): boolean {
  return !Number.isNaN(parseDateText(plainCharacters(text)));
}
