import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../../src/numeric/index.js";
import { pathStatistics } from "../../../src/path-models/index.js";
import { plainEm } from "./plain-em.js";

const width = 5;
const items = Array.from({ length: width }, (_, i) => `i${i}`);

/** Correlated answers from 1 to 10, of which a share is missing; nobody leaves all items open. */
function survey(rows: number, seed: number, share: number): (number | null)[][] {
  const random = createRandom(seed);
  return Array.from({ length: rows }, () => {
    const common = random.normal();
    const answers = items.map((_, i): number | null => {
      const answer = Math.min(10, Math.max(1, 6 + 1.5 * common + (1 + i / 4) * random.normal()));
      return random.uniform() < share ? null : answer;
    });
    return answers.every((answer) => answer === null) ? [5, ...answers.slice(1)] : answers;
  });
}

function statisticsOf(rows: readonly (readonly (number | null)[])[], weights?: number[]) {
  const columns = Object.fromEntries(items.map((item, i) => [item, rows.map((row) => row[i]!)]));
  return pathStatistics(columns, { items, missing: "em", ...(weights === undefined ? {} : { weights }) });
}

describe("The means and covariances of answers that are partly missing", () => {
  test("are those of the plain algorithm, a respondent at a time, to 1e-8", () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.constantFrom(0.05, 0.2, 0.35), fc.constantFrom(60, 100), (seed, share, count) => {
        const rows = survey(count, seed, share);
        const found = statisticsOf(rows);
        const expected = plainEm(
          rows,
          rows.map(() => 1),
        );
        const correction = count / (count - 1);
        items.forEach((_, i) => {
          expect(Math.abs(found.means[i]! - expected.mean[i]!)).toBeLessThan(1e-8);
          items.forEach((_, j) => {
            expect(Math.abs(found.covariance[i]![j]! / correction - expected.covariance[i]![j]!)).toBeLessThan(5e-8);
          });
        });
      }),
      { numRuns: 6 },
    );
  });

  test("are those of the plain algorithm for many respondents who left the same items open", () => {
    const rows = survey(200, 4, 0).map((row, r) => row.map((answer, i) => (i < r % 4 ? null : answer)));
    const [found, expected] = [
      statisticsOf(rows),
      plainEm(
        rows,
        rows.map(() => 1),
      ),
    ];
    expected.mean.forEach((mean, i) => {
      expect(Math.abs(found.means[i]! - mean)).toBeLessThan(1e-8);
    });
    expected.covariance.flat().forEach((value, at) => {
      const own = found.covariance.flat()[at]! * (199 / 200);
      expect(Math.abs(own - value)).toBeLessThan(5e-8);
    });
  });

  test("weigh respondents as often as they are drawn", () => {
    const rows = survey(120, 7, 0.3);
    const times = rows.map((_, r) => 1 + (r % 3));
    const scaled = times.map((count) => (count * rows.length) / times.reduce((sum, one) => sum + one, 0));
    const expected = plainEm(rows, scaled);
    statisticsOf(rows, times).means.forEach((mean, i) => {
      expect(Math.abs(mean - expected.mean[i]!)).toBeLessThan(1e-8);
    });
  });

  test("are those of the plain algorithm where an item is nearly the sum of two others", () => {
    const random = createRandom(9);
    const rows = survey(150, 8, 0).map((row, r): (number | null)[] => {
      const sum = row[0]! + row[1]! + 2e-3 * random.normal();
      return [r % 5 === 0 ? null : row[0]!, row[1]!, sum, r % 7 === 0 ? null : row[3]!, row[4]!];
    });
    const expected = plainEm(
      rows,
      rows.map(() => 1),
    );
    const found = statisticsOf(rows);
    expected.mean.forEach((mean, i) => {
      expect(Math.abs(found.means[i]! - mean)).toBeLessThan(1e-6);
    });
    expected.covariance.flat().forEach((value, at) => {
      expect(Math.abs(found.covariance.flat()[at]! * (149 / 150) - value)).toBeLessThan(1e-6);
    });
  });
});
