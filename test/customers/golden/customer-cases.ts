import type { GoldenCustomerCase } from "./golden-case.js";

/** Rows of "ada" on consecutive days from 1970-01-01, each with an amount of 1. */
const historyOf = (days: readonly number[]) =>
  days.map((day) => ["ada", new Date(day * 86_400_000).toISOString(), 1] as const);

/** A purchase of 1 on each day. */
const onesOn = (days: readonly number[]) =>
  days.map((day) => [new Date(day * 86_400_000).toISOString().slice(0, 10), 1] as const);

/** 0, 1, 3, 6, 10, …: the intervals 1, 2, 3, … between 60 days, more than are sorted by insertion. */
const longHistory = Array.from({ length: 60 }, (_, i) => (i * (i + 1)) / 2);

/** Which days are purchase days. */
const days: readonly GoldenCustomerCase[] = [
  {
    name: "one order is one purchase day",
    orders: [["ada", "2026-01-05", 20]],
    customers: [{ customer: "ada", purchases: [["2026-01-05", 20]], rows: 1, revenue: 20 }],
    end: "2026-01-05",
  },
  {
    name: "orders of several days are as many purchase days",
    orders: [
      ["ada", "2026-01-05", 20],
      ["bob", "2026-01-06", 7],
      ["ada", "2026-01-19", 30],
      ["ada", "2026-02-02", 50],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 20],
          ["2026-01-19", 30],
          ["2026-02-02", 50],
        ],
        rows: 3,
        revenue: 100,
      },
      { customer: "bob", purchases: [["2026-01-06", 7]], rows: 1, revenue: 7 },
    ],
    end: "2026-02-02",
  },
  {
    name: "the orders of a day are one purchase with their sum",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-05T18:00", 10],
      ["ada", "2026-01-05", 4],
      ["ada", "2026-01-06", 1],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 34],
          ["2026-01-06", 1],
        ],
        rows: 4,
        revenue: 35,
        merged: 2,
      },
    ],
    end: "2026-01-06",
  },
  {
    name: "the order of the rows does not matter",
    orders: [
      ["ada", "2026-02-02", 50],
      ["ada", "2026-01-05", 20],
      ["ada", "2026-02-02", 5],
      ["ada", "2026-01-19", 30],
      ["ada", "2026-01-05", 2],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 22],
          ["2026-01-19", 30],
          ["2026-02-02", 55],
        ],
        rows: 5,
        revenue: 107,
        merged: 2,
      },
    ],
    end: "2026-02-02",
  },
  {
    name: "with same-day purchases kept apart every row is a purchase, and the sum of log intervals is missing",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-05", 10],
      ["ada", "2026-01-08", 5],
    ],
    options: { sameDay: "keep" },
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 20],
          ["2026-01-05", 10],
          ["2026-01-08", 5],
        ],
        rows: 3,
        revenue: 35,
      },
    ],
    end: "2026-01-08",
  },
  {
    name: "keeping same-day purchases apart changes nothing where no day has two",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-12", 10],
    ],
    options: { sameDay: "keep" },
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 20],
          ["2026-01-12", 10],
        ],
        rows: 2,
        revenue: 30,
      },
    ],
    end: "2026-01-12",
  },
  {
    name: "a day ends at midnight UTC",
    orders: [
      ["ada", "2026-01-05T00:00:00.000Z", 1],
      ["ada", "2026-01-05T23:59:59.999Z", 2],
      ["ada", "2026-01-06T00:00:00.000Z", 4],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 3],
          ["2026-01-06", 4],
        ],
        rows: 3,
        revenue: 7,
        merged: 1,
      },
    ],
    end: "2026-01-06",
  },
  {
    name: "a moment with an offset belongs to its UTC day",
    orders: [
      ["ada", "2026-01-05T23:30:00-02:00", 1],
      ["ada", "2026-01-06T10:00:00Z", 2],
      ["ada", "2026-01-08T01:00:00+09:00", 4],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-06", 3],
          ["2026-01-07", 4],
        ],
        rows: 3,
        revenue: 7,
        merged: 1,
      },
    ],
    end: "2026-01-07",
  },
  {
    name: "days before 1970 count back from it",
    orders: [
      ["ada", "1950-01-02", 1],
      ["ada", "1969-12-31", 2],
      ["ada", "1970-01-01", 4],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["1950-01-02", 1],
          ["1969-12-31", 2],
          ["1970-01-01", 4],
        ],
        rows: 3,
        revenue: 7,
      },
    ],
    end: "1970-01-01",
  },
  {
    name: "a moment before 1970 belongs to the day that has begun, not to the next",
    orders: [
      ["ada", "1969-12-31T00:00:01Z", 1],
      ["ada", "1969-12-31T23:59:59Z", 2],
    ],
    customers: [{ customer: "ada", purchases: [["1969-12-31", 3]], rows: 2, revenue: 3, merged: 1 }],
    end: "1969-12-31",
  },
  {
    name: "February has 29 days in 2024 and 2000, not in 1900",
    orders: [
      ["ada", "2024-02-28", 1],
      ["ada", "2024-03-01", 1],
      ["bob", "2000-02-28", 1],
      ["bob", "2000-03-01", 1],
      ["cyd", "1900-02-28", 1],
      ["cyd", "1900-03-01", 1],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2024-02-28", 1],
          ["2024-03-01", 1],
        ],
        rows: 2,
        revenue: 2,
      },
      {
        customer: "bob",
        purchases: [
          ["2000-02-28", 1],
          ["2000-03-01", 1],
        ],
        rows: 2,
        revenue: 2,
      },
      {
        customer: "cyd",
        purchases: [
          ["1900-02-28", 1],
          ["1900-03-01", 1],
        ],
        rows: 2,
        revenue: 2,
      },
    ],
    end: "2024-03-01",
  },
  {
    name: "numbers of days count from 1970",
    orders: [
      ["ada", -1, 1],
      ["ada", 0, 2],
      ["ada", 20_000, 4],
    ],
    options: { dateUnit: "day" },
    customers: [
      {
        customer: "ada",
        purchases: [
          ["1969-12-31", 1],
          ["1970-01-01", 2],
          ["2024-10-04", 4],
        ],
        rows: 3,
        revenue: 7,
      },
    ],
    end: "2024-10-04",
  },
  {
    name: "numbers of seconds are cut to days",
    orders: [
      ["ada", 86_399, 1],
      ["ada", 86_400, 2],
      ["ada", -1, 4],
    ],
    options: { dateUnit: "s" },
    customers: [
      {
        customer: "ada",
        purchases: [
          ["1969-12-31", 4],
          ["1970-01-01", 1],
          ["1970-01-02", 2],
        ],
        rows: 3,
        revenue: 7,
      },
    ],
    end: "1970-01-02",
  },
  {
    name: "numbers are milliseconds unless said otherwise",
    orders: [
      ["ada", 1_767_571_200_000, 1],
      ["ada", 1_767_657_599_999, 2],
    ],
    customers: [{ customer: "ada", purchases: [["2026-01-05", 3]], rows: 2, revenue: 3, merged: 1 }],
    end: "2026-01-05",
  },
  {
    name: "a long history out of order is sorted like a short one",
    orders: [...historyOf(longHistory).slice(30), ...historyOf(longHistory).slice(0, 30).reverse()],
    customers: [{ customer: "ada", purchases: onesOn(longHistory), rows: 60, revenue: 60 }],
    end: "1974-11-06",
  },
];

