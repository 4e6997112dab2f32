import {
  abcClasses,
  acsi,
  ahpWeights,
  analyzePareto,
  associationRules,
  bootstrapPathModel,
  chooseClusterCount,
  churnRates,
  clusterCustomers,
  cohorts,
  compareFits,
  compareForecast,
  compareIndices,
  complaintSummary,
  customerBalance,
  customerEquity,
  customerLifetimeValue,
  customerProfit,
  customerPyramid,
  demandStates,
  evaluateClassifier,
  fitBgNbd,
  fitCox,
  fitGammaGamma,
  fitLogistic,
  fitMbgNbd,
  fitShiftedBetaGeometric,
  forecastOrders,
  frequentItemsets,
  gainsTable,
  importancePerformance,
  kaplanMeier,
  kMeans,
  leaveReasons,
  lifetimeSensitivity,
  loyaltyZones,
  netPromoterScore,
  overallDrivers,
  positioning,
  productLifeCycle,
  profileGroups,
  purchaseCycles,
  retentionTable,
  rfmTransitions,
  satisfactionWorth,
  scoreRfm,
  serviceLevel,
  simulateOrders,
  splitHoldout,
  summarizeContracts,
  summarizeCustomers,
  targetRetention,
  validateHoldout,
  valueMatrix,
  weightedIndex,
} from "../../src/index.js";

/** A name that would be markup if it were not text. */
export const hostile = `<img src=x onerror="alert(1)">&'\u0000]]>`;

const model = {
  kind: "bg-nbd",
  parameters: { r: 0.4, alpha: 6, a: 0.6, b: 2.4 },
  unit: "week",
} as const;

const spend = { kind: "gamma-gamma", parameters: { p: 6, q: 4, gamma: 15 } } as const;

/** Two years of simulated orders. */
export function someOrders(customers = 300) {
  return simulateOrders(model, {
    customers,
    start: "2024-01-01",
    end: "2025-12-31",
    firstOrdersUntil: "2025-06-30",
    seed: 3,
    spend,
  });
}

const columns = { customer: "customer", date: "date", amount: "amount" } as const;

const answers = () =>
  Array.from({ length: 120 }, (_, i) => {
    const base = 4 + ((i * 37) % 50) / 10;
    const answer = (k: number): number => Math.max(1, Math.min(10, Math.round(base + (((i * k) % 7) - 3) / 2)));
    return Object.fromEntries(
      ["e1", "e2", "q1", "q2", "v1", "v2", "s1", "s2", "c1", "l1", "l2"].map((item, k) => [item, answer(k + 3)]),
    );
  });

const roles = {
  expectations: ["e1", "e2"],
  quality: ["q1", "q2"],
  value: ["v1", "v2"],
  satisfaction: ["s1", "s2"],
  complaints: "c1",
  loyalty: ["l1", "l2"],
  complaintsMeasure: "handling",
} as const;

const contracts = () =>
  Array.from({ length: 80 }, (_, i) => ({
    customer: `c${i}`,
    start: new Date(Date.UTC(2024, (i * 7) % 18, 1)),
    end: i % 3 === 0 ? new Date(Date.UTC(2025, ((i * 5) % 12) + 3, 1)) : null,
    fee: 10 + (i % 7),
  }));

