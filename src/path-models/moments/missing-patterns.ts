import type { ItemAnswers } from "./item-answers.js";

/** Respondents who left the same items open, and the sums over the answers they gave. */
export interface MissingPattern {
  readonly observed: Int32Array;
  readonly open: Int32Array;
  /** The respondents, by their rows. */
  readonly members: Int32Array;
  /** What they answered to all items, a row each; 0 where an item is open. */
  readonly answers: Float64Array;
  /** How often each member counts. */
  readonly weights: Float64Array;
  /** Sum of the weights. */
  total: number;
  /** How many members have a weight other than 0. */
  present: number;
  /** Over the observed items. */
  readonly sums: Float64Array;
  /** Observed × observed. */
  readonly products: Float64Array;
}

/** Groups the respondents by the items they left open, in the order of first appearance. */
export function findPatterns(answers: ItemAnswers): MissingPattern[] {
  const width = answers.items.length;
  const found = new Map<string, number[]>();
  for (let row = 0; row < answers.rows; row++) {
    let key = "";
    for (let i = 0; i < width; i++) key += Number.isNaN(answers.data[row * width + i]!) ? "-" : "x";
    const known = found.get(key);
    if (known === undefined) found.set(key, [row]);
    else known.push(row);
  }
  const places = Array.from({ length: width }, (_, i) => i);
  return Array.from(found, ([key, members]): MissingPattern => {
    const observed = places.filter((i) => key[i] === "x");
    return {
      observed: Int32Array.from(observed),
      open: Int32Array.from(places.filter((i) => key[i] === "-")),
      members: Int32Array.from(members),
      answers: closedRows(answers, members),
      weights: new Float64Array(members.length),
      total: 0,
      present: 0,
      sums: new Float64Array(observed.length),
      products: new Float64Array(observed.length ** 2),
    };
  });
}

/** The answers of some respondents, 0 where one is open. */
function closedRows({ data, items }: ItemAnswers, rows: readonly number[]): Float64Array {
  const width = items.length;
  const closed = new Float64Array(rows.length * width);
  rows.forEach((row, place) => {
    for (let i = 0; i < width; i++) closed[place * width + i] = data[row * width + i]! || 0;
  });
  return closed;
}

/** One pass over the respondents into the sums of their patterns; returns the sum of the weights. */
export function sumPatterns(patterns: readonly MissingPattern[], multiplicity: Float64Array | null): number {
  let total = 0;
  for (const pattern of patterns) {
    const { observed, sums, products, members, answers, weights } = pattern;
    const given = observed.length;
    const width = given + pattern.open.length;
    sums.fill(0);
    products.fill(0);
    pattern.total = 0;
    pattern.present = 0;
    for (let member = 0; member < members.length; member++) {
      const times = multiplicity === null ? 1 : multiplicity[members[member]!]!;
      weights[member] = times;
      if (times === 0) continue;
      pattern.total += times;
      pattern.present++;
      const at = member * width;
      for (let a = 0; a < given; a++) {
        const value = times * answers[at + observed[a]!]!;
        sums[a]! += value;
        for (let b = 0; b <= a; b++) products[a * given + b]! += value * answers[at + observed[b]!]!;
      }
    }
    for (let a = 0; a < given; a++) for (let b = 0; b < a; b++) products[b * given + a] = products[a * given + b]!;
    total += pattern.total;
  }
  return total;
}
