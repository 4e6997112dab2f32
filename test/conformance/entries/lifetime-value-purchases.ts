import {
  discountedExpectedPurchases,
  expectedPurchases,
  expectedSpend,
  fitBgBb,
  fitBgCnbdK,
  fitBgNbd,
  fitGammaGamma,
  fitMbgCnbdK,
  fitMbgNbd,
  fitNbd,
  fitParetoNbd,
  predictiveIntervals,
  probabilityAlive,
  purchaseDistribution,
  type TableInput,
  totalPurchases,
} from "../../../src/index.js";
import type { ConformanceEntry, InputColumns } from "../conformance-entry.js";

/** Eighty customers of whom some purchase often and some have left, with a few of the same history. */
const customers = (): InputColumns => {
  const rows = Array.from({ length: 80 }, (_, i) => i % 70);
  const frequency = rows.map((i) => (i % 3 === 0 ? 0 : ((i * i) % 11) + (i % 17 === 0 ? 9 : 0)));
  const age = rows.map((i) => 20 + ((i * 13) % 19));
  const recency = rows.map((i) => (frequency[i] === 0 ? 0 : age[i]! * (0.15 + (((i * 29) % 17) / 17) * 0.85)));
  return {
    frequency,
    recency,
    age,
    logIntervals: rows.map((i) => frequency[i]! * Math.log((recency[i]! || 1) / Math.max(1, frequency[i]!)) * 0.8),
    monetary: rows.map((i) => (frequency[i] === 0 ? null : 10 + ((i * 7) % 31) + frequency[i]! / 4)),
  };
};

const donors = (): InputColumns => {
  const rows = Array.from({ length: 60 }, (_, i) => i % 45);
  const opportunities = rows.map((i) => 4 + (i % 3));
  const frequency = rows.map((i) => Math.min(opportunities[i]!, (i * i) % 5));
  const recency = rows.map((i) => (frequency[i] === 0 ? 0 : Math.min(opportunities[i]!, frequency[i]! + (i % 2))));
  return { frequency, recency, opportunities };
};

type AnyFit = (customers: TableInput) => object & { readonly parameters: object };

/** What a fit found, without how it got there. */
const outcomeOf = (fitModel: AnyFit) => (input: object) => {
  const { parameters, standardErrors, logLikelihood, aic, status, customers } = fitModel(
    input as TableInput,
  ) as ReturnType<typeof fitBgNbd>;
  return { parameters, standardErrors, logLikelihood, aic, status, customers };
};

function fitEntry(name: string, fitModel: AnyFit, by: readonly string[], input = customers): ConformanceEntry {
  return {
    name,
    renamable: false,
    input,
    run: outcomeOf(fitModel),
    model: (data) => fitModel(data as TableInput),
    apply: (model, data) =>
      name === "fitGammaGamma"
        ? [...expectedSpend(model as Parameters<typeof expectedSpend>[0], data as TableInput)]
        : [...expectedPurchases(model as Parameters<typeof expectedPurchases>[0], data as TableInput, { horizon: 5 })],
    // The last digits of a sum depend on the order of its terms, and estimates follow them along flat directions.
    shuffle: 1e-5,
    // Identical customers differ in the times between their purchases, of which the CNBD models need the sum.
    ...(name.includes("Cnbd") ? {} : { grouped: { by, count: "count" } }),
    numeric: by,
  };
}

const history = ["frequency", "recency", "age"];
const model = { kind: "bg-nbd", parameters: { r: 0.4, alpha: 5, a: 0.8, b: 2.4 } } as const;

function predictionEntry(name: string, run: (input: TableInput) => unknown): ConformanceEntry {
  return {
    name,
    renamable: false,
    input: customers,
    run: (input) => run(input as TableInput),
    shuffle: "one value for each customer, in their order",
    numeric: history,
  };
}

export const purchaseEntries: readonly ConformanceEntry[] = [
  fitEntry("fitBgNbd", fitBgNbd, history),
  fitEntry("fitMbgNbd", fitMbgNbd, history),
  fitEntry("fitParetoNbd", fitParetoNbd, history),
  fitEntry("fitNbd", fitNbd, history),
  fitEntry("fitBgCnbdK", fitBgCnbdK, history),
  fitEntry("fitMbgCnbdK", (input) => fitMbgCnbdK(input, { k: 2 }), history),
  fitEntry("fitBgBb", fitBgBb, ["frequency", "recency", "opportunities"], donors),
  fitEntry("fitGammaGamma", fitGammaGamma, ["frequency", "monetary"]),
  predictionEntry("probabilityAlive", (input) => [...probabilityAlive(model, input, { at: 2 })]),
  predictionEntry("expectedPurchases", (input) => [...expectedPurchases(model, input, { horizon: 13 })]),
  predictionEntry("discountedExpectedPurchases", (input) => [
    ...discountedExpectedPurchases(model, input, { discountRate: { perUnit: 0.002 } }),
  ]),
  predictionEntry("purchaseDistribution", (input) => [
    ...purchaseDistribution(model, input, { horizon: 13, max: 4 }).data,
  ]),
  predictionEntry("predictiveIntervals", (input) => predictiveIntervals(model, input, { horizon: 13 }).toRows()),
  {
    ...predictionEntry("expectedSpend", (input) => [
      ...expectedSpend({ kind: "gamma-gamma", parameters: { p: 6, q: 4, gamma: 16 } }, input),
    ]),
    numeric: ["frequency", "monetary"],
  },
  {
    name: "totalPurchases",
    renamable: false,
    input: customers,
    run: (input) => totalPurchases(fitBgNbd(input as TableInput), input as TableInput, { horizon: 13 }),
    shuffle: 1e-5,
    grouped: { by: history, count: "count" },
    numeric: history,
  },
];
