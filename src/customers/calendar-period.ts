import { UTCDateMini } from "@date-fns/utc/date/mini";
import { addMonths } from "date-fns/addMonths";
import { differenceInCalendarMonths } from "date-fns/differenceInCalendarMonths";
import { getISOWeek } from "date-fns/getISOWeek";
import { getISOWeekYear } from "date-fns/getISOWeekYear";
import { millisecondsPerDay } from "../table/index.js";

/** A period of the calendar; weeks are ISO weeks, from Monday to Sunday. */
export type CalendarPeriod = "week" | "month" | "quarter";

interface Calendar {
  /** Periods from the origin, which begins one of each kind, to the period of a date. */
  readonly difference: (date: Date, origin: Date) => number;
  readonly add: (origin: Date, periods: number) => Date;
  readonly label: (start: Date) => string;
}

const calendars: Readonly<Record<CalendarPeriod, Calendar>> = {
  week: {
    difference: (date, origin) => Math.floor((date.getTime() - origin.getTime()) / (7 * millisecondsPerDay)),
    add: (origin, weeks) => new UTCDateMini(origin.getTime() + weeks * 7 * millisecondsPerDay),
    label: (start) => `${padded(getISOWeekYear(start), 4)}-W${padded(getISOWeek(start), 2)}`,
  },
  month: {
    difference: differenceInCalendarMonths,
    add: addMonths,
    label: (start) => `${padded(start.getUTCFullYear(), 4)}-${padded(start.getUTCMonth() + 1, 2)}`,
  },
  quarter: {
    difference: (date, origin) => Math.floor(differenceInCalendarMonths(date, origin) / 3),
    add: (origin, quarters) => addMonths(origin, 3 * quarters),
    label: (start) => `${padded(start.getUTCFullYear(), 4)}-Q${Math.floor(start.getUTCMonth() / 3) + 1}`,
  },
};

function padded(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}

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
  // A Monday that begins a month and a quarter, so that all three count from the same day.
  const origin = new UTCDateMini(2001, 0, 1);
  const known = new Map<number, number>();
  const start = (period: number) => add(origin, period);
  return {
    of: (day) => {
      let period = known.get(day);
      if (period === undefined) {
        period = difference(new UTCDateMini(day * millisecondsPerDay), origin);
        known.set(day, period);
      }
      return period;
    },
    firstDay: (period) => start(period).getTime() / millisecondsPerDay,
    label: (period) => label(start(period)),
  };
}
