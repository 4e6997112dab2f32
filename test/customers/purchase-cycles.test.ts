import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fitIntervals, nextInterval, probabilityWithin } from "../../src/customers/interval-model.js";
import { type PurchaseCycleOptions, purchaseCycles } from "../../src/customers/purchase-cycles.js";
import { ClienteleError } from "../../src/errors/index.js";
import { createRandom, logGamma } from "../../src/numeric/index.js";

const columns = { customer: "customer", date: "date" } as const;

/** Orders of one customer on days counted from 2026-01-01. */
function ordersOf(customer: string, days: readonly number[]) {
  return days.map((day) => ({ customer, date: new Date(Date.UTC(2026, 0, 1 + day)) }));
}

function cyclesOf(orders: readonly object[], day: number, options: Partial<PurchaseCycleOptions> = {}) {
  return purchaseCycles(orders, { ...columns, asOf: new Date(Date.UTC(2026, 0, 1 + day)), ...options }).toRows();
}

function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof ClienteleError) return error.code;
    throw error;
  }
  return "nothing was thrown";
}

describe("purchaseCycles", () => {
  it("raises an alert when the own cycle and three days are over, not before", () => {
    const orders = ordersOf("ada", [0, 10, 20, 30]);
    const at = (day: number) => cyclesOf(orders, day)[0]!;
    expect(at(35)).toMatchObject({
      orders: 4,
      intervals: 3,
      medianInterval: 10,
      daysSinceLast: 5,
      daysOverdue: 0,
      alert: false,
    });
    expect(at(35).expectedNext).toEqual(new Date("2026-02-10"));
    expect(at(43)).toMatchObject({ daysOverdue: 3, alert: false });
    expect(at(44)).toMatchObject({ daysOverdue: 4, alert: true });
    expect(cyclesOf(orders, 44, { margin: 4 })[0]!.alert).toBe(false);
  });

  it("judges each customer by his own cycle", () => {
    const orders = [...ordersOf("weekly", [0, 7, 14, 21, 28]), ...ordersOf("monthly", [0, 30, 61, 90])];
    const [weekly, monthly] = cyclesOf(orders, 104);
    expect(weekly).toMatchObject({ customer: "weekly", alert: true, daysOverdue: 69 });
    expect(monthly).toMatchObject({ customer: "monthly", alert: false, daysOverdue: 0 });
    expect(weekly!.overdueProbability!).toBeGreaterThan(0.95);
    expect(monthly!.overdueProbability!).toBeLessThan(0.3);
  });

  it("finds the same silence more unusual for a regular customer than for an irregular one", () => {
    const orders = [
      ...ordersOf("regular", [0, 20, 40, 60, 80, 100, 120]),
      ...ordersOf("irregular", [0, 3, 43, 48, 103, 110, 120]),
      ...ordersOf("other", [0, 9, 31, 52, 70, 99, 118]),
    ];
    const [regular, irregular] = cyclesOf(orders, 150);
    expect(regular!.overdueProbability!).toBeGreaterThan(irregular!.overdueProbability! + 0.1);
  });

  it("draws a customer with one interval towards the others, and one with many hardly", () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      ordersOf(`c${i}`, [0, 18 + (i % 5), 40 + (i % 3), 60, 81 - (i % 4)]),
    ).flat();
    const orders = [
      ...many,
      ...ordersOf("one", [0, 80]),
      ...ordersOf(
        "steady",
        Array.from({ length: 20 }, (_, i) => 80 * i),
      ),
    ];
    const rows = cyclesOf(orders, 1600);
    const find = (customer: string) => rows.find((row) => row.customer === customer)!;
    expect(find("one").medianInterval).toBe(80);
    expect(find("one").typicalInterval!).toBeLessThan(70);
    expect(find("one").typicalInterval!).toBeGreaterThan(20);
    expect(Math.abs(find("steady").typicalInterval! - 80)).toBeLessThan(10);
  });

  it("leaves open what cannot be known of a customer with a single purchase", () => {
    const table = purchaseCycles([...ordersOf("once", [5]), ...ordersOf("twice", [0, 9])], {
      ...columns,
      asOf: "2026-03-01",
    });
    expect(table.toRows()[0]).toMatchObject({
      customer: "once",
      orders: 1,
      intervals: 0,
      medianInterval: null,
      typicalInterval: null,
      expectedNext: null,
      daysOverdue: null,
      overdueProbability: null,
      alert: false,
    });
    expect(table.ledger.withoutCycle).toBe(1);
    const alone = purchaseCycles(ordersOf("once", [5]), { ...columns, asOf: "2026-03-01" });
    expect(alone.pooling).toBeNull();
    expect(alone.toRows()[0]!.lastOrder).toEqual(new Date("2026-01-06"));
  });

  it("does not look beyond asOf, merges days, and nets refunds", () => {
    const orders = [
      { customer: "ada", date: "2026-01-01", amount: 5, order: "a" },
      { customer: "ada", date: "2026-01-01T15:00", amount: 5, order: "b" },
      { customer: "ada", date: "2026-01-11", amount: 5, order: "c" },
      { customer: "ada", date: "2026-01-15", amount: -5, order: "d" },
      { customer: "ada", date: "2026-01-21", amount: 5, order: "e" },
      { customer: "ada", date: "2026-02-01", amount: 5, order: "f" },
    ];
    const table = purchaseCycles(orders, { ...columns, amount: "amount", order: "order", asOf: "2026-01-31" });
    expect(table.toRows()[0]).toMatchObject({ orders: 4, intervals: 2, medianInterval: 10, daysSinceLast: 10 });
    expect(table.ledger.droppedAfterAsOf).toBe(1);
  });

  it("needs as many intervals as it is told to", () => {
    const rows = cyclesOf([...ordersOf("two", [0, 10, 20]), ...ordersOf("three", [0, 10, 20, 30])], 90, {
      minIntervals: 3,
    });
    expect(rows.map((row) => row.alert)).toEqual([false, true]);
    expect(rows[0]!.medianInterval).toBeNull();
  });

  it("stays finite however regular, rare or wild the purchases are", () => {
    const history = fc.array(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(history, { minLength: 1, maxLength: 8 }), (gaps) => {
        const orders = gaps.flatMap((list, i) => {
          let day = 0;
          return ordersOf(`c${i}`, [0, ...list.map((gap) => (day += gap))]);
        });
        for (const row of cyclesOf(orders, 20_000)) {
          expect(row.overdueProbability!).toBeGreaterThanOrEqual(0);
          expect(row.overdueProbability!).toBeLessThanOrEqual(1);
          expect(Number.isFinite(row.typicalInterval)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    [
      "missing-customer",
      () => purchaseCycles([{ customer: null, date: "2026-01-01" }], { ...columns, asOf: "2026-02-01" }),
    ],
    ["empty-table", () => purchaseCycles([{ customer: "a", date: "2026-01-01" }], { ...columns, asOf: "2025-01-01" })],
    ["empty-table", () => purchaseCycles([], { ...columns, asOf: "2025-01-01" })],
    ["not-a-date", () => purchaseCycles([{ customer: "a", date: "2026-01-01" }], { ...columns, asOf: "tomorrow" })],
    [
      "invalid-option",
      () => purchaseCycles([{ customer: "a", date: "2026-01-01" }], { ...columns, asOf: "2026-02-01", margin: -1 }),
    ],
    [
      "invalid-option",
      () =>
        purchaseCycles([{ customer: "a", date: "2026-01-01" }], { ...columns, asOf: "2026-02-01", days: 3 } as never),
    ],
  ])("refuses bad input with %s (%#)", (code, call) => {
    expect(codeOf(call)).toBe(code);
  });
});

describe("the model of intervals", () => {
  /** Customers made by the model itself: their sums, and the interval that came next. */
  function simulate(customers: number, seed: number) {
    const random = createRandom(seed);
    const [center, k, s, v] = [3.2, 0.5, 0.3, 6];
    const count = new Int32Array(customers);
    const mean = new Float64Array(customers);
    const squares = new Float64Array(customers);
    const next = new Float64Array(customers);
    for (let c = 0; c < customers; c++) {
      const variance = (v * s) / (2 * random.gamma(v / 2));
      const own = center + Math.sqrt(variance / k) * random.normal();
      const logs = Array.from({ length: 1 + random.integer(12) }, () => own + Math.sqrt(variance) * random.normal());
      count[c] = logs.length;
      mean[c] = logs.reduce((a, b) => a + b) / logs.length;
      squares[c] = logs.reduce((sum, z) => sum + (z - mean[c]!) ** 2, 0);
      next[c] = Math.exp(own + Math.sqrt(variance) * random.normal());
    }
    return { sums: { count, mean, squares }, next };
  }

  it("recovers what the customers were made with", () => {
    const model = fitIntervals(simulate(20_000, 3).sums)!;
    expect(model.center).toBeCloseTo(3.2, 1);
    expect(model.meanWeight).toBeCloseTo(0.5, 1);
    expect(model.variance).toBeCloseTo(0.3, 1);
    expect(Math.abs(model.varianceWeight - 6)).toBeLessThan(0.6);
  });

  it("gives probabilities that come true: the next interval falls uniformly into them", () => {
    const { sums, next } = simulate(20_000, 4);
    const model = fitIntervals(sums)!;
    const places = next.map((days, c) =>
      probabilityWithin(nextInterval(model, sums.count[c]!, sums.mean[c]!, sums.squares[c]!), days),
    );
    for (const level of [0.05, 0.25, 0.5, 0.75, 0.95]) {
      const share = places.filter((place) => place <= level).length / places.length;
      expect(Math.abs(share - level)).toBeLessThan(0.012);
    }
  });

  it("maximizes the marginal likelihood with its weak opinions", () => {
    const { sums } = simulate(200, 5);
    const model = fitIntervals(sums)!;
    const objective = (m: number, k: number, s: number, v: number) => {
      let value = 0;
      for (let c = 0; c < sums.count.length; c++) {
        const n = sums.count[c]!;
        const total = v * s + sums.squares[c]! + ((k * n) / (k + n)) * (sums.mean[c]! - m) ** 2;
        value +=
          logGamma((v + n) / 2) -
          logGamma(v / 2) +
          0.5 * Math.log(k / (k + n)) +
          (v / 2) * Math.log(v * s) -
          ((v + n) / 2) * Math.log(total);
      }
      return value - 0.5 * ((Math.log(k) / 2) ** 2 + (Math.log(s / 0.25) / 2) ** 2 + (Math.log(v / 4) / 1.5) ** 2);
    };
    const at = [model.center, model.meanWeight, model.variance, model.varianceWeight] as const;
    const best = objective(...at);
    for (let i = 0; i < 4; i++) {
      for (const factor of [0.99, 1.01]) {
        const moved = at.map((value, j) => (j === i ? value * factor : value));
        expect(objective(moved[0]!, moved[1]!, moved[2]!, moved[3]!)).toBeLessThan(best);
      }
    }
  });
});
