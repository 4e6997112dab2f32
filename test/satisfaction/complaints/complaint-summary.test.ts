import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { median } from "../../../src/numeric/index.js";
import { regularizedGammaP, regularizedGammaQ } from "../../../src/numeric/special-functions/incomplete-gamma.js";
import { closingTime } from "../../../src/satisfaction/complaints/resolution-times.js";
import { complaintSummary } from "../../../src/satisfaction/index.js";
import { table } from "../../../src/table/index.js";
import { errorOf } from "../../error-of.js";

const complaints = [
  { customer: "ada", cause: "late", received: "2026-01-03", resolved: "2026-01-05", valid: true, back: true },
  { customer: "bob", cause: "late", received: "2026-01-09", resolved: null, valid: true, back: null },
  { customer: "cyd", cause: "bill", received: "2026-03-01", resolved: "2026-03-02", valid: false, back: false },
  { customer: "ada", cause: "late", received: "2026-03-10", resolved: "2026-03-20", valid: null, back: true },
];
const columns = { cause: "cause", received: "received", resolved: "resolved", valid: "valid" };

describe("complaintSummary", () => {
  test("counts causes, the most frequent first", () => {
    const { causes, total } = complaintSummary(complaints, { ...columns, customers: 400 });
    const [late, bill] = causes.toRows();
    expect(late).toMatchObject({ cause: "late", complaints: 3, share: 0.75, cumulativeShare: 0.75, rate: 0.75 });
    expect(bill).toMatchObject({ cause: "bill", complaints: 1, cumulativeShare: 1 });
    expect(late).toMatchObject({ judged: 2, valid: 2, validShare: 1, resolved: 2, open: 1 });
    expect(bill).toMatchObject({ judged: 1, valid: 0, validShare: 0 });
    expect(total).toMatchObject({ complaints: 4, rate: 1, judged: 3, valid: 2, resolved: 3, open: 1 });
  });

  test("the interval of a rate holds exactly the tails of the Poisson distribution", () => {
    const { total } = complaintSummary(complaints, { ...columns, customers: 100 });
    expect(regularizedGammaP(4, total.rateLower!)).toBeCloseTo(0.025, 10);
    expect(regularizedGammaQ(5, total.rateUpper!)).toBeCloseTo(0.025, 10);
  });

  test("open complaints count in the time to resolution for as long as they are open", () => {
    const { causes, asOf } = complaintSummary(complaints, columns);
    expect(asOf).toEqual(new Date("2026-03-20"));
    const late = causes.toRows()[0]!;
    expect(late.medianDays).toBe(10);
    expect(late.p90Days).toBeNull();
  });

  test("says who came back after the recovery, of those settled", () => {
    const { causes, total } = complaintSummary(complaints, { ...columns, returned: "back" });
    expect(causes.toRows()[0]).toMatchObject({ followed: 2, returned: 2, returnShare: 1 });
    expect(total).toMatchObject({ followed: 3, returned: 2 });
  });

  test("looks return up in the orders, once the window is over", () => {
    const orders = [
      { who: "ada", day: "2026-01-04" },
      { who: "ada", day: "2026-01-25" },
      { who: "cyd", day: "2026-04-20" },
      { who: "ada", day: "2026-03-21" },
      { who: "eve", day: "2026-01-06" },
    ];
    const returned = { orders, customer: "who", date: "day", within: 30 };
    const { total } = complaintSummary(complaints, { ...columns, customer: "customer", returned, asOf: "2026-04-10" });
    // ada came back on day 20, cyd only after the window of 30 days; ada's second window is not over by 10 April
    expect(total).toMatchObject({ followed: 2, returned: 1, returnShare: 0.5 });
    const later = complaintSummary(complaints, { ...columns, customer: "customer", returned, asOf: "2026-04-19" });
    expect(later.total).toMatchObject({ followed: 3, returned: 2 });
  });

  test("reads the orders as everywhere: a refund is no order, rows without a customer are refused or dropped", () => {
    const refunded = { who: "ada", day: "2026-01-25", amount: -9 };
    const returned = { customer: "who", date: "day", amount: "amount", within: 30 };
    const back = (orders: object[], policies: object = {}) =>
      complaintSummary(complaints, {
        ...columns,
        customer: "customer",
        returned: { ...returned, orders, ...policies } as never,
        asOf: "2026-04-10",
      }).total.returned;
    expect(back([refunded])).toBe(0);
    expect(back([refunded], { refunds: "keep" })).toBe(1);
    const nobody = [refunded, { who: null, day: "2026-01-25", amount: 9 }];
    expect(errorOf(() => back(nobody)).code).toBe("missing-customer");
    expect(back(nobody, { missingCustomer: "drop" })).toBe(0);
  });

  test("refuses orders whose ids have another type than those of the complaints, where nobody would be found", () => {
    const returned = { orders: [{ who: 1, day: "2026-01-25" }], customer: "who", date: "day", within: 30 };
    expect(errorOf(() => complaintSummary(complaints, { ...columns, customer: "customer", returned })).code).toBe(
      "column-type",
    );
  });

  test("finds customers by number as well as by name", () => {
    const numbered = table(complaints).withColumn("customer", [1, 2, 3, 1]);
    const returned = { orders: [{ who: 1, day: "2026-01-06" }], customer: "who", date: "day", within: 5 };
    const { total } = complaintSummary(numbered, { ...columns, customer: "customer", returned });
    expect(total).toMatchObject({ followed: 2, returned: 1 });
  });

  test("shows every month from the first to the last, also those without complaints", () => {
    const { trend } = complaintSummary(complaints, columns);
    expect(trend.toRows().map((row) => [row.period, row.complaints])).toEqual([
      [new Date("2026-01-01"), 2],
      [new Date("2026-02-01"), 0],
      [new Date("2026-03-01"), 2],
    ]);
    expect(trend.toRows()[1]).toMatchObject({ validShare: null, medianDays: null });
    expect(trend.columnNames).not.toContain("rate");
    const quarters = complaintSummary([...complaints, { ...complaints[0]!, received: "2025-12-31" }], {
      ...columns,
      period: "quarter",
    }).trend;
    expect(quarters.toRows().map((row) => [row.period, row.complaints])).toEqual([
      [new Date("2025-10-01"), 1],
      [new Date("2026-01-01"), 4],
    ]);
  });

  test("what the table does not tell is missing, not 0", () => {
    const { total, causes } = complaintSummary(complaints, { cause: "cause", received: "received" });
    expect(total).toMatchObject({
      rate: null,
      judged: null,
      valid: null,
      resolved: null,
      medianDays: null,
      followed: null,
    });
    expect(causes.toRows()[0]).toMatchObject({ validShare: null, open: null });
  });

  test("complaints without a cause are an error, or kept when told", () => {
    const rows = [...complaints, { ...complaints[0]!, cause: "" }];
    expect(errorOf(() => complaintSummary(rows, columns))).toMatchObject({
      code: "missing-value",
      place: { column: "cause", row: 5 },
    });
    const { causes } = complaintSummary(rows, { ...columns, missingCause: "keep" });
    expect(causes.toRows().at(-1)).toMatchObject({ cause: null, complaints: 1 });
  });

  test("names what is wrong", () => {
    const call = (change: object, options: object = {}) =>
      errorOf(() => complaintSummary([...complaints, { ...complaints[0]!, ...change }], { ...columns, ...options }));
    expect(call({ resolved: "2026-01-02" })).toMatchObject({
      code: "inconsistent-row",
      place: { column: "resolved", row: 5 },
    });
    expect(call({ received: null })).toMatchObject({ code: "missing-value", place: { row: 5 } });
    expect(call({ received: "2026-02-30" })).toMatchObject({ code: "not-a-date", place: { row: 5 } });
    expect(call({}, { asOf: "2026-03-15" })).toMatchObject({
      code: "out-of-range",
      place: { column: "resolved", row: 4 },
    });
    expect(call({}, { asOf: "2026-01-05" })).toMatchObject({ code: "out-of-range", place: { column: "received" } });
    expect(call({}, { valid: "reason" }).code).toBe("unknown-column");
    expect(call({}, { customers: 0 }).code).toBe("invalid-option");
    expect(call({}, { period: "hour" }).code).toBe("invalid-option");
    expect(call({}, { returned: { orders: [], customer: "c", date: "d", within: 3 } }).code).toBe("invalid-option");
    expect(call({}, { returned: "back", resolved: undefined }).code).toBe("invalid-option");
    expect(call({}, { returnd: "back" }).code).toBe("invalid-option");
    expect(errorOf(() => complaintSummary([], columns)).code).toBe("empty-table");
    const flagged = complaints.map((row, i) => ({ ...row, valid: i }));
    expect(errorOf(() => complaintSummary(flagged, columns))).toMatchObject({
      code: "out-of-range",
      place: { column: "valid", row: 3 },
    });
  });
});

