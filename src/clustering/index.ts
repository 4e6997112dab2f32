
export { adjustedRandIndex } from "./adjusted-rand-index.js";
export { assignClusters } from "./assign-clusters.js";
export {
  type ChooseClusterCountOptions,
  type ChooseCustomerClusterCountOptions,
  type ClusterCountAttributes,
  type ClusterCountColumns,
  type ClusterCountRecommendations,
  type ClusterCountTable,
  chooseClusterCount,
} from "./choose-cluster-count.js";
export {
  type ClusterCustomersOptions,
  type ClusterLedger,
  type CustomerClusters,
  clusterCustomers,
} from "./cluster-customers.js";
export {
  type ClusterDriftAttributes,
  type ClusterDriftColumns,
  type ClusterDriftOptions,
  clusterDrift,
} from "./cluster-drift.js";
export type { CustomerClustersModel } from "./customer-clusters-model.js";
export type { FeatureRule, FeatureRules, FeatureScale, FeatureTransform } from "./feature-rules.js";
export type { Feature, MissingFeatures } from "./feature-space.js";
export { type GapAttributes, type GapColumns, type GapOptions, gapStatistic } from "./gap-statistic.js";
export type { GoodCustomers } from "./good-customers.js";
export { type KMeansJob, type KMeansOptions, type KMeansResult, kMeans, prepareKMeans } from "./k-means.js";
export type { FitStep } from "./k-means-fit.js";
export type { KMeansModel } from "./k-means-model.js";
export { createScratch, type PhaseName, runPhase, type Scratch } from "./k-means-phases.js";
export type { KMeansState, Memory } from "./k-means-state.js";
export { type KPrototypesOptions, type KPrototypesResult, kPrototypes } from "./k-prototypes.js";
export type { Category, KPrototypesModel } from "./k-prototypes-model.js";
export {
  type LookAlikeAttributes,
  type LookAlikeColumns,
  type LookAlikeExplanationColumns,
  type LookAlikesOptions,
  lookAlikes,
} from "./look-alikes.js";
export { type MiniBatchKMeansOptions, miniBatchKMeans } from "./mini-batch-k-means.js";
export { type OptimalCuts, type OptimalCutsOptions, optimalCuts } from "./optimal-cuts.js";
export { calinskiHarabasz, daviesBouldin } from "./separation-indices.js";
export {
  prepareSilhouette,
  type SilhouetteJob,
  type SilhouetteOptions,
  type SilhouetteReport,
  silhouette,
  silhouetteReport,
} from "./silhouette.js";
export { type SilhouetteState, silhouetteBlock } from "./silhouette-blocks.js";
export { kMeansFormat } from "./k-means-model.js";
export { customerClustersFormat } from "./customer-clusters-model.js";
export { kPrototypesFormat } from "./k-prototypes-model.js";
