import type { GoldenRfmCase } from "./golden-case.js";

/** The rules by which orders become the measures that RFM scores, case by case. */
export const rfmCases: readonly GoldenRfmCase[] = [
  {
    name: "recency counts days from the last purchase day to the day after the last order",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-19T22:00", 30],
      ["bob", "2026-01-06", 7],
    ],
    asOf: "2026-01-20",
    measures: [
      ["ada", 1, 2, 50],
      ["bob", 14, 1, 7],
    ],
  },
  {
    name: "recency counts to the day asked for, on which orders still count",
    orders: [
      ["ada", "2026-01-05", 20],
      ["bob", "2026-01-31T23:59", 7],
      ["ada", "2026-02-01", 9],
      ["cyd", "2026-02-01", 9],
    ],
    options: { asOf: "2026-01-31" },
    asOf: "2026-01-31",
    measures: [
      ["ada", 26, 1, 20],
      ["bob", 0, 1, 7],
    ],
    dropped: { afterEnd: 2 },
  },
  {
    name: "orders of a day are not merged",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-05", 30],
      ["bob", "2026-01-05", 7],
    ],
    asOf: "2026-01-06",
    measures: [
      ["ada", 1, 2, 50],
      ["bob", 1, 1, 7],
    ],
  },
  {
    name: "the lines of an order are one order",
    columns: ["customer", "date", "amount", "order"],
    orders: [
      ["ada", "2026-01-05", 20, 1],
      ["ada", "2026-01-05", 30, 1],
      ["bob", "2026-01-05", 7, 1],
    ],
    asOf: "2026-01-06",
    measures: [
      ["ada", 1, 1, 50],
      ["bob", 1, 1, 7],
    ],
  },
  {
    name: "refunds reduce revenue, are no orders, and do not make a customer recent",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-25", -5],
      ["bob", "2026-01-25", 7],
    ],
    asOf: "2026-01-26",
    measures: [
      ["ada", 21, 1, 15],
      ["bob", 1, 1, 7],
    ],
  },
  {
    name: "the last order is sought among days that a refund has not cancelled",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-25", 5],
      ["ada", "2026-01-25", -5],
    ],
    asOf: "2026-01-26",
    measures: [["ada", 21, 2, 20]],
  },
  {
    name: "a customer without a purchase has revenue, no recency and no order",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-05", -25],
      ["bob", "2026-01-05", 7],
    ],
    asOf: "2026-01-06",
    measures: [
      ["ada", null, 0, -5],
      ["bob", 1, 1, 7],
    ],
  },
  {
    name: "revenue that cents cancel is 0",
    orders: [
      ["ada", "2026-01-05", 0.1],
      ["ada", "2026-01-06", 0.2],
      ["ada", "2026-01-07", -0.3],
      ["bob", "2026-01-07", 7],
    ],
    asOf: "2026-01-08",
    measures: [
      ["ada", 2, 2, 0],
      ["bob", 1, 1, 7],
    ],
  },
  {
    name: "rows that the policies leave out are counted in the ledger",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-06", -5],
      ["ada", "2026-01-07", 0],
      [null, "2026-01-08", 3],
      ["bob", "2026-01-04", 7],
    ],
    options: { refunds: "drop", zeroAmounts: "drop", missingCustomer: "drop" },
    asOf: "2026-01-06",
    measures: [
      ["ada", 1, 1, 20],
      ["bob", 2, 1, 7],
    ],
    dropped: { refunds: 1, zeroAmounts: 1, missingCustomer: 1 },
  },
  {
    name: "kept refunds are orders, and make a customer recent",
    orders: [
      ["ada", "2026-01-05", 20],
      ["ada", "2026-01-08", -5],
    ],
    options: { refunds: "keep" },
    asOf: "2026-01-09",
    measures: [["ada", 1, 2, 15]],
  },
  {
    name: "days before 1970 are as far apart as others",
    orders: [
      ["ada", "1969-12-30", 20],
      ["bob", "1970-01-02", 7],
    ],
    asOf: "1970-01-03",
    measures: [
      ["ada", 4, 1, 20],
      ["bob", 1, 1, 7],
    ],
  },
  {
    name: "ids that look like SQL are ids",
    orders: [
      ["'; DROP TABLE orders; --", "2026-01-05", 20],
      ["李\n\0", "2026-01-04", 7],
    ],
    asOf: "2026-01-06",
    measures: [
      ["'; DROP TABLE orders; --", 1, 1, 20],
      ["李\n\0", 2, 1, 7],
    ],
  },
];
