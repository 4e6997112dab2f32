import { markEnglish } from "./english-text.js";
import { termIn } from "./terms.js";

/** The languages of charts and reports. */
export type Locale = "en" | "zh";

/** How words and numbers are written in a language. */
export interface Wording {
  readonly locale: Locale;
  /** The text of the language. */
  say(english: string, chinese: string): string;
  /** A sentence of the library that is there in English only, marked as such in another language. */
  english(text: string): string;
  /** A word of the library (a segment, a zone, a unit) in the language; words of users stay as they are. */
  term(word: unknown): string;
  /** A whole number: 12,345. */
  count(value: number): string;
  /** A whole number with its English noun: 12,345 customers, 1 customer. */
  counted(value: number, one: string, several?: string): string;
  /** A number in few characters: 12.3k, 4.56M; 1.23万, 4.56亿. */
  compact(value: number): string;
  /** A number with so many decimals, or with three significant digits. */
  decimal(value: number, digits?: number): string;
  /** Names or figures in a row: a, b, c; in Chinese a、b、c. */
  list(parts: readonly unknown[]): string;
  /** A share of 0..1 as a percentage: 12.3%. */
  percent(share: number, digits?: number): string;
}

/** The wording of a language. */
export function wordingOf(locale: Locale): Wording {
  return {
    locale,
    say: (english, chinese) => (locale === "zh" ? chinese : english),
    english: (text) => (locale === "en" || text === "" ? text : markEnglish(text)),
    term: (word) => termIn(locale, word),
    count: (value) => grouped(value, 0),
    counted: (value, one, several = `${one}s`) => `${grouped(value, 0)} ${value === 1 ? one : several}`,
    compact: (value) => compactNumber(value, locale),
    decimal: (value, digits = significantDecimals(value)) => grouped(value, digits),
    list: (parts) => parts.join(locale === "zh" ? "、" : ", "),
    percent: (share, digits = shareDecimals(share)) => `${grouped(share * 100, digits)}%`,
  };
}

function grouped(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits);
  const [whole, decimals] = text.split(".");
  const digitsOfWhole = whole!.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  const sign = value < 0 && Number(text) !== 0 ? "−" : "";
  return `${sign}${digitsOfWhole}${decimals === undefined ? "" : `.${decimals}`}`;
}

/** Decimals for three significant digits, none from 100 on. */
function significantDecimals(value: number): number {
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return 0;
  return Math.max(0, Math.min(6, 2 - Math.floor(Math.log10(size))));
}

function shareDecimals(share: number): number {
  const size = Math.abs(share);
  return size >= 0.9995 || Math.abs(size * 100 - Math.round(size * 100)) < 1e-9 ? 0 : 1;
}

const sizes = {
  en: [
    [1e12, "T"],
    [1e9, "B"],
    [1e6, "M"],
    [1e3, "k"],
  ],
  zh: [
    [1e12, "万亿"],
    [1e8, "亿"],
    [1e4, "万"],
  ],
} as const;

function compactNumber(value: number, locale: Locale): string {
  const size = Math.abs(value);
  const step = sizes[locale].find(([from]) => size >= from * 0.9995);
  if (step === undefined) return shortened(grouped(value, significantDecimals(value)));
  const scaled = value / step[0];
  const digits = significantDecimals(scaled);
  return shortened(grouped(scaled, digits)) + step[1];
}

/** Without the zeros at the end of its decimals. */
function shortened(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
