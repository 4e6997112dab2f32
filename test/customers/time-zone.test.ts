import { describe, expect, it } from "vitest";
import {
  checkFeatureDates,
  churnFeatures,
  cohorts,
  customerProfit,
  labelChurn,
  purchaseCycles,
  scoreRfm,
  splitHoldout,
  summarizeContracts,
  summarizeCustomers,
} from "../../src/index.js";

/** Midnight in Shanghai is 16:00 UTC of the day before. */
const orders = [
  { customer: "ada", date: "2026-02-28T16:00:00Z", amount: 10 },
  { customer: "ada", date: "2026-03-01T15:59:59Z", amount: 20 },
  { customer: "ada", date: "2026-03-31T16:00:00Z", amount: 30 },
  { customer: "bob", date: "2026-03-30T23:00:00+08:00", amount: 40 },
];
const columns = { customer: "customer", date: "date", amount: "amount" };
const shanghai = { ...columns, timeZone: "Asia/Shanghai" };
const day = (date: Date | null | undefined) => date?.toISOString().slice(0, 10);

describe("the option timeZone", () => {
  it("cuts the days of a summary where the customers live", () => {
    const local = summarizeCustomers(orders, shanghai);
    expect(local.toRows()[0]).toMatchObject({ frequency: 1, recency: 31, age: 31, monetary: 30 });
    expect(day(local.end)).toBe("2026-04-01");
    expect(local.ledger.mergedSameDay).toBe(1);
    const utc = summarizeCustomers(orders, columns);
    expect(utc.toRows()[0]).toMatchObject({ frequency: 2, recency: 31, monetary: 25 });
    expect(day(utc.end)).toBe("2026-03-31");
  });

  it("holds for the last day, a day of the place too", () => {
    const ends = ["2026-03-31", "2026-03-31T15:59:59Z", "2026-03-31T00:00:00+08:00", new Date("2026-03-31")];
    for (const end of ends) {
      expect(summarizeCustomers(orders, { ...shanghai, end }).ledger.droppedAfterEnd).toBe(1);
    }
    expect(summarizeCustomers(orders, { ...shanghai, end: "2026-03-31T16:00:00Z" }).ledger.droppedAfterEnd).toBe(0);
  });

  it("is the same whether dates come as text, dates, milliseconds, seconds or microseconds", () => {
    const summary = summarizeCustomers(orders, shanghai).toRows();
    const moments = orders.map(({ date }) => Date.parse(date));
    const as = (date: (moment: number) => unknown, dateUnit: "ms" | "s" | "us") =>
      summarizeCustomers(
        orders.map((row, i) => ({ ...row, date: date(moments[i]!) })),
        { ...shanghai, dateUnit },
      ).toRows();
    expect(as((moment) => new Date(moment), "ms")).toEqual(summary);
    expect(as((moment) => moment, "ms")).toEqual(summary);
    expect(as((moment) => moment / 1000, "s")).toEqual(summary);
    expect(as((moment) => moment * 1000, "us")).toEqual(summary);
  });

  it("takes the day on which the clocks change for one of 23 or 25 hours", () => {
    const berlin = { ...columns, timeZone: "Europe/Berlin" };
    const days = (dates: string[]) =>
      summarizeCustomers(
        dates.map((date) => ({ customer: 1, date, amount: 1 })),
        berlin,
      ).toRows()[0];
    // 2026-03-29 runs from 23:00 UTC to 22:00 UTC, 2026-10-25 from 22:00 to 23:00.
    expect(days(["2026-03-28T22:59:59Z", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z"])?.frequency).toBe(1);
    expect(days(["2026-03-29T21:59:59Z", "2026-03-29T22:00:00Z"])?.frequency).toBe(1);
    expect(days(["2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z"])?.frequency).toBe(0);
    expect(days(["2026-10-25T22:59:59Z", "2026-10-25T23:00:00Z"])?.recency).toBe(1);
  });

  it("leaves columns of days alone", () => {
    const dates = orders.map((row) => ({ ...row, date: row.date.slice(0, 10) }));
    const newYork = summarizeCustomers(dates, { ...columns, timeZone: "America/New_York" });
    expect(newYork.toRows()).toEqual(summarizeCustomers(dates, columns).toRows());
    const numbers = orders.map((row) => ({ ...row, date: Math.floor(Date.parse(row.date) / 86_400_000) }));
    expect(summarizeCustomers(numbers, { ...shanghai, dateUnit: "day" }).toRows()).toEqual(
      summarizeCustomers(dates, columns).toRows(),
    );
  });

  it("cuts the days of holdouts, cohorts, cycles, RFM, profit, labels and contracts", () => {
    const split = splitHoldout(orders, { ...shanghai, calibrationEnd: "2026-03-30", end: "2026-04-01" });
    expect(split.holdout.toRows()).toEqual([
      { customer: "ada", purchases: 1, spend: 30 },
      { customer: "bob", purchases: 0, spend: 0 },
    ]);
    expect(
      cohorts(orders, shanghai)
        .toRows()
        .map(({ cohort, offset, value }) => [cohort, offset, value]),
    ).toEqual([
      ["2026-03", 0, 2],
      ["2026-03", 1, 1],
    ]);
    expect(cohorts(orders, columns).toRows()[0]?.cohort).toBe("2026-02");
    expect(purchaseCycles(orders, { ...shanghai, asOf: "2026-04-02" }).toRows()[0]?.medianInterval).toBe(31);
    expect(
      scoreRfm(orders, { ...shanghai, bins: 2, asOf: "2026-04-02" })
        .column("recencyDays")
        .toArray(),
    ).toEqual([1, 3]);
    expect(customerProfit(orders, shanghai).numRows).toBe(2);
    const cutoff = { cutoff: "2026-04-01", end: "2026-04-05" };
    expect([...labelChurn(orders, { ...shanghai, ...cutoff, outcomeDays: 5 }).y]).toEqual([0, 1]);
    expect([...labelChurn(orders, { ...columns, ...cutoff, outcomeDays: 5 }).y]).toEqual([1, 1]);
    expect(day(churnFeatures(orders, shanghai).ledger.cutoff)).toBe("2026-04-02");
    const stamp = [{ asked: "2026-03-31T16:00:00Z" }];
    expect(() => checkFeatureDates(stamp, { date: "asked", cutoff: "2026-04-01", timeZone: "Asia/Shanghai" })).toThrow(
      "not before the cutoff",
    );
    const contract = [{ customer: 1, start: "2026-01-31T16:00:00Z", end: null }];
    const asked = { customer: "customer", start: "start", end: "end", asOf: "2026-03-01" };
    expect(summarizeContracts(contract, { ...asked, timeZone: "Asia/Shanghai" }).toRows()[0]?.duration).toBe(28);
    expect(summarizeContracts(contract, asked).toRows()[0]?.duration).toBe(29);
  });

  it("is refused where it names no zone", () => {
    expect(() => summarizeCustomers(orders, { ...columns, timeZone: "China" })).toThrow(
      'summarizeCustomers: option "timeZone" must be an IANA name',
    );
  });
});
