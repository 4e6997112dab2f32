import { describe, expect, it } from "vitest";
import type { Command } from "../../src/cli/command/command.js";
import { kebabCase, type Options } from "../../src/cli/command/option.js";
import { commands } from "../../src/cli/commands.js";
import { engineOptions, outputOptions } from "../../src/cli/options/output-options.js";
import { readingOptions } from "../../src/cli/options/reading-options.js";
import * as clientele from "../../src/index.js";
import * as node from "../../src/node/index.js";
import { createReport } from "../../src/report/index.js";

const loaded = await Promise.all(commands.map(async ({ name, load }) => ({ name, command: await load() })));
const analyses = loaded.flatMap(({ name, command }) =>
  Object.entries<Command[string]>(command).map(([kind, analysis]) => ({ name, kind, analysis })),
);

/** No function has an option of this name. */
const unknown = "no such option";
const bogus = { [unknown]: true } as never;

/** The options that a function knows, from what it says about one that it does not know. */
async function optionsKnownTo(call: () => unknown): Promise<string[]> {
  try {
    await call();
  } catch (error) {
    const [, names] = /there is no option "no such option"; the options are (.*)/.exec((error as Error).message) ?? [];
    if (names !== undefined) return names.split(", ");
    throw error;
  }
  throw new Error("took an option that it should not know");
}

const rows = [{ customer: "ada", date: "2026-01-01", amount: 1 }];
const model = clientele.fitBgNbd({ frequency: [1, 0, 2, 3], recency: [3, 0, 4, 6], age: [5, 6, 7, 8] });
const answers = [1, 2, 3];
const flags = [0, 1];

