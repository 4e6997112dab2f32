import { invertSymmetric, matrix } from "../../../src/numeric/index.js";

/**
 * EM for a normal distribution with missing values as the textbook has it, a respondent at a time and without any
 * acceleration, until nothing moves by more than 1e-12. Rows are respondents, null where an answer is missing.
 */
export function plainEm(rows: readonly (readonly (number | null)[])[], times: readonly number[]) {
  const width = rows[0]!.length;
  const total = times.reduce((sum, count) => sum + count, 0);
  const places = Array.from({ length: width }, (_, i) => i);
  let mean = places.map((i) => weighted(rows, times, i, (x) => x));
  let covariance = places.map((i) =>
    places.map((j) => (i === j ? weighted(rows, times, i, (x) => (x - mean[i]!) ** 2) : 0)),
  );
  for (let iteration = 0; iteration < 5000; iteration++) {
    const sums = places.map(() => 0);
    const products = places.map(() => places.map(() => 0));
    const known = new Map<string, number[][]>();
    rows.forEach((row, r) => {
      const observed = places.filter((i) => row[i] !== null);
      const open = places.filter((i) => row[i] === null);
      const slopes = known.get(open.join()) ?? slopesOf(covariance, observed, open);
      known.set(open.join(), slopes);
      const filled = row.map((value, i) => value ?? mean[i]!);
      open.forEach((m, o) => {
        filled[m] = observed.reduce((sum, i, a) => sum + slopes[o]![a]! * (row[i]! - mean[i]!), mean[m]!);
      });
      for (const i of places) {
        sums[i]! += times[r]! * filled[i]!;
        for (const j of places) products[i]![j]! += times[r]! * filled[i]! * filled[j]!;
      }
      open.forEach((m, o) => {
        for (const l of open) {
          const rest = observed.reduce((left, i, a) => left - slopes[o]![a]! * covariance[i]![l]!, covariance[m]![l]!);
          products[m]![l]! += times[r]! * rest;
        }
      });
    });
    const before = [...mean, ...covariance.flat()];
    mean = sums.map((sum) => sum / total);
    covariance = products.map((line, i) => line.map((value, j) => value / total - mean[i]! * mean[j]!));
    const moved = [...mean, ...covariance.flat()].map((value, at) => Math.abs(value - before[at]!));
    if (Math.max(...moved) < 1e-12) break;
  }
  return { mean, covariance };
}

/** Σ_mo Σ_oo⁻¹ */
function slopesOf(covariance: number[][], observed: readonly number[], open: readonly number[]): number[][] {
  const given = observed.length;
  const ofObserved = observed.flatMap((i) => observed.map((j) => covariance[i]![j]!));
  const inverse = invertSymmetric(matrix(given, given, Float64Array.from(ofObserved)))!;
  return open.map((m) =>
    observed.map((_, b) => observed.reduce((sum, i, a) => sum + covariance[m]![i]! * inverse.data[a * given + b]!, 0)),
  );
}

function weighted(
  rows: readonly (readonly (number | null)[])[],
  times: readonly number[],
  item: number,
  of: (answer: number) => number,
): number {
  let sum = 0;
  let count = 0;
  rows.forEach((row, r) => {
    if (row[item] === null) return;
    sum += times[r]! * of(row[item]!);
    count += times[r]!;
  });
  return sum / count;
}
