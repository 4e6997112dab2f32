/** The analyses on DuckDB, in this process: for more orders than fit in memory. The subpath `clientele/duckdb`. */

export { type DuckDbOptions, openDuckDb } from "./duckdb/open-duckdb.js";
export type {
  Engine,
  EngineCube,
  EngineCubeAttributes,
  EngineCubeOptions,
  EngineKMeansOptions,
  EngineKMeansResult,
  EngineLogisticOptions,
  EnginePathStatisticsOptions,
  EngineSource,
  RunOptions,
  ScoreCustomersOptions,
  ScoreTarget,
  SummarizeGroupsOptions,
} from "./engine/engine.js";
