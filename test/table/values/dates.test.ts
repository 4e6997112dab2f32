import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClienteleError, table } from "../../../src/index.js";
import { dateColumn, parseDate, showDate } from "../../../src/table/index.js";
import { dayOf } from "../../../src/table/values/civil-days.js";
import { parseDateText } from "../../../src/table/values/date-text.js";

describe("dates as text", () => {
  it.each([
    ["1970-01-01", 0],
    ["2026-11-22", Date.UTC(2026, 10, 22)],
    ["2026-11-22T09:30", Date.UTC(2026, 10, 22, 9, 30)],
    ["2026-11-22 09:30:15", Date.UTC(2026, 10, 22, 9, 30, 15)],
    ["2026-11-22T09:30:15.250Z", Date.UTC(2026, 10, 22, 9, 30, 15, 250)],
    ["2026-11-22T01:30+02:00", Date.UTC(2026, 10, 21, 23, 30)],
    ["2024-02-29", Date.UTC(2024, 1, 29)],
    ["0001-01-01", -62135596800000],
    ["0000-02-29", -62162121600000],
    ["1969-12-31T23:59:59.9999", -1],
    ["2026-11-22T09:30:15.123456789-03:30", Date.UTC(2026, 10, 22, 13, 0, 15, 123)],
    ["2026-11-22 09:30-00:00", Date.UTC(2026, 10, 22, 9, 30)],
    ["2026-01-05T10:00+1000", Date.UTC(2026, 0, 5)],
    ["9999-12-31T23:59:59.999Z", 253402300799999],
  ])("reads %s, without a zone as UTC", (text, expected) => {
    expect(parseDateText(text)).toBe(expected);
  });

  it.each([
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-01-32",
    "2026-1-5",
    "05.01.2026",
    "2026-01-05T24:00",
    "2026-01-05T10",
    "",
    "today",
    "2026-01-05T10:00+25:00",
    "2026-01-05T10:00+10:60",
    "2026-01-05T10:00+10000",
    "2026-01-05T10:00Zulu",
    "2026-01-05T10:00:",
    "2026-01-05T10:00:5",
    "2026-01-05T10:00:60",
    "2026-01-05T10:00:00.",
    "2026-01-05T10:00:00.1234567890",
    "2026-01-05T10:00.5",
    "2026-01-05Z",
    "2026-01-05t10:00",
    "2026/01/05",
    "+002026-01-05",
    "２０２６-01-05",
    "2026-01-05 ",
    "2026-01-05T10:00:00.123456789+01:00 ",
  ])("does not read %j", (text) => {
    expect(parseDateText(text)).toBeNaN();
  });

  it("agrees with the language for every moment it writes", () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true }),
        (date) => {
          expect(parseDateText(date.toISOString())).toBe(date.getTime());
          expect(parseDateText(showDate(date.getTime()))).toBe(date.getTime());
        },
      ),
    );
  });
});

describe("columns of dates", () => {
  const days = (day: unknown[], dateUnit?: "ms" | "s" | "day") =>
    Array.from(dateColumn("test", table({ day }), "day", { dateUnit }), dayOf);

  it("reads dates, texts and numbers in their unit as the same UTC days", () => {
    const expected = [20_000];
    expect(days([new Date(20_000 * 86_400_000 + 5)])).toEqual(expected);
    expect(days(["2024-10-04"])).toEqual(expected);
    expect(days(["2024-10-04T23:59:59"])).toEqual(expected);
    expect(days([20_000 * 86_400_000])).toEqual(expected);
    expect(days([20_000 * 86_400], "s")).toEqual(expected);
    expect(days([20_000], "day")).toEqual(expected);
  });

  it("truncates moments before 1970 downwards", () => {
    expect(days(["1969-12-31T23:00"])).toEqual([-1]);
  });

  it("names the row of an impossible or missing date", () => {
    expect(() => days(["2026-01-05", "2026-02-30"])).toThrow('test: column "day", row 2: "2026-02-30" is not a date');
    expect(() => days(["2026-01-05", null])).toThrow('test: column "day", row 2: the date is missing');
    expect(() => days(["2026-01-05", " "])).toThrow('test: column "day", row 2: the date is missing');
    expect(() => days([1.7e12], "day")).toThrow("1700000000000 is not a date when numbers count days");
    expect(() => days([1e300])).toThrow("1e+300 is not a date when numbers count milliseconds");
    expect(() => days([9e15])).toThrow(ClienteleError);
    expect(() => dateColumn("test", table({ day: [true] }), "day")).toThrow(ClienteleError);
  });

  it("reads a date option in each of its forms", () => {
    const expected = Date.UTC(2026, 0, 5);
    expect(parseDate("f", "end", "2026-01-05")).toBe(expected);
    expect(parseDate("f", "end", new Date(expected))).toBe(expected);
    expect(parseDate("f", "end", expected)).toBe(expected);
    expect(() => parseDate("f", "end", "5.1.2026")).toThrow('f: option "end" must be a Date');
  });
});

describe("numbers as dates", () => {
  const moments = (values: number[], dateUnit: "ms" | "us" | "s" | "day" | "excel") => [
    ...dateColumn("someFunction", table({ at: values }), "at", { dateUnit }),
  ];

  it("count milliseconds, microseconds, seconds or days since 1970", () => {
    const moment = Date.UTC(2024, 2, 13, 9, 30, 15, 250);
    expect(moments([moment, moment * 1000 + 999, moment / 1000].slice(0, 1), "ms")).toEqual([moment]);
    expect(moments([moment * 1000 + 999], "us")).toEqual([moment]);
    expect(moments([moment / 1000], "s")).toEqual([moment]);
    expect(moments([19795], "day")).toEqual([Date.UTC(2024, 2, 13)]);
  });

  it("are the serial days of a spreadsheet, with the leap day of 1900 that never was", () => {
    const [serial, time] = [45364, 45364.395833333336];
    expect(moments([serial, time, 1, 59, 61], "excel").map(showDate)).toEqual([
      "2024-03-13",
      "2024-03-13T09:30:00Z",
      "1900-01-01",
      "1900-02-28",
      "1900-03-01",
    ]);
    for (const never of [60, 60.5, -1]) expect(() => moments([never], "excel")).toThrow("is not a date");
  });

  it("say what they count, and which option says otherwise, where they are none", () => {
    expect(() => moments([1.7e18], "ms")).toThrow('milliseconds since 1970; option "dateUnit" says what they count');
  });
});
