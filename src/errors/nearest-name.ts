import { showValue } from "./show-value.js";

/** Up to this length names are compared; longer ones are data gone wrong. */
const longestCompared = 60;

/**
 * The name that a misspelt one was most likely meant to be: that with the fewest letters to change, leave out, add or
 * swap (Damerau's distance of adjacent letters), whatever their case; undefined where none is near.
 */
export function nearestName(given: unknown, names: readonly string[]): string | undefined {
  if (typeof given !== "string" || given.length > longestCompared) return undefined;
  const wanted = given.toLowerCase();
  let nearest: string | undefined;
  let least = Math.floor(given.length / 3) + 1;
  for (const name of names) {
    if (Math.abs(name.length - given.length) >= least || name.length > longestCompared) continue;
    const distance = editDistance(wanted, name.toLowerCase());
    if (distance >= least) continue;
    least = distance;
    nearest = name;
  }
  return nearest;
}

/** The end of a message about a name that is not known: the nearest one, if there is one. */
export function didYouMean(given: unknown, names: readonly string[]): string {
  const near = nearestName(given, names);
  return near === undefined ? "" : `; did you mean ${showValue(near)}?`;
}

function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + change);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, beforeLast[j - 2]! + 1);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length]!;
}
