import { parseNumberText } from "../number-text.js";

const zero = 48;
const nine = 57;
const plus = 43;
const minus = 45;
const point = 46;

const powersOfTen = Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/** How a field that reads as a number was written. */
export const numberForm = {
  /** Not a number. */
  none: -1,
  /** A number whose text cannot be told from its value and its decimals. */
  irregular: 255,
} as const;

/**
 * Reads numbers from bytes. After `read`, `value` is the number and the result says how it was written: the count of decimals (0 to 15) when `value.toFixed(decimals)` gives the very text back,
 * or one of {@link numberForm}. Text such as `007` is not a number: leading zeros belong to codes.
 */
export class NumberField {
  value = 0;

  read(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    const sign = bytes[at]!;
    if (sign === minus || sign === plus) at++;
    const first = bytes[at];
    if (first === undefined || at === to) return numberForm.none;
    let digits = 0;
    let mantissa = 0;
    while (at < to && bytes[at]! >= zero && bytes[at]! <= nine) {
      mantissa = mantissa * 10 + (bytes[at]! - zero);
      at++;
      digits++;
    }
    if (digits > 1 && first === zero) return numberForm.none;
    const wholeDigits = digits;
    let decimals = 0;
    if (at < to && bytes[at] === point) {
      at++;
      while (at < to && bytes[at]! >= zero && bytes[at]! <= nine) {
        mantissa = mantissa * 10 + (bytes[at]! - zero);
        at++;
        decimals++;
      }
      digits += decimals;
    }
    if (at < to || digits === 0 || digits > 15) return this.#readLong(bytes, from, to);
    // Both numbers are exact in a double, so that the quotient is rounded once (Clinger 1990, "How to read floating point numbers accurately").
    const value = mantissa / powersOfTen[decimals]!;
    this.value = sign === minus ? -value : value;
    const plain =
      sign !== plus && wholeDigits > 0 && (decimals > 0 || bytes[to - 1] !== point) && (value !== 0 || sign !== minus);
    return plain ? decimals : numberForm.irregular;
  }

  /** Exponents and more digits than a double holds go through the language's own reader. */
  #readLong(bytes: Uint8Array, from: number, to: number): number {
    if (to - from > 400) return numberForm.none;
    let text = "";
    for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i]!);
    const value = parseNumberText(text);
    if (!Number.isFinite(value)) return numberForm.none;
    const digitsOnly = text
      .replace(/[eE].*$/, "")
      .replace(/\D/g, "")
      .replace(/^0+/, "");
    // An id of more digits than a double keeps apart is text, so that two ids never become one.
    if (/^[+-]?\d+$/.test(text) && digitsOnly.length > 15 && !Number.isSafeInteger(value)) return numberForm.none;
    this.value = value;
    return numberForm.irregular;
  }
}
