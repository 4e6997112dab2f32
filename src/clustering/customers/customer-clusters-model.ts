import * as v from "valibot";
import { finiteNumbers, type ModelFormat, naturalNumber, nonNegativeNumber } from "../../errors/index.js";
import { type Feature, featureShape, type MissingFeatures, missingFeatures } from "../features/feature-space.js";

/** Clusters of customers with the way from their columns to the space in which they were found: plain, frozen data. */
export interface CustomerClustersModel {
  readonly kind: "customer-clusters";
  readonly schema: 1;
  /** The columns and how each enters a distance. */
  readonly features: readonly Feature[];
  /** What happens to a customer in whom a feature is missing. */
  readonly missing: MissingFeatures;
  /** Centers in the space of the features, one row per cluster. */
  readonly centers: readonly (readonly number[])[];
  /** How many customers each cluster got. */
  readonly sizes: readonly number[];
  /** For each cluster, the mean squared distance of its customers to the center. */
  readonly spreads: readonly number[];
  readonly inertia: number;
  readonly iterations: number;
  readonly status: "converged" | "iterationLimit";
}

/** How a {@link CustomerClustersModel} looks as plain data. */
export const customerClustersFormat: ModelFormat<CustomerClustersModel> = {
  kind: "customer-clusters",
  schema: 1,
  shape: () =>
    v.pipe(
      v.object({
        kind: v.literal("customer-clusters"),
        schema: v.literal(1),
        features: v.pipe(v.array(featureShape()), v.minLength(1)),
        missing: v.picklist(missingFeatures),
        centers: v.pipe(v.array(finiteNumbers()), v.minLength(1)),
        sizes: finiteNumbers(),
        spreads: finiteNumbers(),
        inertia: nonNegativeNumber(),
        iterations: naturalNumber(),
        status: v.picklist(["converged", "iterationLimit"]),
      }),
      v.check(
        ({ centers, features }) => centers.every((center) => center.length === features.length),
        "centers with a coordinate for each feature",
      ),
    ),
};
