import {
  analyzePareto,
  assessSegments,
  bankClasses,
  type Classification,
  channelPreference,
  customerPyramid,
  gradeCustomers,
  lifecycleStages,
  mendLossMakers,
  relationshipStates,
  relationshipStrength,
  selectCustomers,
  type TableInput,
  tierMigration,
  transactionalRelational,
  upgradeCandidates,
  valueMatrix,
  walletShare,
} from "../../../src/index.js";
import type { ConformanceEntry, InputColumns, NameOf } from "../conformance-entry.js";

type AnyClassification = Pick<Classification<"class">, "summary" | "rules" | "warnings" | "source" | "columnNames"> & {
  toRows(): Record<string, unknown>[];
};

/** Thirty customers with whole amounts from `from` on, spread by the given step. */
const amounts = (step: number, from: number, range: number): number[] =>
  Array.from({ length: 30 }, (_, i) => from + ((i * step + 5) % range));
const ids = (): string[] => Array.from({ length: 30 }, (_, i) => `c${(i * 7) % 30}`);

/** Cells of rows in the order of the columns, whatever these are called, sorted by the first, the id. */
function cells(rows: readonly Record<string, unknown>[], columns: readonly string[]): unknown[][] {
  return rows.map((row) => columns.map((name) => row[name])).sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}

/** What a classification says; texts name columns, so of reasons it is said which customers share one. */
function said(classified: AnyClassification) {
  const { columnNames, rules, warnings, source } = classified;
  const rows = cells(classified.toRows(), columnNames);
  const reasons = rows.map((row) => row.at(-1));
  return {
    rows: rows.map((row) => [...row.slice(0, -1), reasons.indexOf(row.at(-1))]),
    rules: rules.map((rule) => rule.class),
    warnings: warnings.length,
    summary: classified
      .summary()
      .toRows()
      .map((row) => Object.values(row)),
    source,
  };
}

/** An entry whose input has `customer` and these columns of numbers. */
function entry(
  name: string,
  columns: () => InputColumns,
  run: (input: TableInput, nameOf: NameOf) => AnyClassification,
): ConformanceEntry {
  const names = Object.keys(columns());
  return {
    name,
    input: () => ({ customer: ids(), ...columns() }),
    run: (input, nameOf) => said(run(input as TableInput, nameOf)),
    numeric: names.filter((column) => columns()[column]!.every((value) => typeof value === "number")),
  };
}

const named = <Name extends string>(nameOf: NameOf, ...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, nameOf(name)])) as Record<Name, string>;

