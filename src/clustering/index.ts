import type { ModelFormat } from "../errors/index.js";
import { customerClustersFormat } from "./customer-clusters-model.js";
import { kMeansFormat } from "./k-means-model.js";

export { assignClusters } from "./assign-clusters.js";
export {
  type ClusterCustomersOptions,
  type ClusterLedger,
  type CustomerClusters,
  clusterCustomers,
} from "./cluster-customers.js";
export type { CustomerClustersModel } from "./customer-clusters-model.js";
export type { FeatureRule, FeatureRules, FeatureScale, FeatureTransform } from "./feature-rules.js";
export type { Feature, MissingFeatures } from "./feature-space.js";
export { type KMeansOptions, type KMeansResult, kMeans } from "./k-means.js";
export type { KMeansModel } from "./k-means-model.js";

/** The formats of the models of this room. */
export const clusteringFormats: readonly ModelFormat[] = [kMeansFormat, customerClustersFormat];