describe("closingTime", () => {
  test("without open cases the median is the usual one", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 30 }), (days) => {
        const closed = days.map(() => true);
        expect(closingTime(days, closed, 0.5)).toBeCloseTo(median(days), 12);
      }),
    );
  });

  test("follows the product-limit estimate where cases are open", () => {
    // survival after days 1, 3, 4: 4/5, 4/5 · 2/3 = 8/15, 8/15 · 1/2 = 4/15
    const days = [1, 2, 3, 4, 5];
    const closed = [true, false, true, true, false];
    expect(closingTime(days, closed, 0.2)).toBe(2);
    expect(closingTime(days, closed, 0.5)).toBe(4);
    expect(closingTime(days, closed, 0.8)).toBeNull();
  });

  test("a case that closes on the day another is still open closes first", () => {
    expect(closingTime([3, 3], [false, true], 0.4)).toBe(3);
  });

  test("is null where nothing is closed", () => {
    expect(closingTime([1, 2], [false, false], 0.5)).toBeNull();
    expect(closingTime([], [], 0.5)).toBeNull();
  });
});

describe("the trend by day and by week", () => {
  const complaints = [
    { cause: "late", received: "2026-01-04" },
    { cause: "late", received: "2026-01-05T23:59:00Z" },
    { cause: "bill", received: "2026-01-19" },
    { cause: "bill", received: "1969-12-28" },
  ];
  const trend = (period: "day" | "week", rows = complaints) =>
    complaintSummary(rows, { cause: "cause", received: "received", period })
      .trend.toRows()
      .filter(({ complaints: count }) => count! > 0)
      .map((row) => [row.period?.toISOString().slice(0, 10), row.complaints]);

  test("begins on Monday and lists the days and weeks without complaints", () => {
    expect(trend("week")).toEqual([
      ["1969-12-22", 1],
      ["2025-12-29", 1],
      ["2026-01-05", 1],
      ["2026-01-19", 1],
    ]);
    expect(trend("day").map(([day]) => day)).toEqual(["1969-12-28", "2026-01-04", "2026-01-05", "2026-01-19"]);
    const january = complaints.slice(0, 3);
    const summary = complaintSummary(january, { cause: "cause", received: "received", period: "day" });
    expect(summary.trend.numRows).toBe(16);
  });

  test("refuses more periods than anybody could read", () => {
    const error = errorOf(() => trend("day", [...complaints, { cause: "bill", received: "1066-10-14" }]));
    expect(error).toMatchObject({ code: "out-of-range", place: { function: "complaintSummary", column: "received" } });
  });
});
