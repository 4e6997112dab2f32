import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitHoldout, summarizeCustomers } from "../../../src/customers/index.js";
import {
  compareForecast,
  expectedPurchases,
  expectedPurchasesNewCustomer,
  expectedSpend,
  type Forecast,
  fitBgNbd,
  fitGammaGamma,
  forecastOrders,
  type PurchaseModel,
  purchaseDistribution,
  simulateOrders,
  totalPurchases,
} from "../../../src/lifetime-value/index.js";
import { table } from "../../../src/table/index.js";
import { bgNbd, paretoNbd, spend } from "../known-models.js";

const columns = { customer: "customer", date: "date", amount: "amount" } as const;
const orders = simulateOrders(bgNbd, { customers: 600, start: "2025-01-01", end: "2025-12-31", seed: 9, spend });
const split = splitHoldout(orders, { ...columns, unit: "week", calibrationEnd: "2025-09-30", end: "2025-12-31" });
const customers = split.calibration;
const fitted = fitBgNbd(customers);
const forecast = forecastOrders(fitted, customers, { horizon: 13, by: "week" });

const few = { frequency: [2, 0, 7, 1], recency: [30.43, 0, 35, 1.71], age: [38.86, 38.86, 39, 20] };

describe("the forecast of orders", () => {
  it("adds up what is expected of each customer, in every period and from the beginning", () => {
    const rows = forecast.toRows();
    expect(rows).toHaveLength(13);
    for (const horizon of [1, 5, 13]) {
      const expected = expectedPurchases(fitted, customers, { horizon }).reduce((sum, x) => sum + x, 0);
      expect(rows[horizon - 1]!.cumulativeOrders).toBeCloseTo(expected, 8);
      expect(rows.slice(0, horizon).reduce((sum, row) => sum + row.orders!, 0)).toBeCloseTo(expected, 8);
    }
    expect(forecast).toMatchObject({
      unit: "week",
      horizon: 13,
      level: 0.95,
      newCustomers: 0,
      parametersUncertain: true,
    });
    expect(forecast.customers).toBe(customers.numRows);
  });

  it("knows the days of its periods, which begin the day after the customers were summarized", () => {
    const [first, second] = forecast.toRows();
    const days = (date: Date | null): string => date!.toISOString().slice(0, 10);
    expect([days(first!.start), days(first!.end)]).toEqual(["2025-10-01", "2025-10-07"]);
    expect([days(second!.start), days(second!.end)]).toEqual(["2025-10-08", "2025-10-14"]);
    const months = forecastOrders(fitted, customers, { horizon: 13, by: "month" }).toRows();
    expect(months.map((row) => days(row.end))).toEqual(["2025-10-30", "2025-11-30", "2025-12-30"]);
    expect(months.map((row) => row.to! - row.from!).reduce((sum, length) => sum + length, 0)).toBeCloseTo(13, 12);
  });

  it("has intervals around the expectation, wider at a higher level and with fewer certainties", () => {
    const wider = forecastOrders(fitted, customers, { horizon: 13, level: 0.99 }).toRows();
    const certain = forecastOrders({ kind: "bg-nbd", parameters: fitted.parameters, unit: "week" }, customers, {
      horizon: 13,
    });
    expect(certain.parametersUncertain).toBe(false);
    const narrower = certain.toRows();
    forecast.toRows().forEach((row, k) => {
      expect(row.lower).toBeLessThanOrEqual(row.orders!);
      expect(row.upper).toBeGreaterThanOrEqual(row.orders!);
      expect(Number.isInteger(row.lower) && Number.isInteger(row.upper)).toBe(true);
      expect(wider[k]!.upper).toBeGreaterThanOrEqual(row.upper!);
      expect(wider[k]!.lower).toBeLessThanOrEqual(row.lower!);
      expect(narrower[k]!.orders).toBeCloseTo(row.orders!, 10);
      expect(narrower[k]!.cumulativeUpper).toBeLessThanOrEqual(row.cumulativeUpper!);
    });
  });

  it("has the spread that the distribution of purchases and the covariance of the parameters give", () => {
    const horizon = 13;
    const max = 80;
    const { data } = purchaseDistribution(fitted, customers, { horizon, max });
    let chance = 0;
    for (let row = 0; row < customers.numRows; row++) {
      let mean = 0;
      let square = 0;
      for (let x = 0; x <= max; x++) {
        mean += x * data[row * (max + 1) + x]!;
        square += x * x * data[row * (max + 1) + x]!;
      }
      chance += square - mean * mean;
    }
    const { standardError } = totalPurchases(fitted, customers, { horizon });
    const deviation = Math.sqrt(chance + standardError! ** 2);
    const last = forecast.toRows().at(-1)!;
    const half = (last.cumulativeUpper! - last.cumulativeLower!) / (2 * 1.96);
    // One percent of simulation, and the outward rounding of two counts.
    expect(Math.abs(half / deviation - 1)).toBeLessThan(0.015 + 0.6 / deviation);
  });

  it("is the same for the same seed, and hardly another for another", () => {
    const again = forecastOrders(fitted, customers, { horizon: 13, by: "week" });
    expect(again.toRows()).toEqual(forecast.toRows());
    const other = forecastOrders(fitted, customers, { horizon: 13, by: "week", seed: 5 }).toRows();
    forecast.toRows().forEach((row, k) => {
      expect(Math.abs(other[k]!.cumulativeUpper! - row.cumulativeUpper!)).toBeLessThanOrEqual(
        0.02 * row.cumulativeUpper! + 2,
      );
    });
  });

  it("counts rows that stand for several customers as often as they do", () => {
    const counted = forecastOrders(bgNbd, { ...few, count: [50, 20, 0, 30] }, { horizon: 4 });
    const each = { frequency: [] as number[], recency: [] as number[], age: [] as number[] };
    for (const [row, times] of [50, 20, 0, 30].entries()) {
      for (let i = 0; i < times; i++) {
        each.frequency.push(few.frequency[row]!);
        each.recency.push(few.recency[row]!);
        each.age.push(few.age[row]!);
      }
    }
    const plain = forecastOrders(bgNbd, each, { horizon: 4 });
    expect(counted.customers).toBe(100);
    counted.toRows().forEach((row, k) => {
      const other = plain.toRows()[k]!;
      expect(row.cumulativeOrders).toBeCloseTo(other.cumulativeOrders!, 9);
      expect(Math.abs(row.cumulativeUpper! - other.cumulativeUpper!)).toBeLessThanOrEqual(2);
    });
  });

  it("adds revenue from a model of spend", () => {
    const buyers = customers.where((row) => (row.frequency ?? 0) > 0);
    const spendFit = fitGammaGamma(buyers);
    const money = forecastOrders(fitted, customers, { horizon: 13, spendModel: spendFit });
    const perPurchase = expectedSpend(spendFit, customers);
    const expected = expectedPurchases(fitted, customers, { horizon: 13 }).reduce(
      (sum, x, i) => sum + x * perPurchase[i]!,
      0,
    );
    const last = money.toRows().at(-1)!;
    expect(last.cumulativeRevenue).toBeCloseTo(expected, 6);
    expect(last.cumulativeRevenueLower).toBeLessThan(expected);
    expect(last.cumulativeRevenueUpper).toBeGreaterThan(expected);
    // Amounts vary, so revenue is relatively less certain than orders.
    const spread = (low: number, high: number, mean: number): number => (high - low) / mean;
    expect(spread(last.cumulativeRevenueLower!, last.cumulativeRevenueUpper!, expected)).toBeGreaterThan(
      spread(last.cumulativeLower!, last.cumulativeUpper!, last.cumulativeOrders!),
    );
    expect(forecast.columnNames).not.toContain("revenue");
  });

  it("adds the orders of customers still to come, their first ones included", () => {
    const before = forecastOrders(bgNbd, few, { horizon: 3 }).toRows();
    const after = forecastOrders(bgNbd, few, { horizon: 3, newCustomers: [10, 0, 5] }).toRows();
    // Evenly over each period: the average over moments of birth, by the midpoint rule.
    const added = [0, 0, 0];
    const steps = 400;
    for (const [born, count] of [10, 0, 5].entries()) {
      added[born]! += count;
      for (let i = 0; i < steps; i++) {
        const birth = born + (i + 0.5) / steps;
        for (let k = born; k < 3; k++) {
          const now = expectedPurchasesNewCustomer(bgNbd, k + 1 - birth);
          const then = k === born ? 0 : expectedPurchasesNewCustomer(bgNbd, k - birth);
          added[k]! += (count * (now - then)) / steps;
        }
      }
    }
    for (let k = 0; k < 3; k++) expect(after[k]!.orders! - before[k]!.orders!).toBeCloseTo(added[k]!, 5);
    expect(forecastOrders(bgNbd, few, { horizon: 3, newCustomers: 4 }).newCustomers).toBe(12);
  });

  it("works for every model of purchases", () => {
    const models: [PurchaseModel, object][] = [
      [paretoNbd, few],
      [{ kind: "mbg-nbd", parameters: { r: 0.5, alpha: 6, a: 0.9, b: 1.6 } }, few],
      [{ kind: "nbd", parameters: { r: 0.4, alpha: 12 } }, few],
      [{ kind: "bg-cnbd-k", parameters: { k: 3, r: 0.4, alpha: 2, a: 0.8, b: 2.4 } }, few],
      [{ kind: "mbg-cnbd-k", parameters: { k: 2, r: 0.4, alpha: 3, a: 0.8, b: 2.4 } }, few],
      [
        { kind: "bg-bb", parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 } },
        { frequency: [3, 0], recency: [4, 0], opportunities: [6, 6] },
      ],
    ];
    for (const [model, data] of models) {
      const count = Float64Array.from({ length: (data as typeof few).frequency.length }, () => 200);
      const many = { ...data, count };
      const rows = forecastOrders(model, many, { horizon: 6, newCustomers: 2 }).toRows();
      expect(rows).toHaveLength(6);
      // The simulated spread agrees with the distribution of purchases over the whole horizon.
      const plain = forecastOrders(model, many, { horizon: 6 }).toRows().at(-1)!;
      const { data: p, columns: width } = purchaseDistribution(model, data as typeof few, { horizon: 6, max: 120 });
      let variance = 0;
      for (let row = 0; row < count.length; row++) {
        let mean = 0;
        let square = 0;
        for (let x = 0; x < width; x++) {
          mean += x * p[row * width + x]!;
          square += x * x * p[row * width + x]!;
        }
        variance += 200 * (square - mean * mean);
      }
      const half = (plain.cumulativeUpper! - plain.cumulativeLower!) / (2 * 1.96);
      expect(Math.abs(half / Math.sqrt(variance) - 1), model.kind).toBeLessThan(0.03 + 0.6 / Math.sqrt(variance));
    }
  });

  it("allows for uncertain parameters along the gradient of the total", () => {
    // A model whose only uncertain parameter is r, which every expectation of the NBD grows with in proportion to (r +
    // x).
    const covariance = [
      [0.01, 0],
      [0, 0],
    ];
    const nbd = { kind: "nbd", parameters: { r: 0.4, alpha: 12 }, unit: "week", covariance } as PurchaseModel;
    const many = { ...few, count: [1e6, 1e6, 1e6, 1e6] };
    const last = forecastOrders(nbd, many, { horizon: 10 }).toRows().at(-1)!;
    const gradient = 1e6 * few.age.reduce((sum, age) => sum + 10 / (12 + age), 0);
    const half = (last.cumulativeUpper! - last.cumulativeLower!) / (2 * 1.959964);
    expect(half / (0.1 * gradient)).toBeCloseTo(1, 2);
  });

  it("stays quick for customers who purchase beyond measure", () => {
    const heavy = { frequency: [1e5, 1e5], recency: [40, 36], age: [40, 36] };
    const last = forecastOrders(bgNbd, heavy, { horizon: 10 }).toRows().at(-1)!;
    expect(last.cumulativeLower).toBeLessThan(last.cumulativeOrders!);
    expect(last.cumulativeUpper).toBeGreaterThan(last.cumulativeOrders!);
  });

  it.each([
    [{ horizon: 0 }, /horizon/],
    [{ horizon: Number.POSITIVE_INFINITY }, /horizon/],
    [{ by: "year" }, /"day", "week", "month"/],
    [{ level: 1 }, /level/],
    [{ newCustomers: -1 }, /newCustomers/],
    [{ newCustomers: [1, 2] }, /2 values where there are 3 periods/],
    [{ newCustomers: [1, -2, 0] }, /row 2/],
    [{ seed: "x" }, /seed/],
    [{ months: 3 }, /no option "months"/],
    [{ spendModel: bgNbd }, /gamma-gamma/],
  ])("refuses %j", (wrong, message) => {
    expect(() => forecastOrders(bgNbd, few, { horizon: 3, ...wrong } as never)).toThrow(message);
  });

  it("refuses weeks where no unit of time is known, and customers of another unit", () => {
    const unknown = { kind: "bg-nbd", parameters: bgNbd.parameters } as const;
    expect(forecastOrders(unknown, few, { horizon: 2 }).columnNames).not.toContain("start");
    expect(() => forecastOrders(unknown, few, { horizon: 2, by: "week" })).toThrow(/summarize customers with a unit/);
    expect(() => forecastOrders({ ...bgNbd, unit: "day" }, customers, { horizon: 2 })).toThrow(/units of a day/);
    expect(() => forecastOrders(bgNbd, [], { horizon: 2 })).toThrow(/no rows/);
  });
});

