import { ClienteleError, type ErrorPlace, showValue } from "../../errors/index.js";
import { parseDateText } from "./date-text.js";
import { parseNumberText } from "./number-text.js";

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
export function numberOptionFor(given: string): string | null {
  const text = given.trim();
  if (/^(n\/?a|null|nil|none|nan|-+|\?+|#n\/a)$/i.test(text)) return `missing: [${showValue(text)}]`;
  if (/^[+-]?\d+,\d{1,2}$/.test(text)) return 'decimal: ","';
  if (/^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(text)) return 'decimal: ",", thousands: "."';
  if (/^[+-]?\d{1,3}(,\d{2,3})*,\d{3}(\.\d+)?$/.test(text)) return 'thousands: ","';
  if (/^[+-]?\d{1,3}([ \u00a0\u202f]\d{3})+([.,]\d+)?$/u.test(text)) return 'thousands: " "';
  if (/^[\d.,\s+-]+%$/.test(text)) return "percent: true";
  const isAmount = /^\([\d.,]+\)$|^[\d.,]+-$/.test(text) || (/\d/.test(text) && /\p{Sc}|\b[A-Z]{3}\b/u.test(text));
  return isAmount ? "currency: true" : null;
}

/** The option with which a text is a date; null where none is, or none is needed. */
export function dateOptionFor(given: string): string | null {
  const text = given.trim();
  if (!Number.isNaN(parseDateText(text))) return null;
  if (/^(n\/?a|null|nil|none|-+|\?+|#n\/a)$/i.test(text)) return `missing: [${showValue(text)}]`;
  if (/^\d{4}([-/.]\d{1,2}[-/.]\d{1,2}|\d{4}$|年)/u.test(text)) return 'dateFormat: "ymd"';
  const words = patternOfWords(text);
  if (words !== null) return words;
  const parts = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2,4})/.exec(text);
  if (parts === null) return null;
  if (parts[3]!.length !== 4) return 'a pattern such as dateFormat: "dd/MM/yy"';
  if (Number(parts[1]) > 12) return 'dateFormat: "dmy"';
  return Number(parts[2]) > 12 ? 'dateFormat: "mdy"' : 'dateFormat: "dmy" or "mdy", whichever the file means';
}

/** The pattern of a date with the name of its month, as in "Mar 1, 2026" and "1 March 2026 10:30"; null for others. */
function patternOfWords(text: string): string | null {
  const parts = /^(\p{Lu}\p{Ll}{2,8}) \d{1,2}(,?) \d{4}(.*)$|^\d{1,2} (\p{Lu}\p{Ll}{2,8}) \d{4}(.*)$/u.exec(text);
  if (parts === null) return null;
  const month = (parts[1] ?? parts[4])!.length === 3 ? "MMM" : "MMMM";
  const date = parts[1] === undefined ? `d ${month} yyyy` : `${month} d${parts[2]} yyyy`;
  const time = /^(,?) \d{1,2}:\d{2}(:\d{2})?( ?[AP]M)?$/.exec(parts[3] ?? parts[5] ?? "");
  if (time === null) return `a pattern such as dateFormat: "${date}"`;
  const clock = `${time[3] === undefined ? "H" : "h"}:mm${time[2] === undefined ? "" : ":ss"}`;
  return `dateFormat: "${date}${time[1]} ${clock}${time[3] === undefined ? "" : time[3].replace(/[AP]M/, "a")}"`;
}