/** A result of every kind that has a picture, by the kind of the chart it is drawn as. */
export function chartCases(): Readonly<Record<string, unknown>> {
  const orders = someOrders();
  const customers = summarizeCustomers(orders, { ...columns, unit: "week" });
  const scores = scoreRfm(orders, columns);
  const pareto = analyzePareto(customers);
  const clusters = clusterCustomers(scores, { features: { recencyDays: "zscore", revenue: "log1p" }, k: 3 });
  const points = Array.from({ length: 60 }, (_, i) => [(i % 3) * 10 + (i % 5), (i % 2) * 8 + (i % 7), i % 4]);
  const split = splitHoldout(orders, { ...columns, unit: "week", calibrationEnd: "2025-06-30", end: "2025-12-31" });
  const fitted = fitBgNbd(split.calibration);
  const report = validateHoldout({ "BG/NBD": fitted }, split, { tracking: { orders, ...columns } });
  const forecast = forecastOrders(fitted, split.calibration, { horizon: 26, by: "month" });
  const values = customerLifetimeValue(fitted, fitGammaGamma(split.calibration), split.calibration, {
    horizon: 52,
    discountRate: { annual: 0.1 },
  });
  const x = Array.from({ length: 200 }, (_, i) => [i % 10, (i * 7) % 13]);
  const y = x.map(([a, b], i) => (a! + b! / 2 + ((i * 31) % 9) > 13 ? 1 : 0));
  const logistic = fitLogistic(x, y, { names: ["tenure", hostile] });
  const probability = x.map(([a, b]) => 1 / (1 + Math.exp(6 - a! * 0.6 - b! * 0.4)));
  const classifier = evaluateClassifier(y, probability);
  const durations = x.map(([a], i) => 1 + a! + (i % 4));
  const survey = answers();
  const path = acsi(survey, roles);
  const boot = bootstrapPathModel(path, survey, { samples: 60, seed: 1 });
  const satisfied = survey.map((row, i) => ({ satisfaction: row["s1"]! * 10, loyalty: row["l1"]! * 10 + (i % 3) }));
  const spells = { customer: "customer", start: "start", end: "end", fee: "fee", asOf: "2026-01-01" } as const;
  const survivors = [1000, 631, 468, 382, 326, 289];
  return {
    lorenz: pareto,
    whale: pareto,
    abc: abcClasses(customers),
    "heat-map": scores,
    "tree-map": scores,
    cohorts: cohorts(orders, { ...columns, by: "month" }),
    "order-counts": customers,
    overdue: purchaseCycles(orders, { ...columns, asOf: "2025-12-31" }),
    profit: customerProfit(orders, { ...columns, directCost: { share: 0.7 } }),
    profile: profileGroups(scores, { group: "segment", features: ["orders", "revenue"] }),
    profiles: clusters,
    map: clusters,
    "choose-k": chooseClusterCount(points, { to: 5, references: 5, resamples: 5 }),
    "purchase-matrix": fitted,
    "alive-matrix": { model: fitted, customers: split.calibration },
    "repeat-counts": { model: fitted, customers: split.calibration },
    tracking: report,
    "frequency-calibration": report,
    "alive-history": { model: fitted, dates: ["2025-01-01", "2025-02-03"], end: "2025-05-01", customer: hostile },
    forecast,
    "forecast-comparison": compareForecast(
      forecast,
      Array.from({ length: forecast.numRows }, (_, i) => 40 + i),
    ),
    value: values,
    equity: customerEquity(values),
    retention: retentionTable({ survivors }),
    sensitivity: lifetimeSensitivity({ margin: 100, retention: 0.8, discountRate: { annual: 0.1 }, unit: "year" }),
    fits: compareFits([fitted, fitMbgNbd(split.calibration)]),
    gains: gainsTable(y, probability),
    roc: classifier,
    calibration: classifier,
    drivers: overallDrivers(logistic, x),
    hazards: fitCox(x, durations, y, { names: ["tenure", hostile] }),
    survival: kaplanMeier(durations, y, { groups: x.map(([a]) => (a! > 4 ? hostile : "short")) }),
    "churn-rates": churnRates(contracts(), { ...spells, by: "quarter" }),
    balance: customerBalance(contracts(), { ...spells, by: "quarter" }),
    bridge: summarizeContracts(contracts(), { ...spells, since: "2025-06-01" }),
    reasons: leaveReasons(
      Array.from({ length: 40 }, (_, i) => ({ reason: ["price", hostile, "moved"][i % 3]!, value: i })),
      { reason: "reason", value: "value" },
    ),
    "contact-plan": targetRetention(
      Array.from({ length: 50 }, (_, i) => ({ value: 100 + i, risk: (i % 10) / 10 })),
      { value: "value", risk: "risk", success: 0.3, cost: 5 },
    ),
    paths: boot,
    indices: path,
    importance: importancePerformance(path, "satisfaction"),
    loyalty: loyaltyZones(satisfied, { satisfaction: "satisfaction", loyalty: "loyalty", cuts: [50, 80] }),
    indicators: weightedIndex(
      {
        name: "index",
        children: [
          { name: hostile, weight: 0.5, column: "q1" },
          { name: "v", weight: 0.5, column: "v1" },
        ],
      },
      survey,
    ),
    complaints: complaintSummary(
      Array.from({ length: 30 }, (_, i) => ({
        cause: ["late", hostile][i % 2]!,
        received: `2026-01-${10 + (i % 20)}`,
      })),
      { cause: "cause", received: "received" },
    ),
    "service-level": serviceLevel(
      Array.from({ length: 60 }, (_, i) => ({
        kind: ["delivery", hostile, "invoice"][i % 3]!,
        hours: i % 11 === 0 ? null : ((i * 17) % 60) - (i % 3) * 4 + 9,
      })),
      { hours: "hours", by: "kind", target: 24 },
    ),
    promoters: netPromoterScore([10, 9, 8, 3, 10, 7, 0]),
    weights: ahpWeights(
      [
        [1, 3],
        [1 / 3, 1],
      ],
      { items: ["price", hostile] },
    ),
    comparison: compareIndices(acsi(survey.slice(0, 60), roles), acsi(survey.slice(60), roles)),
    worth: satisfactionWorth(satisfied, { satisfaction: "satisfaction", outcome: "loyalty" }),
    ...marketCases(),
    ...classCases(),
    "retention ": fitShiftedBetaGeometric({ survivors }),
    "profiles ": kMeans(points, { k: 3 }),
    "map ": { clusters: kMeans(points, { k: 3 }), points },
    "roc ": { y, p: probability },
  };
}

