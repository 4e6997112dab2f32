import { statisticsTable } from "../../customers/index.js";
import { cohortsInEngine } from "./cohorts-in-engine.js";
import type { Connection } from "./connection.js";
import { cubeInEngine } from "./cube-in-engine.js";
import type { Engine } from "./engine.js";
import { kMeansInEngine } from "./k-means-in-engine.js";
import { logisticInEngine } from "./logistic-in-engine.js";
import { mergeInEngine } from "./merge-in-engine.js";
import { paretoInEngine } from "./pareto-in-engine.js";
import { pathStatisticsInEngine } from "./path-statistics-in-engine.js";
import { scoreRfmInEngine } from "./rfm-in-engine.js";
import { scoreInEngine } from "./score-customers.js";
import { groupInEngine, reduceInEngine, summarizeInEngine, summaryOptions } from "./summarize-customers.js";
import { summarizeGroups } from "./summarize-groups.js";

/** The analyses over a connection. */
export function createEngine(connection: Connection): Engine {
  return Object.freeze<Engine>({
    summarizeCustomers: (source, options) => summarizeInEngine(connection, source, options),
    reduceOrders: async (source, options) => {
      summaryOptions("reduceOrders", options);
      return statisticsTable(await reduceInEngine(connection, "reduceOrders", source, options));
    },
    customerStatistics: (source, options) => groupInEngine(connection, source, options),
    scoreRfm: (source, options) => scoreRfmInEngine(connection, source, options),
    analyzePareto: (source, options) => paretoInEngine(connection, source, options),
    cohorts: (source, options) => cohortsInEngine(connection, source, options),
    mergeStatistics: (stored, source, options) => mergeInEngine(connection, stored, source, options),
    scoreCustomers: (model, source, options) => scoreInEngine(connection, model, source, options),
    cube: (source, options) => cubeInEngine(connection, source, options),
    summarize: (source, options) => summarizeGroups(connection, source, options),
    kMeans: (source, options) => kMeansInEngine(connection, source, options),
    fitLogistic: (source, options) => logisticInEngine(connection, source, options),
    pathStatistics: (source, options) => pathStatisticsInEngine(connection, source, options),
    close: () => connection.close(),
  });
}
