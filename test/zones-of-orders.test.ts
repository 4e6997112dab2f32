import { describe, expect, it } from "vitest";
import {
  cohorts,
  complaintSummary,
  detectSignals,
  labelChurn,
  purchaseCycles,
  recommendNext,
  recordFreshness,
  scoreRfm,
  splitHoldout,
  summarizeContracts,
  summarizeCustomers,
  type TableInput,
} from "../src/index.js";
import { createReport } from "../src/report/index.js";

/** Zones with quarters and halves of an hour, clocks that change by an hour or by half of one, and the farthest. */
const zones = [
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "America/New_York",
  "Australia/Lord_Howe",
  "Europe/Berlin",
  "Pacific/Chatham",
  "Pacific/Kiritimati",
  "America/St_Johns",
];

/** What the clocks of a zone show, asked of `Intl` by its parts. */
function clockOf(moment: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" },
  } as Intl.DateTimeFormatOptions);
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  const part = (name: string) => parts.get(name as Intl.DateTimeFormatPartTypes)!;
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}`;
}

/** Moments over a year and a half, many of them near the midnights of some zone and the nights when clocks change. */
const moments = Array.from({ length: 240 }, (_, i) => {
  const spread = Date.UTC(2024, 8, 1) + ((i * 7919) % 540) * 86_400_000 + ((i * 104_729) % 86_400) * 1000;
  const changes = [
    ...[Date.UTC(2024, 10, 3, 4), Date.UTC(2025, 2, 9, 5), Date.UTC(2025, 2, 29, 22), Date.UTC(2024, 9, 26, 21)],
    ...[Date.UTC(2025, 3, 5, 13), Date.UTC(2024, 9, 5, 14)],
  ];
  return i % 4 === 0 ? changes[(i / 4) % changes.length]! + ((i * 31) % 240) * 60_000 + 1000 : spread;
});

const customers = moments.map((_, i) => `c${(i * i) % 23}`);
const items = moments.map((_, i) => `item ${(i * 5) % 7}`);
const amounts = moments.map((_, i) => 5 + ((i * 37) % 90));
const asOf = "2025-12-31";
const columns = { customer: "customer", date: "date", amount: "amount" };

/** What an analysis says, without dates that carry a time of day. */
type Run = (dates: readonly string[], zone: { readonly timeZone?: string }) => unknown;
const ordersOf = (dates: readonly string[]): TableInput => ({
  customer: customers,
  date: dates,
  amount: amounts,
  item: items,
});

const analyses: Readonly<Record<string, Run>> = {
  summarizeCustomers: (dates, zone) => summarizeCustomers(ordersOf(dates), { ...columns, ...zone }).toRows(),
  cohorts: (dates, zone) => cohorts(ordersOf(dates), { ...columns, ...zone, by: "month" }).toRows(),
  rfm: (dates, zone) => scoreRfm(ordersOf(dates), { ...columns, ...zone, asOf } as never).toRows(),
  splitHoldout: (dates, zone) => {
    const split = splitHoldout(ordersOf(dates), { ...columns, ...zone, calibrationEnd: "2025-06-30" } as never);
    return Object.values(split).map((part) => (typeof part?.toRows === "function" ? part.toRows() : part));
  },
  purchaseCycles: (dates, zone) => purchaseCycles(ordersOf(dates), { ...columns, ...zone, asOf }).toRows(),
  labelChurn: (dates, zone) => {
    const { X, y } = labelChurn(ordersOf(dates), {
      ...columns,
      ...zone,
      cutoff: "2025-06-30",
      outcomeDays: 90,
    } as never);
    return [X, y];
  },
  recordFreshness: (dates, zone) =>
    recordFreshness(ordersOf(dates), { updated: "date", asOf: "2025-09-30", ...zone }).toRows(),
  recommendNext: (dates, zone) =>
    recommendNext(ordersOf(dates), {
      ...{ customer: "customer", date: "date", item: "item" },
      ...zone,
      asOf,
      cadence: 60,
      offers: { customer: customers, item: items, date: dates, redeemed: dates.map((_, i) => i % 3 === 0) },
    } as never).toRows(),
  complaintSummary: (dates, zone) => {
    const options = { cause: "cause", received: "received", period: "day", ...zone } as const;
    const { causes, trend } = complaintSummary({ received: dates, cause: items }, options);
    return [causes.toRows(), trend.toRows()];
  },
  summarizeContracts: (dates, zone) =>
    summarizeContracts(
      { customer: dates.map((_, i) => `k${i}`), start: dates, end: dates.map(() => null), fee: amounts },
      {
        customer: "customer",
        start: "start",
        end: "end",
        fee: "fee",
        asOf,
        since: "2025-03-31",
        ...zone,
      } as never,
    ),
  detectSignals: (dates, zone) =>
    detectSignals(
      { orders: ordersOf(dates), notes: { customer: customers, balance: amounts, date: dates } },
      [
        {
          signal: "large balance",
          meaning: "a large balance",
          action: "call",
          table: "notes",
          when: { balance: { above: 60 } },
          since: "date",
          within: 30,
        },
      ] as never,
      { asOf: "2025-09-30", columns: { orders: zone, notes: zone } } as never,
    ).toRows(),
};

describe.each(Object.entries(analyses))("the days of %s", (_, run) => {
  it.each(zones)("are those of the clocks in %s", (timeZone) => {
    const utc = moments.map((moment) => new Date(moment).toISOString());
    const local = moments.map((moment) => clockOf(moment, timeZone));
    expect(JSON.stringify(run(utc, { timeZone }))).toEqual(JSON.stringify(run(local, {})));
  });
});

describe("the days and quarters of a report", () => {
  it("are those of the clocks of the zone", async () => {
    const timeZone = "America/New_York";
    const options = { ...columns, item: "item", dimensions: ["item"], end: asOf };
    // A contact for each customer, about the hour at which contacts begin to count as recent.
    const contacted = Array.from({ length: 23 }, (_, i) => Date.UTC(2025, 9, 1, 12 + i));
    const report = (showing: (moment: number) => string, zone: { readonly timeZone?: string }) => {
      const contacts = { customer: contacted.map((_, i) => `c${i}`), date: contacted.map(showing) };
      return createReport(ordersOf(moments.map(showing)), { ...options, ...zone, contacts });
    };
    const utc = await report((moment) => new Date(moment).toISOString(), { timeZone });
    expect(utc).toBe(await report((moment) => clockOf(moment, timeZone), {}));
  });
});
