import {
  addScatter,
  type CholeskyFactor,
  combinationOf,
  invertCholesky,
  matrix,
  partialCholesky,
  scatterBuffer,
  sum,
  symmetricEigen,
} from "../../numeric/index.js";
import type { FeatureMatrix } from "../../table/index.js";
import { columnScales } from "../features/column-scales.js";

/** How collinear a feature is with others. */
export interface Entanglement {
  /**
   * Variance inflation 1 / (1 − R²) of the feature on all others; Infinity where they determine it, NaN for a constant.
   */
  readonly inflation: number;
  /** The features that share its near dependencies, the strongest ties first; empty where its inflation is low. */
  readonly partners: readonly number[];
}

/** Inflation from which a feature counts as inseparable (Marquardt 1970). */
const inseparableFrom = 10;

/** A member of an exact dependency has at least this share of the largest standardized coefficient. */
const memberShare = 0.01;

/** A dependency matters to a feature when it makes up this share of its variance. */
const mattersFrom = 0.3;

/** Share of its variance from which a feature is involved in a dependency (Belsley, Kuh & Welsch 1980, p. 112). */
const involvedFrom = 0.5;

/** Condition indices whose ratio is below this compete: only the space that they span together is determined. */
const competing = 3;

/** Cosine of two features within such a space below which they belong to different dependencies. */
const togetherFrom = 0.1;

const block = 128;

/**
 * Variance inflation of every feature, and which others share the dependencies behind it, each row counted `count`
 * times. Missing values count as the mean.
 *
 * Where one feature is a combination of others to rounding, all of them determine each other. For the rest, the
 * inflation is divided among the eigenvectors of the correlation matrix: VIF_j = Σ_k v²_jk / λ_k, and the features with
 * large shares of the same small λ_k belong together (Belsley, Kuh & Welsch 1980, Regression Diagnostics, section 3.2).
 * Regression coefficients would name features that merely are collinear among themselves, whose coefficients are large
 * and meaningless.
 */
export function entanglements(given: FeatureMatrix, count: Float64Array | null): Entanglement[] {
  const { columns } = given;
  const size = columns + 1;
  const { correlation, varies } = correlations(given, count);
  const factor = partialCholesky(correlation, size, 1e-9);
  const inverse = invertCholesky(factor);
  const kept = Array.from({ length: columns }, (_, j) => j).filter((j) => varies[j] && factor.held[j + 1] === 0);
  const inflation = Float64Array.from({ length: columns }, (_, j) =>
    varies[j] ? Math.max(1, inverse[(j + 1) * (size + 1)]!) : Number.NaN,
  );
  const ties = Array.from({ length: columns }, () => new Map<number, number>());
  if (kept.some((j) => inflation[j]! >= inseparableFrom)) nearTies(correlation, size, kept, inflation, ties);
  for (let j = 0; j < columns; j++) if (varies[j] && factor.held[j + 1] === 1) exactTies(factor, j, inflation, ties);
  return Array.from(inflation, (value, j) => ({ inflation: value, partners: strongestFirst(ties[j]!) }));
}

/** What a held column and those that it is made of have to do with each other. */
function exactTies(factor: CholeskyFactor, held: number, inflation: Float64Array, ties: Map<number, number>[]): void {
  const sizes = combinationOf(factor, held + 1).map(Math.abs);
  sizes[0] = 0;
  const largest = sizes.reduce((most, value) => Math.max(most, value), 0);
  const members = Array.from(sizes.keys()).filter((at) => sizes[at]! > memberShare * largest);
  const all = [held, ...members.map((at) => at - 1)];
  for (const one of all) {
    inflation[one] = Number.POSITIVE_INFINITY;
    // Exact ties stand before near ones, whose strength is at most the number of their dependencies.
    for (const other of all) {
      if (other === one) continue;
      ties[one]!.set(other, factor.size + (other === held ? 1 : sizes[other + 1]! / largest));
    }
  }
}

