import {
  checkOrders,
  cohorts,
  customerProfit,
  customersFrom,
  groupStatistics,
  mergeStatistics,
  profileGroups,
  profitByTenure,
  readShopOrders,
  reduceOrders,
  splitHoldout,
  summarizeCustomers,
  type TableInput,
} from "../../../src/index.js";
import type { ConformanceEntry, NameOf } from "../conformance-entry.js";

/** Sixty orders of nine customers over four months, with refunds and several orders a day. */
const orders = () => {
  const rows = Array.from({ length: 60 }, (_, i) => i);
  return {
    customer: rows.map((i) => `c${(i * i + 3 * i) % 9}`),
    date: rows.map((i) => new Date(Date.UTC(2026, 0, 1 + ((i * 37) % 120)))),
    amount: rows.map((i) => (i % 11 === 5 ? -4 - i / 10 : 5 + ((i * 29) % 83) / 4)),
    order: rows.map((i) => `o${i >> 1}`),
  };
};

const columns = (nameOf: NameOf) => ({
  customer: nameOf("customer"),
  date: nameOf("date"),
  amount: nameOf("amount"),
  order: nameOf("order"),
});

/** Forty customers of three segments, some with a missing visit or channel. */
const segments = () => {
  const rows = Array.from({ length: 40 }, (_, i) => i);
  return {
    segment: rows.map((i) => ["loyal", "new", "lost"][i % 3]!),
    spend: rows.map((i) => [90, 20, 35][i % 3]! + ((i * 11) % 13)),
    visits: rows.map((i) => (i === 7 ? null : [8, 1, 2][i % 3]! + ((i * 5) % 4))),
    channel: rows.map((i) => (i === 9 ? null : ["web", "shop", i % 2 === 0 ? "web" : "phone"][i % 3]!)),
    member: rows.map((i) => i % 3 === 0 || i % 4 === 0),
  };
};

const byCustomer = (rows: readonly { readonly customer: unknown }[]) =>
  [...rows].sort((a, b) => (String(a.customer) < String(b.customer) ? -1 : 1));