export const classificationEntries: readonly ConformanceEntry[] = [
  entry(
    "valueMatrix",
    () => ({ spend: amounts(17, 0, 100), potential: amounts(29, -20, 90), need: amounts(7, 0, 3).map(String) }),
    (input, nameOf) =>
      valueMatrix(input, {
        ...named(nameOf, "customer", "need"),
        x: nameOf("spend"),
        y: nameOf("potential"),
        preset: "current-potential",
      }),
  ),
  entry(
    "valueMatrix, axes that are made",
    () => ({
      products: amounts(3, 1, 5),
      tenure: amounts(11, 0, 9),
      activity: amounts(13, 0, 30),
      balance: amounts(17, 100, 900),
      spread: amounts(5, 1, 4),
      fees: amounts(7, 0, 20),
    }),
    (input, nameOf) =>
      valueMatrix(input, {
        customer: nameOf("customer"),
        x: { loyalty: named(nameOf, "products", "tenure", "activity") },
        y: { contribution: { balances: [named(nameOf, "balance", "spread")], fees: nameOf("fees") } },
        preset: "loyalty-value",
      }),
  ),
  entry(
    "customerPyramid",
    () => ({ profit: amounts(37, -10, 200), revenue: amounts(31, 50, 400), cost: amounts(19, 5, 80) }),
    (input, nameOf) =>
      customerPyramid(input, {
        ...named(nameOf, "customer", "cost", "profit"),
        value: nameOf("profit"),
        measures: [nameOf("revenue"), nameOf("cost")],
      }),
  ),
  entry(
    "lifecycleStages",
    () => ({ current: amounts(17, -5, 40), previous: amounts(23, -5, 40), age: amounts(41, 10, 1500) }),
    (input, nameOf) => lifecycleStages(input, named(nameOf, "customer", "current", "previous", "age")),
  ),
  entry(
    "relationshipStates",
    () => ({
      orders: amounts(7, 0, 4),
      recencyDays: amounts(97, 1, 900),
      potential: amounts(5, 0, 2),
      target: amounts(11, 0, 3).map((value) => (value === 0 ? 1 : 0)),
    }),
    (input, nameOf) =>
      relationshipStates(input, named(nameOf, "customer", "orders", "recencyDays", "potential", "target")),
  ),
  entry(
    "relationshipStrength",
    () => ({
      retention: amounts(7, 0, 10).map((value) => value / 10),
      walletShare: amounts(3, 0, 10).map((value) => value / 10),
      tenure: amounts(11, 0, 6),
      recommendation: amounts(13, 0, 11),
    }),
    (input, nameOf) =>
      relationshipStrength(input, named(nameOf, "customer", "retention", "walletShare", "tenure", "recommendation")),
  ),
  entry(
    "transactionalRelational",
    () => ({
      orders: amounts(7, 0, 9),
      profit: amounts(37, -20, 300),
      gain: amounts(41, -20, 90),
      current: amounts(17, 0, 40),
      previous: amounts(23, 0, 40),
    }),
    (input, nameOf) =>
      transactionalRelational(input, {
        ...named(nameOf, "customer", "profit", "gain", "current", "previous"),
        relational: [{ column: nameOf("orders"), from: 3 }],
      }),
  ),
  entry(
    "gradeCustomers",
    () => ({ use: amounts(37, 0, 101), late: amounts(11, 0, 40), missed: amounts(3, 0, 4) }),
    (input, nameOf) =>
      gradeCustomers(input, {
        customer: nameOf("customer"),
        indicators: [
          { column: nameOf("use"), weight: 0.7, from: 0, to: 100 },
          { column: nameOf("late"), weight: 0.3, from: 30, to: 0 },
        ],
        rules: { missedPayments: nameOf("missed") },
        reviewed: "2026-01-31",
      }),
  ),
  entry(
    "bankClasses",
    () => ({
      deposits: amounts(37, -20, 300),
      loans: amounts(41, -20, 200),
      depositsBefore: amounts(43, 0, 300),
      loansBefore: amounts(47, 0, 200),
      potential: amounts(29, 0, 500),
    }),
    (input, nameOf) =>
      bankClasses(input, {
        ...named(nameOf, "customer", "deposits", "loans", "potential"),
        before: { deposits: nameOf("depositsBefore"), loans: nameOf("loansBefore") },
      }),
  ),
  entry(
    "selectCustomers",
    () => ({
      purchases: amounts(37, 0, 300),
      growth: amounts(41, 0, 90),
      intangible: amounts(43, 0, 40),
      cost: amounts(47, 0, 90),
      risk: amounts(29, 0, 30),
      service: amounts(7, 1, 5),
    }),
    (input, nameOf) =>
      selectCustomers(input, {
        ...named(nameOf, "customer", "purchases", "growth", "intangible", "cost", "risk"),
        ability: [
          { name: "delivery", points: 4, weight: 0.5 },
          { name: "service", points: nameOf("service"), weight: 0.5 },
        ],
      }),
  ),
  {
    name: "analyzePareto, several measures",
    input: () => ({ customer: ids(), profit: amounts(37, -10, 200), cost: amounts(19, 5, 80) }),
    run: (input, nameOf) => {
      const options = { value: nameOf("profit"), measures: [nameOf("cost")] };
      const pareto = analyzePareto(input as TableInput, options);
      const summary = pareto.summary().toRows();
      return [pareto.consumedShare, pareto.topShareOf(nameOf("cost"), 0.3), summary.map((row) => Object.values(row))];
    },
    numeric: ["profit", "cost"],
  },
  {
    name: "channelPreference",
    input: () => ({
      customer: Array.from({ length: 60 }, (_, i) => `c${(i * i + i) % 14}`),
      channel: Array.from({ length: 60 }, (_, i) => ["app", "counter", "web", "letter"][(i * 7) % 4]!),
    }),
    run: (input, nameOf) => {
      const kinds = { app: "electronic", web: "electronic", counter: "branch", letter: "other" } as const;
      const preferred = channelPreference(input as TableInput, { ...named(nameOf, "customer", "channel"), kinds });
      return said(preferred);
    },
  },
  {
    name: "walletShare",
    input: () => ({
      customer: ids(),
      ours: amounts(37, 0, 90),
      total: amounts(41, 100, 200).map((value, i) => (i % 9 === 4 ? null : value)),
      group: amounts(7, 0, 3).map(String),
    }),
    run: (input, nameOf) => {
      const estimate = { by: nameOf("group") };
      const wallets = walletShare(input as TableInput, { ...named(nameOf, "customer", "ours", "total"), estimate });
      const columns = wallets.columnNames.filter((name) => name !== "reason");
      return { rows: cells(wallets.toRows(), columns), totalShare: wallets.totalShare, left: wallets.totalHeadroom };
    },
    numeric: ["ours", "total"],
  },
  {
    name: "tierMigration",
    input: () => ({
      customer: ids(),
      tier: amounts(7, 0, 3).map((tier) => `t${tier}`),
      revenue: amounts(37, 0, 90),
    }),
    run: (input) => {
      const after = {
        customer: Array.from({ length: 30 }, (_, i) => `c${i + 5}`),
        tier: Array.from({ length: 30 }, (_, i) => `t${(i * 5) % 3}`),
        revenue: amounts(31, 0, 120),
      };
      const options = { tier: "tier", order: ["t0", "t1", "t2"], value: "revenue" };
      return Object.entries(tierMigration(input as TableInput, after, options)).map(([name, value]) => [
        name,
        typeof value === "object" && value !== null ? value.toRows() : value,
      ]);
    },
    renamable: false,
    numeric: ["revenue"],
  },
  {
    name: "upgradeCandidates",
    input: () => ({
      customer: ids(),
      spend: amounts(37, 0, 300),
      chance: amounts(7, 0, 10).map((value) => value / 10),
      cost: amounts(11, 0, 20),
      satisfaction: amounts(13, 1, 5),
    }),
    run: (input, nameOf) => {
      const candidates = upgradeCandidates(input as TableInput, {
        ...named(nameOf, "customer"),
        value: nameOf("spend"),
        target: 200,
        probability: nameOf("chance"),
        cost: nameOf("cost"),
        drivers: [nameOf("satisfaction")],
      });
      const columns = candidates.columnNames.filter((name) => name !== "reason");
      return [cells(candidates.toRows(), columns), candidates.worthwhile, candidates.expectedGain];
    },
    numeric: ["spend", "chance", "cost", "satisfaction"],
  },
  {
    name: "mendLossMakers",
    input: () => ({
      customer: ids(),
      revenue: amounts(37, 0, 300),
      directCost: amounts(41, 0, 200),
      serviceCost: amounts(43, 0, 100),
    }),
    run: (input, nameOf) => {
      const columns = named(nameOf, "customer", "revenue", "directCost", "serviceCost");
      const mended = mendLossMakers(input as TableInput, { ...columns, fixedShare: 0.5 });
      const shown = mended.columnNames.filter((name) => name !== "reason");
      return [cells(mended.toRows(), shown), mended.lossMakers, mended.loss, mended.beyondRepair];
    },
    numeric: ["revenue", "directCost", "serviceCost"],
  },
  {
    name: "assessSegments",
    input: () => ({
      segment: amounts(7, 0, 3).map((segment) => `s${segment}`),
      value: amounts(37, -30, 300),
      previous: amounts(41, 0, 200),
      feature: amounts(43, 0, 100),
      reachable: amounts(5, 0, 2),
    }),
    run: (input, nameOf) => {
      const assessment = assessSegments(input as TableInput, {
        ...named(nameOf, "segment", "value", "previous", "reachable"),
        features: [nameOf("feature")],
      });
      return cells(assessment.toRows(), assessment.columnNames);
    },
    numeric: ["value", "previous", "feature", "reachable"],
  },
];
