import { oneOf } from "../errors/index.js";

/** The unit in which recency and age are told. */
export type TimeUnit = "hour" | "day" | "week" | "month";

/** Days in each unit: an hour is a 24th of a day, a year is 365.25 days, a month a twelfth of it, a week 7 days. */
export const daysPerUnit: Readonly<Record<TimeUnit, number>> = {
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 365.25 / 12,
};

/** The option `unit`, days unless said otherwise. */
export function timeUnit(caller: string, unit: TimeUnit | undefined): TimeUnit {
  return oneOf(caller, "unit", unit, ["hour", "day", "week", "month"], "day");
}
