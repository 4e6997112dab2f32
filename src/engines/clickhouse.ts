/** The analyses on a ClickHouse server or cluster. The subpath `clientele/clickhouse`. */

export type {
  Engine,
  EngineKMeansOptions,
  EngineSource,
  RunOptions,
  ScoreCustomersOptions,
  ScoreTarget,
  SummarizeGroupsOptions,
} from "./engine/engine.js";
