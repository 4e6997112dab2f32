import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClienteleError, summarizeCustomers } from "../../src/index.js";

const columns = { customer: "customer", date: "date", amount: "amount" } as const;
type Order = { customer: string; date: string; amount: number; order?: string };
const order = (customer: string, date: string, amount: number, id?: string): Order => ({
  customer,
  date,
  amount,
  ...(id === undefined ? {} : { order: id }),
});

const shop: Order[] = [
  order("ada", "2026-01-05", 20),
  order("bob", "2026-01-06", 7),
  order("ada", "2026-01-19", 30),
  order("ada", "2026-01-19T18:00", 10),
  order("ada", "2026-02-02", 50),
];

describe("the summary of customers", () => {
  it("counts repeat purchase days, and measures time from the first day to the end", () => {
    const summary = summarizeCustomers(shop, { ...columns, end: "2026-02-09" });
    expect(summary.toRows()).toEqual([
      {
        customer: "ada",
        orders: 4,
        frequency: 2,
        recency: 28,
        age: 35,
        monetary: 45,
        logIntervals: Math.log(14 * 14),
        revenue: 110,
        firstOrder: new Date("2026-01-05T00:00:00Z"),
        lastOrder: new Date("2026-02-02T00:00:00Z"),
      },
      {
        customer: "bob",
        orders: 1,
        frequency: 0,
        recency: 0,
        age: 34,
        monetary: null,
        logIntervals: 0,
        revenue: 7,
        firstOrder: new Date("2026-01-06T00:00:00Z"),
        lastOrder: new Date("2026-01-06T00:00:00Z"),
      },
    ]);
    expect(summary.end).toEqual(new Date("2026-02-09T00:00:00Z"));
    expect(summary.unit).toBe("day");
    expect(summary.ledger).toMatchObject({ rows: 5, mergedSameDay: 1, customers: 2, customersWithoutPurchase: 0 });
  });

  it("scales recency, age and intervals by the unit and nothing else", () => {
    const inDays = summarizeCustomers(shop, { ...columns, end: "2026-02-09" }).toRows();
    for (const [unit, days] of [
      ["week", 7],
      ["month", 365.25 / 12],
    ] as const) {
      const scaled = summarizeCustomers(shop, { ...columns, end: "2026-02-09", unit }).toRows();
      for (const [i, row] of scaled.entries()) {
        const inDay = inDays[i]!;
        expect(row.recency! * days).toBeCloseTo(inDay.recency!, 10);
        expect(row.age! * days).toBeCloseTo(inDay.age!, 10);
        expect(row.logIntervals! + row.frequency! * Math.log(days)).toBeCloseTo(inDay.logIntervals!, 10);
        expect(row).toMatchObject({ orders: inDay.orders, frequency: inDay.frequency, monetary: inDay.monetary });
      }
    }
  });

  it("ends on the last order's day when no end is given, and leaves later rows out when one is", () => {
    expect(summarizeCustomers(shop, columns).end).toEqual(new Date("2026-02-02T00:00:00Z"));
    const early = summarizeCustomers(shop, { ...columns, end: "2026-01-05" });
    expect(early.numRows).toBe(1);
    expect(early.ledger.droppedAfterEnd).toBe(4);
  });

  it("keeps purchases of a day apart when asked", () => {
    const kept = summarizeCustomers(shop, { ...columns, sameDay: "keep" }).toRows()[0]!;
    expect(kept).toMatchObject({ frequency: 3, monetary: 30, orders: 4, logIntervals: null });
  });

  it("counts distinct orders where there is a column of orders", () => {
    const lines = [
      order("ada", "2026-01-05", 5, "o1"),
      order("ada", "2026-01-05", 6, "o1"),
      order("ada", "2026-01-06", 1, "o2"),
      order("bob", "2026-01-06", 1, "o2"),
    ];
    expect(
      summarizeCustomers(lines, { ...columns, order: "order" })
        .column("orders")
        .toArray(),
    ).toEqual([2, 1]);
  });

  it("multiplies quantity and price", () => {
    const lines = [{ c: 1, d: 0, q: 3, p: 2.5 }];
    const summary = summarizeCustomers(lines, { customer: "c", date: "d", amount: { quantity: "q", price: "p" } });
    expect(summary.column("revenue").at(0)).toBe(7.5);
  });

  it("needs no amounts, and then knows no money", () => {
    const summary = summarizeCustomers(shop, { customer: "customer", date: "date" }).toRows()[0]!;
    expect(summary).toMatchObject({ frequency: 2, orders: 4, revenue: null, monetary: null });
  });
});