/** The ties among columns none of which is determined exactly, by the proportions of their variances. */
function nearTies(
  correlation: Float64Array,
  size: number,
  kept: readonly number[],
  inflation: Float64Array,
  ties: Map<number, number>[],
): void {
  const n = kept.length;
  const among = matrix(n, n);
  kept.forEach((row, i) => {
    // The scatter is a lower triangle.
    kept.forEach((column, k) => {
      among.data[i * n + k] = correlation[(Math.max(row, column) + 1) * size + Math.min(row, column) + 1]!;
    });
  });
  const { values, vectors } = symmetricEigen(among);
  const share = (i: number, dependencies: Dependencies): number => {
    let variance = 0;
    for (let k = dependencies.from; k < dependencies.to; k++) variance += vectors.data[i * n + k]! ** 2 / values[k]!;
    return variance / inflation[kept[i]!]!;
  };
  for (const dependencies of competingDependencies(values)) {
    const shares = kept.map((_, i) => share(i, dependencies));
    const cosines = (i: number): number[] => cosinesWithin(vectors.data, n, i, dependencies);
    kept.forEach((column, i) => {
      if (inflation[column]! < inseparableFrom || shares[i]! < mattersFrom) return;
      const near = cosines(i);
      const others = kept.map((_, k) => k).filter((k) => k !== i && near[k]! >= togetherFrom);
      const involved = others.filter((k) => shares[k]! >= involvedFrom);
      // Where a stronger dependency takes up the variances of the others, their part in this one remains.
      for (const k of involved.length > 0 ? involved : others) {
        const strength = shares[i]! * near[k]!;
        ties[column]!.set(kept[k]!, (ties[column]!.get(kept[k]!) ?? 0) + strength);
      }
    });
  }
}

/** Eigenvectors from … to − 1, whose eigenvalues are of one size. */
interface Dependencies {
  readonly from: number;
  readonly to: number;
}

/** Eigenvalues, descending, in runs whose condition indices √(λ₁ / λ) compete; those of no dependency are left out. */
function competingDependencies(values: Float64Array): Dependencies[] {
  const runs: Dependencies[] = [];
  // An inflation of 10 needs an eigenvalue of at most n / 10, and none above 1 inflates anything.
  let from = values.findIndex((value) => value < 1);
  if (from < 0) return [];
  for (let k = from + 1; k <= values.length; k++) {
    if (k < values.length && values[k - 1]! < competing ** 2 * values[k]!) continue;
    runs.push({ from, to: k });
    from = k;
  }
  return runs;
}

/** |cosine| of column i with every column, in the space of the eigenvectors. */
function cosinesWithin(vectors: Float64Array, n: number, i: number, { from, to }: Dependencies): number[] {
  const product = (a: number, b: number): number => {
    let total = 0;
    for (let k = from; k < to; k++) total += vectors[a * n + k]! * vectors[b * n + k]!;
    return total;
  };
  const own = product(i, i);
  return Array.from({ length: n }, (_, k) => {
    const cosine = Math.abs(product(i, k)) / Math.sqrt(own * product(k, k));
    return Number.isFinite(cosine) ? cosine : 0;
  });
}

function strongestFirst(ties: ReadonlyMap<number, number>): number[] {
  return [...ties].sort(([a, first], [b, second]) => second - first || a - b).map(([column]) => column);
}

function correlations(given: FeatureMatrix, count: Float64Array | null) {
  const filled = withMeans(given, count);
  const { rows, columns } = filled;
  const size = columns + 1;
  const total = count === null ? rows : sum(count);
  const { means, deviations } = columnScales(filled, count, total);
  const target = {
    center: means,
    inverseScale: deviations.map((deviation) => 1 / deviation),
    hessian: new Float64Array(size * size),
  };
  const buffer = scatterBuffer(size, block);
  const weights = new Float64Array(block).fill(1 / rows);
  for (let start = 0; start < rows; start += block) {
    const end = Math.min(start + block, rows);
    if (count !== null) for (let row = start; row < end; row++) weights[row - start] = count[row]! / total;
    addScatter(filled, start, end, weights, target, buffer);
  }
  const correlation = target.hessian;
  const varies = Array.from({ length: columns }, (_, column) => correlation[(column + 1) * size + column + 1]! > 0.5);
  return { correlation, varies };
}

/** The matrix with the mean of the column in place of missing values. */
function withMeans(given: FeatureMatrix, count: Float64Array | null): FeatureMatrix {
  if (!given.data.some(Number.isNaN)) return given;
  const { rows, columns } = given;
  const data = given.data.slice();
  for (let column = 0; column < columns; column++) {
    let total = 0;
    let present = 0;
    for (let row = 0; row < rows; row++) {
      const value = data[row * columns + column]!;
      if (Number.isNaN(value)) continue;
      const weight = count === null ? 1 : count[row]!;
      total += weight * value;
      present += weight;
    }
    const mean = present > 0 ? total / present : 0;
    for (let at = column; at < data.length; at += columns) if (Number.isNaN(data[at]!)) data[at] = mean;
  }
  return { data, rows, columns, names: given.names };
}
