import { UTCDate } from "@date-fns/utc";
import {
  addMonths,
  addQuarters,
  addWeeks,
  differenceInCalendarISOWeeks,
  differenceInCalendarMonths,
  differenceInCalendarQuarters,
  format,
} from "date-fns";
import { millisecondsPerDay } from "../table/index.js";

/** A period of the calendar; weeks are ISO weeks, from Monday to Sunday. */
export type CalendarPeriod = "week" | "month" | "quarter";

/** A Monday that begins a month and a quarter, so that all three count from the same day: 2001-01-01. */
const origin = new UTCDate(2001, 0, 1);

const calendars = {
  week: { difference: differenceInCalendarISOWeeks, add: addWeeks, label: "RRRR-'W'II" },
  month: { difference: differenceInCalendarMonths, add: addMonths, label: "yyyy-MM" },
  quarter: { difference: differenceInCalendarQuarters, add: addQuarters, label: "yyyy-QQQ" },
} as const;

/** Numbers the periods of the calendar, so that the difference of two numbers is the number of periods between them. */
export interface PeriodNumbers {
  /** The number of the period in which a UTC day lies. */
  readonly of: (day: number) => number;
  /** The first UTC day of a period. */
  readonly firstDay: (period: number) => number;
  /** `2026-11`, `2026-W47` or `2026-Q4`. */
  readonly label: (period: number) => string;
}

/** Period numbers of one kind; each distinct day is looked up in the calendar once. */
export function periodNumbers(by: CalendarPeriod): PeriodNumbers {
  const { difference, add, label } = calendars[by];
  const known = new Map<number, number>();
  const start = (period: number) => add(origin, period);
  return {
    of: (day) => {
      let period = known.get(day);
      if (period === undefined) {
        period = difference(new UTCDate(day * millisecondsPerDay), origin);
        known.set(day, period);
      }
      return period;
    },
    firstDay: (period) => start(period).getTime() / millisecondsPerDay,
    label: (period) => format(start(period), label),
  };
}
