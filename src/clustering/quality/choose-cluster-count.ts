import { ClienteleError, knownOptions, numberOption, oneOf } from "../../errors/index.js";
import { createRandom } from "../../numeric/index.js";
import {
  createTable,
  type PointMatrix,
  type Points,
  type Present,
  pointsOf,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { type FeatureRules, readRules } from "../features/feature-rules.js";
import { featurePoints, fitFeatures, type MissingFeatures, missingFeatures } from "../features/feature-space.js";
import { refuseTooManyClusters } from "../k-means/k-means.js";
import { type Memory, ownMemory } from "../k-means/k-means-state.js";
import { countDistinct } from "../points/distinct-points.js";
import {
  type ClusterCountState,
  clusterCountBlock,
  countMeasures,
  createClusterCountState,
} from "./cluster-count-job.js";
import { gapsFrom, mostClusters, mostCounts } from "./gap-statistic.js";

/** Options of {@link chooseClusterCount}. */
export interface ChooseClusterCountOptions {
  /** The least number of clusters [2]; with 1, the gap statistic can say that there are none to tell apart. */
  readonly from?: number | undefined;
  /** The greatest number of clusters [10, or one fewer than there are different points]. */
  readonly to?: number | undefined;
  /** [0] */
  readonly seed?: number | undefined;
  /** Starts of each fit [10]; of many points, of each fit of the sample. */
  readonly restarts?: number | undefined;
  /** Sets of points without clusters for the gap statistic [10]. */
  readonly references?: number | undefined;
  /** Pairs of bootstrap samples for the stability [10]. */
  readonly resamples?: number | undefined;
  /** Gap, stability and silhouette look at this many points, drawn at random, where there are more [5,000]. */
  readonly sample?: number | undefined;
  /**
   * The columns of customers to look at and how each is brought to a common scale, as in {@link clusterCustomers};
   * without it points are taken as they are.
   */
  readonly features?: FeatureRules | undefined;
  /**
   * With `features`: what happens to a customer in whom one is missing: an error [`"error"`], left out (`"drop"`), or
   * the median stands in (`"median"`).
   */
  readonly missing?: MissingFeatures | undefined;
}

/** Options of {@link chooseClusterCount} for customers: those for points, and the features. */
export interface ChooseCustomerClusterCountOptions extends ChooseClusterCountOptions {
  readonly features: FeatureRules;
}

/** The columns of {@link chooseClusterCount}; missing where a criterion says nothing about that k. */
export type ClusterCountColumns = {
  k: Present<number>;
  /** Σ squared distance to the center, of all points. */
  inertia: Present<number>;
  /** Mean silhouette: higher is better. */
  silhouette: number;
  /** Gap statistic: see `recommendations`. */
  gap: number;
  gapError: number;
  /** Variance ratio: higher is better. */
  calinskiHarabasz: number;
  /** Similarity of the most alike clusters: lower is better. */
  daviesBouldin: number;
  /** Agreement between resamples: higher is better. */
  stability: number;
};

/** The k that each criterion would take; null where it does not decide. */
export interface ClusterCountRecommendations {
  /** Where the curve of the inertia bends most. */
  readonly elbow: number | null;
  readonly silhouette: number | null;
  /** 1 where no division is better than none, also in a table that begins with 2. */
  readonly gap: number | null;
  readonly calinskiHarabasz: number | null;
  readonly daviesBouldin: number | null;
  readonly stability: number | null;
}

/** What the table says as a whole. */
export interface ClusterCountAttributes {
  readonly recommendations: ClusterCountRecommendations;
  /** A line where nothing speaks for clusters at all. */
  readonly warnings: readonly string[];
  /** Whether all criteria that decide take the same k. */
  readonly agreement: boolean;
  /** How many points gap, stability and silhouette looked at; null where they looked at all. */
  readonly sampled: number | null;
}

/** A table with a row per number of clusters. */
export type ClusterCountTable = Table<ClusterCountColumns, ClusterCountAttributes>;

const optionNames = ["from", "to", "seed", "restarts", "references", "resamples", "sample", "features", "missing"];

/**
 * How many clusters to ask for: every common criterion side by side, with the k that each would take. They often
 * disagree, because they ask different things, and only the gap statistic can answer "none" (k = 1): `warnings` says so
 * where it does. The table shows where they disagree, and the choice stays with the reader, who knows
 * how many kinds of customers can be treated differently.
 *
 * Points should be on comparable scales; with `features`, customers are brought to the scales of {@link
 * clusterCustomers}, so that the table speaks of the very fits that it would make. Of more than four times `sample`
 * points the starts are searched in the sample, and all points are fitted from the best centers found there and from
 * two starts of their own: the inertia may then differ a little from that of {@link kMeans}.
 *
 * Errors: as for {@link kMeans}; with `features`, as for {@link clusterCustomers}.
 *
 * Sources: elbow by the greatest distance from the chord (Satopää et al. 2011, "kneedle"); silhouette (Rousseeuw 1987);
 * gap (Tibshirani et al. 2001); Caliński and Harabasz (1974); Davies and Bouldin (1979); stability (Fang and Wang
 * 2012).
 *
 * @example
 * ```ts
 * const counts = chooseClusterCount(customers, { features: { orders: "log", attitude: "zscore" }, to: 8, seed: 1 });
 * console.log(String(counts));
 * counts.recommendations; // { elbow: 4, silhouette: 2, gap: 3, … }
 * ```
 */
export function chooseClusterCount(points: Points, options?: ChooseClusterCountOptions): ClusterCountTable;
export function chooseClusterCount(
  customers: TableInput,
  options: ChooseCustomerClusterCountOptions,
): ClusterCountTable;
export function chooseClusterCount(
  input: Points | TableInput,
  options: ChooseClusterCountOptions = {},
): ClusterCountTable {
  const job = prepareClusterCount("chooseClusterCount", input, options, ownMemory);
  for (let block = 0; block < job.state.blocks; block++) clusterCountBlock(job.state, block);
  return job.finish();
}

/** A comparison that is ready to run: whoever runs it computes each block and then asks for the table. */
export interface ClusterCountJob {
  readonly state: ClusterCountState;
  readonly finish: () => ClusterCountTable;
}

/** Checks the arguments of {@link chooseClusterCount} and lays out its memory. */
export function prepareClusterCount(
  caller: string,
  input: Points | TableInput,
  options: ChooseClusterCountOptions,
  memory: Memory,
): ClusterCountJob {
  knownOptions(caller, options, optionNames);
  const whole = (name: "restarts" | "references" | "resamples" | "sample", fallback: number, min: number) =>
    numberOption(caller, name, options[name] ?? fallback, {
      min,
      max: name === "sample" ? 1e9 : 10_000,
      integer: true,
    });
  const matrix = readPoints(caller, input, options);
  if (matrix.rows === 0 || matrix.columns === 0) {
    throw new ClienteleError("empty-table", { function: caller }, "there are no points");
  }
  const seed = numberOption(caller, "seed", options.seed ?? 0);
  const from = numberOption(caller, "from", options.from ?? 2, { min: 1, max: mostCounts, integer: true });
  const to = numberOption(caller, "to", options.to ?? mostClusters(matrix, from), {
    min: from,
    max: Math.max(from, mostCounts),
    integer: true,
  });
  // Whatever the table begins with, the gap can say that there is nothing to divide.
  const before = [1, 2].slice(0, Math.min(from - 1, 2));
  const counts = [...before, ...Array.from({ length: to - from + 1 }, (_, i) => from + i)];
  const restarts = whole("restarts", 10, 1);
  const sample = whole("sample", 5000, 10);
  const part = sample < matrix.rows ? drawPart(matrix, sample, seed) : matrix;
  const inPart = countDistinct(part.data, part.columns, undefined, to);
  refuseTooManyClusters(caller, to, matrix, undefined);
  const settings = {
    caller,
    sample,
    counts,
    known: counts.filter((k) => k <= inPart),
    seed,
    restarts,
    references: whole("references", 10, 2),
    pairs: whole("resamples", 10, 1),
  };
  const state = createClusterCountState(matrix, part, settings, memory);
  return { state, finish: () => clusterCountTable(state, before.length) };
}

/** The table of the counts that were asked for, which come after `before` others. */
function clusterCountTable(state: ClusterCountState, before: number): ClusterCountTable {
  const { counts: all, known, measures, logs, references, rows, partRows } = state;
  const counts = all.slice(before);
  const ofAll = (name: (typeof countMeasures)[number]): number[] =>
    all.map((_, i) => measures[i * countMeasures.length + countMeasures.indexOf(name)]!);
  const measure = (name: (typeof countMeasures)[number]): number[] => ofAll(name).slice(before);
  const inertiaOfPart = ofAll("inertiaOfPart");
  const gaps = gapsFrom(
    known,
    known.map((k) => inertiaOfPart[all.indexOf(k)]!),
    Array.from({ length: references }, (_, r) => [...logs.subarray(r * known.length, (r + 1) * known.length)]),
  );
  const columns = {
    k: counts,
    inertia: measure("inertia"),
    silhouette: measure("silhouette"),
    gap: counts.map((_, i) => gaps.column("gap").at(before + i) ?? Number.NaN),
    gapError: counts.map((_, i) => gaps.column("gapError").at(before + i) ?? Number.NaN),
    calinskiHarabasz: measure("calinskiHarabasz"),
    daviesBouldin: measure("daviesBouldin"),
    stability: measure("stability"),
  };
  const recommendations: ClusterCountRecommendations = {
    elbow: elbowOf(counts, columns.inertia),
    silhouette: bestOf(counts, columns.silhouette, 1),
    gap: gaps.recommended,
    calinskiHarabasz: bestOf(counts, columns.calinskiHarabasz, 1),
    daviesBouldin: bestOf(counts, columns.daviesBouldin, -1),
    stability: bestOf(counts, columns.stability, 1),
  };
  const decided = Object.values(recommendations).filter((k) => k !== null);
  return createTable<ClusterCountColumns, ClusterCountAttributes>(columns, {
    recommendations,
    warnings: nothingFound(recommendations.gap, columns.silhouette),
    agreement: decided.length > 0 && decided.every((k) => k === decided[0]),
    sampled: partRows === rows ? null : partRows,
  });
}

function readPoints(caller: string, input: Points | TableInput, options: ChooseClusterCountOptions): PointMatrix {
  const missing = oneOf(caller, "missing", options.missing, missingFeatures, "error");
  if (options.features === undefined) {
    if (options.missing === undefined) return pointsOf(caller, input as Points);
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: options.missing },
      'option "missing" goes with "features"; points must have no missing numbers',
    );
  }
  const customers = toTable(caller, input as TableInput);
  const { features } = fitFeatures(caller, customers, readRules(caller, options.features), missing);
  return { ...featurePoints(caller, customers, features, missing), names: features.map(({ name }) => name) };
}

