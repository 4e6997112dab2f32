import type { KMeansOptions, KMeansResult } from "../../clustering/index.js";
import type {
  CohortOptions,
  CohortTable,
  CustomerStatistics,
  Customers,
  GroupedCustomers,
  SummarizeOptions,
} from "../../customers/index.js";
import type { FitLogisticOptions, LogisticModel } from "../../learning/index.js";
import type { PathStatistics, PathStatisticsOptions } from "../../path-models/index.js";
import type { ParetoAnalysis, RfmModelOptions, RfmOptions, RfmScores } from "../../segments/index.js";
import type { Cell, Columns, CubeOptions, Measures, Points, Table, TableInput } from "../../table/index.js";

/**
 * Where the rows are: the name of a table, `{ query }` with a SELECT of your own, and for DuckDB the path of Parquet or
 * CSV files, with globs such as `"orders/*.parquet"`. Which types fit all values of a CSV file is found once by an
 * engine, and again when the size or time of a file changes.
 */
export type EngineSource =
  | string
  | { readonly query: string }
  | { readonly parquet: string | readonly string[] }
  | { readonly csv: string | readonly string[] };

/** Options of everything that runs on an engine. */
export interface RunOptions {
  /** Cancels the call, which then fails with the reason of the signal. */
  readonly signal?: AbortSignal | undefined;
  /** Told from time to time how much of the current statement is done, from 0 to 1, where the engine knows. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** Analyses that run where the orders are; their results are those of the functions of the same names in memory. */
export interface Engine {
  /**
   * `summarizeCustomers` in the engine; customers come sorted by id. Rows there have no order: with `sameDay: "keep"`
   * the largest purchase of a customer's first day is the first one, which `monetary` leaves out.
   */
  summarizeCustomers(source: EngineSource, options: SummarizeOptions & RunOptions): Promise<Customers>;
  /** `reduceOrders` in the engine: the statistics to keep, for {@link Engine.mergeStatistics}. */
  reduceOrders(source: EngineSource, options: SummarizeOptions & RunOptions): Promise<CustomerStatistics>;
  /** `groupStatistics(summarizeCustomers(…))` in the engine: all that a buy-till-you-die fit needs. */
  customerStatistics(source: EngineSource, options: SummarizeOptions & RunOptions): Promise<GroupedCustomers>;
  scoreRfm(source: EngineSource, options: (RfmOptions | RfmModelOptions) & RunOptions): Promise<RfmScores>;
  analyzePareto(
    source: EngineSource,
    options: (SummarizeOptions | { readonly value: string }) & RunOptions,
  ): Promise<ParetoAnalysis>;
  cohorts(source: EngineSource, options: CohortOptions & RunOptions): Promise<CohortTable>;
  /** `table.groupBy(...by).summarize(measures)` in the engine; groups come sorted. */
  summarize(source: EngineSource, options: SummarizeGroupsOptions & RunOptions): Promise<Table>;
  /** `cube` in the engine, with the same cells and totals in the same order; one more dimension is one more call. */
  cube(source: EngineSource, options: EngineCubeOptions & RunOptions): Promise<EngineCube>;
  /** Lloyd's algorithm from given centers, a statement a pass; labels are left to `assignClusters`. */
  kMeans(source: EngineSource, options: EngineKMeansOptions & RunOptions): Promise<EngineKMeansResult>;
  /** `fitLogistic` of the distinct rows with their count: the same model. */
  fitLogistic(source: EngineSource, options: EngineLogisticOptions & RunOptions): Promise<LogisticModel>;
  /** `pathStatistics`: means and covariances of survey answers. */
  pathStatistics(source: EngineSource, options: EnginePathStatisticsOptions & RunOptions): Promise<PathStatistics>;
  /** Statistics up to a day, and those of the days after it, as one. */
  mergeStatistics(
    stored: TableInput,
    source: EngineSource,
    options: SummarizeOptions & RunOptions,
  ): Promise<CustomerStatistics>;
  scoreCustomers(
    model: object,
    source: EngineSource,
    options: ScoreCustomersOptions & RunOptions,
  ): Promise<{ rows: number }>;
  close(): Promise<void>;
}

/** Options of {@link Engine.summarize}. */
export interface SummarizeGroupsOptions {
  /** The columns whose values make the groups [none: all rows are one]. */
  readonly by?: readonly string[];
  readonly measures: Measures;
}

/** Options of {@link Engine.cube}: those of `cube`. */
export type EngineCubeOptions = CubeOptions;

/** What an {@link EngineCube} can be asked. */
export interface EngineCubeAttributes {
  /** The columns that divide the cells; the others are figures. */
  readonly dimensions: readonly string[];
  /** As in memory: the cells with these values, without their dimensions; the engine is not asked again. */
  slice(values: Readonly<Record<string, Cell>>): EngineCube;
  /** As in memory, asked of the engine: the cube of the rows with these values [all], divided by one more column. */
  drill(dimension: string, within?: Readonly<Record<string, Cell>>): Promise<EngineCube>;
}

/** A cube of {@link Engine.cube}. */
export type EngineCube = Table<Columns, EngineCubeAttributes>;

/** Options of {@link Engine.kMeans}. */
export interface EngineKMeansOptions extends Pick<KMeansOptions, "maxIterations" | "tolerance"> {
  /** The columns that are the coordinates. */
  readonly columns: readonly string[];
  /** The first centers, such as those of `kMeans` on a sample. */
  readonly init: Points;
}

/** What {@link Engine.kMeans} finds. */
export type EngineKMeansResult = Omit<KMeansResult, "labels">;

/** Options of {@link Engine.fitLogistic}. */
export interface EngineLogisticOptions extends Pick<FitLogisticOptions, "l2" | "standardize" | "classWeights"> {
  /** The columns that the odds depend on: numbers. */
  readonly features: readonly string[];
  /** The column of the outcome: 0 and 1, or true and false. */
  readonly outcome: string;
}

/** Options of {@link Engine.pathStatistics}. */
export interface EnginePathStatisticsOptions extends Pick<PathStatisticsOptions, "items"> {
  /** What is done about missing answers [`"error"`]: `"listwise"` leaves their respondents out. */
  readonly missing?: "error" | "listwise";
}

/** Options of {@link Engine.scoreCustomers}. */
export interface ScoreCustomersOptions extends SummarizeOptions {
  /** A table that does not exist yet, or `{ parquet: path }`. */
  readonly into: ScoreTarget;
  /** Over how long purchases are predicted, in the unit of the model. */
  readonly horizon?: number;
}

/** Where scores go: a table that does not exist yet, or a Parquet file (DuckDB). */
export type ScoreTarget = string | { readonly table: string } | { readonly parquet: string };