describe("the comparison of a forecast with what came in", () => {
  const expected = forecast.column("orders").toArray() as number[];

  it("raises no alarm while totals stay inside", () => {
    const check = compareForecast(forecast, expected.slice(0, 4).map(Math.round));
    const rows = check.toRows();
    expect(check.alarm).toBeNull();
    expect(rows.map((row) => row.status)).toEqual([
      ...new Array<string>(4).fill("inside"),
      ...new Array<string>(9).fill("to come"),
    ]);
    expect(rows[4]).toMatchObject({ actual: null, cumulativeActual: null, cumulativeStatus: "to come" });
    expect(check.ordersOfOthers).toBeNull();
  });

  it("raises one when the cumulated orders leave their interval", () => {
    const upper = forecast.column("upper").toArray() as number[];
    const check = compareForecast(forecast, [upper[0]! + 40]);
    expect(check.alarm).toMatchObject({ period: 1, direction: "above" });
    expect(check.alarm!.reason).toMatch(/by the end of period 1 are above/);
    const low = compareForecast(forecast, { orders: [expected[0]!, 0], revenue: [1, 2] });
    expect(low.alarm).toMatchObject({ direction: "below" });
    expect(low.columnNames).not.toContain("revenue");
  });

  it("raises one when two periods in a row lie on the same side, but not for a single one", () => {
    const wide = forecastOrders(bgNbd, { ...few, count: [500, 500, 500, 500] }, { horizon: 8 });
    const rows = wide.toRows();
    const slightlyAbove = rows[5]!.upper! + 1;
    const calm = rows.slice(0, 5).map((row) => Math.round(row.orders! * 0.97));
    expect(compareForecast(wide, [...calm, slightlyAbove]).alarm).toBeNull();
    const twice = compareForecast(wide, [...calm, slightlyAbove, rows[6]!.upper! + 1]);
    expect(twice.toRows()[6]!.cumulativeStatus).toBe("inside");
    expect(twice.alarm).toMatchObject({
      period: 7,
      direction: "above",
      reason: expect.stringMatching(/periods 6 and 7/),
    });
  });

  it("counts orders itself: purchase days of the customers of the forecast, complete periods only", () => {
    const check = compareForecast(forecast, orders, { ...columns, end: "2025-12-31" });
    const rows = check.toRows();
    const known = new Set(customers.column("customer").toArray());
    const bought = new Set<string>();
    const others = new Set<string>();
    for (const { customer, date } of orders) {
      const day = (date as Date).toISOString().slice(0, 10);
      if (day >= "2025-10-08" && day <= "2025-10-14" && known.has(customer!)) bought.add(`${customer} ${day}`);
      if (day >= "2025-10-01" && day <= "2025-12-30" && !known.has(customer!)) others.add(`${customer} ${day}`);
    }
    expect(rows[1]!.actual).toBe(bought.size);
    expect(check.ordersOfOthers).toBe(others.size);
    expect(rows.every((row) => row.status !== "to come")).toBe(true);
    const total = (split.holdout.column("purchases").toArray() as number[]).reduce((sum, count) => sum + count, 0);
    const lastDay = orders.where((row) => row.date!.toISOString() >= "2025-12-31").numRows;
    expect(Math.abs(rows.at(-1)!.cumulativeActual! - total)).toBeLessThanOrEqual(lastDay);
    const early = compareForecast(forecast, orders, { ...columns, end: "2025-10-20" }).toRows();
    expect(early.map((row) => row.actual === null)).toEqual([false, false, ...new Array<boolean>(11).fill(true)]);
  });

  it("compares revenue where both sides have it", () => {
    const money = forecastOrders(fitted, customers, { horizon: 13, spendModel: spend });
    const rows = compareForecast(money, orders, { ...columns, end: "2025-12-31" }).toRows();
    const spent = (split.holdout.column("spend").toArray() as number[]).reduce((sum, amount) => sum + amount, 0);
    const total = rows.reduce((sum, row) => sum + row.revenue!, 0);
    expect(total).toBeLessThanOrEqual(spent + 1e-6);
    expect(total).toBeGreaterThan(0.95 * spent);
    expect(rows.every((row) => ["inside", "above", "below"].includes(row.revenueStatus!))).toBe(true);
  });

  it("holds for any totals: the status says on which side they are", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 13 }), (totals) => {
        const check = compareForecast(forecast, totals);
        check.toRows().forEach((row, k) => {
          if (k >= totals.length) expect(row.status).toBe("to come");
          else if (totals[k]! > row.upper!) expect(row.status).toBe("above");
          else expect(row.status).toBe(totals[k]! < row.lower! ? "below" : "inside");
        });
        const outside = check.toRows().find((row) => ["above", "below"].includes(row.cumulativeStatus!));
        if (outside !== undefined) expect(check.alarm!.period).toBeLessThanOrEqual(outside.period!);
      }),
    );
  });

  it("refuses what does not fit", () => {
    expect(() => compareForecast(forecast, new Array<number>(14).fill(1))).toThrow(/14 values for the 13 periods/);
    expect(() => compareForecast(forecast, [1, -1])).toThrow(/row 2/);
    expect(() => compareForecast(forecast, [Number.NaN])).toThrow(/missing/);
    expect(() => compareForecast(forecast, "12" as never)).toThrow(/orders per period/);
    expect(() => compareForecast(table({ orders: [1] }) as never as Forecast, [1])).toThrow(/made by forecastOrders/);
    const nameless = forecastOrders(bgNbd, few, { horizon: 2 });
    expect(() => compareForecast(nameless, orders, columns)).toThrow(/on what days/);
    const anonymous = Object.assign(table(few), { unit: "week", end: new Date("2025-09-30") });
    expect(() => compareForecast(forecastOrders(bgNbd, anonymous, { horizon: 2 }), orders, columns)).toThrow(
      /whose orders/,
    );
    expect(() => compareForecast(forecast, orders, { customer: "customer", date: "day" })).toThrow(/column "day"/);
    const numbered = summarizeCustomers(
      [
        { c: "17", d: "2025-09-29" },
        { c: "17", d: "2025-09-30" },
      ],
      { customer: "c", date: "d", unit: "week" },
    );
    expect(() => compareForecast(forecastOrders(bgNbd, numbered, { horizon: 2 }), orders, columns)).toThrow(/one type/);
  });
});