/** What stands behind each kind of a command: calls of its functions with an option that does not exist. */
const functionsBehind: Readonly<Record<string, readonly (() => unknown)[]>> = {
  "check orders": [() => clientele.checkOrders(rows, bogus)],
  "check layout": [],
  "summarize customers": [() => clientele.summarizeCustomers(rows, bogus)],
  "rfm scores": [() => clientele.scoreRfm(rows, bogus)],
  "pareto concentration": [
    () => clientele.analyzePareto([1, 2, 3], bogus),
    () => clientele.analyzePareto([1, 2, 3]).interval(bogus),
  ],
  "cohorts cohorts": [() => clientele.cohorts(rows, bogus)],
  "cluster customers": [() => clientele.clusterCustomers(rows, bogus)],
  "cluster count": [() => clientele.chooseClusterCount([[1], [2]], bogus)],
  "cluster mixed": [() => clientele.kPrototypes(rows, bogus)],
  "cluster alike": [() => clientele.lookAlikes(rows, bogus)],
  "segments pyramid": [() => clientele.customerPyramid(rows, bogus)],
  "segments abc": [() => clientele.abcClasses([1], bogus)],
  "segments rules": [() => clientele.segmentByRules(rows, [], bogus)],
  "segments value-matrix": [() => clientele.valueMatrix(rows, bogus)],
  "segments lifecycle": [() => clientele.lifecycleStages(rows, bogus)],
  "segments states": [() => clientele.relationshipStates(rows, bogus)],
  "segments strength": [() => clientele.relationshipStrength(rows, bogus)],
  "segments relational": [() => clientele.transactionalRelational(rows, bogus)],
  "segments grades": [() => clientele.gradeCustomers(rows, bogus)],
  "segments bank": [() => clientele.bankClasses(rows, bogus)],
  "segments selection": [() => clientele.selectCustomers(rows, bogus)],
  "segments channels": [() => clientele.channelPreference(rows, bogus)],
  "segments wallet": [() => clientele.walletShare(rows, bogus)],
  "segments upgrade": [() => clientele.upgradeCandidates(rows, bogus)],
  "segments losses": [() => clientele.mendLossMakers(rows, bogus)],
  "segments assessment": [() => clientele.assessSegments(rows, bogus)],
  "value customers": [
    () => clientele.summarizeCustomers(rows, bogus),
    () => clientele.customerLifetimeValue(model, 1, [], bogus),
  ],
  "value models": [() => clientele.summarizeCustomers(rows, bogus)],
  "value alive": [() => clientele.summarizeCustomers(rows, bogus)],
  "value forecast": [() => clientele.summarizeCustomers(rows, bogus), () => clientele.forecastOrders(model, [], bogus)],
  "value simple": [() => clientele.simpleLifetimeValue(bogus)],
  "value sensitivity": [
    () => clientele.simpleLifetimeValue(bogus),
    () => clientele.lifetimeSensitivity({ margin: 1, retention: 0.5, discountRate: { annual: 0.1 } }, bogus),
  ],
  "churn risk": [() => clientele.churnFeatures(rows, bogus)],
  "signals signals": [() => clientele.detectSignals({ orders: rows }, "all", bogus)],
  "customer view": [() => clientele.customerView("ada", { orders: rows }, bogus)],
  "identities records": [() => clientele.resolveIdentities(rows, bogus)],
  "identities households": [() => clientele.groupHouseholds(rows, bogus)],
  "identities freshness": [() => clientele.recordFreshness(rows, bogus)],
  "response response": [() => clientele.validateResponse(rows, bogus)],
  "browsing sessions": [() => clientele.summarizeBrowsing(rows, bogus)],
  "browsing similar": [() => clientele.similarHabits(rows, bogus)],
  "report page": [() => createReport(rows, bogus)],
  "satisfaction scores": [],
  "satisfaction promoter": [() => clientele.netPromoterScore(answers, bogus)],
  "satisfaction csat": [() => clientele.customerSatisfactionScore(answers, bogus)],
  "satisfaction effort": [() => clientele.customerEffortScore(answers, bogus)],
  "satisfaction index": [
    () => clientele.weightedIndex({ name: "all", children: [{ name: "a" }] } as never, rows, bogus),
  ],
  "satisfaction sensitivity": [
    () => clientele.weightSensitivity({ name: "all", children: [{ name: "a" }] } as never, rows, bogus),
  ],
  "satisfaction acsi": [() => clientele.acsi(rows, bogus)],
  "satisfaction ecsi": [() => clientele.ecsi(rows, bogus)],
  "satisfaction zones": [() => clientele.loyaltyZones(rows, bogus)],
  "satisfaction perceived": [() => clientele.perceivedValue(rows, bogus)],
  "satisfaction worth": [() => clientele.satisfactionWorth(rows, bogus)],
  "satisfaction alpha": [() => clientele.cronbachAlpha(rows, bogus)],
  "satisfaction complaints": [() => clientele.complaintSummary(rows, bogus)],
  "satisfaction sample-size": [() => clientele.surveySampleSize(bogus)],
  "cycles cycles": [() => clientele.purchaseCycles(rows, bogus)],
  "profit customers": [() => clientele.customerProfit(rows, bogus)],
  "profit tenure": [() => clientele.profitByTenure(rows, bogus)],
  "migration segments": [() => clientele.rfmTransitions(rows, rows, bogus)],
  "migration tiers": [() => clientele.tierMigration(rows, rows, bogus)],
  "compare groups": [() => clientele.profileGroups(rows, bogus)],
  "compare pair": [() => clientele.compareSegments(rows, bogus)],
  "contracts summary": [() => clientele.summarizeContracts(rows, bogus)],
  "contracts rates": [() => clientele.churnRates(rows, bogus)],
  "contracts balance": [() => clientele.customerBalance(rows, bogus)],
  "contracts reasons": [() => clientele.leaveReasons(rows, bogus)],
  "contracts retention": [() => clientele.compareRetentionCurves({ survivors: [3, 2, 1], ...(bogus as object) })],
  "survival curve": [
    () => clientele.kaplanMeier([1, 2], flags, bogus),
    () => clientele.logRank([1, 2], flags, [0, 1], bogus),
  ],
  "survival cox": [
    () => clientele.fitCox([[1], [2]], [1, 2], flags, bogus),
    () => clientele.hazardRatios(clientele.fitCox([[1], [2], [1.5]], [1, 2, 3], [1, 1, 1]), bogus),
    () => {
      const times = [1, 2, 3];
      const cox = clientele.fitCox([[1], [2], [1.5]], times, [1, 1, 1]);
      return clientele.testProportionalHazards(cox, [[1], [2], [1.5]], times, [1, 1, 1], bogus);
    },
  ],
  "target keep": [() => clientele.targetRetention(rows, bogus)],
  "target back": [() => clientele.winBack(rows, bogus)],
  "baskets itemsets": [() => clientele.frequentItemsets([["a"]], bogus)],
  "baskets rules": [
    () => clientele.frequentItemsets([["a"]], bogus),
    () => clientele.associationRules(clientele.frequentItemsets([["a"]], { minCount: 1 }), bogus),
  ],
  "baskets holdings": [() => clientele.productHoldings(rows, bogus)],
  "baskets next": [() => clientele.nextEvents(rows, bogus)],
  "baskets propensity": [() => clientele.propensity(rows, bogus)],
  "baskets life-events": [() => clientele.lifeEventRules(rows, rows, bogus)],
  "recommend offers": [() => clientele.recommendNext(rows, bogus)],
  "recommend validation": [() => clientele.validateRecommendations(rows, bogus)],
  "recommend segments": [() => clientele.recommendBySegment(rows, bogus)],
  "experiment reading": [() => clientele.readExperiment(rows, bogus)],
  "experiment size": [() => clientele.experimentSize(bogus)],
  "experiment detectable": [() => clientele.detectableEffect(bogus)],
  "experiment difference-in-differences": [() => clientele.differenceInDifferences(rows, bogus)],
  "experiment matched": [() => clientele.matchedEffect(rows, bogus)],
  "uplift uplift": [
    () => clientele.fitUplift([[1], [2]], flags, flags, bogus),
    () => clientele.qini(flags, flags, flags, bogus),
    () => clientele.upliftByDecile(flags, flags, flags, bogus),
  ],
  "funnel funnel": [() => clientele.funnel(rows, bogus)],
  "contacts effectiveness": [() => clientele.contactEffectiveness(rows, bogus)],
  "contacts pressure": [() => clientele.contactPressure(rows, bogus)],
  "contacts rates": [() => clientele.campaignRates(rows, bogus)],
  "contacts sources": [() => clientele.compareSources(rows, bogus)],
  "contacts closing": [() => clientele.closingRates(rows, bogus)],
  "contacts acquisition": [() => clientele.acquisitionCost(rows, bogus)],
  "economics campaign": [() => clientele.campaignReturn(bogus)],
  "economics retention": [() => clientele.retentionEconomics(bogus)],
  "economics referrals": [() => clientele.referralValue(bogus)],
  "economics recovery": [() => clientele.recoveryValue(bogus)],
  "economics break-even": [() => clientele.breakEven(bogus)],
  "economics installment": [() => clientele.installment(bogus)],
  "economics affordability": [() => clientele.affordability(bogus)],
  "economics payback": [() => clientele.paybackTime([1], bogus)],
  "economics present-value": [() => clientele.presentValue([1], bogus)],
  "cube cube": [() => clientele.cube(rows, bogus)],
  "markets position": [() => clientele.positioning(rows, bogus)],
  "markets demand": [() => clientele.demandStates(rows, bogus)],
  "markets life-cycle": [() => clientele.productLifeCycle(rows, bogus)],
  "markets affordable": [() => clientele.affordableMarket(bogus, [1])],
  "shop orders": [() => clientele.readShopOrders(rows, bogus)],
};

