/**
 * What kinds of customers are there, how many kinds, and who is like whom? The k-means family, measures of its quality,
 * clusters of customers on their own scales, and look-alikes.
 */

export { assignClusters } from "./customers/assign-clusters.js";
export {
  type ClusterCustomersOptions,
  type ClusterLedger,
  type CustomerClusters,
  clusterCustomers,
} from "./customers/cluster-customers.js";
export {
  type ClusterDriftAttributes,
  type ClusterDriftColumns,
  type ClusterDriftOptions,
  clusterDrift,
} from "./customers/cluster-drift.js";
export { type CustomerClustersModel, customerClustersFormat } from "./customers/customer-clusters-model.js";
export type { FeatureRule, FeatureRules, FeatureScale, FeatureTransform } from "./features/feature-rules.js";
export { type Feature, featurePoints, type MissingFeatures } from "./features/feature-space.js";
export { type KMeansJob, type KMeansOptions, type KMeansResult, kMeans, prepareKMeans } from "./k-means/k-means.js";
export { type BlockTask, createScratch, runBlockTask, type Scratch } from "./k-means/k-means-block-tasks.js";
export type { FitStep } from "./k-means/k-means-fit.js";
export { type KMeansModel, kMeansFormat } from "./k-means/k-means-model.js";
export type { KMeansState, Memory } from "./k-means/k-means-state.js";
export { type MiniBatchKMeansOptions, miniBatchKMeans } from "./k-means/mini-batch-k-means.js";
export {
  type KPrototypesJob,
  type KPrototypesOptions,
  type KPrototypesResult,
  kPrototypes,
  prepareKPrototypes,
} from "./k-prototypes/k-prototypes.js";
export { type KPrototypesState, kPrototypesBlock } from "./k-prototypes/k-prototypes-job.js";
export { type Category, type KPrototypesModel, kPrototypesFormat } from "./k-prototypes/k-prototypes-model.js";
export {
  type LookAlikeAttributes,
  type LookAlikeColumns,
  type LookAlikeExplanationColumns,
  type LookAlikesOptions,
  lookAlikes,
} from "./look-alikes/look-alikes.js";
export type { GoodCustomers } from "./look-alikes/seed-customers.js";
export { type OptimalCuts, type OptimalCutsOptions, optimalCuts } from "./optimal-cuts.js";
export { adjustedRandIndex } from "./points/adjusted-rand-index.js";
export { canonicalOrder } from "./points/canonical-order.js";
export {
  type ChooseClusterCountOptions,
  type ChooseCustomerClusterCountOptions,
  type ClusterCountAttributes,
  type ClusterCountColumns,
  type ClusterCountJob,
  type ClusterCountRecommendations,
  type ClusterCountTable,
  chooseClusterCount,
  prepareClusterCount,
} from "./quality/choose-cluster-count.js";
export { type ClusterCountState, clusterCountBlock } from "./quality/cluster-count-job.js";
export { type GapAttributes, type GapColumns, type GapOptions, gapStatistic } from "./quality/gap-statistic.js";
export { calinskiHarabasz, daviesBouldin } from "./quality/separation-indices.js";
export {
  prepareSilhouette,
  type SilhouetteJob,
  type SilhouetteOptions,
  type SilhouetteReport,
  silhouette,
  silhouetteReport,
} from "./quality/silhouette.js";
export { type SilhouetteState, silhouetteBlock } from "./quality/silhouette-blocks.js";
