import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { customersFrom, reduceOrders, summarizeCustomers } from "../../src/index.js";
import { errorOf } from "../error-of.js";

const columns = { customer: "customer", date: "day", amount: "amount", dateUnit: "day" } as const;

interface Order {
  readonly customer: string;
  readonly day: number;
  readonly amount: number;
}

type Statistics = ReturnType<ReturnType<typeof reduceOrders>["toRows"]>[number];

/** The statistics of a customer in two periods, the earlier one first, that meet between two days. */
function merged(earlier: Statistics, later: Statistics): Statistics {
  if (earlier.purchaseDays === 0 || later.purchaseDays === 0) {
    const bought = earlier.purchaseDays === 0 ? later : earlier;
    return { ...bought, ...added(earlier, later) };
  }
  return {
    ...added(earlier, later),
    purchaseDays: earlier.purchaseDays! + later.purchaseDays!,
    firstDay: earlier.firstDay,
    lastDay: later.lastDay,
    firstSpend: earlier.firstSpend,
    repeatSpend: earlier.repeatSpend! + later.firstSpend! + later.repeatSpend!,
    logIntervals: earlier.logIntervals! + Math.log(later.firstDay! - earlier.lastDay!) + later.logIntervals!,
  };
}

/** What the rows come to adds up, whatever day they are of. */
function added(earlier: Statistics, later: Statistics) {
  return {
    customer: earlier.customer,
    rows: earlier.rows! + later.rows!,
    orders: earlier.orders! + later.orders!,
    revenue: earlier.revenue! + later.revenue!,
    grossAmount: earlier.grossAmount! + later.grossAmount!,
    mergedSameDay: earlier.mergedSameDay! + later.mergedSameDay!,
    nettedRefunds: earlier.nettedRefunds! + later.nettedRefunds!,
    cancelledDays: earlier.cancelledDays! + later.cancelledDays!,
  };
}

const anyOrders = fc.array(
  fc.record({
    customer: fc.constantFrom("ada", "bob", "cyd", "dan"),
    day: fc.integer({ min: -10, max: 25 }),
    // Quarters are added up without rounding, so that sums are the same in any order.
    amount: fc.integer({ min: -40, max: 160 }).map((quarters) => quarters / 4),
  }),
  { minLength: 1, maxLength: 60 },
);

describe("the statistics of customers", () => {
  it("come in the order of first appearance, with the last day and the rows that were left out", () => {
    const orders: Order[] = [
      { customer: "bob", day: 9, amount: 0 },
      { customer: "cyd", day: 4, amount: 1 },
      { customer: "bob", day: 3, amount: 2 },
    ];
    const statistics = reduceOrders(orders, { ...columns, zeroAmounts: "drop" });
    expect(statistics.column("customer").toArray()).toEqual(["cyd", "bob"]);
    expect(statistics.end).toEqual(new Date("1970-01-05T00:00:00Z"));
    expect(statistics.ledger).toMatchObject({ rows: 3, droppedZeroAmounts: 1 });
  });

  it("of two periods that meet between two days merge into those of both", () => {
    fc.assert(
      fc.property(anyOrders, fc.integer({ min: -10, max: 25 }), (orders, lastDay) => {
        const [early, late] = [true, false].map((isEarly) => orders.filter(({ day }) => day <= lastDay === isEarly));
        fc.pre(early!.length > 0 && late!.length > 0);
        const [earlier, later] = [early!, late!].map((rows) => reduceOrders(rows, columns).toRows());
        for (const whole of reduceOrders(orders, columns).toRows()) {
          const parts = [earlier!, later!].flatMap((rows) => rows.filter((row) => row.customer === whole.customer));
          const together = parts.length === 1 ? parts[0]! : merged(parts[0]!, parts[1]!);
          expect(together.logIntervals).toBeCloseTo(whole.logIntervals!, 10);
          expect({ ...together, logIntervals: 0 }).toEqual({ ...whole, logIntervals: 0 });
        }
      }),
    );
  });
});

