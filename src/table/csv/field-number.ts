import { parseNumberText } from "../values/number-text.js";

const zero = 48;
const nine = 57;
const plus = 43;
const minus = 45;
const point = 46;
const smallE = 101;
const largeE = 69;

const powersOfTen = /* @__PURE__ */ Float64Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/** More digits than this may not be exact in a double. */
const exactDigits = 15;

/** Nobody writes a longer number; such a field is text. */
const longest = 400;

/** How a field that reads as a number was written. */
export const numberForm = {
  /** Not a number. */
  none: -1,
  /** As the language prints the number, which is how most programs write a double. */
  printed: 16,
  /** A number whose text cannot be told from its value and its form. */
  irregular: 255,
} as const;

/**
 * Reads numbers from bytes. After `read`, `value` is the number and the result says how it was written: the count of
 * decimals (0 to 15) when `value.toFixed(decimals)` gives the very text back, or one of {@link numberForm}. Text such
 * as `007` is not a number: leading zeros belong to codes.
 */
export class NumberField {
  value = 0;

  read(bytes: Uint8Array, from: number, to: number): number {
    let at = from;
    const sign = bytes[at]!;
    if (sign === minus || sign === plus) at++;
    if (at === to) return numberForm.none;
    const first = bytes[at];
    let digits = 0;
    let mantissa = 0;
    while (at < to && bytes[at]! >= zero && bytes[at]! <= nine) {
      mantissa = mantissa * 10 + (bytes[at]! - zero);
      at++;
      digits++;
    }
    if (digits > 1 && first === zero) return numberForm.none;
    const wholeDigits = digits;
    const hasPoint = at < to && bytes[at] === point;
    let decimals = 0;
    if (hasPoint) {
      at++;
      while (at < to && bytes[at]! >= zero && bytes[at]! <= nine) {
        mantissa = mantissa * 10 + (bytes[at]! - zero);
        at++;
        decimals++;
      }
      digits += decimals;
    }
    if (digits === 0) return numberForm.none;
    if (at < to) return bytes[at] === smallE || bytes[at] === largeE ? this.readAny(bytes, from, to) : numberForm.none;
    if (digits > exactDigits) {
      const text = asciiText(bytes, from, to);
      const form = this.#take(Number(text), text);
      // An id of more digits than a double keeps apart is text, so that two ids never become one.
      return hasPoint || Number.isSafeInteger(this.value) ? form : numberForm.none;
    }
    // Both numbers are exact in a double, so that the quotient is rounded once (Clinger 1990, "How to read floating
    // point numbers accurately").
    const value = mantissa / powersOfTen[decimals]!;
    this.value = sign === minus ? -value : value;
    const plain = sign !== plus && wholeDigits > 0 && (decimals > 0 || !hasPoint) && (value !== 0 || sign !== minus);
    return plain ? decimals : numberForm.irregular;
  }

  /** Reads any decimal number, also one that looks like a code or has an exponent. */
  readAny(bytes: Uint8Array, from: number, to: number): number {
    const text = asciiText(bytes, from, to);
    return this.#take(parseNumberText(text), text);
  }

  #take(value: number, text: string): number {
    if (text === "" || !Number.isFinite(value)) return numberForm.none;
    this.value = value;
    return String(value) === text ? numberForm.printed : numberForm.irregular;
  }
}

/** The bytes as text; nothing where they are longer than any number. */
function asciiText(bytes: Uint8Array, from: number, to: number): string {
  if (to - from > longest) return "";
  let text = "";
  for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i]!);
  return text;
}