/** Some rows, each equally likely, in their order. */
function drawPart({ data, rows, columns, names }: PointMatrix, count: number, seed: number): PointMatrix {
  const random = createRandom(seed).fork(1);
  const part = new Float64Array(count * columns);
  let taken = 0;
  for (let row = 0; row < rows && taken < count; row++) {
    if (random.uniform() * (rows - row) >= count - taken) continue;
    part.set(data.subarray(row * columns, (row + 1) * columns), taken * columns);
    taken++;
  }
  return { data: part, rows: count, columns, names };
}

/** Mean silhouettes up to here show no substantial structure (Kaufman & Rousseeuw 1990, table 4). */
const noStructure = 0.25;

/** Says where the criteria that can tell clusters from none find none; the others take some k all the same. */
function nothingFound(gap: number | null, silhouettes: readonly number[]): string[] {
  const known = silhouettes.filter((value) => !Number.isNaN(value));
  const best = Math.max(...known);
  const warnings: string[] = [];
  if (gap === 1)
    warnings.push(
      "no clusters were found: by the gap statistic one cluster describes the points as well as any division; the " +
        "other criteria cannot answer 1 and take some k all the same",
    );
  if (best <= noStructure && best > Number.NEGATIVE_INFINITY)
    warnings.push(
      `no substantial structure: the best mean silhouette is ${best.toFixed(2)}, so clusters will be parts of one ` +
        `cloud`,
    );
  return warnings;
}

/** The k with the greatest (sign 1) or least (−1) value; of equal ones the smaller. */
function bestOf(counts: readonly number[], values: readonly number[], sign: 1 | -1): number | null {
  let best = -1;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i]!) && (best < 0 || sign * values[i]! > sign * values[best]!)) best = i;
  }
  return best < 0 ? null : counts[best]!;
}

/** The k farthest below the straight line from the first to the last inertia. */
function elbowOf(counts: readonly number[], inertia: readonly number[]): number | null {
  const last = inertia.length - 1;
  const drop = (inertia[0] ?? 0) - (inertia[last] ?? 0);
  if (last < 2 || drop <= 0) return null;
  const below = inertia.map((value, i) => (inertia[0]! - value) / drop - i / last);
  return bestOf(counts, below, 1);
}
