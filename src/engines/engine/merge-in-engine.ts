import {
  type CustomerStatistics,
  mergeStatistics,
  type SummarizeOptions,
  statisticsTable,
} from "../../customers/index.js";
import type { TableInput } from "../../table/index.js";
import type { Connection } from "./connection.js";
import type { EngineSource, RunOptions } from "./engine.js";
import { reduceInEngine, summaryOptions } from "./summarize-customers.js";

/** Statistics that were stored, with those of the orders of a later period, reduced in the engine. */
export async function mergeInEngine(
  connection: Connection,
  stored: TableInput,
  source: EngineSource,
  options: SummarizeOptions & RunOptions,
): Promise<CustomerStatistics> {
  const caller = "mergeStatistics";
  summaryOptions(caller, options);
  return mergeStatistics(stored, statisticsTable(await reduceInEngine(connection, caller, source, options)));
}
