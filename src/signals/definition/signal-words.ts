import { showNumber } from "../../table/index.js";

/** Money, or any number, as a reason says it: whole or with two decimals, the same in every locale. */
export function amountText(value: number): string {
  return showNumber(value, Number.isInteger(value) ? 0 : 2);
}

/** A number of days in words. */
export function daysText(days: number): string {
  return `${showNumber(days, Number.isInteger(days) ? 0 : 1)} ${days === 1 ? "day" : "days"}`;
}

/** A number of hours in words; short ones in minutes. */
export function hoursText(hours: number): string {
  if (hours < 1) return `${showNumber(60 * hours, 0)} min`;
  return `${showNumber(hours, Number.isInteger(hours) ? 0 : 1)} h`;
}