/** Where the amount comes from, and what an order is. */
const amountsAndOrders: readonly GoldenCustomerCase[] = [
  {
    name: "without a column of amounts no money is known, and everything else is",
    columns: ["customer", "date"],
    orders: [
      ["ada", "2026-01-05"],
      ["ada", "2026-01-05"],
      ["ada", "2026-01-09"],
    ],
    customers: [{ customer: "ada", purchases: [["2026-01-05"], ["2026-01-09"]], rows: 3, merged: 1 }],
    end: "2026-01-09",
  },
  {
    name: "quantity times price is an amount",
    columns: ["customer", "date", "quantity", "price"],
    orders: [
      ["ada", "2026-01-05", 3, 2.5],
      ["ada", "2026-01-05", -1, 2.5],
      ["ada", "2026-01-06", 0, 9],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 5],
          ["2026-01-06", 0],
        ],
        rows: 3,
        orders: 2,
        revenue: 5,
        gross: 10,
        netted: 1,
      },
    ],
    end: "2026-01-06",
  },
  {
    name: "the lines of an order are one order",
    columns: ["customer", "date", "amount", "order"],
    orders: [
      ["ada", "2026-01-05", 5, "o1"],
      ["ada", "2026-01-05", 6, "o1"],
      ["ada", "2026-01-05", 7, "o2"],
      ["ada", "2026-01-06", 1, "o3"],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 18],
          ["2026-01-06", 1],
        ],
        rows: 4,
        orders: 3,
        revenue: 19,
        merged: 2,
      },
    ],
    end: "2026-01-06",
  },
  {
    name: "an order id that two customers have is an order of each",
    columns: ["customer", "date", "amount", "order"],
    orders: [
      ["ada", "2026-01-05", 5, 1],
      ["bob", "2026-01-05", 6, 1],
      ["ada", "2026-01-06", 5, 1],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 5],
          ["2026-01-06", 5],
        ],
        rows: 2,
        orders: 1,
        revenue: 10,
      },
      { customer: "bob", purchases: [["2026-01-05", 6]], rows: 1, revenue: 6 },
    ],
    end: "2026-01-06",
  },
  {
    name: "an order counts unless its lines come to less than nothing",
    columns: ["customer", "date", "amount", "order"],
    orders: [
      ["ada", "2026-01-05", 10, "half sent back"],
      ["ada", "2026-01-05", -5, "half sent back"],
      ["ada", "2026-01-06", 10, "all sent back"],
      ["ada", "2026-01-06", -10, "all sent back"],
      ["ada", "2026-01-07", 3, "more sent back"],
      ["ada", "2026-01-07", -8, "more sent back"],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [["2026-01-05", 5]],
        rows: 6,
        orders: 2,
        revenue: 0,
        gross: 46,
        netted: 3,
        cancelled: 2,
      },
    ],
    end: "2026-01-07",
  },
  {
    name: "an order of a negative amount counts where refunds are kept",
    columns: ["customer", "date", "amount", "order"],
    orders: [
      ["ada", "2026-01-05", 10, "o1"],
      ["ada", "2026-01-06", -4, "o2"],
    ],
    options: { refunds: "keep" },
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 10],
          ["2026-01-06", -4],
        ],
        rows: 2,
        revenue: 6,
        gross: 14,
      },
    ],
    end: "2026-01-06",
  },
  {
    name: "large and small amounts are added up whole",
    orders: [
      ["ada", "2026-01-05", 2 ** 50],
      ["ada", "2026-01-06", 0.25],
      ["ada", "2026-01-06", 0.5],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 2 ** 50],
          ["2026-01-06", 0.75],
        ],
        rows: 3,
        revenue: 2 ** 50 + 0.75,
        merged: 1,
      },
    ],
    end: "2026-01-06",
  },
];

