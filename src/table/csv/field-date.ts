import { daysFromCivil, millisecondsPerDay, parseDateText, showDate } from "../dates.js";

const zero = 48;
const dash = 45;
const colon = 58;
const letterT = 84;
const space = 32;
const letterZ = 90;

/** How a date was written, where that can be told back from the moment: bit 0 seconds, bit 1 a space for the T, bit 2 a Z. */
export const dateForm = {
  none: -1,
  day: 8,
  irregular: 255,
} as const;

/** Reads dates from bytes. After `read`, `value` is the moment in milliseconds and the result one of {@link dateForm} or the bits of a plain time. */
export class DateField {
  value = 0;

  read(bytes: Uint8Array, from: number, to: number): number {
    const length = to - from;
    if (length < 10 || length > 35 || bytes[from + 4] !== dash || bytes[from + 7] !== dash) return dateForm.none;
    const isDay = length === 10;
    const isTime = !isDay && plainTimeLength(bytes, from, to) > 0;
    if (!isDay && !isTime) return this.#readLong(bytes, from, to);
    const year = digits(bytes, from, 4);
    const month = digits(bytes, from + 5, 2);
    const day = digits(bytes, from + 8, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 28) return this.#readLong(bytes, from, to);
    const midnight = daysFromCivil(year, month, day) * millisecondsPerDay;
    if (isDay) {
      this.value = midnight;
      return dateForm.day;
    }
    const hour = digits(bytes, from + 11, 2);
    const minute = digits(bytes, from + 14, 2);
    const hasSeconds = bytes[from + 16] === colon;
    const second = hasSeconds ? digits(bytes, from + 17, 2) : 0;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return dateForm.none;
    this.value = midnight + ((hour * 60 + minute) * 60 + second) * 1000;
    return (hasSeconds ? 1 : 0) | (bytes[from + 10] === space ? 2 : 0) | (bytes[to - 1] === letterZ ? 4 : 0);
  }

  /** The last days of a month, fractions of a second and zones are left to the one parser of dates. */
  #readLong(bytes: Uint8Array, from: number, to: number): number {
    let text = "";
    for (let i = from; i < to; i++) text += String.fromCharCode(bytes[i]!);
    const moment = parseDateText(text);
    if (Number.isNaN(moment)) return dateForm.none;
    this.value = moment;
    for (const form of [dateForm.day, 0, 1, 2, 3, 4, 5, 6, 7]) if (writeDate(moment, form) === text) return form;
    return dateForm.irregular;
  }
}

/** The length of `…Thh:mm[:ss][Z]` when the field has that shape and no more, else 0. */
function plainTimeLength(bytes: Uint8Array, from: number, to: number): number {
  const separator = bytes[from + 10];
  if ((separator !== letterT && separator !== space) || bytes[from + 13] !== colon) return 0;
  const length = to - from - (bytes[to - 1] === letterZ ? 1 : 0);
  if (length === 16) return length;
  return length === 19 && bytes[from + 16] === colon ? length : 0;
}

function digits(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i++) {
    const digit = bytes[i]! - zero;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** The text of a moment in a plain form, as it stood in the file. */
export function writeDate(moment: number, form: number): string {
  if (form === dateForm.day) return showDate(moment);
  const iso = new Date(moment).toISOString();
  const time = iso.slice(11, (form & 1) === 1 ? 19 : 16);
  return `${iso.slice(0, 10)}${(form & 2) === 2 ? " " : "T"}${time}${(form & 4) === 4 ? "Z" : ""}`;
}
