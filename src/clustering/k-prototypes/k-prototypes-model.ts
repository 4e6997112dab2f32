import * as v from "valibot";
import { finiteNumbers, type ModelFormat, naturalNumber, nonNegativeNumber } from "../../errors/index.js";
import { type Feature, featureShape, type MissingFeatures, missingFeatures } from "../features/feature-space.js";

/**
 * A column of categories: its values, in the order of first appearance. A missing cell is a value of its own, written
 * null.
 */
export interface Category {
  readonly name: string;
  readonly levels: readonly (string | null)[];
}

/** Clusters of customers described by numbers and categories: plain, frozen data. */
export interface KPrototypesModel {
  readonly kind: "k-prototypes";
  readonly schema: 1;
  readonly features: readonly Feature[];
  readonly categories: readonly Category[];
  readonly missing: MissingFeatures;
  /** What one differing category adds to the squared distance. */
  readonly gamma: number;
  /** Means in the space of the numeric features, one row per cluster. */
  readonly centers: readonly (readonly number[])[];
  /** The most frequent level of each category, one row per cluster. */
  readonly modes: readonly (readonly (string | null)[])[];
  readonly sizes: readonly number[];
  /** Σ squared distance + gamma · differing categories. */
  readonly cost: number;
  readonly iterations: number;
  readonly status: "converged" | "iterationLimit";
}

const texts = () => v.array(v.nullable(v.string()));

/** How a {@link KPrototypesModel} looks as plain data. */
export const kPrototypesFormat: ModelFormat<KPrototypesModel> = {
  kind: "k-prototypes",
  schema: 1,
  shape: () =>
    v.pipe(
      v.object({
        kind: v.literal("k-prototypes"),
        schema: v.literal(1),
        features: v.array(featureShape()),
        categories: v.pipe(v.array(v.object({ name: v.string(), levels: texts() })), v.minLength(1)),
        missing: v.picklist(missingFeatures),
        gamma: nonNegativeNumber(),
        centers: v.pipe(v.array(finiteNumbers()), v.minLength(1)),
        modes: v.array(texts()),
        sizes: finiteNumbers(),
        cost: nonNegativeNumber(),
        iterations: naturalNumber(),
        status: v.picklist(["converged", "iterationLimit"]),
      }),
      v.check(
        ({ centers, modes, features, categories }) =>
          centers.length === modes.length &&
          centers.every((center) => center.length === features.length) &&
          modes.every((mode) => mode.length === categories.length),
        "a center and a mode of fitting length for each cluster",
      ),
    ),
};