/** Negative amounts. */
const refunds: readonly GoldenCustomerCase[] = [
  {
    name: "a refund of a day reduces the spend of the day",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-10", 30],
      ["ada", "2026-01-10", -10],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 20],
          ["2026-01-10", 20],
        ],
        rows: 3,
        orders: 2,
        revenue: 40,
        gross: 60,
        netted: 1,
      },
    ],
    end: "2026-01-10",
  },
  {
    name: "a refund that leaves nothing of a day cancels it",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-10", 30],
      ["ada", "2026-01-10", 10],
      ["ada", "2026-01-10", -40],
      ["ada", "2026-01-12", 5],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 20],
          ["2026-01-12", 5],
        ],
        rows: 5,
        orders: 4,
        revenue: 25,
        gross: 105,
        netted: 1,
        cancelled: 1,
      },
    ],
    end: "2026-01-12",
  },
  {
    name: "a refund of more than the day brought cancels it and reduces the rest of the revenue",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-10", 30],
      ["ada", "2026-01-10", -45],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [["2026-01-05", 20]],
        rows: 3,
        orders: 2,
        revenue: 5,
        gross: 95,
        netted: 1,
        cancelled: 1,
      },
    ],
    end: "2026-01-10",
  },
  {
    name: "a refund of another day reduces revenue and no purchase, and its day is not a cancelled one",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-20", -5],
      ["ada", "2026-01-20", -6],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [["2026-01-05", 20]],
        rows: 3,
        orders: 1,
        revenue: 9,
        gross: 31,
        netted: 2,
      },
    ],
    end: "2026-01-20",
  },
  {
    name: "a customer with refunds alone keeps a row without a purchase",
    orders: [
      ["ada", "2026-01-05", -20],
      ["bob", "2026-01-05", 1],
    ],
    customers: [
      { customer: "ada", purchases: [], rows: 1, orders: 0, revenue: -20, gross: 20, netted: 1 },
      { customer: "bob", purchases: [["2026-01-05", 1]], rows: 1, revenue: 1 },
    ],
    end: "2026-01-05",
  },
  {
    name: "a customer whose only day is cancelled keeps a row without a purchase",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-05", -20],
    ],
    customers: [{ customer: "ada", purchases: [], rows: 2, orders: 1, revenue: 0, gross: 40, netted: 1, cancelled: 1 }],
    end: "2026-01-05",
  },
  {
    name: "cents that cancel in decimals cancel in binary",
    orders: [
      ["ada", "2026-01-05", 0.1],
      ["ada", "2026-01-05", 0.2],
      ["ada", "2026-01-05", -0.3],
      ["bob", "2026-01-05", -0.3],
      ["bob", "2026-01-05", 0.2],
      ["bob", "2026-01-05", 0.1],
    ],
    customers: [
      { customer: "ada", purchases: [], rows: 3, orders: 2, revenue: 0, gross: 0.6, netted: 1, cancelled: 1 },
      { customer: "bob", purchases: [], rows: 3, orders: 2, revenue: 0, gross: 0.6, netted: 1, cancelled: 1 },
    ],
    end: "2026-01-05",
  },
  {
    name: "a cent that is left of a day makes a purchase",
    orders: [
      ["ada", "2026-01-05", 0.3],
      ["ada", "2026-01-05", -0.29],
    ],
    customers: [
      { customer: "ada", purchases: [["2026-01-05", 0.01]], rows: 2, orders: 1, revenue: 0.01, gross: 0.59, netted: 1 },
    ],
    end: "2026-01-05",
  },
  {
    name: "refunds that are dropped leave no trace but in the ledger",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-05", -20],
      ["ada", "2026-01-20", -5],
    ],
    options: { refunds: "drop" },
    customers: [{ customer: "ada", purchases: [["2026-01-05", 20]], rows: 1, revenue: 20 }],
    end: "2026-01-05",
    dropped: { refunds: 2 },
  },
  {
    name: "a customer of whom every row is dropped is no customer",
    orders: [
      ["ada", "2026-01-05", -1],
      ["bob", "2026-01-05", 1],
      ["ada", "2026-01-06", -1],
    ],
    options: { refunds: "drop" },
    customers: [{ customer: "bob", purchases: [["2026-01-05", 1]], rows: 1, revenue: 1 }],
    end: "2026-01-05",
    dropped: { refunds: 2 },
  },
  {
    name: "refunds that are kept are rows like any other, whatever the day comes to",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-05", -20],
      ["ada", "2026-01-08", -5],
      ["ada", "2026-01-09", 3],
    ],
    options: { refunds: "keep" },
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 0],
          ["2026-01-08", -5],
          ["2026-01-09", 3],
        ],
        rows: 4,
        revenue: -2,
        gross: 48,
        merged: 1,
      },
    ],
    end: "2026-01-09",
  },
  {
    name: "refunds are taken off the purchases of their day in proportion where those are kept apart",
    orders: [
      ["ada", "2026-01-01", 1],
      ["ada", "2026-01-05", 30],
      ["ada", "2026-01-05", -20],
      ["ada", "2026-01-05", 10],
    ],
    options: { sameDay: "keep" },
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-01", 1],
          ["2026-01-05", 15],
          ["2026-01-05", 5],
        ],
        rows: 4,
        orders: 3,
        revenue: 21,
        gross: 61,
        netted: 1,
      },
    ],
    end: "2026-01-05",
  },
  {
    name: "a day that is refunded whole has no purchases to keep apart",
    orders: [
      ["ada", "2026-01-01", 1],
      ["ada", "2026-01-05", 30],
      ["ada", "2026-01-05", 10],
      ["ada", "2026-01-05", -40],
    ],
    options: { sameDay: "keep" },
    customers: [
      {
        customer: "ada",
        purchases: [["2026-01-01", 1]],
        rows: 4,
        orders: 3,
        revenue: 1,
        gross: 81,
        netted: 1,
        cancelled: 1,
      },
    ],
    end: "2026-01-05",
  },
  {
    name: "refunds and same-day purchases that are kept make every row a purchase",
    orders: [
      ["ada", "2026-01-05", 30],
      ["ada", "2026-01-05", -40],
      ["ada", "2026-01-07", 0],
    ],
    options: { sameDay: "keep", refunds: "keep" },
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 30],
          ["2026-01-05", -40],
          ["2026-01-07", 0],
        ],
        rows: 3,
        revenue: -10,
        gross: 70,
      },
    ],
    end: "2026-01-07",
  },
  {
    name: "refunds are dropped before same-day purchases are kept apart",
    orders: [
      ["ada", "2026-01-05", 30],
      ["ada", "2026-01-05", -40],
      ["ada", "2026-01-05", 2],
    ],
    options: { sameDay: "keep", refunds: "drop" },
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 30],
          ["2026-01-05", 2],
        ],
        rows: 2,
        revenue: 32,
      },
    ],
    end: "2026-01-05",
    dropped: { refunds: 1 },
  },
];

