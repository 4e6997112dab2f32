import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patternReader } from "../../../src/table/values/date-pattern.js";

const read = (pattern: string, text: string) => new Date(patternReader(pattern)!(text)).toISOString();

describe("dates after a pattern", () => {
  it.each([
    ["dd.MM.yy", "5.3.24", "2024-03-05T00:00:00.000Z"],
    ["dd.MM.yy", "05.03.49", "2049-03-05T00:00:00.000Z"],
    ["dd.MM.yy", "05.03.50", "1950-03-05T00:00:00.000Z"],
    ["MMM d, yyyy", "Mar 13, 2024", "2024-03-13T00:00:00.000Z"],
    ["d MMM yyyy", "13 sep. 2024", "2024-09-13T00:00:00.000Z"],
    ["d MMMM yyyy", "1 May 2024", "2024-05-01T00:00:00.000Z"],
    ["MM/yyyy", "02/2024", "2024-02-01T00:00:00.000Z"],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", "2024-02-29T23:59:59.125-03:30", "2024-03-01T03:29:59.125Z"],
    ["yyyy-MM-dd HH", "2024-02-29 07", "2024-02-29T07:00:00.000Z"],
    ["M/d/yyyy h:mm a", "3/13/2024   12:05 AM", "2024-03-13T00:05:00.000Z"],
    ["M/d/yyyy h:mm a", "3/13/2024 12:05 p.m.", "2024-03-13T12:05:00.000Z"],
    ["yyyy 'o''clock' [M]", "2024 o'clock [7]", "2024-07-01T00:00:00.000Z"],
    ["yyyyMMdd", "20240313", "2024-03-13T00:00:00.000Z"],
  ])("%s reads %j as %j", (pattern, text, expected) => {
    expect(read(pattern, text)).toBe(expected);
  });

  it.each([
    ["dd.MM.yyyy", "31.02.2024"],
    ["dd.MM.yyyy", "13.03.24"],
    ["dd.MM.yyyy", "13.03.2024 10:00"],
    ["yyyy-MM-dd HH:mm", "2024-01-01 24:00"],
    ["yyyy-MM-dd h:mm a", "2024-01-01 13:00 PM"],
    ["MMM yyyy", "Foo 2024"],
  ])("%s does not read %j", (pattern, text) => {
    expect(patternReader(pattern)!(text)).toBeNaN();
  });

  it.each([
    ["dd.mm.yyyy", "minutes for months"],
    ["DD.MM.YYYY", "letters of another library"],
    ["dd.MM", "no year"],
    ["yyyy yy", "a year twice"],
    ["yyyy-MM-dd h:mm", "neither morning nor afternoon"],
    ["yyyy-MM-dd HH:mm a", "both kinds of hours"],
    ["the day", "words"],
    ["yyyy-MM-dd'T", "a quote that does not close"],
  ])("%s is none: %s", (pattern) => {
    expect(patternReader(pattern)).toBeNull();
  });

  it("give back any moment that they wrote", () => {
    const reader = patternReader("yyyy-MM-dd'T'HH:mm:ss.SSSXXX")!;
    const moments = fc.date({ min: new Date("0001-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(moments, (moment) => {
        expect(reader(moment.toISOString())).toBe(moment.getTime());
      }),
    );
  });
});
