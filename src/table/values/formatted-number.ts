import { plainCharacters } from "./plain-characters.js";

/** How numbers are written in a file. */
export interface NumberFormat {
  /** The decimal mark. */
  readonly decimal: string;
  /** What separates groups of digits; null where nothing does. */
  readonly thousands: string | null;
  /** Marks of currency that may stand beside the digits: any, some, or none (null). */
  readonly currency: true | readonly string[] | null;
  /** Whether `12 %` is 0.12. */
  readonly percent: boolean;
}

/** Numbers as most programs write them: a decimal point and nothing else. */
export const plainNumbers: NumberFormat = { decimal: ".", thousands: null, currency: null, percent: false };

/** What a text says: its number, and the mark of currency beside it (an empty text without one). */
export interface FormattedNumber {
  readonly value: number;
  readonly currency: string;
}

/**
 * Signs of currency with the letters before them (US$, R$), the codes of ISO 4217 that are in use, RMB and HRK, and
 * usual abbreviations. Not any three letters: `VIP 12` is an id.
 */
const anyCurrency = /* @__PURE__ */ [
  "[A-Z]{0,3}\\p{Sc}",
  "kr\\.?|zł|Kč|Ft|lei|Fr\\.?|Rs\\.?|Rp\\.?|RM|руб\\.?|元|圆|円|원",
  "AED|AFN|ALL|AMD|ANG|AOA|ARS|AUD|AWG|AZN|BAM|BBD|BDT|BGN|BHD|BIF|BMD|BND|BOB|BRL|BSD|BTN|BWP|BYN|BZD|CAD|CDF|CHF",
  "CLP|CNH|CNY|COP|CRC|CUP|CVE|CZK|DJF|DKK|DOP|DZD|EGP|ERN|ETB|EUR|FJD|FKP|GBP|GEL|GHS|GIP|GMD|GNF|GTQ|GYD|HKD|HNL",
  "HRK|HTG|HUF|IDR|ILS|INR|IQD|IRR|ISK|JMD|JOD|JPY|KES|KGS|KHR|KMF|KPW|KRW|KWD|KYD|KZT|LAK|LBP|LKR|LRD|LSL|LYD|MAD",
  "MDL|MGA|MKD|MMK|MNT|MOP|MRU|MUR|MVR|MWK|MXN|MYR|MZN|NAD|NGN|NIO|NOK|NPR|NZD|OMR|PAB|PEN|PGK|PHP|PKR|PLN|PYG|QAR",
  "RMB|RON|RSD|RUB|RWF|SAR|SBD|SCR|SDG|SEK|SGD|SHP|SLE|SOS|SRD|SSP|STN|SVC|SYP|SZL|THB|TJS|TMT|TND|TOP|TRY|TTD|TWD",
  "TZS|UAH|UGX|USD|UYU|UZS|VES|VND|VUV|WST|XAF|XCD|XOF|XPF|YER|ZAR|ZMW|ZWG",
].join("|");

/** Currencies whose amounts have no decimals. */
export const currenciesWithoutCents: ReadonlySet<string> = /* @__PURE__ */ new Set([
  "円",
  "원",
  "₩",
  "₫",
  "JPY",
  "KRW",
  "VND",
]);

/** Marks that stand for one another in practice: the kinds of blanks, and the apostrophes. */
const sameMarks: Readonly<Record<string, string>> = {
  " ": "[ \\u00a0\\u2007-\\u2009\\u202f]",
  "'": "['’]",
  "’": "['’]",
};

/**
 * Makes a reader of numbers in the given format. It returns null for text that is no such number. Groups of digits must
 * be groups (`1.23` is not 123), of three or, as in India, of two before the last three. With currency, `(12.50)` and
 * `12.50-` are negative, as accountants write them, and `12.-` is 12, as shops write an amount without cents.
 *
 * @param takesCodes - whether digits that look like a code are numbers too: leading zeros, and more digits than a
 * double holds
 */
export function numberReader(format: NumberFormat, takesCodes: boolean): (text: string) => FormattedNumber | null {
  const { currency, percent } = format;
  const digits = digitPattern(format);
  const withoutCurrency = currency === null ? null : currencyTaker(currency);
  const noCents = new RegExp(`^(.*\\d)${escaped(format.decimal)}(?:--?|—)$`, "u");
  const read = (text: string, isNegative: boolean, mark: string, isPercent: boolean): FormattedNumber | null => {
    const parts = digits.exec(text);
    if (parts === null) return null;
    const whole = (parts[2] ?? "").replace(/\D/g, "");
    const fraction = parts[3] ?? "";
    const exponent = Number(parts[4] ?? 0) - (isPercent ? 2 : 0);
    if (!takesCodes && isCode(whole, parts[3])) return null;
    const size = Number(`${whole || "0"}.${fraction || "0"}e${exponent}`);
    if (!Number.isFinite(size)) return null;
    return { value: isNegative !== (parts[1] === "-") ? -size : size, currency: mark };
  };
  return (text) => {
    let rest = plainCharacters(text);
    const isPercent = percent && rest.endsWith("%");
    if (isPercent) rest = rest.slice(0, -1).trimEnd();
    if (withoutCurrency === null) return read(rest, false, "", isPercent);
    const whole = withoutCurrency(rest);
    if (noCents.test(whole.number)) return read(whole.number.replace(noCents, "$1"), false, whole.mark, isPercent);
    const accounting = /^\((.+)\)$/u.exec(rest) ?? /^(.+)-$/u.exec(rest);
    if (accounting !== null) rest = accounting[1]!.trim();
    const { mark, number } = withoutCurrency(rest);
    return read(number, accounting !== null, mark, isPercent);
  };
}

/** Sign, whole digits with their groups, decimals, exponent. */
function digitPattern({ decimal, thousands }: NumberFormat): RegExp {
  const point = escaped(decimal);
  const group = thousands === null ? null : (sameMarks[thousands] ?? escaped(thousands));
  const whole = group === null ? "\\d+" : `\\d{1,3}(?:${group}\\d{2,3})*${group}\\d{3}|\\d+`;
  return new RegExp(`^([+-]?)(?=\\d|${point}\\d)(${whole})?(?:${point}(\\d*))?(?:[eE]([+-]?\\d{1,3}))?$`, "u");
}

/** Leading zeros, or a whole number of more digits than a double keeps apart. */
function isCode(whole: string, fraction: string | undefined): boolean {
  if (whole.length > 1 && whole.startsWith("0")) return true;
  return fraction === undefined && whole.length > 15 && !Number.isSafeInteger(Number(whole));
}

/**
 * Makes a function that takes a mark of currency from either end of a text; a sign before the mark stays with the
 * digits.
 */
function currencyTaker(
  currency: true | readonly string[],
): (text: string) => { readonly mark: string; readonly number: string } {
  const marks = currency === true ? anyCurrency : currency.map(escaped).join("|");
  const front = new RegExp(`^([+-]?)\\s*(${marks})\\s*`, "u");
  const back = new RegExp(`\\s*(${marks})$`, "u");
  return (text) => {
    const before = front.exec(text);
    if (before !== null) return { mark: before[2]!, number: `${before[1]}${text.slice(before[0].length)}` };
    const after = back.exec(text);
    if (after !== null) return { mark: after[1]!, number: text.slice(0, after.index) };
    return { mark: "", number: text };
  };
}

function escaped(mark: string): string {
  return mark.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
}