/** Amounts of 0. */
const zeroAmounts: readonly GoldenCustomerCase[] = [
  {
    name: "an amount of 0 makes a purchase",
    orders: [
      ["ada", "2026-01-05", 0],
      ["ada", "2026-01-06", 5],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 0],
          ["2026-01-06", 5],
        ],
        rows: 2,
        revenue: 5,
      },
    ],
    end: "2026-01-06",
  },
  {
    name: "an amount of 0 joins the purchase of its day",
    orders: [
      ["ada", "2026-01-05", 0],
      ["ada", "2026-01-05", 5],
    ],
    customers: [{ customer: "ada", purchases: [["2026-01-05", 5]], rows: 2, revenue: 5, merged: 1 }],
    end: "2026-01-05",
  },
  {
    name: "amounts of 0, and −0, are left out where they are dropped",
    orders: [
      ["ada", "2026-01-05", 0],
      ["ada", "2026-01-06", -0],
      ["ada", "2026-01-07", 5],
    ],
    options: { zeroAmounts: "drop" },
    customers: [{ customer: "ada", purchases: [["2026-01-07", 5]], rows: 1, revenue: 5 }],
    end: "2026-01-07",
    dropped: { zeroAmounts: 2 },
  },
  {
    name: "an amount of 0 does not save a day from a refund",
    orders: [
      ["ada", "2026-01-05", 0],
      ["ada", "2026-01-05", -5],
      ["ada", "2026-01-07", 9],
    ],
    customers: [
      {
        customer: "ada",
        purchases: [["2026-01-07", 9]],
        rows: 3,
        orders: 2,
        revenue: 4,
        gross: 14,
        netted: 1,
        cancelled: 1,
      },
    ],
    end: "2026-01-07",
  },
  {
    name: "a refund alone is left of its day where amounts of 0 are dropped",
    orders: [
      ["ada", "2026-01-05", 0],
      ["ada", "2026-01-05", -5],
      ["ada", "2026-01-07", 9],
    ],
    options: { zeroAmounts: "drop" },
    customers: [
      { customer: "ada", purchases: [["2026-01-07", 9]], rows: 2, orders: 1, revenue: 4, gross: 14, netted: 1 },
    ],
    end: "2026-01-07",
    dropped: { zeroAmounts: 1 },
  },
  {
    name: "a customer with amounts of 0 alone is no customer where they are dropped",
    orders: [
      ["ada", "2026-01-05", 0],
      ["bob", "2026-01-05", 2],
    ],
    options: { zeroAmounts: "drop" },
    customers: [{ customer: "bob", purchases: [["2026-01-05", 2]], rows: 1, revenue: 2 }],
    end: "2026-01-05",
    dropped: { zeroAmounts: 1 },
  },
];