describe("refunds", () => {
  const refunded: Order[] = [
    order("ada", "2026-01-05", 20),
    order("ada", "2026-01-10", 30),
    order("ada", "2026-01-10", -10),
    order("ada", "2026-01-15", 40),
    order("ada", "2026-01-15", -40),
    order("ada", "2026-01-20", -5),
    order("bob", "2026-01-07", 9.99),
    order("bob", "2026-01-07", -9.99),
  ];

  it("reduce revenue, never make a purchase, and cancel a day of which nothing is left", () => {
    const summary = summarizeCustomers(refunded, columns);
    expect(summary.toRows()[0]).toMatchObject({ orders: 3, frequency: 1, recency: 5, monetary: 20, revenue: 35 });
    expect(summary.ledger).toMatchObject({ nettedRefunds: 4, cancelledDays: 2, mergedSameDay: 0 });
  });

  it("leave a customer without a purchase in the table, with what is unknown missing", () => {
    const summary = summarizeCustomers(refunded, columns);
    expect(summary.toRows()[1]).toEqual({
      customer: "bob",
      orders: 0,
      frequency: null,
      recency: null,
      age: null,
      monetary: null,
      logIntervals: null,
      revenue: 0,
      firstOrder: null,
      lastOrder: null,
    });
    expect(summary.ledger.customersWithoutPurchase).toBe(1);
  });

  it("are dropped or kept like any row when asked", () => {
    const dropped = summarizeCustomers(refunded, { ...columns, refunds: "drop" });
    expect(dropped.toRows()[0]).toMatchObject({ orders: 3, frequency: 2, revenue: 90 });
    expect(dropped.ledger.droppedRefunds).toBe(4);
    const kept = summarizeCustomers(refunded, { ...columns, refunds: "keep" });
    expect(kept.toRows()[0]).toMatchObject({ orders: 6, frequency: 3, revenue: 35 });
  });

  it("are spread over the purchases of their day when those are kept apart", () => {
    const day = [
      order("ada", "2026-01-01", 1),
      order("ada", "2026-01-05", 30),
      order("ada", "2026-01-05", 10),
      order("ada", "2026-01-05", -20),
    ];
    const summary = summarizeCustomers(day, { ...columns, sameDay: "keep" }).toRows()[0]!;
    expect(summary).toMatchObject({ frequency: 2, monetary: 10, revenue: 21 });
  });

  it("do not hang on the order in which cents are added", () => {
    const cents = [order("ada", "2026-01-05", 0.1), order("ada", "2026-01-05", 0.2), order("ada", "2026-01-05", -0.3)];
    for (const rows of [cents, [...cents].reverse()]) {
      expect(summarizeCustomers(rows, columns).column("frequency").at(0)).toBeNull();
    }
  });

  it("cancel an order of several lines only when its sum is negative", () => {
    const lines = [
      order("ada", "2026-01-05", 10, "o1"),
      order("ada", "2026-01-05", -4, "o1"),
      order("ada", "2026-01-09", 3, "o2"),
      order("ada", "2026-01-09", -8, "o2"),
      order("ada", "2026-01-12", 1, "o3"),
    ];
    expect(
      summarizeCustomers(lines, { ...columns, order: "order" })
        .column("orders")
        .at(0),
    ).toBe(2);
  });
});

describe("rows that a policy decides about", () => {
  it("count amounts of 0 as purchases unless they are dropped", () => {
    const rows = [order("ada", "2026-01-05", 0), order("ada", "2026-01-06", 5)];
    expect(summarizeCustomers(rows, columns).column("frequency").at(0)).toBe(1);
    const dropped = summarizeCustomers(rows, { ...columns, zeroAmounts: "drop" });
    expect(dropped.column("frequency").at(0)).toBe(0);
    expect(dropped.ledger.droppedZeroAmounts).toBe(1);
  });

  it("name the first row without a customer unless such rows are dropped", () => {
    const rows = [
      order("ada", "2026-01-05", 1),
      order("", "2026-01-05", 1),
      { ...order("x", "2026-01-06", 1), customer: null },
    ];
    expect(() => summarizeCustomers(rows, columns)).toThrow(
      'summarizeCustomers: column "customer", row 2: the customer id is missing (2 such rows); set ' +
        'missingCustomer: "drop"',
    );
    expect(summarizeCustomers(rows, { ...columns, missingCustomer: "drop" }).ledger.droppedMissingCustomer).toBe(2);
  });

  it("forget a customer of whom no row is left", () => {
    const rows = [order("ada", "2026-01-05", -1), order("bob", "2026-01-05", 1)];
    expect(
      summarizeCustomers(rows, { ...columns, refunds: "drop" })
        .column("customer")
        .toArray(),
    ).toEqual(["bob"]);
  });
});