export const customersEntries: readonly ConformanceEntry[] = [
  {
    name: "summarizeCustomers",
    input: orders,
    run: (input, nameOf) => {
      const customers = summarizeCustomers(input as TableInput, { ...columns(nameOf), end: "2026-06-01" });
      return { rows: byCustomer(customers.toRows()), ledger: customers.ledger };
    },
    numeric: ["amount"],
    rescale: [
      {
        column: "amount",
        factor: 7,
        expect: (outcome: { rows: { monetary: number; revenue: number }[]; ledger: object }, factor) => ({
          ...outcome,
          rows: outcome.rows.map((row) => ({ ...row, monetary: row.monetary * factor, revenue: row.revenue * factor })),
        }),
      },
    ],
  },
  {
    name: "reduceOrders",
    input: orders,
    run: (input, nameOf) => {
      const statistics = reduceOrders(input as TableInput, { ...columns(nameOf), end: "2026-06-01" });
      return { rows: byCustomer(statistics.toRows()), end: statistics.end, ledger: statistics.ledger };
    },
    numeric: ["amount"],
  },
  {
    name: "mergeStatistics",
    input: orders,
    run: (input, nameOf) => {
      const earlier = reduceOrders(input as TableInput, { ...columns(nameOf), end: "2026-06-01" });
      // The same purchases again, 200 days later.
      const later = earlier
        .withColumn("firstDay", ({ firstDay }) => (firstDay === null ? null : firstDay + 200))
        .withColumn("lastDay", ({ lastDay }) => (lastDay === null ? null : lastDay + 200));
      const merged = mergeStatistics(earlier, later.toRows());
      return { rows: byCustomer(merged.toRows()), end: merged.end, ledger: merged.ledger };
    },
    numeric: ["amount"],
  },
  {
    name: "customersFrom",
    input: () => ({
      customer: ["ada", "bob", "cyd"],
      rows: [4, 1, 2],
      orders: [3, 1, 1],
      purchaseDays: [3, 1, 0],
      firstDay: [20_000, 20_010, null],
      lastDay: [20_021, 20_010, null],
      firstSpend: [5, 7, null],
      repeatSpend: [30, 0, 0],
      revenue: [35, 7, 0],
      grossAmount: [35, 7, 40],
      logIntervals: [4.6, 0, 0],
      mergedSameDay: [1, 0, 0],
      nettedRefunds: [0, 0, 1],
      cancelledDays: [0, 0, 1],
    }),
    run: (input) => {
      const customers = customersFrom(input as TableInput, { unit: "week", end: "2024-12-31" });
      return { rows: byCustomer(customers.toRows()), ledger: customers.ledger };
    },
    renamable: false,
    numeric: ["rows", "orders", "purchaseDays", "repeatSpend", "revenue", "logIntervals"],
  },
  {
    name: "splitHoldout",
    input: orders,
    run: (input, nameOf) => {
      const split = splitHoldout(input as TableInput, {
        ...columns(nameOf),
        calibrationEnd: "2026-03-15",
        end: "2026-04-30",
      });
      return {
        calibration: byCustomer(split.calibration.toRows()),
        holdout: byCustomer(split.holdout.toRows()),
        ledger: split.ledger,
      };
    },
    numeric: ["amount"],
  },
  {
    name: "groupStatistics",
    input: () => ({
      frequency: [0, 1, 0, 3, 1, 0],
      recency: [0, 4, 0, 9, 4, 0],
      age: [10, 12, 10, 12, 12, 11],
      logIntervals: [0, 1.4, 0, 2.5, 1.4, 0],
    }),
    run: (input) =>
      groupStatistics(input as TableInput)
        .sortBy("frequency", "recency", "age")
        .toRows(),
    renamable: false,
    numeric: ["frequency", "recency", "age"],
  },
  {
    name: "cohorts",
    input: orders,
    run: (input, nameOf) => {
      const table = cohorts(input as TableInput, { ...columns(nameOf), measure: "revenue", end: "2026-05-15" });
      return { rows: table.toRows(), wide: table.wide().toRows(), ledger: table.ledger };
    },
    numeric: ["amount"],
  },
  {
    name: "customerProfit",
    input: orders,
    run: (input, nameOf) => {
      const profit = customerProfit(input as TableInput, {
        ...columns(nameOf),
        directCost: { share: 0.4 },
        costs: [{ customer: "c0", kind: "service", amount: 3 }],
      });
      return { rows: byCustomer(profit.toRows()), ledger: profit.ledger };
    },
    numeric: ["amount"],
  },
  {
    name: "profitByTenure",
    input: orders,
    run: (input, nameOf) =>
      profitByTenure(input as TableInput, { ...columns(nameOf), directCost: { share: 0.4 } }).toRows(),
    numeric: ["amount"],
  },
  {
    name: "profileGroups",
    input: segments,
    run: (input, nameOf) => {
      const features = ["spend", "visits", "channel", "member"];
      const plainName = (feature: unknown) => features.find((name) => nameOf(name) === feature);
      const profile = profileGroups(input as TableInput, { group: nameOf("segment"), features: features.map(nameOf) });
      const rows = profile.toRows().map((row) => ({ ...row, feature: plainName(row.feature) }));
      return {
        // Equal effects of opposite sign come in the order of the values' first appearance.
        rows: rows.sort((a, b) => (`${a.group}${a.feature}${a.level}` < `${b.group}${b.feature}${b.level}` ? -1 : 1)),
        strengths: profile.strengths.toRows().map((row) => ({ ...row, feature: plainName(row.feature) })),
        withoutGroup: profile.withoutGroup,
      };
    },
    rescale: [
      {
        column: "spend",
        factor: 1e6,
        expect: (
          outcome: { rows: { feature: string; value: number; rest: number; lower: number; upper: number }[] },
          factor,
        ) => ({
          ...outcome,
          rows: outcome.rows.map((row) =>
            row.feature === "spend"
              ? {
                  ...row,
                  ...{ value: row.value * factor, rest: row.rest * factor },
                  ...{ lower: row.lower * factor, upper: row.upper * factor },
                }
              : row,
          ),
        }),
      },
    ],
  },
  {
    name: "readShopOrders",
    input: () => ({
      Name: ["#1", "#1", "#2", "#3", "#4"],
      Email: ["ada@x.com", "ada@x.com", "bob@x.com", "bob@x.com", "ada@x.com"],
      "Created at": ["2026-01-05", "2026-01-05", "2026-01-07", "2026-01-08", "2026-01-09"].map((day) => new Date(day)),
      "Financial Status": ["paid", "paid", "voided", "partially_refunded", "paid"],
      "Lineitem quantity": [2, 1, 1, 3, 1],
      "Lineitem price": [10, 5.5, 7, 4, 9],
      "Refunded Amount": [0, 0, 0, 3, 0],
    }),
    run: (input) => {
      const { orders, ledger } = readShopOrders(input as TableInput, { shop: "shopify" });
      const text = (row: object) => JSON.stringify(row);
      return { rows: orders.toRows().sort((a, b) => (text(a) < text(b) ? -1 : 1)), ledger };
    },
    renamable: false,
    numeric: ["Lineitem quantity"],
  },
  {
    name: "checkOrders",
    input: orders,
    run: (input, nameOf) => {
      const check = checkOrders(input as TableInput, columns(nameOf));
      const { suggested: _, candidates: __, columns: report, findings, ...facts } = check;
      return {
        ...facts,
        columns: report.select("type", "missing", "distinct", "smallest", "largest").toRows(),
        findings: findings.select("severity", "rows").toRows(),
      };
    },
  },
];
