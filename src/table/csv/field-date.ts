import { parseDateBytes, showDate } from "../values/date-text.js";

const point = 46;
const colon = 58;
const space = 32;
const letterZ = 90;

/** How a date was written, where that can be told back from the moment: `day`, or a sum of the parts of a time. */
export const dateForm = {
  none: -1,
  /** With seconds. */
  seconds: 1,
  /** With a space where others have a T. */
  spaced: 2,
  /** With a Z behind it. */
  zulu: 4,
  /** With three decimals of a second. */
  milliseconds: 8,
  day: 16,
  irregular: 255,
} as const;

/**
 * Reads dates from bytes. After `read`, `value` is the moment in milliseconds and the result one of {@link dateForm} or
 * a sum of the parts of a time.
 */
export class DateField {
  value = 0;

  read(bytes: Uint8Array, from: number, to: number): number {
    const moment = parseDateBytes(bytes, from, to);
    if (Number.isNaN(moment)) return dateForm.none;
    this.value = moment;
    return to - from === 10 ? dateForm.day : timeForm(bytes, from, to);
  }
}

/** The form of a field that is known to be a date with a time. */
function timeForm(bytes: Uint8Array, from: number, to: number): number {
  const zulu = bytes[to - 1] === letterZ ? dateForm.zulu : 0;
  const length = to - from - (zulu === 0 ? 0 : 1);
  const form = zulu | (bytes[from + 10] === space ? dateForm.spaced : 0);
  if (length === 16) return form;
  if (length === 19 && bytes[from + 16] === colon) return form | dateForm.seconds;
  if (length === 23 && bytes[from + 19] === point) return form | dateForm.seconds | dateForm.milliseconds;
  return dateForm.irregular;
}

/** The text of a moment in a form that can be told back, as it stood in the file. */
export function writeDate(moment: number, form: number): string {
  if (form === dateForm.day) return showDate(moment);
  const iso = new Date(moment).toISOString();
  const length = (form & dateForm.milliseconds) !== 0 ? 23 : (form & dateForm.seconds) !== 0 ? 19 : 16;
  const separator = (form & dateForm.spaced) !== 0 ? " " : "T";
  return `${iso.slice(0, 10)}${separator}${iso.slice(11, length)}${(form & dateForm.zulu) !== 0 ? "Z" : ""}`;
}
