import { comparePair, noEvidence } from "./agreement-level.js";
import type { ComparedColumn } from "./compared-column.js";
import type { IdentityModel } from "./identity-model.js";
import type { CandidatePairs } from "./pair-levels.js";
import { logOdds, type Relation } from "./relations.js";
import { sharesOfValues } from "./term-frequencies.js";

/** The bits of evidence of a model, laid out for its columns: log₂ of the Bayes factor m/u of each level. */
export interface PairWeights {
  readonly columns: readonly ComparedColumn[];
  readonly ofLevel: readonly Float64Array[];
  /**
   * What agreement on each value is worth: log₂ of m over the share of the value, in place of m/u of the level "exact"
   * (Winkler 1989): two of a rare name are more telling than two Smiths.
   */
  readonly ofValue: readonly Float64Array[];
  readonly prior: number;
  readonly relations: readonly Relation[];
}

/** The weights behind the columns of a model. */
export function pairWeights(
  columns: readonly ComparedColumn[],
  agreement: IdentityModel["columns"],
  prior: number,
  relations: readonly Relation[] = [],
): PairWeights {
  return {
    columns,
    ofLevel: agreement.map(({ m, u }) => Float64Array.from(m, (value, level) => Math.log2(value / u[level]!))),
    ofValue: agreement.map(({ m, frequencies }, c) =>
      sharesOfValues(columns[c]!.values.labels, frequencies).map((share) => Math.log2(m.at(-1)! / share)),
    ),
    prior,
    relations,
  };
}

/** The weights of a whole model. */
export function weightsOfModel(columns: readonly ComparedColumn[], model: IdentityModel): PairWeights {
  const place = new Map(model.columns.map(({ column }, c) => [column, c]));
  const relations = model.relations.map(({ shared, prior }) => ({
    shared: shared.map((name) => place.get(name)!),
    prior,
  }));
  return pairWeights(columns, model.columns, model.prior, relations);
}

/** The bits of column c of a pair at `level`; `i` is either of its records. Missing values give none. */
export function bitsOfColumn({ columns, ofLevel, ofValue }: PairWeights, c: number, level: number, i: number): number {
  if (level === noEvidence) return 0;
  const worth = ofLevel[c]!;
  return level === worth.length - 1 ? ofValue[c]![columns[c]!.codes[i]!]! : worth[level]!;
}

/** The sum of the bits of a pair. */
export function bitsOfPair(weights: PairWeights, levels: Uint8Array, at: number, i: number): number {
  let sum = 0;
  for (let c = 0; c < weights.columns.length; c++) sum += bitsOfColumn(weights, c, levels[at + c]!, i);
  return sum;
}

/** The bits of every column of every pair, one pair after the other. */
export function bitsOfPairs(weights: PairWeights, { count, left, levels }: CandidatePairs): Float64Array {
  const width = weights.columns.length;
  const bits = new Float64Array(count * width);
  for (let pair = 0; pair < count; pair++) {
    for (let c = 0; c < width; c++) {
      bits[pair * width + c] = bitsOfColumn(weights, c, levels[pair * width + c]!, left[pair]!);
    }
  }
  return bits;
}

/** log₂ of the odds of each pair. */
export function oddsOfPairs(
  { columns, prior, relations }: PairWeights,
  bits: Float64Array,
  count: number,
): Float64Array {
  const width = columns.length;
  return Float64Array.from({ length: count }, (_, pair) => logOdds(bits, pair * width, width, prior, relations));
}

/** The probability that goes with the logarithm (base 2) of odds. */
export function probabilityOf(odds: number): number {
  return 1 / (1 + 2 ** -odds);
}

/** The probability that records i and j are of one person, whether or not a rule brings them. */
export function createScorer(weights: PairWeights): (i: number, j: number) => number {
  const width = weights.columns.length;
  const levels = new Uint8Array(width);
  const bits = new Float64Array(width);
  return (i, j) => {
    comparePair(weights.columns, i, j, levels, 0);
    for (let c = 0; c < width; c++) bits[c] = bitsOfColumn(weights, c, levels[c]!, i);
    return probabilityOf(logOdds(bits, 0, width, weights.prior, weights.relations));
  };
}
