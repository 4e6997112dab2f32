import { matrix, symmetricEigen } from "../numeric/index.js";

/** A matrix of numbers of at least 0, row by row. */
export interface CrossTable {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** The points of the rows, or of the columns, of a correspondence analysis. */
export interface CorrespondencePoints {
  /** Share of the total; 0 takes no part. */
  readonly mass: Float64Array;
  /** Principal coordinates, an array a dimension. */
  readonly coordinates: readonly Float64Array[];
  /**
   * Share of each point's inertia that each dimension shows, 0..1 (squared cosine); NaN for a point without inertia.
   */
  readonly quality: readonly Float64Array[];
}

/** A cross table as two clouds of points on common axes. */
export interface CorrespondenceAnalysis {
  /** The inertia of each dimension, descending; of rank min(rows, columns) − 1 at most. */
  readonly principalInertias: readonly number[];
  /** χ² / n. */
  readonly totalInertia: number;
  readonly rows: CorrespondencePoints;
  readonly columns: CorrespondencePoints;
}

/**
 * Correspondence analysis of a cross table: with P = N / n, masses r and c, the standardized residuals
 * S = D_r^(−1/2) (P − r cᵀ) D_c^(−1/2) have the singular values √λ_k; principal coordinates are F = D_r^(−1/2) U √λ of
 * the rows and G = D_c^(−1/2) V √λ of the columns. Source: Greenacre (2017), Correspondence Analysis in Practice,
 * appendix A. Signs: in each dimension the largest residual vector component of the shorter side is positive.
 */
export function correspondenceAnalysis({ data, rows, columns }: CrossTable): CorrespondenceAnalysis {
  const total = data.reduce((sum, value) => sum + value, 0);
  const rowMass = new Float64Array(rows);
  const columnMass = new Float64Array(columns);
  data.forEach((value, i) => {
    rowMass[Math.floor(i / columns)]! += value / total;
    columnMass[i % columns]! += value / total;
  });
  const residuals = data.map((value, i) => {
    const expected = rowMass[Math.floor(i / columns)]! * columnMass[i % columns]!;
    return expected === 0 ? 0 : (value / total - expected) / Math.sqrt(expected);
  });
  const totalInertia = residuals.reduce((sum, value) => sum + value * value, 0);
  // The eigenvectors of the smaller of S Sᵀ and Sᵀ S; those of the other side follow from S.
  const byColumns = columns <= rows;
  const at = (side: number, other: number): number =>
    byColumns ? residuals[other * columns + side]! : residuals[side * columns + other]!;
  const [size, otherSize] = byColumns ? [columns, rows] : [rows, columns];
  const gram = matrix(size, size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      let product = 0;
      for (let k = 0; k < otherSize; k++) product += at(i, k) * at(j, k);
      gram.data[i * size + j] = product;
    }
  }
  const { values, vectors } = symmetricEigen(gram);
  // One dimension is lost to the masses; what rounding leaves is none either.
  const kept = [...values.slice(0, size - 1)].filter((value) => value > 1e-14 * Math.max(1, totalInertia));
  const ownVectors = kept.map((_, k) => Float64Array.from({ length: size }, (_, i) => vectors.data[i * size + k]!));
  const otherVectors = kept.map((value, k) =>
    Float64Array.from({ length: otherSize }, (_, j) => {
      let product = 0;
      for (let i = 0; i < size; i++) product += at(i, j) * ownVectors[k]![i]!;
      return product / Math.sqrt(value);
    }),
  );
  const [rowVectors, columnVectors] = byColumns ? [otherVectors, ownVectors] : [ownVectors, otherVectors];
  return {
    principalInertias: kept,
    totalInertia,
    rows: pointsOn(rowMass, rowVectors, kept),
    columns: pointsOn(columnMass, columnVectors, kept),
  };
}

function pointsOn(
  mass: Float64Array,
  vectors: readonly Float64Array[],
  inertias: readonly number[],
): CorrespondencePoints {
  const coordinates = vectors.map((vector, k) =>
    vector.map((value, i) => (mass[i] === 0 ? Number.NaN : (value * Math.sqrt(inertias[k]!)) / Math.sqrt(mass[i]!))),
  );
  const squared = mass.map((_, i) => coordinates.reduce((sum, along) => sum + along[i]! ** 2, 0));
  return {
    mass,
    coordinates,
    quality: coordinates.map((along) =>
      along.map((value, i) => (squared[i]! > 0 ? value ** 2 / squared[i]! : Number.NaN)),
    ),
  };
}