describe("customers from statistics", () => {
  it("are those of the summary of the same orders", () => {
    fc.assert(
      fc.property(
        anyOrders,
        fc.constantFrom("merge", "keep"),
        fc.constantFrom("day", "week"),
        (rows, sameDay, unit) => {
          const orders = rows.map(({ customer, day, amount }) => ({ customer, day, amount }));
          const summary = summarizeCustomers(orders, { ...columns, sameDay, unit });
          const customers = customersFrom(reduceOrders(orders, { ...columns, sameDay }), { unit });
          expect(customers.toRows()).toEqual(summary.toRows());
          expect(customers.ledger).toEqual(summary.ledger);
          expect(customers.end).toEqual(summary.end);
          expect(customers.unit).toBe(unit);
        },
      ),
    );
  });

  const bought = {
    customer: "ada",
    rows: 4,
    orders: 3,
    purchaseDays: 3,
    firstDay: 10,
    lastDay: 31,
    firstSpend: 5,
    repeatSpend: 30,
    revenue: 35,
    grossAmount: 35,
    logIntervals: Math.log(7) + Math.log(14),
    mergedSameDay: 1,
    nettedRefunds: 0,
    cancelledDays: 0,
  };

  it("have recency, age, intervals and mean spend by their definitions", () => {
    const customers = customersFrom([bought], { unit: "week", end: new Date(38 * 86_400_000) });
    const [row] = customers.toRows();
    expect(row).toMatchObject({
      customer: "ada",
      orders: 3,
      frequency: 2,
      recency: 3,
      age: 4,
      monetary: 15,
      revenue: 35,
    });
    expect(row!.logIntervals).toBeCloseTo(Math.log(1) + Math.log(2), 12);
    expect(row).toMatchObject({ firstOrder: new Date("1970-01-11"), lastOrder: new Date("1970-02-01") });
    expect(customers.ledger).toMatchObject({ rows: 4, mergedSameDay: 1, customers: 1, customersWithoutPurchase: 0 });
  });

  it("carry the ledger that is given with them", () => {
    const ledger = {
      rows: 9,
      droppedMissingCustomer: 1,
      droppedRefunds: 2,
      droppedZeroAmounts: 2,
      droppedAfterEnd: 0,
    };
    expect(customersFrom([bought], { end: "1970-03-01", ledger }).ledger).toMatchObject(ledger);
  });

  const refused = (change: object, end?: string) => {
    const error = errorOf(() => customersFrom([bought, { ...bought, customer: "bob", ...change }], end ? { end } : {}));
    return `${error.code}: ${error.message}`;
  };

  it.each([
    [{ customer: null }, 'missing-customer: customersFrom: column "customer", row 2: the customer id is missing'],
    [{ customer: "ada" }, 'inconsistent-row: customersFrom: column "customer", row 2: the customer is listed in row 1'],
    [{ rows: -1 }, 'out-of-range: customersFrom: column "rows", row 2: counts are whole numbers from 0'],
    [{ orders: 1.5 }, 'out-of-range: customersFrom: column "orders", row 2'],
    [{ purchaseDays: null }, 'missing-value: customersFrom: column "purchaseDays", row 2'],
    [{ firstDay: null }, 'missing-value: customersFrom: column "firstDay", row 2: the day is missing, although'],
    [{ lastDay: 31.5 }, 'out-of-range: customersFrom: column "lastDay", row 2: days are whole numbers since 1970'],
    [{ purchaseDays: 0 }, 'inconsistent-row: customersFrom: column "firstDay", row 2: there is a day, although'],
    [{ purchaseDays: 1 }, 'inconsistent-row: customersFrom: column "purchaseDays", row 2: 1 purchase day cannot lie'],
    [{ firstDay: 32 }, 'inconsistent-row: customersFrom: column "purchaseDays", row 2: 3 purchase days cannot lie'],
    [{ lastDay: 90 }, 'out-of-range: customersFrom: column "lastDay", row 2: 1970-04-01 is after the last day of'],
    [{ revenue: Number.POSITIVE_INFINITY }, 'not-finite: customersFrom: column "revenue", row 2'],
    [{ logIntervals: "many" }, 'not-a-number: customersFrom: column "logIntervals", row 2'],
  ])("refuse what no orders come to: %o", (change, message) => {
    expect(refused(change, "1970-03-01")).toContain(message);
  });

  it("need the last day of observation, where the statistics do not say it, and every column", () => {
    expect(refused({})).toContain('invalid-option: customersFrom: needs the option "end"');
    const { logIntervals: _, ...incomplete } = bought;
    expect(errorOf(() => customersFrom([incomplete], { end: "1970-03-01" })).code).toBe("unknown-column");
  });
});
