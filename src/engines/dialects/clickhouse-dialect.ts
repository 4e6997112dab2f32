import { join, name, type Sql, sql, value } from "../sql/sql.js";
import { dayFromCivil, lastDayOfMonth, monthOfDay } from "./civil-arithmetic.js";
import type { Dialect, NumericDateUnit, Partitioned, SourceType } from "./dialect.js";
import { dayOfMilliseconds, milliseconds } from "./numeric-days.js";
import { backslashed, numberText } from "./standard-dialect.js";

/** Blanks as JavaScript's `trim` knows them. */
const blankText = /* @__PURE__ */ value(
  "^[\\t\\n\\x{0b}\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}]*$",
);

/** The forms of a date in text, as `parseDateText` has them. */
const dateText = /* @__PURE__ */ value(
  "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,9})?)?" +
    "( ?(Z|[+-][0-9]{2}(:?[0-9]{2})?))?)?$",
);

/** A number as a constant of the type that the others have. */
const secondsPerDay = /* @__PURE__ */ (() => sql`86400`)();

/** Some digits of a text, from 1, as a whole number in an array; 0 where there are none. */
function digits(x: Sql, from: Sql, count: number): Sql {
  return sql`[toInt64(toInt32OrZero(substring(${x}, ${from}, ${value(count)})))]`;
}

/**
 * Whole seconds since 1970 UTC of a text; NULL where it is no date. The parts of the text are the arguments of a
 * function over arrays of one element: written out wherever they are needed, they would make 18.16 think for seconds.
 */
function secondsOfText(x: Sql): Sql {
  const fromEnd = (count: number): Sql => sql`length(${x}) - ${value(count - 1)}`;
  // A sign behind the day is that of a zone: ±hh, ±hhmm, or ±hh:mm.
  const sign = sql`if(match(substring(${x}, 11), '[+-]'), if(match(substring(${x}, 11), '[+]'), 1, -1), 0)`;
  const isHour = sql`match(substring(${x}, ${fromEnd(3)}, 1), '[+-]')`;
  const zoneHours = sql`if(${isHour}, ${fromEnd(2)},
    if(substring(${x}, ${fromEnd(3)}, 1) = ':', ${fromEnd(5)}, ${fromEnd(4)}))`;
  // Behind the end there are no digits, which makes 0; a difference is signed in both branches.
  const zoneMinutes = sql`if(${isHour}, ${fromEnd(0)}, ${fromEnd(2)})`;
  const [year, month, day] = [sql`y`, sql`m`, sql`d`];
  const isDate = sql`m >= 1 AND m <= 12 AND d >= 1 AND d <= ${lastDayOfMonth(year, month)} AND hour <= 23
    AND minute <= 59 AND second <= 59 AND (side = 0 OR (ahead <= 23 AND further <= 59))`;
  const seconds = sql`${dayFromCivil(year, month, day)} * ${secondsPerDay} + hour * 3600 + minute * 60 + second
    - side * (ahead * 3600 + further * 60)`;
  return sql`if(ifNull(match(${x}, ${dateText}), 0),
    arrayMap((y, m, d, hour, minute, second, side, ahead, further) -> if(${isDate}, ${seconds}, NULL),
    ${digits(x, sql`1`, 4)}, ${digits(x, sql`6`, 2)}, ${digits(x, sql`9`, 2)},
    ${digits(x, sql`12`, 2)}, ${digits(x, sql`15`, 2)}, ${digits(x, sql`18`, 2)},
    [toInt64(${sign})], ${digits(x, zoneHours, 2)}, ${digits(x, zoneMinutes, 2)})[1], NULL)`;
}

/** Seconds since 1970 UTC of a moment, as a double. */
function secondsOf(x: Sql, type: SourceType, unit: NumericDateUnit): Sql {
  if (type === "text") return sql`toFloat64(${secondsOfText(x)})`;
  if (type === "number" || type === "integer64") return sql`(${milliseconds(sql`toFloat64(${x})`, unit)} / 1000)`;
  return sql`toFloat64(${x})`;
}

/** The last second that the 32 bits of DateTime hold; ClickHouse 18.16 knows the clocks of a zone only up to it. */
const lastSecond = /* @__PURE__ */ (() => sql`4294967295`)();

/** The day that the clocks of a zone show. Before 1970 and after 2105 it is not known. */
function dayInZone(seconds: Sql, zone: string): Sql {
  const moment = sql`toDateTime(toUInt32(floor(ifNull(${seconds}, 0))), ${value(zone)})`;
  return sql`if(${seconds} >= 0 AND ${seconds} <= ${lastSecond},
    toInt32(toRelativeDayNum(toDate(${moment}, ${value(zone)}))), NULL)`;
}

function dayOf(x: Sql, type: SourceType, unit: NumericDateUnit, zone: string | null): Sql {
  if (type === "date") return sql`toInt32(${x})`;
  if (zone !== null) return dayInZone(secondsOf(x, type, unit), zone);
  if (type === "number" || type === "integer64") {
    return sql`toInt32(${dayOfMilliseconds(milliseconds(sql`toFloat64(${x})`, unit))})`;
  }
  return sql`toInt32(floor(${secondsOf(x, type, unit)} / ${secondsPerDay}))`;
}

