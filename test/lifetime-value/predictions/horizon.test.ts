import { describe, expect, it } from "vitest";
import { remainingLifetime } from "../../../src/churn/index.js";
import type { Horizon, PeriodUnit } from "../../../src/finance/index.js";
import {
  compareRetentionCurves,
  customerEquity,
  customerLifetimeValue,
  discountedExpectedPurchases,
  discountedLifetime,
  expectedPurchases,
  expectedPurchasesNewCustomer,
  fitShiftedBetaGeometric,
  forecastOrders,
  predictiveIntervals,
  probabilityAlive,
  purchaseDistribution,
  simpleLifetimeValue,
  simulateCustomers,
  totalPurchases,
  validateHoldout,
} from "../../../src/lifetime-value/index.js";
import { kaplanMeier } from "../../../src/survival/index.js";
import { errorOf } from "../../error-of.js";

const parameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 };
const model = { kind: "bg-nbd", parameters, unit: "week" } as const;
const customers = simulateCustomers(model, { customers: 40, age: 39, seed: 3 });
/** A year of twelve months is 365.25 days. */
const year = 365.25 / 7;
const discountRate = { annual: 0.1 };

const ofWeeks: Record<string, (horizon: Horizon) => unknown> = {
  expectedPurchases: (horizon) => expectedPurchases(model, customers, { horizon }),
  discountedExpectedPurchases: (horizon) => discountedExpectedPurchases(model, customers, { horizon, discountRate }),
  customerLifetimeValue: (horizon) => customerLifetimeValue(model, 30, customers, { horizon, discountRate }).toRows(),
  predictiveIntervals: (horizon) => predictiveIntervals(model, customers, { horizon }).toRows(),
  purchaseDistribution: (horizon) => purchaseDistribution(model, customers, { horizon, max: 3 }).data,
  probabilityAlive: (horizon) => probabilityAlive(model, customers, { at: horizon }),
  expectedPurchasesNewCustomer: (horizon) => expectedPurchasesNewCustomer(model, horizon),
  totalPurchases: (horizon) => totalPurchases(model, customers, { horizon }).expected,
  forecastOrders: (horizon) => forecastOrders(model, customers, { horizon, seed: 1 }).toRows(),
  validateHoldout: (horizon) => {
    const holdout = { purchases: Array.from(expectedPurchases(model, customers, { horizon: year }), Math.round) };
    return validateHoldout(model, { calibration: customers, holdout }, { horizon }).horizon;
  },
};

describe("a horizon in months", () => {
  it.each(Object.entries(ofWeeks))("is twelfths of 365.25 days in the unit of the model: %s", (_, call) => {
    expect(call({ months: 12 })).toEqual(call(year));
  });

  it("is a whole number of units where these are months, quarters or years", () => {
    const drivers = { margin: 10, retention: 0.8, discountRate };
    const equity = (unit: PeriodUnit, horizon: Horizon) =>
      customerEquity([100], { newCustomers: { perUnit: 10, value: 90, discountRate, unit, horizon } }).total;
    const survivors = [1000, 631, 468, 382, 326];
    for (const [unit, horizon] of [
      ["month", 12],
      ["quarter", 4],
      ["year", 1],
    ] as const) {
      expect(simpleLifetimeValue({ ...drivers, unit, horizon: { months: 12 } }).value).toBe(
        simpleLifetimeValue({ ...drivers, unit, horizon }).value,
      );
      expect(equity(unit, { months: 12 })).toBe(equity(unit, horizon));
      const contract = fitShiftedBetaGeometric({ survivors, unit });
      expect(discountedLifetime(contract, { discountRate, horizon: { months: 12 } })).toBe(
        discountedLifetime(contract, { discountRate, horizon }),
      );
      expect(compareRetentionCurves({ survivors, unit, horizon: { months: 12 } }).toRows()).toEqual(
        compareRetentionCurves({ survivors, unit, horizon }).toRows(),
      );
    }
  });

  it("looks so far along a survival curve", () => {
    const curve = kaplanMeier([1, 2, 3, 30, 40], [1, 0, 1, 1, 0]);
    const ages = { age: [1, 5] };
    const look = (horizon: Horizon) => remainingLifetime(curve, ages, { age: "age", horizon, unit: "week" }).toRows();
    expect(look({ months: 3 })).toEqual(look(365.25 / 4 / 7));
  });

  it("needs a unit, whole opportunities and a number of months", () => {
    const { unit, ...unitless } = model;
    const { frequency, recency, age } = customers.toColumns();
    const bare = { frequency, recency, age };
    const refusal = errorOf(() => expectedPurchases(unitless, bare, { horizon: { months: 12 } }));
    expect(refusal).toMatchObject({ code: "invalid-option", place: { function: "expectedPurchases" } });
    expect(refusal.message).toContain("nothing says what unit of time");
    for (const horizon of [{ months: -1 }, { months: "12" }, { weeks: 3 }, {}, [12]]) {
      expect(errorOf(() => expectedPurchases(model, customers, { horizon } as never))).toMatchObject({
        code: "invalid-option",
      });
    }
    expect(
      errorOf(() =>
        simpleLifetimeValue({ margin: 1, retention: 0.5, discountRate, unit: "year", horizon: { months: 18 } }),
      ),
    ).toMatchObject({ code: "invalid-option" });
    expect(unit).toBe("week");
  });
});