describe("orders that are wrong", () => {
  const refusal = (rows: object[], options: object = columns) => {
    try {
      summarizeCustomers(rows, options as typeof columns);
    } catch (error) {
      if (error instanceof ClienteleError) return error.code;
      throw error;
    }
    return "accepted";
  };

  it.each([
    ["no rows", [], "empty-table"],
    ["an unknown column", [{ customer: 1, day: 0, amount: 1 }], "unknown-column"],
    ["text for an amount", [{ customer: 1, date: 0, amount: "12,50" }], "not-a-number"],
    ["an infinite amount", [{ customer: 1, date: 0, amount: Number.POSITIVE_INFINITY }], "not-finite"],
    ["no amount", [{ customer: 1, date: 0, amount: null }], "missing-value"],
    ["an impossible date", [{ customer: 1, date: "2026-02-30", amount: 1 }], "not-a-date"],
    ["no date", [{ customer: 1, date: null, amount: 1 }], "missing-value"],
    ["no customer", [{ customer: null, date: 0, amount: 1 }], "missing-customer"],
  ])("are refused: %s", (_, rows, code) => {
    expect(refusal(rows)).toBe(code);
  });

  it("are refused with options that do not exist", () => {
    expect(refusal(shop, { ...columns, sameday: "keep" })).toBe("invalid-option");
    expect(refusal(shop, { ...columns, refunds: "ignore" })).toBe("invalid-option");
    expect(refusal(shop, { ...columns, end: "soon" })).toBe("not-a-date");
    expect(refusal(shop, { date: "date" })).toBe("invalid-option");
    expect(refusal(shop, { ...columns, end: "2020-01-01" })).toBe("empty-table");
  });
});

describe("any orders", () => {
  const anyOrders = fc.array(
    fc.record({
      customer: fc.integer({ min: 0, max: 6 }),
      day: fc.integer({ min: 0, max: 60 }),
      amount: fc.integer({ min: -500, max: 2000 }).map((cents) => cents / 100),
    }),
    { minLength: 1, maxLength: 120 },
  );
  const options = { customer: "customer", date: "day", amount: "amount", dateUnit: "day" } as const;

  it("agree with a summary made the slow way", () => {
    fc.assert(
      fc.property(anyOrders, (rows) => {
        const end = Math.max(...rows.map((row) => row.day));
        const ids = [...new Set(rows.map((row) => row.customer))];
        const expected = ids.map((id) => {
          const own = rows.filter((row) => row.customer === id);
          const days = [...new Set(own.map((row) => row.day))].sort((a, b) => a - b);
          const purchases = days
            .map((day) => ({ day, amounts: own.filter((row) => row.day === day).map((row) => row.amount) }))
            .map(({ day, amounts }) => ({
              day,
              net: Math.round(100 * amounts.reduce((a, b) => a + b, 0)) / 100,
              refunded: amounts.some((a) => a < 0),
            }))
            .filter(({ net, refunded }) => net > 0 || (!refunded && net === 0));
          const repeats = purchases.slice(1);
          return {
            frequency: purchases.length === 0 ? null : repeats.length,
            age: purchases.length === 0 ? null : end - purchases[0]!.day,
            monetary: repeats.length === 0 ? null : repeats.reduce((sum, { net }) => sum + net, 0) / repeats.length,
            revenue: own.reduce((sum, row) => sum + row.amount, 0),
          };
        });
        const actual = summarizeCustomers(rows, options).toRows();
        expect(actual.map((row) => row.customer)).toEqual(ids);
        actual.forEach((row, i) => {
          expect(row.frequency).toBe(expected[i]!.frequency);
          expect(row.age).toBe(expected[i]!.age);
          expect(row.revenue).toBeCloseTo(expected[i]!.revenue, 8);
          if (expected[i]!.monetary === null) expect(row.monetary).toBeNull();
          else expect(row.monetary).toBeCloseTo(expected[i]!.monetary!, 8);
        });
      }),
    );
  });

  it("keep all money: revenue of the customers is revenue of the rows", () => {
    fc.assert(
      fc.property(anyOrders, (rows) => {
        const total = rows.reduce((sum, row) => sum + row.amount, 0);
        const revenue = summarizeCustomers(rows, options).column("revenue").toArray();
        expect(revenue.reduce((sum: number, value) => sum + value!, 0)).toBeCloseTo(total, 8);
      }),
    );
  });

  it("sort the long history of one customer as well as short ones", () => {
    const rows = Array.from({ length: 500 }, (_, i) => ({ customer: 1, day: (i * 193) % 400, amount: 1 + (i % 7) }));
    const summary = summarizeCustomers(rows, options).toRows()[0]!;
    const sorted = summarizeCustomers(
      [...rows].sort((a, b) => a.day - b.day),
      options,
    ).toRows()[0]!;
    expect(summary).toEqual(sorted);
    expect(summary.frequency).toBe(399);
  });
});
