import { freezeModel, showNames } from "../../errors/index.js";
import { createRandom, type Random } from "../../numeric/index.js";
import { levelNames } from "./agreement-level.js";
import { type BlockingRule, samplePairs } from "./blocking.js";
import { blockingRecall } from "./blocking-recall.js";
import { collectCandidates } from "./candidate-pairs.js";
import { clusterRecords, type RecordClusters } from "./cluster-records.js";
import type { ComparedColumn } from "./compared-column.js";
import {
  agreesMostly,
  combineRules,
  estimateFromMatches,
  estimateFromRule,
  estimateU,
  expectedAgreement,
  type LevelProbabilities,
  type RuleEstimate,
  randomPairs,
} from "./estimate-agreement.js";
import { type RecordCopies, weightsOfCopies } from "./identical-records.js";
import type { AgreementColumn, IdentityModel } from "./identity-model.js";
import { type CandidatePairs, levelsOfPairs } from "./pair-levels.js";
import {
  bitsOfPairs,
  createScorer,
  oddsOfPairs,
  type PairWeights,
  pairWeights,
  probabilityOf,
} from "./pair-weights.js";
import { findRelations } from "./relations.js";
import { columnsOfRules } from "./repeated-columns.js";
import { termFrequencies } from "./term-frequencies.js";

/** Random pairs for u, and pairs of each rule for m. */
const pairsForU = 250_000;
const pairsOfRule = 200_000;

/** Rounds of estimating with what the last clusters say. */
const rounds = 3;

/** What a fit is made from. */
export interface IdentityFitInput {
  readonly compared: readonly ComparedColumn[];
  readonly rules: readonly BlockingRule[];
  readonly records: number;
  readonly copies: RecordCopies;
  readonly threshold: number;
  readonly seed: number;
}

/** A fitted model with the pairs that were compared on the way. */
export interface IdentityFit {
  readonly model: IdentityModel;
  readonly candidates: CandidatePairs;
  readonly warnings: readonly string[];
}

/**
 * Fits in three rounds. The first takes every record for a person of its own, but for copies that are no chance, and m
 * from each rule by itself. Its clusters say which records are of one person, so that afterwards neither u nor the
 * shares of values count a person several times, and m comes from all matches.
 */
export function fitIdentity({ compared, rules, records, copies, threshold, seed }: IdentityFitInput): IdentityFit {
  const random = createRandom(seed);
  const drawn = randomPairs(records, pairsForU, random.fork(0));
  const chance = levelsOfPairs(compared, drawn.left, drawn.right);
  const start = compared.map(({ as }) => expectedAgreement(as));
  let u = estimateU(compared, chance, (pair) => agreesMostly(chance, compared.length, pair));
  const owns = columnsOfRules(rules, compared);
  const ofRules = combineRules(compared, estimatesOfRules({ compared, rules, owns }, u, start, random));
  let m: LevelProbabilities = ofRules.map((ofColumn, c) => ofColumn ?? start[c]!);
  let columns = agreementColumns(compared, m, u, weightsOfCopies(compared, copies));
  const candidates = collectCandidates(rules, pairWeights(compared, columns, 0.5), records);
  const isOpen = openColumns({ compared, rules, owns }, candidates);
  let round = weighRound(compared, columns, candidates, records);
  for (let done = 1; done < rounds; done++) {
    const { cluster, sizes } = clustersOf(round, candidates, records, threshold);
    u = estimateU(compared, chance, (pair) => cluster[drawn.left[pair]!] === cluster[drawn.right[pair]!]);
    m = estimateFromMatches(
      compared,
      { levels: candidates.levels, pairs: candidates.count },
      round.probabilities,
      isOpen,
      m,
    );
    columns = agreementColumns(
      compared,
      m,
      u,
      Float64Array.from(cluster, (of) => 1 / sizes[of]!),
    );
    round = weighRound(compared, columns, candidates, records);
  }
  const estimated = new Set(compared.filter((_, c) => ofRules[c] !== null).map(({ name }) => name));
  const recall = blockingRecall(rules, columns, estimated);
  const model = modelOf(compared, rules, columns, round.weights, recall, records);
  return { model: freezeModel(model), candidates, warnings: fitWarnings(compared, rules, estimated, m) };
}

function agreementColumns(
  compared: readonly ComparedColumn[],
  m: LevelProbabilities,
  u: LevelProbabilities,
  weights: Float64Array,
): AgreementColumn[] {
  return compared.map((column, c) => ({
    column: column.name,
    as: column.as,
    levels: [...levelNames[column.as]],
    m: [...m[c]!],
    u: [...u[c]!],
    frequencies: termFrequencies(column, weights),
  }));
}

/** Rules, with the compared columns that agree in their pairs because they ask for it. */
interface OwnedRules {
  readonly compared: readonly ComparedColumn[];
  readonly rules: readonly BlockingRule[];
  readonly owns: readonly ReadonlySet<string>[];
}

/** What each rule by itself says of m in the columns that are not its own. */
function estimatesOfRules(
  { compared, rules, owns }: OwnedRules,
  u: LevelProbabilities,
  start: LevelProbabilities,
  random: Random,
): RuleEstimate[] {
  return rules.flatMap((rule, r) => {
    const open = compared.map(({ name }) => !owns[r]!.has(name));
    if (rule.pairs === 0 || !open.includes(true)) return [];
    const { left, right } = samplePairs(rule, pairsOfRule, random.fork(r + 1));
    return [estimateFromRule(compared, open, levelsOfPairs(compared, left, right), u, start)];
  });
}

