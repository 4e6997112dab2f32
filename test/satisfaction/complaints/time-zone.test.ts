import { expect, it } from "vitest";
import { complaintSummary } from "../../../src/satisfaction/index.js";

it("cuts the days of the trend of complaints in a time zone", () => {
  const complaints = [
    { cause: "late", received: "2026-01-31T20:00:00Z", resolved: "2026-02-01T02:00:00Z" },
    { cause: "late", received: "2026-02-03T01:00:00Z", resolved: "2026-02-03T05:00:00Z" },
  ];
  const columns = { cause: "cause", received: "received", resolved: "resolved" };
  const months = (timeZone?: string) =>
    complaintSummary(complaints, { ...columns, ...(timeZone === undefined ? {} : { timeZone }) })
      .trend.toRows()
      .map(({ complaints: count }) => count);
  expect(months()).toEqual([1, 1]);
  expect(months("Asia/Shanghai")).toEqual([2]);
  const inDays = complaintSummary(complaints, { ...columns, timeZone: "Asia/Shanghai", period: "day" });
  expect(inDays.trend.column("period").at(0)).toBe(Date.UTC(2026, 1, 1));
});