/** A column of a partition as an array. Arrays leave NULL out, so that NaN stands for it meanwhile. */
function gathered(x: Sql): Sql {
  return sql`groupArray(ifNull(toFloat64(${x}), nan))`;
}

function numbered(kind: string, i: number): Sql {
  return name(`clientele_${kind}_${i}`);
}

/**
 * The rows of partitions by arrays, since 18.16 has no window functions: their values are gathered, seen together, and
 * laid out again with one more.
 */
function byArrays(
  { rows, columns, partition, as }: Partitioned,
  array: (column: Sql) => Sql,
  further: { readonly inside: Sql; readonly joined?: Sql; readonly value: Sql },
): Sql {
  const others = columns.filter((column) => !partition.includes(column));
  const values = others.map((column, i) => sql`${array(column)} AS ${numbered("values", i)}`);
  const rejoined = others.map((_, i) => sql`${numbered("values", i)} AS ${numbered("value", i)}`);
  const laidOut = others.map((column, i) => {
    return sql`if(isNaN(${numbered("value", i)}), NULL, ${numbered("value", i)}) AS ${column}`;
  });
  const joined = further.joined === undefined ? rejoined : [...rejoined, further.joined];
  return sql`SELECT ${join([...partition, ...laidOut, sql`${further.value} AS ${as}`], sql`, `)}
FROM (
SELECT ${join([...partition, ...values, further.inside], sql`, `)}
FROM (${rows}) AS unlinked_rows
GROUP BY ${join(partition, sql`, `)}
) AS partitions
ARRAY JOIN ${join(joined, sql`, `)}`;
}

function withPrevious(relation: Partitioned): Sql {
  const order = gathered(relation.order);
  const [orders, previous] = [numbered("orders", 0), numbered("previous", 0)];
  return byArrays(relation, (column) => sql`arraySort((x, y) -> y, ${gathered(column)}, ${order})`, {
    inside: sql`arraySort(${order}) AS ${orders}`,
    joined: sql`arrayPushFront(arrayPopBack(${orders}), nan) AS ${previous}`,
    value: sql`if(isNaN(${previous}), NULL, ${previous})`,
  });
}

function withLeast(relation: Partitioned): Sql {
  const least = numbered("least", 0);
  const { order } = relation;
  return byArrays(relation, gathered, {
    inside: sql`if(count(${order}) = 0, NULL, toFloat64(min(${order}))) AS ${least}`,
    value: least,
  });
}

/** ClickHouse, tested with 18.16 and 26.7. */
export const clickHouseDialect: Dialect = /* @__PURE__ */ (() => ({
  name: "clickhouse",
  identifier: (name) => backslashed(name, "`"),
  text: (text) => backslashed(text, "'"),
  number: numberText,
  boolean: (flag) => (flag ? "1" : "0"),
  double: (x, type) => {
    const number = type === "text" || type === "other" ? sql`toFloat64OrNull(toString(${x}))` : sql`toFloat64(${x})`;
    return sql`if(ifNull(isNaN(${number}), 1), NULL, ${number})`;
  },
  integer: (x) => sql`toInt64(${x})`,
  id: (x, type) => {
    // Adding 0 makes 0 of −0, which would be another group.
    if (type === "number") return sql`(toFloat64(${x}) + 0)`;
    return type === "text" || type === "integer64" || type === "boolean" ? x : sql`CAST(${x} AS Nullable(String))`;
  },
  isMissing: (x, type) => {
    if (type === "text") return sql`(${x} IS NULL OR match(${x}, ${blankText}))`;
    return type === "number" ? sql`(${x} IS NULL OR isNaN(toFloat64(${x})))` : sql`(${x} IS NULL)`;
  },
  nullDouble: /* @__PURE__ */ sql`CAST(NULL AS Nullable(Float64))`,
  isInfinite: (x) => sql`isInfinite(${x})`,
  day: dayOf,
  hasTime: (x, type, unit) => {
    if (type === "date") return sql`(1 = 0)`;
    const seconds = secondsOf(x, type, unit);
    return sql`(${seconds} <> floor(${seconds} / ${secondsPerDay}) * ${secondsPerDay})`;
  },
  month: (day) => sql`toFloat64(${monthOfDay(sql`toInt64(${day})`)})`,
  ln: (x) => sql`log(${x})`,
  floor: (x) => sql`floor(${x})`,
  count: /* @__PURE__ */ sql`toFloat64(count())`,
  // Of no rows a condition that could have been NULL has the count NULL.
  countIf: (condition) => sql`ifNull(toFloat64(countIf(${condition})), 0)`,
  // The sum of no numbers is 0, and NULL where they could have been NULL.
  sum: (x) => sql`ifNull(toFloat64(sum(${x})), 0)`,
  sumIf: (x, condition) => sql`ifNull(toFloat64(sum(if(${condition}, ${x}, 0))), 0)`,
  // The extreme of no numbers is 0 unless they could have been NULL.
  min: (x) => sql`if(count(${x}) = 0, NULL, toFloat64(min(${x})))`,
  max: (x) => sql`if(count(${x}) = 0, NULL, toFloat64(max(${x})))`,
  when: (condition, x) => sql`if(${condition}, ${x}, NULL)`,
  withPrevious,
  withLeast,
  orderBy: (x) => x,
}))();