function marketCases(): Readonly<Record<string, unknown>> {
  const ratings = ["quality", "price", "service"].flatMap((attribute, i) =>
    [hostile, "Alpha", "Beta"].map((brand, j) => ({ attribute, brand, score: 3 + ((i * 7 + j * 5) % 6) })),
  );
  const baskets = Array.from({ length: 60 }, (_, i) =>
    ["bread", "milk", hostile, "beer"].filter((_item, k) => (i * (k + 3)) % (k + 2) === 0),
  );
  const itemsets = frequentItemsets(baskets, { minSupport: 0.05 });
  const series = Array.from({ length: 18 }, (_, i) => ({
    month: `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, "0")}`,
    sold: 100 * Math.exp(-(((i - 9) / 5) ** 2)),
    earned: 20 * Math.exp(-(((i - 8) / 4) ** 2)) - 3,
  }));
  const demand = Array.from({ length: 48 }, (_, i) => ({
    product: [hostile, "B"][i % 2]!,
    period: Math.floor(i / 2),
    demand: i % 2 === 1 ? 100 - 2 * i : 100 + ((i / 2) % 12) * 8,
  }));
  return {
    positioning: positioning(ratings, { attribute: "attribute", brand: "brand", score: "score" }),
    itemsets,
    rules: associationRules(itemsets, { minConfidence: 0.1 }),
    "life-cycle": productLifeCycle(series, { period: "month", sales: "sold", profit: "earned" }),
    demand: demandStates(demand, { product: "product", period: "period", demand: "demand" }),
  };
}

function classCases(): Readonly<Record<string, unknown>> {
  const orders = someOrders(120);
  const before = scoreRfm(
    orders.where((row) => row.date! < new Date("2025-01-01")),
    { ...columns, asOf: "2025-01-01" },
  );
  const after = scoreRfm(orders, { ...columns, model: before.model, asOf: "2026-01-01" });
  const customers = Array.from({ length: 90 }, (_, i) => ({
    customer: i === 3 ? hostile : `c${i}`,
    spend: 2000 / (1 + i),
    potential: ((i * 37) % 90) * 9,
    cost: 20 + (i % 5),
    profit: 2000 / (1 + i) - 40,
  }));
  return {
    migration: rfmTransitions(before, after),
    matrix: valueMatrix(customers, { x: "spend", y: "potential", preset: "current-potential" }),
    pyramid: customerPyramid(customers, { value: "profit", measures: ["cost", "profit"] }),
    classes: customerPyramid(customers, { value: "profit" }),
  };
}