/** Cells without a value, and cells that cannot be read. */
const missingAndWrong: readonly GoldenCustomerCase[] = [
  { name: "a row without a customer is refused", orders: [[null, "2026-01-05", 1]], error: "missing-customer" },
  {
    name: "a blank customer is refused like none",
    orders: [
      ["ada", "2026-01-05", 1],
      [" ", "2026-01-05", 1],
    ],
    error: "missing-customer",
  },
  {
    name: "rows without a customer are left out where they are dropped, whatever else they hold",
    orders: [
      ["ada", "2026-01-05", 1],
      [null, "2026-01-09", 2],
      ["", "2026-01-09", -2],
      ["\t ", null, 0],
      [null, "2026-01-09", null],
    ],
    options: { missingCustomer: "drop" },
    customers: [{ customer: "ada", purchases: [["2026-01-05", 1]], rows: 1, revenue: 1 }],
    end: "2026-01-05",
    dropped: { missingCustomer: 4 },
  },
  {
    name: "every policy counts its own rows",
    orders: [
      [null, "2026-01-09", -2],
      ["ada", "2026-01-05", 1],
      ["ada", "2026-01-06", -1],
      ["ada", "2026-01-06", 0],
      ["ada", "2026-01-08", -1],
      ["ada", "2026-01-08", 0],
      ["bob", "2026-01-07", 8],
      ["bob", "2026-01-07", 0],
    ],
    options: { missingCustomer: "drop", refunds: "drop", zeroAmounts: "drop", end: "2026-01-07" },
    customers: [
      { customer: "ada", purchases: [["2026-01-05", 1]], rows: 1, revenue: 1 },
      { customer: "bob", purchases: [["2026-01-07", 8]], rows: 1, revenue: 8 },
    ],
    end: "2026-01-07",
    dropped: { missingCustomer: 1, refunds: 1, zeroAmounts: 2, afterEnd: 2 },
  },
  { name: "a row without a date is refused", orders: [["ada", null, 1]], error: "missing-value" },
  {
    name: "a row without an amount is refused",
    orders: [
      ["ada", "2026-01-05", 1],
      ["ada", "2026-01-05", null],
    ],
    error: "missing-value",
  },
  {
    name: "a row without an order is refused where a column of orders is named",
    columns: ["customer", "date", "amount", "order"],
    orders: [
      ["ada", "2026-01-05", 1, "o1"],
      ["ada", "2026-01-05", 1, null],
    ],
    error: "missing-value",
  },
  { name: "a day that does not exist is refused", orders: [["ada", "2021-02-31", 1]], error: "not-a-date" },
  { name: "text is no amount", orders: [["ada", "2026-01-05", "12,50"]], error: "not-a-number" },
  {
    name: "amounts beyond what a number can hold are refused",
    orders: [
      ["ada", "2026-01-05", 1e308],
      ["bob", "2026-01-05", 1e308],
    ],
    error: "out-of-range",
  },
  {
    name: "a product beyond what a number can hold is refused",
    columns: ["customer", "date", "quantity", "price"],
    orders: [["ada", "2026-01-05", 1e200, 1e200]],
    error: "not-finite",
  },
  { name: "a table without rows is refused", orders: [], error: "empty-table" },
  {
    name: "orders of which the policies leave nothing are refused",
    orders: [
      ["ada", "2026-01-05", -1],
      ["bob", "2026-01-05", 0],
    ],
    options: { refunds: "drop", zeroAmounts: "drop" },
    error: "empty-table",
  },
];

