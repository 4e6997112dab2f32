import { addScatter, combinationOf, invertCholesky, partialCholesky, scatterBuffer } from "../../numeric/index.js";
import type { FeatureMatrix } from "../../table/index.js";
import { columnScales } from "../features/column-scales.js";

/** How collinear a feature is with others. */
export interface Entanglement {
  /**
   * Variance inflation 1 / (1 − R²) of the feature on all others; Infinity where they determine it, NaN for a constant.
   */
  readonly inflation: number;
  /** The features that explain it, strongest first; empty where its inflation is low. */
  readonly partners: readonly number[];
}

/** Inflation from which a feature counts as inseparable (Marquardt 1970). */
const inseparableFrom = 10;

/** A partner has at least this share of the largest standardized coefficient. */
const partnerShare = 0.2;

const mostPartners = 5;
const block = 128;

/** Variance inflation of every feature, and which others cause it. Missing values count as the mean. */
export function entanglements(matrix: FeatureMatrix): Entanglement[] {
  const { columns } = matrix;
  const size = columns + 1;
  const { correlation, varies } = correlations(matrix);
  const factor = partialCholesky(correlation, size, 1e-9);
  const inverse = invertCholesky(factor);
  return Array.from({ length: columns }, (_, column): Entanglement => {
    const at = column + 1;
    if (!varies[column]) return { inflation: Number.NaN, partners: [] };
    if (factor.held[at] === 1) {
      return { inflation: Number.POSITIVE_INFINITY, partners: partnersOf(combinationOf(factor, at), at) };
    }
    const inflation = Math.max(1, inverse[at * size + at]!);
    if (inflation < inseparableFrom) return { inflation, partners: [] };
    // The regression of a standardized feature on the others has the coefficients −P_jk / P_jj.
    const coefficients = inverse.slice(at * size, (at + 1) * size).map((value) => value / inflation);
    return { inflation, partners: partnersOf(coefficients, at) };
  });
}

function correlations(matrix: FeatureMatrix) {
  const filled = withMeans(matrix);
  const { rows, columns } = filled;
  const size = columns + 1;
  const { means, deviations } = columnScales(filled, null, rows);
  const target = {
    center: means,
    inverseScale: deviations.map((deviation) => 1 / deviation),
    hessian: new Float64Array(size * size),
  };
  const buffer = scatterBuffer(size, block);
  const ones = new Float64Array(block).fill(1 / rows);
  for (let start = 0; start < rows; start += block) {
    addScatter(filled, start, Math.min(start + block, rows), ones, target, buffer);
  }
  const correlation = target.hessian;
  const varies = Array.from({ length: columns }, (_, column) => correlation[(column + 1) * size + column + 1]! > 0.5);
  return { correlation, varies };
}

/** The matrix with the mean of the column in place of missing values. */
function withMeans(matrix: FeatureMatrix): FeatureMatrix {
  if (!matrix.data.some(Number.isNaN)) return matrix;
  const { rows, columns } = matrix;
  const data = matrix.data.slice();
  for (let column = 0; column < columns; column++) {
    let sum = 0;
    let present = 0;
    for (let at = column; at < data.length; at += columns) {
      if (Number.isNaN(data[at]!)) continue;
      sum += data[at]!;
      present++;
    }
    const mean = present > 0 ? sum / present : 0;
    for (let at = column; at < data.length; at += columns) if (Number.isNaN(data[at]!)) data[at] = mean;
  }
  return { data, rows, columns, names: matrix.names };
}

/** The columns with the largest coefficients, without the intercept and the feature itself. */
function partnersOf(coefficients: Float64Array, self: number): number[] {
  const sizes = coefficients.map((value, j) => (j === 0 || j === self ? 0 : Math.abs(value)));
  const largest = sizes.reduce((most, value) => Math.max(most, value), 0);
  return Array.from(sizes.keys())
    .filter((j) => sizes[j]! > 0 && sizes[j]! >= partnerShare * largest)
    .sort((a, b) => sizes[b]! - sizes[a]! || a - b)
    .slice(0, mostPartners)
    .map((j) => j - 1);
}
