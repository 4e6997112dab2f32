import {
  type ChooseClusterCountOptions,
  type ClusterCountTable,
  chooseClusterCount,
  type KMeansOptions,
  type KMeansResult,
  type KPrototypesOptions,
  type KPrototypesResult,
  kPrototypes,
  prepareClusterCount,
  prepareKMeans,
  prepareKPrototypes,
  prepareSilhouette,
  type SilhouetteOptions,
  type SilhouetteReport,
  silhouetteReport,
} from "../clustering/index.js";
import {
  type Customers,
  customersOf,
  prepareSummary,
  reducePolicies,
  type SummarizeOptions,
  summarizeCustomers,
  summarizeOptionNames,
  timeUnit,
} from "../customers/index.js";
import { knownOptions } from "../errors/index.js";
import {
  type BootstrapOptions,
  bootstrapPathModel,
  type PathBootstrap,
  type PathModel,
  preparePathBootstrap,
} from "../path-models/index.js";
import {
  checkRfmOptions,
  type RfmModelOptions,
  type RfmOptions,
  type RfmScores,
  scoreRfm,
  scoreValues,
  valuesOfStatistics,
} from "../segments/index.js";
import { localDay, type Points, type TableInput, timeZoneOption, type Vector } from "../table/index.js";
import { blockJob, type PoolJob } from "./pool-job.js";
import { sharedMemory } from "./shared-memory.js";

export function kMeansJob(points: Points, options: KMeansOptions): PoolJob<KMeansResult> {
  const job = prepareKMeans("kMeans", points, options, sharedMemory);
  return {
    computation: { kind: "k-means", state: job.state },
    drive: async ({ run, report }) => {
      let step = job.steps.next();
      while (!step.done) {
        const { task, restart, iteration } = step.value;
        await run(task, job.state.blocks);
        report({
          done: (restart + iteration / (job.maxIterations + 1)) / job.starts,
          step: iteration === 0 ? `start ${restart + 1}: choosing centers` : `start ${restart + 1}, pass ${iteration}`,
        });
        step = job.steps.next();
      }
      report({ done: 1, step: "done" });
      return step.value;
    },
  };
}

export function silhouetteJob(
  caller: string,
  points: Points,
  labels: Vector,
  options: SilhouetteOptions,
): PoolJob<SilhouetteReport> {
  const { state, report } = prepareSilhouette(caller, points, labels, options, sharedMemory);
  return blockJob({
    computation: { kind: "silhouette", state },
    step: "comparing points",
    finish: report,
    plain: () => silhouetteReport(points, labels, options),
  });
}

export function clusterCountJob(
  input: Points | TableInput,
  options: ChooseClusterCountOptions,
): PoolJob<ClusterCountTable> {
  const { state, finish } = prepareClusterCount("chooseClusterCount", input, options, sharedMemory);
  return blockJob({
    computation: { kind: "cluster-count", state },
    step: "comparing numbers of clusters",
    finish,
    plain: () => chooseClusterCount(input as Points, options),
  });
}

export function kPrototypesJob(customers: TableInput, options: KPrototypesOptions): PoolJob<KPrototypesResult> {
  const { state, finish } = prepareKPrototypes("kPrototypes", customers, options, sharedMemory);
  return blockJob({
    computation: { kind: "k-prototypes", state },
    step: "fitting from several starts",
    finish,
    plain: () => kPrototypes(customers, options),
  });
}

export function pathBootstrapJob(
  model: PathModel,
  answers: TableInput,
  options: BootstrapOptions,
): PoolJob<PathBootstrap> {
  const { state, finish } = preparePathBootstrap("bootstrapPathModel", model, answers, options, sharedMemory);
  return blockJob({
    computation: { kind: "path-bootstrap", state },
    step: "estimating resamples",
    finish,
    plain: () => bootstrapPathModel(model, answers, options),
  });
}

export function summaryJob(orders: TableInput, options: SummarizeOptions): PoolJob<Customers> {
  const caller = "summarizeCustomers";
  knownOptions(caller, options, summarizeOptionNames);
  const unit = timeUnit(caller, options.unit);
  const policies = reducePolicies(caller, options, unit);
  const { state, finish } = prepareSummary(caller, orders, options, policies, sharedMemory);
  return blockJob({
    computation: { kind: "summary", state },
    step: "summarizing customers",
    finish: () => customersOf(finish(), unit),
    plain: () => summarizeCustomers(orders, options),
  });
}

/** Scores of orders; null for a table of customers, in which there is nothing to share out. */
export function rfmJob(orders: TableInput, options: RfmOptions | RfmModelOptions): PoolJob<RfmScores> | null {
  const caller = "scoreRfm";
  const model = checkRfmOptions(caller, options);
  const { customer, date, amount } = options;
  if (customer === undefined || date === undefined || amount === undefined) return null;
  const asOf =
    options.asOf === undefined
      ? undefined
      : localDay(caller, "asOf", options.asOf, timeZoneOption(caller, options.timeZone));
  const columns = { ...options, customer, date };
  const { state, finish } = prepareSummary(caller, orders, columns, { sameDay: "merge", end: asOf }, sharedMemory);
  return blockJob({
    computation: { kind: "summary", state },
    step: "summarizing customers",
    finish: () => scoreValues(caller, valuesOfStatistics(finish(), asOf), options, model),
    plain: () => scoreRfm(orders, options),
  });
}
