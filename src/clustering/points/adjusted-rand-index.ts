import { requireSameLength } from "../../errors/index.js";
import { type Vector, vectorOf } from "../../table/index.js";

/**
 * How far two groupings of the same things agree: 1 for the same grouping whatever the labels, about 0 for groupings by
 * chance, below 0 for less than chance.
 *
 * Errors: `length-mismatch`, and those of vectors. Source: Hubert and Arabie (1985), J. Classification 2.
 *
 * @example
 * ```ts
 * adjustedRandIndex([0, 0, 1, 1], [1, 1, 0, 0]); // 1
 * ```
 */
export function adjustedRandIndex(a: Vector, b: Vector): number {
  const caller = "adjustedRandIndex";
  const first = vectorOf(caller, "a", a);
  const second = vectorOf(caller, "b", b);
  requireSameLength(caller, "b", second.length, first.length, "labels in a");
  const [rowSums, columnSums] = [new Map<number, number>(), new Map<number, number>()];
  const cells = new Map<number, Map<number, number>>();
  for (let i = 0; i < first.length; i++) {
    const [x, y] = [first[i]!, second[i]!];
    rowSums.set(x, (rowSums.get(x) ?? 0) + 1);
    columnSums.set(y, (columnSums.get(y) ?? 0) + 1);
    let row = cells.get(x);
    if (row === undefined) {
      row = new Map();
      cells.set(x, row);
    }
    row.set(y, (row.get(y) ?? 0) + 1);
  }
  let together = 0;
  for (const row of cells.values()) together += pairsIn(row.values());
  const [inFirst, inSecond] = [pairsIn(rowSums.values()), pairsIn(columnSums.values())];
  const all = (first.length * (first.length - 1)) / 2;
  const expected = all === 0 ? 0 : (inFirst * inSecond) / all;
  const most = (inFirst + inSecond) / 2;
  // Both groupings put all together or all apart: they agree.
  return most === expected ? 1 : (together - expected) / (most - expected);
}

function pairsIn(counts: Iterable<number>): number {
  let pairs = 0;
  for (const count of counts) pairs += (count * (count - 1)) / 2;
  return pairs;
}
