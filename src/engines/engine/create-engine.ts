import { statisticsTable } from "../../customers/index.js";
import { cohortsInEngine } from "./cohorts-in-engine.js";
import type { Connection } from "./connection.js";
import type { Engine } from "./engine.js";
import { mergeInEngine } from "./merge-in-engine.js";
import { paretoInEngine } from "./pareto-in-engine.js";
import { scoreRfmInEngine } from "./rfm-in-engine.js";
import { scoreInEngine } from "./score-customers.js";
import { groupInEngine, reduceInEngine, summarizeInEngine, summaryOptions } from "./summarize-customers.js";

/** The analyses over a connection. */
export function createEngine(connection: Connection): Engine {
  const engine: Partial<Engine> = {
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
    close: () => connection.close(),
  };
  return Object.freeze(engine) as Engine;
}
