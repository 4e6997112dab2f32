import { tmpdir } from "node:os";
import { join } from "node:path";
import * as arrow from "apache-arrow";
import { plot } from "../../src/charts/index.js";
import {
  adjustedRandIndex,
  affordability,
  ahpWeights,
  assignClusters,
  benchmarkIndex,
  breakEven,
  calinskiHarabasz,
  compareFits,
  compareWeights,
  customerEffortScore,
  customerSatisfactionScore,
  daviesBouldin,
  defaultSegments,
  detectableEffect,
  discountedExpectedPurchases,
  discountedLifetime,
  elevenGroupSegments,
  equalWeights,
  expectedPurchases,
  expectedPurchasesNewCustomer,
  expectedSpend,
  experimentSize,
  fitBgNbd,
  fitCox,
  fitNbd,
  fitShiftedBetaGeometric,
  hazardRatios,
  installment,
  kMeans,
  lifetimeSensitivity,
  likelihoodRatioTest,
  lintSegments,
  logLikelihood,
  mergeStatistics,
  netPromoterScore,
  parameterIntervals,
  parseColumns,
  parseModel,
  predictiveIntervals,
  predictSurvival,
  probabilityAlive,
  purchaseDistribution,
  readCsv,
  recoveryValue,
  reduceOrders,
  reduceSql,
  referralValue,
  relativeRisk,
  rescale,
  retentionEconomics,
  retentionRates,
  rfmPackageSegments,
  ruleGrid,
  rulePreset,
  satisfactionRate,
  scoreRfm,
  silhouette,
  simpleLifetimeValue,
  simulateCustomers,
  simulateOrders,
  sniffCsv,
  surveySampleSize,
  survivalCurve,
  table,
  toArrow,
  toDanfo,
  weightedIndex,
  worthSpending,
  writeCsv,
} from "../../src/index.js";
import { readCsvFile, readExcelFile, readParquetFile, writeCsvFile } from "../../src/node/index.js";
import { createPool } from "../../src/parallel/index.js";
import { createReport } from "../../src/report/index.js";

const orders = {
  customer: ["a", "b", "a", "c", "b", "a"],
  day: ["2025-01-03", "2025-01-09", "2025-02-11", "2025-02-12", "2025-03-01", "2025-03-20"],
  amount: [10, 25.5, 8, 20, 31, 12],
  paid: [true, false, true, true, null, true],
};

const customers = { frequency: [0, 2, 5, 1], recency: [0, 20, 33, 4], age: [38, 38, 35, 30], count: [9, 4, 2, 5] };

const answers = [9, 10, 7, 3, Number.NaN, 8];

const segments = [
  { name: "good", r: [1, 3], f: [2, 3], m: [1, 3] },
  { name: "other", r: [1, 3], f: [1, 1], m: [1, 3] },
] as const;

const points = [
  [0, 1],
  [1, 0],
  [0.5, 0.5],
  [9, 9],
  [10, 8],
];

const drivers = {
  margin: 100,
  retention: 0.8,
  discountRate: { annual: 0.1 },
  unit: "year",
  crossSelling: 5,
  referrals: { perUnit: 0.1, value: 20 },
  acquisitionCost: 50,
  retentionCost: 5,
  defaultProbability: 0.01,
  horizon: 6,
  timing: "end",
} as const;

const bgNbd = { kind: "bg-nbd", parameters: { r: 0.24, alpha: 4.41, a: 0.79, b: 2.43 }, unit: "week" } as const;

const paretoNbd = {
  kind: "pareto-nbd",
  parameters: { r: 0.55, alpha: 10.6, s: 0.61, beta: 11.7 },
  unit: "week",
} as const;

const gammaGamma = { kind: "gamma-gamma", parameters: { p: 6.25, q: 3.74, gamma: 15.4 } } as const;

const shifted = fitShiftedBetaGeometric({ survivors: [1000, 631, 468, 382, 326], unit: "year" });

