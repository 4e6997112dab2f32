import * as v from "valibot";
import { finiteNumbers, type ModelFormat, naturalNumber, nonNegativeNumber } from "../../errors/index.js";

/** Centers of clusters: plain, frozen data. */
export interface KMeansModel {
  readonly kind: "k-means";
  readonly schema: 1;
  /** The names of the columns, or null where the points were a matrix without names. */
  readonly columns: readonly string[] | null;
  /** One row per cluster, ordered by the first coordinate, then the next. */
  readonly centers: readonly (readonly number[])[];
  /** How many points each cluster got. */
  readonly sizes: readonly number[];
  /** Σ weight · squared distance of a point to its center. */
  readonly inertia: number;
  readonly iterations: number;
  readonly status: "converged" | "iterationLimit";
}

/** How a {@link KMeansModel} looks as plain data. */
export const kMeansFormat: ModelFormat<KMeansModel> = {
  kind: "k-means",
  schema: 1,
  shape: () =>
    v.object({
      kind: v.literal("k-means"),
      schema: v.literal(1),
      columns: v.nullable(v.array(v.string())),
      centers: v.pipe(
        v.array(finiteNumbers()),
        v.minLength(1),
        v.check((rows) => rows.every((row) => row.length === rows[0]!.length), "rows of equal length"),
      ),
      sizes: finiteNumbers(),
      inertia: nonNegativeNumber(),
      iterations: naturalNumber(),
      status: v.picklist(["converged", "iterationLimit"]),
    }),
};
