/**
 * The name that is most like a word, where one is like enough to have been meant: at most a third of its letters are
 * wrong, missing, too many or swapped with their neighbor (Damerau and Levenshtein), letters of both cases alike.
 */
export function nearestName(word: string, names: readonly string[]): string | null {
  let nearest: string | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const name of names) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase());
    if (distance >= least || distance > Math.max(1, Math.floor(Math.max(word.length, name.length) / 3))) continue;
    nearest = name;
    least = distance;
  }
  return nearest;
}

/** Letters to insert, delete, replace or swap; texts of a length that nobody types are cut. */
function editDistance(left: string, right: string): number {
  const a = [...left].slice(0, 200);
  const b = [...right].slice(0, 200);
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, letter] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries()) {
      const isSwapped = i > 0 && j > 0 && letter === b[j - 1] && other === a[i - 1];
      const changed = Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (letter === other ? 0 : 1));
      next.push(isSwapped ? Math.min(changed, before[j - 1]! + 1) : changed);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}
