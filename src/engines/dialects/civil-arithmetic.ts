import { type Sql, sql } from "../sql/sql.js";

/**
 * The calendar in whole numbers, for engines whose dates do not reach back before 1970. Years begin in March, so that
 * the day that comes and goes is their last; all numbers are kept positive, since engines differ in how they divide
 * negative ones. Source: Hinnant (2013), chrono-Compatible Low-Level Date Algorithms.
 */

/** Days since 1970-01-01 of a day of the years 0 to 9999, which must exist. */
export function dayFromCivil(year: Sql, month: Sql, day: Sql): Sql {
  const shifted = sql`(${year} + 400 - if(${month} <= 2, 1, 0))`;
  const dayOfYear = sql`(intDiv(153 * (${month} + if(${month} > 2, -3, 9)) + 2, 5) + ${day} - 1)`;
  const leapDays = sql`intDiv(${shifted}, 4) - intDiv(${shifted}, 100) + intDiv(${shifted}, 400)`;
  return sql`(${shifted} * 365 + ${leapDays} + ${dayOfYear} - 865565)`;
}

/** How many days a month has. */
export function lastDayOfMonth(year: Sql, month: Sql): Sql {
  const isLeap = sql`(${year} % 4 = 0 AND (${year} % 100 <> 0 OR ${year} % 400 = 0))`;
  return sql`if(${month} = 2, if(${isLeap}, 29, 28), if(${month} IN (4, 6, 9, 11), 30, 31))`;
}

/** 700 times 400 years: more than lies between 1970 and the earliest day of a JavaScript date. */
const eras = /* @__PURE__ */ (() => sql`102267900`)();

/** Months since January 1970 of a day since 1970-01-01. */
export function monthOfDay(day: Sql): Sql {
  const z = sql`(${day} + 719468 + ${eras})`;
  const era = sql`intDiv(${z}, 146097)`;
  const dayOfEra = sql`(${z} - ${era} * 146097)`;
  const yearOfEra = sql`intDiv(${dayOfEra} - intDiv(${dayOfEra}, 1460) + intDiv(${dayOfEra}, 36524)
    - intDiv(${dayOfEra}, 146096), 365)`;
  const dayOfYear = sql`(${dayOfEra} - 365 * ${yearOfEra} - intDiv(${yearOfEra}, 4) + intDiv(${yearOfEra}, 100))`;
  // March is the first month of the year; 3383638 = 12 · (1970 + 280000) − 2.
  return sql`((${era} * 400 + ${yearOfEra}) * 12 + intDiv(5 * ${dayOfYear} + 2, 153) - 3383638)`;
}