/** The last day of observation. */
const ends: readonly GoldenCustomerCase[] = [
  {
    name: "observation may go on after the last order",
    orders: [["ada", "2026-01-05", 1]],
    options: { end: "2026-03-01" },
    customers: [{ customer: "ada", purchases: [["2026-01-05", 1]], rows: 1, revenue: 1 }],
    end: "2026-03-01",
  },
  {
    name: "rows after the end are left out, and customers first seen after it",
    orders: [
      ["ada", "2026-01-05", 1],
      ["bob", "2026-01-11", 2],
      ["ada", "2026-01-10T23:59", 4],
      ["ada", "2026-01-11T00:00", 8],
    ],
    options: { end: "2026-01-10" },
    customers: [
      {
        customer: "ada",
        purchases: [
          ["2026-01-05", 1],
          ["2026-01-10", 4],
        ],
        rows: 2,
        revenue: 5,
      },
    ],
    end: "2026-01-10",
    dropped: { afterEnd: 2 },
  },
  {
    name: "a refund after the end takes nothing back",
    orders: [
      ["ada", "2026-01-05", 10],
      ["ada", "2026-01-06", -10],
    ],
    options: { end: "2026-01-05" },
    customers: [{ customer: "ada", purchases: [["2026-01-05", 10]], rows: 1, revenue: 10 }],
    end: "2026-01-05",
    dropped: { afterEnd: 1 },
  },
  {
    name: "a row after the end counts as such, whatever other policy it meets, and needs no amount",
    orders: [
      ["ada", "2026-01-05", 1],
      ["ada", "2026-01-06", -1],
      ["ada", "2026-01-06", 0],
      ["ada", "2026-01-06", null],
    ],
    options: { end: "2026-01-05", refunds: "drop", zeroAmounts: "drop" },
    customers: [{ customer: "ada", purchases: [["2026-01-05", 1]], rows: 1, revenue: 1 }],
    end: "2026-01-05",
    dropped: { afterEnd: 3 },
  },
  {
    name: "an end before the first order leaves nothing and is refused",
    orders: [["ada", "2026-01-05", 1]],
    options: { end: "2026-01-04" },
    error: "empty-table",
  },
  {
    name: "observation ends on the day of the last row, a refund too",
    orders: [
      ["ada", "2026-01-05", 10],
      ["ada", "2026-01-20T12:00", -1],
    ],
    customers: [
      { customer: "ada", purchases: [["2026-01-05", 10]], rows: 2, orders: 1, revenue: 9, gross: 11, netted: 1 },
    ],
    end: "2026-01-20",
  },
  {
    name: "a row that a policy drops does not say when observation ends",
    orders: [
      ["ada", "2026-01-05", 10],
      ["ada", "2026-01-20", -1],
      [null, "2026-01-21", 7],
      ["ada", "2026-01-22", 0],
    ],
    options: { refunds: "drop", missingCustomer: "drop", zeroAmounts: "drop" },
    customers: [{ customer: "ada", purchases: [["2026-01-05", 10]], rows: 1, revenue: 10 }],
    end: "2026-01-05",
    dropped: { refunds: 1, missingCustomer: 1, zeroAmounts: 1 },
  },
];

