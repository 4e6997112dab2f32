/** The analyses on a ClickHouse server or cluster. The subpath `clientele/clickhouse`. */

export { type ClickHouseCluster, type ClickHouseOptions, connectClickHouse } from "./clickhouse/connect-clickhouse.js";
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
