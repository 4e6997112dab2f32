import type { ComparedAs } from "./compare-option.js";
import type { ComparedColumn } from "./compared-column.js";
import { jaroWinkler, withinOneEdit } from "./string-similarity.js";

/** Nothing to compare: one of the values is missing. Missing values are no evidence, for nor against. */
export const noEvidence = 255;

/** The levels of agreement of each kind of column, from the weakest (0) to the strongest. */
export const levelNames: Readonly<Record<ComparedAs, readonly string[]>> = {
  name: ["different", "initial", "similar", "very similar", "same words", "swapped", "exact"],
  text: ["different", "similar", "very similar", "same words", "swapped", "exact"],
  address: ["different", "similar", "very similar", "same words", "exact"],
  date: ["different", "within a year", "two parts agree", "one digit", "day and month swapped", "exact"],
  number: ["different", "within 10 %", "within 1 %", "exact"],
  phone: ["different", "one digit", "last seven digits", "exact"],
  email: ["different", "similar", "very similar", "same user", "exact"],
};

/** Jaro-Winkler similarities from which texts are similar and very similar. */
const similar = 0.8;
const verySimilar = 0.92;

/**
 * Compares records i and j: the level of each column into `levels`, from `at` on. Where the values of two columns stand
 * in each other's place, the first of them is "swapped" and the other no evidence, since the two are one observation.
 */
export function comparePair(
  columns: readonly ComparedColumn[],
  i: number,
  j: number,
  levels: Uint8Array,
  at: number,
): void {
  // Jaro's greedy matching may depend on the order of the two texts: a pair is always compared the same way round.
  const first = Math.min(i, j);
  const second = Math.max(i, j);
  for (let c = 0; c < columns.length; c++) {
    const column = columns[c]!;
    const left = column.codes[first]!;
    const right = column.codes[second]!;
    if (left < 0 || right < 0) levels[at + c] = noEvidence;
    else levels[at + c] = left === right ? highestLevel(column.as) : unequalLevel(column, left, right);
  }
  for (let c = 0; c < columns.length; c++) {
    if (columns[c]!.swappable && levels[at + c] !== noEvidence) markSwapped(columns, c, first, second, levels, at);
  }
}

function highestLevel(as: ComparedAs): number {
  return levelNames[as].length - 1;
}

function markSwapped(
  columns: readonly ComparedColumn[],
  c: number,
  i: number,
  j: number,
  levels: Uint8Array,
  at: number,
): void {
  const first = columns[c]!;
  const highest = highestLevel(first.as);
  if (levels[at + c] === highest) return;
  for (let d = c + 1; d < columns.length; d++) {
    const second = columns[d]!;
    if (second.values !== first.values || levels[at + d] === noEvidence || levels[at + d] === highest) continue;
    if (!areCrossed(first, second, i, j)) continue;
    levels[at + c] = highest - 1;
    levels[at + d] = noEvidence;
    return;
  }
}

/** Whether one value is found in the other column exactly, and the other one nearly so. */
function areCrossed(first: ComparedColumn, second: ComparedColumn, i: number, j: number): boolean {
  const forth = first.codes[i] === second.codes[j];
  const back = second.codes[i] === first.codes[j];
  if (forth) return back || nearly(first.values, second.codes[i]!, first.codes[j]!);
  return back && nearly(first.values, first.codes[i]!, second.codes[j]!);
}

function nearly(values: ComparedColumn["values"], left: number, right: number): boolean {
  return withinOneEdit(values, left, right) || jaroWinkler(values, left, right) >= verySimilar;
}

function unequalLevel(column: ComparedColumn, left: number, right: number): number {
  switch (column.as) {
    case "name":
      return nameLevel(column, left, right);
    case "text":
    case "address":
      return textLevel(column, left, right);
    case "date":
      return dateLevel(column, left, right);
    case "number":
      return numberLevel(column.values.numbers[left]!, column.values.numbers[right]!);
    case "phone":
      return phoneLevel(column, left, right);
    case "email":
      return emailLevel(column, left, right);
  }
}

function textLevel({ values }: ComparedColumn, left: number, right: number): number {
  if (values.sameWords[left] === values.sameWords[right]) return 3;
  if (withinOneEdit(values, left, right) && values.starts[left + 1]! - values.starts[left]! > 2) return 2;
  const similarity = jaroWinkler(values, left, right);
  return similarity >= verySimilar ? 2 : similarity >= similar ? 1 : 0;
}

function nameLevel(column: ComparedColumn, left: number, right: number): number {
  const { units, starts } = column.values;
  const a = starts[left]!;
  const b = starts[right]!;
  if (starts[left + 1]! - a === 1 || starts[right + 1]! - b === 1) return units[a] === units[b] ? 1 : 0;
  const level = textLevel(column, left, right);
  return level === 0 ? 0 : level + 1;
}

/** Dates of eight digits: two that differ in one digit or in neighbors exchanged, that share two of their parts, … */
function dateLevel({ values }: ComparedColumn, left: number, right: number): number {
  const { units, starts, numbers } = values;
  const a = starts[left]!;
  const b = starts[right]!;
  if (starts[left + 1]! - a !== 8 || starts[right + 1]! - b !== 8) return withinOneEdit(values, left, right) ? 3 : 0;
  const sameYear = equalUnits(units, a, b, 4);
  if (sameYear && equalUnits(units, a + 4, b + 6, 2) && equalUnits(units, a + 6, b + 4, 2)) return 4;
  if (withinOneEdit(values, left, right)) return 3;
  const sameMonth = equalUnits(units, a + 4, b + 4, 2);
  const sameDay = equalUnits(units, a + 6, b + 6, 2);
  if ((sameYear && (sameMonth || sameDay)) || (sameMonth && sameDay)) return 2;
  return Math.abs(numbers[left]! - numbers[right]!) <= 366 ? 1 : 0;
}

function equalUnits(units: Uint16Array, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (units[a + i] !== units[b + i]) return false;
  return true;
}

function numberLevel(left: number, right: number): number {
  const difference = Math.abs(left - right) / Math.max(Math.abs(left), Math.abs(right));
  return difference <= 0.01 ? 2 : difference <= 0.1 ? 1 : 0;
}

function phoneLevel({ values }: ComparedColumn, left: number, right: number): number {
  const endA = values.starts[left + 1]!;
  const endB = values.starts[right + 1]!;
  const shortest = Math.min(endA - values.starts[left]!, endB - values.starts[right]!);
  if (shortest >= 7 && equalUnits(values.units, endA - 7, endB - 7, 7)) return 2;
  return shortest >= 6 && withinOneEdit(values, left, right) ? 1 : 0;
}

const atSign = 64;

function emailLevel({ values }: ComparedColumn, left: number, right: number): number {
  const { units, starts } = values;
  let a = starts[left]!;
  let b = starts[right]!;
  const endA = starts[left + 1]!;
  const endB = starts[right + 1]!;
  while (a < endA && b < endB && units[a] === units[b] && units[a] !== atSign) {
    a++;
    b++;
  }
  if (a < endA && b < endB && units[a] === atSign && units[b] === atSign) return 3;
  const similarity = jaroWinkler(values, left, right);
  return similarity >= verySimilar ? 2 : similarity >= 0.85 ? 1 : 0;
}
