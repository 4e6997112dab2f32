import {
  checkOrders,
  cohorts,
  customerProfit,
  groupStatistics,
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
    name: "checkOrders",
    input: orders,
    run: (input, nameOf) => {
      const check = checkOrders(input as TableInput, columns(nameOf));
      const { suggested: _, columns: report, findings, ...facts } = check;
      return {
        ...facts,
        columns: report.select("type", "missing", "distinct", "smallest", "largest").toRows(),
        findings: findings.select("severity", "rows").toRows(),
      };
    },
  },
];
