import { describe, expect, it } from "vitest";
import {
  expectedPurchases,
  fitBgNbd,
  fitMbgCnbdK,
  fitParetoNbd,
  forecastOrders,
  parseModel,
  simulateOrders,
  splitHoldout,
  summarizeCustomers,
  validateHoldout,
} from "../../src/index.js";

const columns = { customer: "customer", date: "date", amount: "amount" };
const hourly = { ...columns, unit: "hour", sameDay: "keep" } as const;
const model = { kind: "bg-nbd", parameters: { r: 1.5, alpha: 20, a: 0.8, b: 4 }, unit: "hour" } as const;
const orders = simulateOrders(model, { customers: 400, start: "2026-01-01", end: "2026-01-21", seed: 7 });

describe("orders that come several times a day", () => {
  it("are counted from moment to moment in hours, up to the end of the last day", () => {
    const rows = [
      { customer: "ada", date: "2026-01-05T18:30", amount: 4 },
      { customer: "ada", date: "2026-01-05T06:30", amount: 2 },
      { customer: "ada", date: "2026-01-06T20:30", amount: 9 },
      { customer: "bob", date: "2026-01-06T23:00", amount: 1 },
    ];
    const customers = summarizeCustomers(rows, hourly);
    expect(customers.toRows()).toMatchObject([
      { customer: "ada", frequency: 2, recency: 38, age: 41.5, monetary: 6.5, revenue: 15 },
      { customer: "bob", frequency: 0, recency: 0, age: 1, logIntervals: 0 },
    ]);
    expect(customers.column("logIntervals").at(0)).toBeCloseTo(Math.log(12) + Math.log(26), 12);
    expect(customers.unit).toBe("hour");
    const later = summarizeCustomers(rows, { ...hourly, end: "2026-01-08" });
    expect(later.column("age").toArray()).toEqual([89.5, 49]);
  });

  it("are 24 times their days in hours where a day's orders are merged", () => {
    const merged = { ...columns, end: "2026-01-21" };
    const days = summarizeCustomers(orders, { ...merged, amount: undefined as never });
    const hours = summarizeCustomers(orders, { customer: "customer", date: "date", unit: "hour", end: "2026-01-21" });
    expect(hours.column("age").toArray()).toEqual(
      days
        .column("age")
        .toArray()
        .map((age) => age! * 24),
    );
  });

  it("net refunds by the day, as everywhere, and keep the moments of the purchases that are left", () => {
    const rows = [
      { customer: 1, date: "2026-01-05T09:00", amount: 10 },
      { customer: 1, date: "2026-01-05T11:00", amount: -4 },
      { customer: 1, date: "2026-01-05T15:00", amount: 10 },
      { customer: 1, date: "2026-01-06T09:00", amount: 5 },
      { customer: 1, date: "2026-01-06T10:00", amount: -5 },
    ];
    const summary = summarizeCustomers(rows, hourly);
    expect(summary.toRows()).toMatchObject([{ frequency: 1, recency: 6, age: 39, revenue: 16 }]);
    expect(summary.ledger).toMatchObject({ nettedRefunds: 2, cancelledDays: 1 });
  });

  it("have an unknown Σ ln interval where two share a moment", () => {
    const twice = ["2026-01-05T09:00", "2026-01-05T09:00"].map((date) => ({ customer: 1, date, amount: 1 }));
    expect(summarizeCustomers(twice, hourly).toRows()[0]).toMatchObject({ recency: 0, logIntervals: null });
  });

  it("are fitted in hours: the parameters of a simulation come back, in whatever time zone", () => {
    const { amount: _, ...counted } = hourly;
    const customers = summarizeCustomers(orders, { ...counted, end: "2026-01-20" });
    const fit = fitBgNbd(customers);
    expect(fit).toMatchObject({ unit: "hour", status: "converged" });
    const rate = fit.parameters.r / fit.parameters.alpha;
    expect(rate).toBeGreaterThan(0.8 * (1.5 / 20));
    expect(rate).toBeLessThan(1.25 * (1.5 / 20));
    for (const one of [fit, fitParetoNbd(customers), fitMbgCnbdK(customers)]) {
      expect(parseModel(JSON.parse(JSON.stringify(one)))).toMatchObject({ unit: "hour" });
      expect(expectedPurchases(one, customers, { horizon: 24 }).every((value) => value >= 0)).toBe(true);
    }
    const days = forecastOrders(fit, customers, { horizon: 72 });
    expect(days.column("to").toArray()).toEqual([24, 48, 72]);
  });

  it("are validated on a holdout in hours", () => {
    const { amount: _, ...counted } = hourly;
    const split = splitHoldout(orders, { ...counted, calibrationEnd: "2026-01-14", end: "2026-01-20" });
    const report = validateHoldout([fitBgNbd(split.calibration)], split);
    expect(report).toMatchObject({ horizon: 144, unit: "hour" });
    const [{ actual, predicted } = { actual: 0, predicted: 0 }] = report.summary.toRows();
    expect(Math.abs(predicted! / actual! - 1)).toBeLessThan(0.15);
  });
});
