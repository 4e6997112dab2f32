import { expect, it } from "vitest";
import * as charts from "../src/charts/index.js";
import * as clientele from "../src/index.js";
import * as node from "../src/node/index.js";
import * as parallel from "../src/parallel/index.js";
import * as report from "../src/report/index.js";

/** The functions that programs of users call, by room; a name that disappears from here breaks them. */
const rooms = {
  tables: "table cube readCsv writeCsv toArrow toDanfo",
  customers:
    "checkOrders readShopOrders summarizeCustomers reduceOrders customersFrom splitHoldout groupStatistics " +
    "customerProfit cohorts purchaseCycles profileGroups profitByTenure resolveIdentities groupHouseholds recordFreshness",
  segments:
    "fitRfm scoreRfm analyzePareto abcClasses segmentByRules ruleGrid rulePreset lintSegments rfmTransitions " +
    "compareSegments valueMatrix customerPyramid tierMigration upgradeCandidates mendLossMakers lifecycleStages relationshipStates relationshipStrength transactionalRelational gradeCustomers bankClasses walletShare selectCustomers channelPreference assessSegments",
  markets: "positioning affordableMarket productLifeCycle demandStates",
  clustering:
    "kMeans miniBatchKMeans kPrototypes assignClusters silhouette daviesBouldin calinskiHarabasz " +
    "chooseClusterCount clusterCustomers",
  "lifetime value":
    "presentValue simpleLifetimeValue customerEquity fitBgNbd fitMbgNbd fitParetoNbd fitBgCnbdK fitMbgCnbdK " +
    "fitNbd fitBgBb fitGammaGamma fitShiftedBetaGeometric fitBetaDiscreteWeibull logLikelihood probabilityAlive expectedPurchases expectedPurchasesNewCustomer purchaseDistribution discountedExpectedPurchases survivalCurve retentionRates discountedLifetime expectedSpend customerLifetimeValue simulateCustomers simulateOrders validateHoldout forecastOrders",
  learning:
    "encodeFeatures fitLogistic fitBoostedTrees predictProbability calibrate evaluateClassifier gainsTable " +
    "explainPredictions",
  churn:
    "labelChurn kaplanMeier logRank fitCox testProportionalHazards summarizeContracts churnRates leaveReasons " +
    "customerBalance targetRetention winBack",
  satisfaction:
    "rescale satisfactionRate netPromoterScore surveySampleSize ahpWeights entropyWeights criticWeights " +
    "equalWeights weightedIndex fitPathModel acsi ecsi bootstrapPathModel reliability importancePerformance predictPathModel loyaltyZones compareIndices perceivedValue complaintSummary " +
    "serviceLevel",
  baskets:
    "frequentItemsets associationRules recommendNext recommendBySegment validateRecommendations productHoldings " +
    "nextEvents summarizeBrowsing similarHabits propensity lifeEventRules",
  campaigns:
    "readExperiment experimentSize fitUplift predictUplift qini upliftByDecile retentionEconomics closingRates " +
    "referralValue recoveryValue campaignReturn acquisitionCost funnel contactEffectiveness contactPressure " +
    "fitResponse scoreResponse validateResponse contactDepth differenceInDifferences matchedEffect campaignRates " +
    "compareSources",
  signals: "detectSignals customerView",
  "errors and models": "ClienteleError parseModel",
};

it.each(Object.entries(rooms))("exports the functions for %s", (_, names) => {
  for (const name of names.split(" ")) expect(clientele, name).toHaveProperty(name, expect.any(Function));
});

it("exports charts and the report from their own doors", () => {
  for (const name of "plot lorenzCurve whaleCurve rfmHeatMap segmentTreeMap cohortHeatMap pathDiagram".split(" "))
    expect(charts, name).toHaveProperty(name, expect.any(Function));
  expect(Object.keys(report)).toEqual(["createReport"]);
});

it("exports files and threads from their own doors", () => {
  expect(Object.keys(node).sort()).toEqual(["readCsvFile", "readExcelFile", "readParquetFile", "writeCsvFile"]);
  expect(Object.keys(parallel)).toContain("createPool");
});
