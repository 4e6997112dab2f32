import { describe, expect, it } from "vitest";
import { correspondenceAnalysis } from "../../src/markets/correspondence-analysis.js";

/**
 * Smoking by staff group: none, light, medium, heavy (Greenacre 1984, Theory and Applications of Correspondence
 * Analysis, table 3.1).
 */
const smoking = Float64Array.from(
  [
    [4, 2, 3, 2],
    [4, 3, 7, 4],
    [25, 10, 12, 4],
    [18, 24, 33, 13],
    [10, 6, 7, 2],
  ].flat(),
);

const analysis = correspondenceAnalysis({ data: smoking, rows: 5, columns: 4 });

describe("correspondence analysis of Greenacre's smoking data", () => {
  it("has the published principal inertias", () => {
    expect(analysis.principalInertias.map((value) => Number(value.toFixed(6)))).toEqual([0.074759, 0.010017, 0.000414]);
    expect(analysis.totalInertia).toBeCloseTo(0.08519, 5);
    const shares = analysis.principalInertias.map((value) => (100 * value) / analysis.totalInertia);
    expect(shares.map((share) => Number(share.toFixed(2)))).toEqual([87.76, 11.76, 0.49]);
  });

  it("has the total inertia of the chi-square statistic over n", () => {
    let chiSquare = 0;
    const rowSums = [11, 18, 51, 88, 25];
    const columnSums = [61, 45, 62, 25];
    smoking.forEach((count, i) => {
      const expected = (rowSums[Math.floor(i / 4)]! * columnSums[i % 4]!) / 193;
      chiSquare += (count - expected) ** 2 / expected;
    });
    expect(analysis.totalInertia).toBeCloseTo(chiSquare / 193, 12);
  });

  it("has the published principal coordinates up to the sign of the axes", () => {
    const rows = [0.0658, -0.259, 0.3806, -0.233, 0.2011];
    const columns = [0.3933, -0.0995, -0.1963, -0.2938];
    const sign = Math.sign(analysis.rows.coordinates[0]![0]! * rows[0]!);
    analysis.rows.coordinates[0]!.forEach((value, i) => {
      expect(sign * value).toBeCloseTo(rows[i]!, 3);
    });
    analysis.columns.coordinates[0]!.forEach((value, i) => {
      expect(sign * value).toBeCloseTo(columns[i]!, 3);
    });
  });

  it("shows chi-square distances between profiles and reconstructs the table", () => {
    const { rows, columns, principalInertias } = analysis;
    smoking.forEach((count, cell) => {
      const [i, j] = [Math.floor(cell / 4), cell % 4];
      const factor = principalInertias.reduce(
        (sum, inertia, k) => sum + (rows.coordinates[k]![i]! * columns.coordinates[k]![j]!) / Math.sqrt(inertia),
        1,
      );
      expect(193 * rows.mass[i]! * columns.mass[j]! * factor).toBeCloseTo(count, 9);
    });
  });

  it("says the same of the table turned round", () => {
    const turned = Float64Array.from({ length: 20 }, (_, i) => smoking[(i % 5) * 4 + Math.floor(i / 5)]!);
    const other = correspondenceAnalysis({ data: turned, rows: 4, columns: 5 });
    other.principalInertias.forEach((value, k) => {
      expect(value).toBeCloseTo(analysis.principalInertias[k]!, 12);
    });
    other.columns.coordinates[1]!.forEach((value, i) => {
      expect(Math.abs(value)).toBeCloseTo(Math.abs(analysis.rows.coordinates[1]![i]!), 10);
    });
  });
});

it("has no dimension where all profiles are the same", () => {
  const flat = correspondenceAnalysis({ data: Float64Array.of(1, 2, 3, 2, 4, 6), rows: 2, columns: 3 });
  expect(flat.principalInertias).toEqual([]);
  expect(flat.totalInertia).toBeCloseTo(0, 15);
});
