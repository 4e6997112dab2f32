import {
  compareForecast,
  customerEquity,
  customerLifetimeValue,
  forecastOrders,
  type TableInput,
  table,
  validateHoldout,
} from "../../../src/index.js";
import type { ConformanceEntry } from "../conformance-entry.js";

const model = { kind: "mbg-nbd", parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, unit: "week" } as const;
const spend = { kind: "gamma-gamma", parameters: { p: 6.25, q: 3.74, gamma: 15.44 } } as const;

/** Twenty histories, some of them the same. */
const histories = () => {
  const rows = Array.from({ length: 20 }, (_, i) => i);
  const frequency = rows.map((i) => (i * i) % 5);
  return {
    frequency,
    recency: rows.map((i) => (frequency[i] === 0 ? 0 : 10 + (i % 4) * 5)),
    age: rows.map((i) => 30 + (i % 4)),
    monetary: rows.map((i) => (frequency[i] === 0 ? 20 : 15 + (i % 7) * 3.5)),
  };
};

const byId = (rows: readonly { readonly customer?: unknown }[]) =>
  [...rows].sort((a, b) => (String(a.customer) < String(b.customer) ? -1 : 1));

export const forecastEntries: readonly ConformanceEntry[] = [
  {
    name: "customerLifetimeValue",
    input: () => ({ customer: histories().age.map((_, i) => `c${i + 10}`), ...histories() }),
    run: (input) => {
      const values = customerLifetimeValue(model, spend, input as TableInput, {
        horizon: 52,
        discountRate: { annual: 0.1 },
        margin: 0.4,
      });
      return { rows: byId(values.toRows()), total: values.total, rate: values.discountRate };
    },
    renamable: false,
    numeric: ["frequency", "recency", "age", "monetary"],
  },
  {
    name: "customerLifetimeValue, in total",
    input: histories,
    run: (input) =>
      customerLifetimeValue(model, spend, input as TableInput, { horizon: 52, discountRate: { perUnit: 0.002 } }).total,
    renamable: false,
    grouped: { by: ["frequency", "recency", "age", "monetary"], count: "count" },
  },
  {
    name: "customerEquity",
    input: () => ({ value: [12, -3, 40.5, 0, 7], segment: ["a", "b", "a", "c", "b"], n: [1, 2, 1, 5, 3] }),
    run: (input, nameOf) => {
      const { byGroup, ...equity } = customerEquity(input as TableInput, {
        value: nameOf("value"),
        group: nameOf("segment"),
        count: nameOf("n"),
        newCustomers: { perUnit: 3, horizon: 4, value: 10, discountRate: { perUnit: 0.1 } },
      });
      return { ...equity, byGroup: byGroup.sortBy("group").toRows() };
    },
    numeric: ["value", "n"],
  },
  {
    name: "validateHoldout",
    input: () => ({ ...histories(), purchases: histories().frequency.map((x, i) => (x + (i % 3)) >> 1) }),
    run: (input) => {
      const report = validateHoldout(
        { mbg: model },
        { calibration: input as TableInput, holdout: input as TableInput },
        { horizon: 8 },
      );
      const { predictions: _, lift: __, calibration, ...measures } = report.models["mbg"]!;
      return {
        measures,
        summary: report.summary.select("model", "actual", "predicted", "rmse").toRows(),
        calibration: calibration.toRows(),
        tracking: report.tracking.toRows(),
      };
    },
    renamable: false,
    numeric: ["frequency", "recency", "age", "purchases"],
  },
  {
    name: "forecastOrders",
    input: histories,
    run: (input) =>
      forecastOrders(model, input as TableInput, { horizon: 6, by: "week" })
        .select("period", "from", "to", "orders", "cumulativeOrders")
        .toRows(),
    renamable: false,
    grouped: { by: ["frequency", "recency", "age"], count: "count" },
    numeric: ["frequency", "recency", "age"],
  },
  {
    name: "compareForecast",
    input: () => ({ orders: [11, 9, 14, 60] }),
    run: (input, nameOf) => {
      const forecast = forecastOrders(model, histories(), { horizon: 6 });
      const orders = table(input as TableInput)
        .column(nameOf("orders"))
        .toArray() as number[];
      const comparison = compareForecast(forecast, orders);
      return { rows: comparison.toRows(), alarm: comparison.alarm };
    },
    shuffle: "orders come one period after the other",
    numeric: ["orders"],
  },
];
