import { ClienteleError, showValue } from "../../errors/index.js";
import { createTable, type StoredColumn, type Table } from "../../table/index.js";
import { comparePair, noEvidence } from "./agreement-level.js";
import type { IdentityModel } from "./identity-model.js";
import { bitsOfColumn, type PairWeights, probabilityOf } from "./pair-weights.js";
import { logOdds, sharedBits } from "./relations.js";

/** The columns of an explanation: a waterfall of weights from the prior to the decision. */
export type PairExplanationColumns = {
  /** `"prior"`, a column, a column with how common its value is, or what relatives have in common anyway. */
  step: string;
  /** The level of agreement. */
  level: string;
  /** The values of the two records as they were compared. */
  left: string;
  right: string;
  /**
   * log₂ of the factor by which the odds change: above 0 for one person, below 0 for two, 0 where a value is missing.
   */
  weight: number;
  /** The sum of the weights up to this step. */
  total: number;
  /** The probability of one person after this step. */
  probability: number;
};

/** Why two records were taken for one person, or for two. */
export type PairExplanation = Table<PairExplanationColumns>;

interface Step {
  readonly step: string;
  readonly level: string | null;
  readonly left: string | null;
  readonly right: string | null;
  readonly weight: number;
}

/** The waterfall of records i and j. */
export function explainPair(model: IdentityModel, weights: PairWeights, i: number, j: number): PairExplanation {
  const { columns, ofLevel, prior } = weights;
  const levels = new Uint8Array(columns.length);
  comparePair(columns, i, j, levels, 0);
  const bits = Float64Array.from(columns, (_, c) => bitsOfColumn(weights, c, levels[c]!, i));
  const steps: Step[] = [
    { step: "prior", level: null, left: null, right: null, weight: Math.log2(prior / (1 - prior)) },
  ];
  for (const [c, { name, codes, values }] of columns.entries()) {
    const textOf = (record: number) => values.labels[codes[record]!] ?? null;
    const level = levels[c]!;
    const missing = codes[i]! < 0 || codes[j]! < 0;
    const names = model.columns[c]!.levels;
    const word = level !== noEvidence ? names[level]! : missing ? "missing" : "in swapped columns";
    const weight = level === noEvidence ? 0 : ofLevel[c]![level]!;
    const compared = { level: word, left: textOf(i), right: textOf(j) };
    steps.push({ step: name, ...compared, weight });
    if (level === names.length - 1) steps.push({ step: `${name}: how common`, ...compared, weight: bits[c]! - weight });
  }
  if (weights.relations.length > 0) steps.push(relationStep(weights, bits, steps));
  let total = 0;
  const totals = steps.map(({ weight }) => (total += weight));
  return createTable<PairExplanationColumns>({
    step: steps.map(({ step }) => step),
    level: steps.map(({ level }) => level),
    left: steps.map(({ left }) => left),
    right: steps.map(({ right }) => right),
    weight: steps.map(({ weight }) => weight),
    total: totals,
    probability: totals.map(probabilityOf),
  });
}

/** What is taken back because relatives agree in the same columns. */
function relationStep({ columns, prior, relations }: PairWeights, bits: Float64Array, steps: readonly Step[]): Step {
  const odds = logOdds(bits, 0, columns.length, prior, relations);
  const before = steps.reduce((sum, { weight }) => sum + weight, 0);
  const worth = (relation: (typeof relations)[number]) =>
    Math.log2(relation.prior) + sharedBits(bits, 0, relation.shared);
  const nearest = relations.reduce((best, relation) => (worth(relation) > worth(best) ? relation : best));
  const shared = nearest.shared.map((c) => columns[c]!.name).join(", ");
  return {
    step: `relatives share ${shared}`,
    level: null,
    left: null,
    right: null,
    weight: Math.min(0, odds - before),
  };
}

/** The place of a record among `ids`, which are sorted as `order` says. Errors: `out-of-range`. */
export function findRecord(ids: StoredColumn, order: Int32Array, argument: string, id: unknown): number {
  for (let record = 0; record < order.length; record++) if (ids.at(order[record]!) === id) return record;
  throw new ClienteleError(
    "out-of-range",
    { function: "explain", column: ids.name, value: id },
    `there is no record with the id ${showValue(id)} (argument ${argument})`,
  );
}