/** Options that the command line has no word for, and why. */
const withoutWord: Readonly<Record<string, readonly string[]>> = {
  // Packages are given by programs.
  "identities records": ["phones", "pinyin"],
  "identities households": ["phones", "pinyin"],
  // The options of output are those of the report, too.
  "report page": ["locale"],
  // Half of the rows are coded for the other half.
  "uplift uplift": ["names"],
  // Columns of a file have names.
  "survival cox": ["names"],
  // Features come from files that would have to be read with options of their own.
  "churn risk": ["extra", "cutoff"],
  // A file of groups stands for the object.
  "baskets itemsets": ["hierarchy"],
  "baskets rules": ["hierarchy"],
  // Models are fitted from orders.
  "value forecast": ["spendModel"],
  // Rules are mined by a command of their own.
  "recommend offers": ["rules"],
};

/** The names by which the functions behind an analysis know what it takes. */
function namesIn(...tables: readonly (Options | undefined)[]): string[] {
  const names = tables.flatMap((table) => Object.entries(table ?? {}).map(([name, { as }]) => as ?? name));
  // Two columns stand for the amount.
  return names.filter((name) => name !== "quantity" || !names.includes("price"));
}

describe("every option of the function behind a command is an option of the command", () => {
  it.each(analyses)("$name --kind $kind", async ({ name, kind, analysis }) => {
    const calls = functionsBehind[`${name} ${kind}`];
    expect(calls, "has its functions listed here").toBeDefined();
    const known = (await Promise.all(calls!.map(optionsKnownTo))).flat();
    const taken = namesIn(analysis.orders, analysis.options);
    const missing = known.filter((option) => !taken.includes(option));
    expect([...new Set(missing)].sort()).toEqual([...(withoutWord[`${name} ${kind}`] ?? [])].sort());
  });

  it("names no analysis that is not there", () => {
    const names = analyses.map(({ name, kind }) => `${name} ${kind}`);
    expect(Object.keys(functionsBehind).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("takes every option of reading", async () => {
    const known = await Promise.all([
      optionsKnownTo(() => node.readExcelFile("x.xlsx", bogus)),
      optionsKnownTo(() => clientele.readCsv("a,b\n1,2\n", bogus)),
      optionsKnownTo(() => node.readParquetFile("x.parquet", bogus)),
    ]);
    expect([...new Set(known.flat())].sort()).toEqual(Object.keys(readingOptions).sort());
  });
});

describe("options of a command", () => {
  it.each(analyses)("have a name of their own: $name --kind $kind", ({ analysis }) => {
    const tables = [analysis.options, analysis.orders ?? {}, readingOptions, engineOptions, outputOptions];
    const names = tables.flatMap((table) => Object.keys(table).map(kebabCase));
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    expect(names).not.toContain("kind");
  });

  it.each(analyses)("say what they are for in both languages: $name --kind $kind", ({ analysis }) => {
    for (const { help } of [analysis, ...Object.values(analysis.options)]) {
      expect(help.en).not.toBe("");
      expect(help.zh).toMatch(/[\u4e00-\u9fff]/);
    }
  });
});
