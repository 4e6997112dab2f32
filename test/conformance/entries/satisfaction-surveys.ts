import {
  complaintSummary,
  criticWeights,
  cronbachAlpha,
  entropyWeights,
  loyaltyZones,
  perceivedValue,
  satisfactionWorth,
  type TableInput,
  weightedIndex,
  weightSensitivity,
} from "../../../src/index.js";
import type { ConformanceEntry, InputColumns, NameOf } from "../conformance-entry.js";

const count = 60;

/** Answers on scales of 1..5 and 1..10 that vary together, by a small linear congruential generator. */
function answers(): InputColumns {
  let state = 12345;
  const next = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
  const rows = Array.from({ length: count }, (_, i) => {
    const mood = next();
    const answer = (levels: number): number =>
      1 + Math.min(levels - 1, Math.floor((0.6 * mood + 0.4 * next()) * levels));
    return {
      company: ["ours", "theirs", "others"][i % 3]!,
      year: 2025 + (i % 2),
      price: answer(5),
      service: answer(5),
      speed: answer(5),
      qualityForPrice: answer(10),
      priceForQuality: answer(10),
      satisfied: answer(10),
      stays: mood + 0.5 * next() > 0.7 ? 1 : 0,
      weight: 1 + (i % 4),
    };
  });
  return Object.fromEntries(
    Object.keys(rows[0]!).map((name) => [name, rows.map((row) => row[name as keyof typeof row])]),
  );
}

function pick(...names: string[]): () => InputColumns {
  return () => Object.fromEntries(Object.entries(answers()).filter(([name]) => names.includes(name)));
}

const questions = ["price", "service", "speed"] as const;

function tree(nameOf: NameOf) {
  return {
    name: "index",
    children: [
      { name: "price", weight: 0.5, column: nameOf("price") },
      {
        name: "care",
        weight: 0.5,
        children: [
          { name: "service", weight: 0.7, column: nameOf("service") },
          { name: "speed", weight: 0.3, column: nameOf("speed"), scale: { likert: 5, reverse: true } },
        ],
      },
    ],
  };
}

function sorted<Row>(rows: readonly Row[]): Row[] {
  const key = (row: Row): string =>
    JSON.stringify(Object.values(row as object).filter((cell) => typeof cell !== "number"));
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function complaints(): InputColumns {
  const days = Array.from({ length: 30 }, (_, i) => Date.UTC(2026, 0, 1 + ((i * 7) % 90)));
  return {
    cause: days.map((_, i) => ["late", "bill", "staff"][(i * i) % 3]!),
    received: days.map((day) => new Date(day)),
    resolved: days.map((day, i) => (i % 5 === 0 ? null : new Date(day + (1 + (i % 9)) * 86_400_000))),
    valid: days.map((_, i) => (i % 4 === 0 ? 0 : 1)),
    back: days.map((_, i) => (i % 3 === 0 ? 1 : 0)),
  };
}

/** Scales, weights, trees and survey statistics. */
export const satisfactionSurveyEntries: readonly ConformanceEntry[] = [
  {
    name: "weightedIndex",
    input: pick("company", "year", ...questions, "weight"),
    run: (input, nameOf) => {
      const { nodes, index, ledger } = weightedIndex(tree(nameOf), input as TableInput, {
        by: nameOf("company"),
        weights: nameOf("weight"),
        scale: { likert: 5 },
      });
      return { nodes: sorted(nodes.toRows()), index, ledger };
    },
    numeric: [...questions, "weight"],
  },
  {
    name: "weightSensitivity",
    input: pick("company", ...questions),
    run: (input, nameOf) => {
      const options = { by: nameOf("company"), scale: { likert: 5 }, draws: 50 };
      const { nodes, draws, reversals } = weightSensitivity(tree(nameOf), input as TableInput, options);
      return { nodes: sorted(nodes.toRows()), draws: sorted(draws.toRows()), reversals: sorted(reversals.toRows()) };
    },
    numeric: questions,
  },
  {
    name: "entropyWeights",
    input: pick(...questions),
    run: (input, nameOf) => entropyWeights(input as TableInput, { items: questions.map(nameOf) }).weights,
    numeric: questions,
    rescale: [{ column: "price", factor: 12, expect: (weights) => weights }],
  },
  {
    name: "criticWeights",
    input: pick(...questions),
    run: (input, nameOf) => criticWeights(input as TableInput, { items: questions.map(nameOf) }).weights,
    numeric: questions,
    rescale: [{ column: "speed", factor: 0.01, expect: (weights) => weights }],
  },
  {
    name: "cronbachAlpha",
    input: pick(...questions),
    run: (input, nameOf) => {
      const { raw, standardized, items } = cronbachAlpha(input as TableInput, { items: questions.map(nameOf) });
      return { raw, standardized, dropped: items.column("alphaIfDropped").toArray() };
    },
    numeric: questions,
  },
  {
    name: "loyaltyZones",
    input: pick("satisfied", "stays", "weight"),
    run: (input, nameOf) => {
      const { zones, curve, slope } = loyaltyZones(input as TableInput, {
        satisfaction: { column: nameOf("satisfied"), scale: { from: [1, 10] } },
        loyalty: nameOf("stays"),
        cuts: [40, 75],
        weights: nameOf("weight"),
      });
      return { zones: zones.toRows(), curve: curve.toRows(), slope };
    },
    numeric: ["satisfied", "stays", "weight"],
  },
  {
    name: "satisfactionWorth",
    input: pick("satisfied", "stays", "year"),
    run: (input, nameOf) =>
      satisfactionWorth(input as TableInput, {
        satisfaction: nameOf("satisfied"),
        outcome: nameOf("stays"),
        controls: [nameOf("year")],
        value: 300,
      }).table.toRows(),
    numeric: ["satisfied", "stays", "year"],
    shuffle: 1e-7,
  },
  {
    name: "perceivedValue",
    input: pick("qualityForPrice", "priceForQuality", "stays", "satisfied"),
    run: (input, nameOf) => {
      const value = perceivedValue(input as TableInput, {
        qualityGivenPrice: nameOf("qualityForPrice"),
        priceGivenQuality: nameOf("priceForQuality"),
        retention: nameOf("stays"),
        recommendation: nameOf("satisfied"),
      });
      const { index, standardError, balance, agreement } = value;
      const relations = value.relations.toColumns();
      return {
        index,
        standardError,
        balance,
        agreement,
        correlation: relations.correlation,
        perPoint: relations.perPoint,
        curves: value.curves.toRows(),
      };
    },
    numeric: ["qualityForPrice", "priceForQuality", "stays", "satisfied"],
  },
  {
    name: "complaintSummary",
    input: complaints,
    run: (input, nameOf) => {
      const { causes, total, trend } = complaintSummary(input as TableInput, {
        cause: nameOf("cause"),
        received: nameOf("received"),
        resolved: nameOf("resolved"),
        valid: nameOf("valid"),
        returned: nameOf("back"),
        customers: 2000,
        asOf: "2026-06-30",
      });
      return { causes: sorted(causes.toRows()), total, trend: trend.toRows() };
    },
    numeric: ["valid", "back"],
  },
];