/** A row each of customers with these ids: none is another, none is code. */
const distinctIds = (name: string, ids: readonly (string | number | boolean)[]): GoldenCustomerCase => ({
  name,
  orders: ids.map((id, i) => [id, "2026-01-05", i + 1]),
  customers: ids.map((customer, i) => ({
    customer,
    purchases: [["2026-01-05", i + 1]],
    rows: 1,
    revenue: i + 1,
  })),
  end: "2026-01-05",
});

const ids: readonly GoldenCustomerCase[] = [
  distinctIds("ids that look like SQL are ids", [
    "'; DROP TABLE orders; --",
    '"; DROP TABLE orders; --',
    "' OR '1'='1",
    "') UNION SELECT 1 --",
    "{{customer}}",
    "{customer:String}",
    "?",
    "$1",
    ":customer",
  ]),
  distinctIds("quotes, backslashes, line ends, tabs and NUL are part of an id", [
    "O'Brien",
    "O''Brien",
    'the "best"',
    "`tick`",
    "back\\slash",
    "back\\\\slash",
    "two\nlines",
    "two\r\nlines",
    "two\\nlines",
    "a\ttab",
    "a\0b",
    "a",
    "a\0",
  ]),
  distinctIds("ids of every script are told apart, and so are two spellings of one letter", [
    "李小龍",
    "李小龙",
    "Ærøskøbing",
    "Ångström",
    "A\u030Angström",
    "Дмитрий",
    "שלום",
    "👩‍💻",
    "👩",
    "straße",
    "strasse",
  ]),
  distinctIds("case and blanks within an id count", ["ada", "Ada", "ADA", "ada ", " ada", "a da", "a  da"]),
  distinctIds("text that looks like a number, a date or nothing is text", [
    "1",
    "01",
    "1.0",
    "1e3",
    "1000",
    "2026-01-05",
    "NULL",
    "null",
    "NaN",
    "undefined",
    "true",
    "%",
    "_",
  ]),
  distinctIds("names that objects have are ids", ["constructor", "__proto__", "toString", "hasOwnProperty"]),
  distinctIds("an id may be long", ["x".repeat(5000), `${"x".repeat(4999)}y`]),
  distinctIds("numbers are ids", [7, -7, 0, 1.5, 2 ** 53 - 1, 1e-9]),
  {
    name: "0 and −0 are one id",
    orders: [
      [0, "2026-01-05", 1],
      [-0, "2026-01-06", 2],
      [1.5, "2026-01-06", 2],
    ],
    customers: [
      {
        customer: 0,
        purchases: [
          ["2026-01-05", 1],
          ["2026-01-06", 2],
        ],
        rows: 2,
        revenue: 3,
      },
      { customer: 1.5, purchases: [["2026-01-06", 2]], rows: 1, revenue: 2 },
    ],
    end: "2026-01-06",
  },
  distinctIds("true and false are ids", [true, false]),
  {
    name: "columns may have any name",
    columns: ["customer", "date", "amount", "order"],
    names: { customer: 'id"; DROP TABLE x; --', date: "日期", amount: "amount `'\\ in €", order: "SELECT" },
    orders: [
      ["ada", "2026-01-05", 5, "o1"],
      ["ada", "2026-01-05", 6, "o1"],
    ],
    customers: [{ customer: "ada", purchases: [["2026-01-05", 11]], rows: 2, orders: 1, revenue: 11, merged: 1 }],
    end: "2026-01-05",
  },
  {
    name: "order ids that look like SQL are order ids",
    columns: ["customer", "date", "amount", "order"],
    orders: [
      ["ada", "2026-01-05", 5, "'; DROP TABLE orders; --"],
      ["ada", "2026-01-05", 6, "'; DROP TABLE orders; --"],
      ["ada", "2026-01-05", 7, "李\n\0"],
    ],
    customers: [{ customer: "ada", purchases: [["2026-01-05", 18]], rows: 3, orders: 2, revenue: 18, merged: 2 }],
    end: "2026-01-05",
  },
];

/** The rules by which orders become statistics of customers, case by case. */
export const customerCases: readonly GoldenCustomerCase[] = [
  ...days,
  ...amountsAndOrders,
  ...refunds,
  ...zeroAmounts,
  ...missingAndWrong,
  ...ends,
  ...ids,
];