const tree = {
  name: "index",
  children: [
    { name: "price", weight: 0.4, column: "price", scale: { likert: 5 } as const },
    { name: "care", weight: 0.6, column: "care", scale: { likert: 5 } as const },
  ],
};

const companies = { company: ["ours", "theirs", "ours", "theirs"], price: [3, 4, 5, 2], care: [1, 5, 4, 4] };

const cox = () =>
  fitCox([[1], [2], [3], [1], [2], [4]], [5, 4, 3, 6, 2, 1], [1, 1, 0, 1, 1, 1], { names: ["fee"], ties: "efron" });

/**
 * Valid calls of the functions and methods that no entry of the conformance suite calls. The fuzzer spoils their
 * arguments one by one, so an argument belongs in the call even where it has a default.
 */
export const samples: readonly (() => unknown)[] = [
  () => table(orders),
  () =>
    table([
      { a: 1, b: "x" },
      { a: null, b: "y" },
    ]),
  () => table(orders).head(2),
  () => table(orders).tail(2),
  () => table(orders).select("day", "amount"),
  () => table(orders).drop("day"),
  () => table(orders).where([true, false, true, true, false, true]),
  () => table(orders).sortBy("customer", "desc"),
  () => table(orders).sortBy({ column: "amount", descending: true }, "day"),
  () => table(orders).withColumn("double", [1, 2, 3, 4, 5, 6]),
  () =>
    table(orders)
      .groupBy("customer")
      .summarize({ total: { sum: "amount" }, q: { quantile: ["amount", 0.5] } }),
  () => table(orders).concat(table(orders)),
  () => table(orders).pivot({ rows: ["customer"], columns: "day", values: "amount", measure: "sum" }),
  () => table(orders).unpivot({ columns: ["amount"], name: "what", value: "cell" }),
  () => table(orders).join(table({ customer: ["a", "b"], region: ["n", "s"] }), { on: "customer", how: "left" }),
  () => table(orders).rename({ day: "date" }),
  () => table(orders).toString({ rows: 2, width: 8, digits: 1 }),
  () => table(orders).toMarkdown({ rows: 2, width: 8, digits: 1 }),
  () => table(orders).toHtml({ rows: 2, width: 8, digits: 1 }),
  () => readCsv("a;b\n1,5;2024-01-02\n2;\n", { delimiter: ";", decimal: ",", missing: ["-"], header: true }),
  () => sniffCsv("a;b\n1,5;2024-01-02\n2;\n"),
  () => writeCsv(table(orders), { formulas: "escape" }),
  () => parseColumns(table({ price: ["1,5", "2"], day: ["1/2/2024", "-"] }), { decimal: ",", missing: ["-"] }),
  () => readCsvFile("absent.csv").catch(() => undefined),
  () => writeCsvFile(join(tmpdir(), "clientele-sample-orders.csv"), table(orders)),
  () => createPool({ workers: 1 }).close(),
  () =>
    affordability({
      price: 10_000,
      rate: { nominalAnnual: 0.06 },
      term: 24,
      unit: "month",
      income: 2000,
      shareOfIncome: 0.3,
    }),
  () =>
    installment({ price: 10_000, rate: { annual: 0.06 }, term: 24, downPayment: 500, finalPayment: 90, timing: "end" }),
  () => breakEven({ fixedCosts: 1000, price: 10, variableCost: 4, expectedSales: 300 }),
  () => simpleLifetimeValue(drivers),
  () => lifetimeSensitivity(drivers, { change: 0.1 }),
  () =>
    worthSpending(drivers, {
      win: { successRate: 0.1 },
      keep: { retentionWith: 0.9 },
      reactivate: { successRate: 0.2, returnsAnyway: 0.1, retention: 0.7, marginFactor: 0.9 },
    }),
  () =>
    ahpWeights(
      [
        [1, 3, "1/2"],
        [null, 1, 0.25],
        [2, 4, 1],
      ],
      { randomIndex: "saaty", items: ["a", "b", "c"] },
    ),
  () =>
    compareWeights({ equal: equalWeights(3), own: [0.5, 0.3, 0.2] }, { items: ["a", "b", "c"], scores: [70, 80, 60] }),
  () => customerEffortScore(answers, { scale: [1, 10], high: "easy", easyLevels: 3, missing: "drop", confidence: 0.9 }),
  () =>
    customerSatisfactionScore(answers, { scale: [1, 10], satisfied: 8, missing: "drop", weights: [1, 2, 1, 1, 1, 1] }),
  () =>
    netPromoterScore(answers, { interval: "adjusted", missing: "drop", confidence: 0.9, weights: [1, 2, 1, 1, 1, 1] }),
  () => satisfactionRate(answers, { threshold: 8, missing: "drop", weights: [1, 2, 1, 1, 1, 1] }),
  () => rescale(answers, { from: [1, 10], to: [0, 100] }, true),
  () => rescale([1, 2, 5], { likert: 5 }),
  () =>
    surveySampleSize({
      population: 5000,
      margin: 0.05,
      confidence: 0.9,
      proportion: 0.4,
      designEffect: 1.5,
      responseRate: 0.3,
    }),
  () =>
    benchmarkIndex(weightedIndex(tree, companies, { by: "company" }), { against: { group: "ours" }, confidence: 0.9 }),
  () => lintSegments(segments, { bins: 3 }),
  () =>
    scoreRfm(orders, {
      customer: "customer",
      date: "day",
      amount: "amount",
      bins: 3,
      segments,
      refunds: "keep",
      asOf: "2025-04-01",
    }),
  () =>
    kMeans(points, {
      k: 2,
      init: [
        [0, 0],
        [9, 9],
      ],
      restarts: 1,
      maxIterations: 9,
      tolerance: 0,
      seed: 3,
      weights: [1, 1, 2, 1, 1],
    }),
  () => assignClusters(kMeans(points, { k: 2 }).model, points),
  () => silhouette(points, [0, 0, 0, 1, 1], { sample: 4, seed: 1 }),
  () => calinskiHarabasz(points, [0, 0, 0, 1, 1]),
  () => daviesBouldin(points, [0, 0, 0, 1, 1]),
  () => adjustedRandIndex([0, 0, 1, 1], [0, 1, 1, 1]),
  () => logLikelihood("bg-nbd", bgNbd.parameters, customers),
  () => probabilityAlive(bgNbd, customers, { at: 3 }),
  () => expectedPurchases(bgNbd, customers, { horizon: 10 }),
  () => expectedPurchases(paretoNbd, customers, { horizon: 10 }),
  () => expectedPurchasesNewCustomer(bgNbd, 10),
  () => purchaseDistribution(bgNbd, customers, { horizon: 10, max: 4 }),
  () => discountedExpectedPurchases(paretoNbd, customers, { discountRate: { annual: 0.1 }, horizon: 40 }),
  () => predictiveIntervals(bgNbd, customers, { horizon: 10, level: 0.8 }),
  () => expectedSpend(gammaGamma, { frequency: [1, 3], monetary: [12, 30] }),
  () => simulateCustomers(bgNbd, { customers: 5, age: 30, seed: 4, spend: gammaGamma }),
  () =>
    simulateOrders(bgNbd, {
      customers: 5,
      start: "2025-01-01",
      end: "2025-06-01",
      firstOrdersUntil: "2025-02-01",
      seed: 4,
      spend: gammaGamma,
      unit: "week",
    }),
  () => survivalCurve(shifted, 5),
  () => survivalCurve(shifted, [0, 1, 2.5]),
  () => retentionRates(shifted, 5),
  () => discountedLifetime(shifted, { discountRate: { perUnit: 0.1 }, renewals: 2 }),
  () => compareFits([fitNbd(customers), fitBgNbd(customers)]),
  () => likelihoodRatioTest(fitNbd(customers), fitBgNbd(customers)),
  () => parameterIntervals(fitNbd(customers), { level: 0.8, scale: "log" }),
  () => fitBgNbd({ ...customers, channel: [0, 1, 1, 0] }, { covariates: { purchase: ["channel"], dropout: [] } }),
  () => hazardRatios(cox(), { level: 0.9 }),
  () => relativeRisk(cox(), [[1], [2]]),
  () => predictSurvival(cox(), [[1], [2]], { times: [1, 2, 3] }),
  () => toDanfo(table(orders), { DataFrame: class {} } as never),
  () => toArrow(table(orders), arrow as never),
  () =>
    reduceSql(
      {
        question: "statistics",
        source: "orders",
        customer: "customer",
        date: "date",
        amount: "amount",
        end: "2026-01-01",
      },
      { dialect: "postgres" },
    ),
  () => ruleGrid({ rows: { column: "a", cuts: [1] }, columns: { column: "b", cuts: [2] } } as never),
  () => rulePreset("age-income"),
  () => experimentSize({ baseline: 0.1, effect: 0.02, power: 0.8, level: 0.05, groups: 3 }),
  () => detectableEffect({ baseline: 0.1, perGroup: 3841, power: 0.8, level: 0.05, groups: 3 }),
  () =>
    referralValue({
      referrals: 2,
      success: 0.4,
      generations: 12,
      value: 100,
      told: 9,
      deterred: 0.1,
      prospectValue: 80,
    }),
  () =>
    recoveryValue({
      complaints: 100,
      stayRecovered: 0.7,
      stayOtherwise: 0.3,
      value: 900,
      told: 9,
      deterred: 0.1,
      prospectValue: 80,
      cost: 40,
    }),
  () => retentionEconomics({ retention: 0.85, discountRate: 0.1, gain: { points: 0.05 } }),
  () => {
    const columns = { customer: "customer", date: "date", amount: "amount" };
    const november = reduceOrders([{ customer: "ada", date: "2026-11-03", amount: 5 }], columns);
    mergeStatistics(november, reduceOrders([{ customer: "ada", date: "2026-12-01", amount: 7 }], columns));
  },
  () => defaultSegments(5),
  () => elevenGroupSegments(),
  () => rfmPackageSegments(5),
  () => readExcelFile("absent.xlsx", { sheet: 1 }).catch(() => undefined),
  () => readParquetFile("absent.parquet").catch(() => undefined),
  () => plot(netPromoterScore([9, 10, 3]), { kind: "promoters", width: 400, theme: "dark", locale: "zh" }),
  () => plot({ model: bgNbd, customers: table(customers) }, { kind: "alive-matrix" }),
  () => plot({ model: shifted, customers, y: [0, 1, 1], p: [0.2, 0.9, 0.4], orders: table(orders) }, { kind: "roc" }),
  () =>
    createReport(orders, {
      customer: "customer",
      date: "day",
      amount: "amount",
      title: "Ours",
      locale: "zh",
      models: { purchases: bgNbd, shifted },
      survey: { answers: { liked: [9, 10, 3, 7] }, recommend: "liked" },
      contacts: [{ customer: "a", date: "2025-02-01", channel: "mail" }],
      dimensions: ["paid"],
      signals: true,
      margin: 0.4,
      discountRate: { annual: 0.1 },
      lapsedAfter: 60,
      unit: "week",
    }),
  () =>
    createReport(orders, {
      customer: "customer",
      date: "day",
      amount: "amount",
      item: "paid",
      dimensions: "customer",
      models: [netPromoterScore([9, 10, 3])],
      experiment: {
        rows: { group: ["t", "c", "t", "c"], bought: [1, 0, 1, 1] },
        group: "group",
        outcome: "bought",
        control: "c",
      },
    }),
  () => parseModel(JSON.parse(JSON.stringify(kMeans([[0], [1], [10], [11]], { k: 2 }).model))),
];