/** Whether a rule without the column brings the pair, so that agreement in the column is not asked for. */
function openColumns(
  { compared, rules, owns }: OwnedRules,
  { left, right }: CandidatePairs,
): (pair: number, column: number) => boolean {
  const without = compared.map(({ name }) => rules.filter((_, r) => !owns[r]!.has(name)));
  return (pair, column) => {
    for (const { keys } of without[column]!) {
      const key = keys[left[pair]!]!;
      if (key >= 0 && key === keys[right[pair]!]) return true;
    }
    return false;
  };
}

/** What one round says of the pairs. */
interface Round {
  readonly weights: PairWeights;
  readonly probabilities: Float64Array;
}

function weighRound(
  compared: readonly ComparedColumn[],
  columns: readonly AgreementColumn[],
  candidates: CandidatePairs,
  records: number,
): Round {
  const all = Math.max(1, (records * (records - 1)) / 2);
  const bits = bitsOfPairs(pairWeights(compared, columns, 0.5), candidates);
  const fit = findRelations({
    pairs: candidates,
    bits,
    columns: compared.length,
    lasting: lastingColumns(compared),
    worth: columns.map(({ m, u }) => Math.log2(m.at(-1)! / u.at(-1)!)),
    prior: priorOf(bits, compared.length, candidates.count, all),
    all,
  });
  const weights = pairWeights(compared, columns, fit.prior, fit.relations);
  return { weights, probabilities: oddsOfPairs(weights, bits, candidates.count).map(probabilityOf) };
}

/**
 * The columns in which two persons differ and one does not, whatever happens to him: names and dates; none where there
 * are neither.
 */
function lastingColumns(compared: readonly ComparedColumn[]): number[] {
  return compared.flatMap(({ as }, c) => (as === "name" || as === "date" ? [c] : []));
}

const priorIterations = 50;

/**
 * The prior from a deterministic rule: pairs whose agreement alone outweighs the number of all pairs are matches. From
 * there on the expected number of matches is made consistent with itself, m and u held fixed; where a pair is certain,
 * at least one match is expected.
 */
function priorOf(bits: Float64Array, width: number, pairs: number, all: number): number {
  const weight = new Float64Array(pairs);
  for (let pair = 0; pair < pairs; pair++) {
    for (let c = 0; c < width; c++) weight[pair]! += bits[pair * width + c]!;
  }
  let certain = 0;
  for (const sum of weight) if (sum > Math.log2(all)) certain++;
  const fewest = certain > 0 ? 1 : 0.5;
  let prior = Math.min(0.5, Math.max(fewest, certain) / all);
  for (let iteration = 0; iteration < priorIterations; iteration++) {
    const odds = Math.log2(prior / (1 - prior));
    let matches = 0;
    for (const sum of weight) matches += probabilityOf(sum + odds);
    const next = Math.min(0.5, Math.max(fewest, matches) / all);
    const change = Math.abs(next - prior) / prior;
    prior = next;
    if (change < 1e-6) break;
  }
  return prior;
}

function clustersOf(
  { weights, probabilities }: Round,
  candidates: CandidatePairs,
  records: number,
  threshold: number,
): RecordClusters {
  return clusterRecords(records, candidates, probabilities, threshold, createScorer(weights));
}

function modelOf(
  compared: readonly ComparedColumn[],
  rules: readonly BlockingRule[],
  columns: readonly AgreementColumn[],
  { prior, relations }: PairWeights,
  recall: number | null,
  records: number,
): IdentityModel {
  const known = new Set(compared.map(({ name }) => name));
  const blockColumns = new Map(
    rules.flatMap((rule) => rule.columns.filter(({ name }) => !known.has(name)).map(({ name, as }) => [name, as])),
  );
  return {
    kind: "identity",
    schema: 1,
    columns,
    block: rules.map((rule) => rule.columns.map(({ name }) => name)),
    blockColumns: [...blockColumns].map(([column, as]) => ({ column, as })),
    prior,
    relations: relations.map((relation) => ({
      shared: relation.shared.map((c) => compared[c]!.name),
      prior: relation.prior,
    })),
    blockingRecall: recall,
    records,
  };
}

function fitWarnings(
  compared: readonly ComparedColumn[],
  rules: readonly BlockingRule[],
  estimated: ReadonlySet<string>,
  m: LevelProbabilities,
): string[] {
  const warnings: string[] = [];
  for (const [r, { columns, pairs }] of rules.entries()) {
    if (pairs > 0) continue;
    const names = columns.map(({ name }) => name).join(" + ");
    warnings.push(`rule ${r + 1} of "block" (${names}) brings no pairs: no two records agree in it`);
  }
  const unknown = compared.filter(({ name }) => !estimated.has(name)).map(({ name }) => JSON.stringify(name));
  if (unknown.length > 0) {
    warnings.push(
      `no rule of "block" brings pairs without ${unknown.join(", ")}, so what agreement there is worth could not be ` +
        "estimated: 85 % of the records of one person are taken to agree exactly; add a rule on other columns",
    );
  }
  const doubtful = compared.filter(({ name }, c) => estimated.has(name) && m[c]![0]! > 0.5).map(({ name }) => name);
  if (doubtful.length > 0 && lastingColumns(compared).length === 0) {
    warnings.push(
      `most records taken for one person differ in ${showNames(doubtful)}: if it is a household that they share, say ` +
        'which columns are names (as: "name") and dates of birth (as: "date"), which tell its members apart',
    );
  }
  return warnings;
}
