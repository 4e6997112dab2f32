import {
  abcClasses,
  analyzePareto,
  fitRfm,
  type RfmModel,
  type RfmScores,
  scoreRfm,
  type TableInput,
} from "../../../src/index.js";
import type { ConformanceEntry, NameOf } from "../conformance-entry.js";

/** Ninety orders of 23 customers over half a year, one of whom only ever returned something. */
const orders = () => {
  const rows = Array.from({ length: 90 }, (_, i) => i);
  return {
    customer: rows.map((i) => (i === 40 ? "returns" : `c${(i * i + 5 * i) % 23}`)),
    date: rows.map((i) => new Date(Date.UTC(2026, 0, 1 + ((i * 53) % 180)))),
    amount: rows.map((i) => (i === 40 ? -9 : 3 + ((i * 47) % 211) / 4)),
    order: rows.map((i) => `o${Math.floor(i / 2)}`),
  };
};

const columns = (nameOf: NameOf) => ({
  customer: nameOf("customer"),
  date: nameOf("date"),
  amount: nameOf("amount"),
  order: nameOf("order"),
});

const byCustomer = <Row extends { readonly customer?: unknown }>(rows: readonly Row[]): Row[] =>
  [...rows].sort((a, b) => (String(a.customer) < String(b.customer) ? -1 : 1));

const scored = (scores: RfmScores) => ({
  rows: byCustomer(scores.toRows()),
  edges: scores.edges,
  counts: scores.counts,
  ledger: scores.ledger,
  summary: scores.segmentSummary().toRows(),
});

type Scored = ReturnType<typeof scored>;

/** What scores by quantile become when all money is multiplied. */
function inOtherMoney(outcome: Scored, factor: number): Scored {
  const times = (value: number | null): number | null => (value === null ? null : value * factor);
  return {
    ...outcome,
    rows: outcome.rows.map((row) => ({ ...row, revenue: times(row.revenue) })),
    edges: { ...outcome.edges, revenue: outcome.edges.revenue.map((edge) => edge * factor) },
    summary: outcome.summary.map((row) => ({
      ...row,
      revenue: times(row.revenue),
      meanRevenue: times(row.meanRevenue),
    })),
  };
}

const values = () => ({
  item: Array.from({ length: 40 }, (_, i) => `i${i}`),
  value: Array.from({ length: 40 }, (_, i) => ((i * 37) % 40) ** 2 / 7 + 0.25),
});

export const segmentsEntries: readonly ConformanceEntry[] = [
  {
    name: "fitRfm",
    input: orders,
    run: (input, nameOf) => fitRfm(input as TableInput, columns(nameOf)),
    model: (input, nameOf) => fitRfm(input as TableInput, columns(nameOf)),
    apply: (model, input, nameOf) =>
      scored(scoreRfm(input as TableInput, { ...columns(nameOf), model: model as RfmModel })),
    numeric: ["amount"],
  },
  {
    name: "scoreRfm",
    input: orders,
    run: (input, nameOf) => scored(scoreRfm(input as TableInput, columns(nameOf))),
    numeric: ["amount"],
    rescale: [{ column: "amount", factor: 3, expect: inOtherMoney }],
  },
  ...(["rank", "rfm-package"] as const).map(
    (binning): ConformanceEntry => ({
      name: `scoreRfm, ${binning}`,
      input: orders,
      run: (input, nameOf) => scored(scoreRfm(input as TableInput, { ...columns(nameOf), binning })),
      numeric: ["amount"],
    }),
  ),
  {
    name: "scoreRfm, ntile",
    input: orders,
    run: (input, nameOf) => scored(scoreRfm(input as TableInput, { ...columns(nameOf), binning: "ntile" })),
    shuffle: "ties are split by row, as a warning says",
    numeric: ["amount"],
  },
  {
    name: "analyzePareto",
    input: values,
    run: (input, nameOf) => {
      const pareto = analyzePareto(input as TableInput, { value: nameOf("value") });
      return {
        ...Object.fromEntries(Object.entries(pareto).filter(([, value]) => typeof value !== "function")),
        lorenz: pareto.lorenz.toRows(),
        whale: pareto.whale.toRows(),
        top: pareto.topShare(0.2),
        needed: pareto.countForShare(0.8),
        interval: pareto.interval({ seed: 1, samples: 99 }),
      };
    },
    numeric: ["value"],
    rescale: [
      {
        column: "value",
        factor: 8,
        expect: (
          outcome: { total: number; mean: number; median: number; peakTotal: number; whale: Record<string, number>[] },
          factor,
        ) => ({
          ...outcome,
          total: outcome.total * factor,
          mean: outcome.mean * factor,
          median: outcome.median * factor,
          peakTotal: outcome.peakTotal * factor,
          whale: outcome.whale.map((row) => ({
            ...row,
            value: row["value"]! * factor,
            cumulative: row["cumulative"]! * factor,
          })),
        }),
      },
    ],
  },
  ...(["shares", "geometry"] as const).map(
    (method): ConformanceEntry => ({
      name: `abcClasses, ${method}`,
      input: values,
      run: (input, nameOf) => {
        const classes = abcClasses(input as TableInput, { value: nameOf("value"), method });
        return {
          rows: classes
            .toRows()
            .map((row) => [row[nameOf("item")], row.rank, row.cumulativeShare, row.class])
            .sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
          counts: classes.counts,
          points: classes.points,
          summary: classes.summary().toRows(),
        };
      },
      numeric: ["value"],
    }),
  ),
];
