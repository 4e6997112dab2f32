import { ClienteleError, counted, requireSameLength, showValue } from "../../errors/index.js";
import { type PointMatrix, type Points, pointsOf, type Vector, vectorOf } from "../../table/index.js";
import { measureSpread } from "./point-spread.js";

/** Points with a cluster, brought together cluster by cluster. Points labeled below 0 have none and are left out. */
export interface LabeledPoints {
  /** Row-major, ordered by cluster and within it as given. */
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** The row each point was given in. */
  readonly sources: Int32Array;
  /** Where each cluster begins, and one entry more for the end; empty clusters do not appear. */
  readonly starts: Int32Array;
  /** The label of each cluster. */
  readonly labels: readonly number[];
}

/**
 * Reads points with their labels. At least two clusters, fewer clusters than points and distances that can be squared
 * are needed for anything about their quality.
 */
export function labeledPoints(caller: string, points: Points, labels: Vector): LabeledPoints {
  const matrix = pointsOf(caller, points);
  const values = vectorOf(caller, "labels", labels);
  requireSameLength(caller, "labels", values.length, matrix.rows, "points");
  const counts = countByLabel(caller, values);
  const grouped = groupByLabel(matrix, values, counts);
  if (counts.size < 2 || counts.size >= grouped.rows) {
    throw new ClienteleError(
      counts.size < 2 ? "one-class" : "too-few-rows",
      { function: caller, column: "labels" },
      `needs at least 2 clusters and more points than clusters, got ${counts.size} ` +
        `${counts.size === 1 ? "cluster" : "clusters"} of ${counted(grouped.rows, "point")}`,
    );
  }
  measureSpread(caller, grouped, new Float64Array(0), false);
  return grouped;
}

/** How many points have each label of 0 or above, labels ascending. */
function countByLabel(caller: string, labels: Float64Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (let row = 0; row < labels.length; row++) {
    const label = labels[row]!;
    if (!Number.isInteger(label)) {
      throw new ClienteleError(
        "out-of-range",
        { function: caller, column: "labels", row: row + 1, value: label },
        `a label must be a whole number, got ${showValue(label)}`,
      );
    }
    if (label >= 0) counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return new Map([...counts].sort(([a], [b]) => a - b));
}

function groupByLabel(matrix: PointMatrix, labels: Float64Array, counts: Map<number, number>): LabeledPoints {
  const { columns } = matrix;
  const starts = new Int32Array(counts.size + 1);
  const next = new Map<number, number>();
  let rows = 0;
  for (const [label, count] of counts) {
    next.set(label, rows);
    rows += count;
    starts[next.size] = rows;
  }
  const data = new Float64Array(rows * columns);
  const sources = new Int32Array(rows);
  for (let row = 0; row < labels.length; row++) {
    const place = next.get(labels[row]!);
    if (place === undefined) continue;
    next.set(labels[row]!, place + 1);
    sources[place] = row;
    data.set(matrix.data.subarray(row * columns, (row + 1) * columns), place * columns);
  }
  return { data, rows, columns, sources, starts, labels: [...counts.keys()] };
}
