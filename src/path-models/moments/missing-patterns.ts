import type { ItemAnswers } from "./item-answers.js";

/** Respondents who left the same items open, and the sums over the answers they gave. */
export interface MissingPattern {
  readonly observed: Int32Array;
  readonly open: Int32Array;
  readonly members: number[];
  /** Sum of the weights. */
  total: number;
  /** Over the observed items. */
  readonly sums: Float64Array;
  /** Observed × observed. */
  readonly products: Float64Array;
}

/** Groups the respondents by the items they left open, in the order of first appearance. */
export function findPatterns(answers: ItemAnswers): MissingPattern[] {
  const width = answers.items.length;
  const found = new Map<string, MissingPattern>();
  for (let row = 0; row < answers.rows; row++) {
    let key = "";
    for (let i = 0; i < width; i++) key += Number.isNaN(answers.data[row * width + i]!) ? "-" : "x";
    const known = found.get(key);
    if (known !== undefined) {
      known.members.push(row);
      continue;
    }
    const places = Array.from({ length: width }, (_, i) => i);
    const observed = Int32Array.from(places.filter((i) => key[i] === "x"));
    found.set(key, {
      observed,
      open: Int32Array.from(places.filter((i) => key[i] === "-")),
      members: [row],
      total: 0,
      sums: new Float64Array(observed.length),
      products: new Float64Array(observed.length * observed.length),
    });
  }
  return [...found.values()];
}

/** One pass over the respondents into the sums of their patterns; returns the sum of the weights. */
export function sumPatterns(
  answers: ItemAnswers,
  patterns: readonly MissingPattern[],
  multiplicity: Float64Array | null,
): number {
  const width = answers.items.length;
  let total = 0;
  for (const pattern of patterns) {
    const { observed, sums, products, members } = pattern;
    const given = observed.length;
    sums.fill(0);
    products.fill(0);
    pattern.total = 0;
    for (const row of members) {
      const times = multiplicity === null ? 1 : multiplicity[row]!;
      if (times === 0) continue;
      pattern.total += times;
      for (let a = 0; a < given; a++) {
        const value = times * answers.data[row * width + observed[a]!]!;
        sums[a]! += value;
        for (let b = 0; b <= a; b++) products[a * given + b]! += value * answers.data[row * width + observed[b]!]!;
      }
    }
    for (let a = 0; a < given; a++) for (let b = 0; b < a; b++) products[b * given + a] = products[a * given + b]!;
    total += pattern.total;
  }
  return total;
}
