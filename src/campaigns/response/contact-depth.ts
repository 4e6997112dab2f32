import { finiteFigures, knownOptions, requireSameLength } from "../../errors/index.js";
import type { Outcome } from "../../learning/index.js";
import { quantile, standardDeviation } from "../../numeric/index.js";
import { createTable, type NumberInput, type Table, vectorOf } from "../../table/index.js";
import { scoreBlocks } from "../rates/score-blocks.js";
import { readOutcomes } from "../rates/yes-or-no.js";
import { bootstrapDepth, type DepthDraws } from "./depth-bootstrap.js";
import { bestDepth, type DepthCurve, depthCurve, nearBest } from "./depth-curve.js";
import { type ContactDepthOptions, type DepthPlan, depthOptionNames, readDepthPlan } from "./depth-options.js";

/** The columns of `curve`: at most about a hundred depths. */
export type ContactDepthColumns = {
  /** The share of customers contacted, best scores first. */
  share: number;
  contacts: number;
  responses: number;
  /** What that earns, contacts paid, with its interval. */
  profit: number;
  lower: number;
  upper: number;
};

/** A depth with what it earns. */
export interface DepthEarned {
  readonly share: number;
  readonly contacts: number;
  readonly profit: number;
}

/** Down to which score a contact pays. */
export interface ContactDepth {
  readonly customers: number;
  /** The best depth: the share of customers to contact, how many that are, and how many of these responded. */
  readonly share: number;
  readonly contacts: number;
  readonly responses: number;
  /** The lowest score to contact; null where nobody is. */
  readonly lowestScore: number | null;
  /** What the best depth earns, contacts paid. */
  readonly profit: number;
  /** By how much `profit` is overstated because the depth was chosen on the same customers (Efron 1983). */
  readonly optimism: number;
  readonly interval: {
    /** Of the profit at this depth. */
    readonly profit: { readonly lower: number; readonly upper: number; readonly standardError: number };
    /** Of the best share itself: where other samples of such customers have theirs. */
    readonly share: { readonly lower: number; readonly upper: number };
  };
  /** How flat the optimum is: the shares around it that earn at most `tolerance` less. */
  readonly justAsGood: { readonly from: number; readonly to: number; readonly tolerance: number };
  /** The response rate from which on a contact pays, contactCost / marginPerResponse; null without a margin. */
  readonly breakEvenRate: number | null;
  /** Contacting those whose score, taken as a probability, is above `breakEvenRate`; null where scores are none. */
  readonly byProbability: DepthEarned | null;
  /** Contacting everybody. */
  readonly everybody: DepthEarned;
  readonly curve: Table<ContactDepthColumns>;
  /** The same in a sentence. */
  readonly finding: string;
}

/** Points of the curve, about. */
const curvePoints = 100;

/**
 * How far down the list does it pay to contact customers? Customers by descending score; contacting the best k earns
 * marginPerResponse · (responses among them) − contactCost · k, and the best depth is where that is highest (of several
 * the smallest). Customers of equal score are contacted together. Where nothing pays, the best depth is nobody.
 *
 * The optimum is usually flat and uncertain, which the result says: `justAsGood` are depths that earn almost as much,
 * `interval` comes from bootstrap samples of the customers (percentiles), and `optimism` is what the choice on the same
 * customers flatters. Use customers that the model has not seen (`validateResponse` does).
 *
 * @param y - who responded, 0 or 1
 * @param score - the higher, the sooner to be contacted
 *
 * Errors: `length-mismatch`, `out-of-range`, `missing-value`, `empty-table`, `invalid-option`.
 *
 * Source: Efron (1983), "Estimating the error rate of a prediction rule", for the optimism.
 *
 * @example
 * ```ts
 * const depth = contactDepth([1, 1, 0, 1, 0, 0, 0, 0], [0.9, 0.8, 0.7, 0.6, 0.4, 0.3, 0.2, 0.1], {
 *   contactCost: 2,
 *   marginPerResponse: 10,
 * });
 * depth.contacts; // 4, which earn 22
 * ```
 */
export function contactDepth(y: Outcome, score: NumberInput, options: ContactDepthOptions): ContactDepth {
  const caller = "contactDepth";
  knownOptions(caller, options, depthOptionNames);
  const plan = readDepthPlan(caller, options);
  const responded = readOutcomes(caller, "y", y);
  const scores = vectorOf(caller, "score", score);
  requireSameLength(caller, "score", scores.length, responded.length);
  return depthOf(caller, responded, scores, plan);
}

/** The best depth of customers with outcomes and scores. */
export function depthOf(caller: string, responded: Float64Array, scores: Float64Array, plan: DepthPlan): ContactDepth {
  const blocks = scoreBlocks(scores);
  const curve = depthCurve(blocks, responded, plan);
  const best = bestDepth(curve.profit);
  const shown = shownDepths(curve, best);
  const draws = bootstrapDepth(blocks, responded, curve, { ...plan, best, shown });
  const n = responded.length;
  const breakEvenRate = plan.marginPerResponse === 0 ? null : plan.contactCost / plan.marginPerResponse;
  const earned = (depth: number): DepthEarned =>
    Object.freeze({
      share: curve.contacts[depth]! / n,
      contacts: curve.contacts[depth]!,
      profit: curve.profit[depth]!,
    });
  const good = nearBest(curve.profit, best, plan.tolerance);
  const justAsGood = { from: earned(good.from).share, to: earned(good.to).share, tolerance: plan.tolerance };
  const result = {
    customers: n,
    ...earned(best),
    responses: curve.responses[best]!,
    lowestScore: best === 0 ? null : scores[blocks.order[blocks.ends[best - 1]! - 1]!]!,
    optimism: draws.optimism,
    interval: intervalOf(draws, plan.level),
    justAsGood: Object.freeze(justAsGood),
    breakEvenRate,
    byProbability: probabilityDepth(blocks.order, scores, breakEvenRate, curve, earned),
    everybody: earned(curve.profit.length - 1),
  };
  return finiteFigures(
    caller,
    Object.freeze({ ...result, curve: curveTable(curve, shown, draws, plan.level), finding: findingOf(result, plan) }),
  );
}

/** About a hundred depths at equal steps of contacts, with nobody, the best depth, and everybody. */
function shownDepths({ contacts }: DepthCurve, best: number): Int32Array {
  const n = contacts[contacts.length - 1]!;
  const shown = new Set([0, best, contacts.length - 1]);
  let depth = 0;
  for (let point = 1; point < curvePoints; point++) {
    while (contacts[depth]! < (n * point) / curvePoints) depth++;
    shown.add(depth);
  }
  return Int32Array.from(shown).sort();
}

function intervalOf({ profits, shares }: DepthDraws, level: number): ContactDepth["interval"] {
  const [low, high] = [(1 - level) / 2, (1 + level) / 2];
  return Object.freeze({
    profit: Object.freeze({
      lower: quantile(profits, low),
      upper: quantile(profits, high),
      standardError: standardDeviation(profits),
    }),
    share: Object.freeze({ lower: quantile(shares, low), upper: quantile(shares, high) }),
  });
}

/** Those whose probability is above the break-even rate. */
function probabilityDepth(
  order: Int32Array,
  scores: Float64Array,
  rate: number | null,
  { contacts }: DepthCurve,
  earned: (depth: number) => DepthEarned,
): DepthEarned | null {
  if (scores[order[0]!]! > 1 || scores[order[order.length - 1]!]! < 0) return null;
  let chosen = 0;
  if (rate !== null) while (chosen < order.length && scores[order[chosen]!]! > rate) chosen++;
  return earned(contacts.findIndex((count) => count >= chosen));
}

function curveTable(
  { contacts, responses, profit }: DepthCurve,
  shown: Int32Array,
  { byDepth }: DepthDraws,
  level: number,
): Table<ContactDepthColumns> {
  const n = contacts[contacts.length - 1]!;
  const bound = (p: number): Float64Array => Float64Array.from(byDepth, (profits) => quantile(profits, p));
  const pick = (values: Float64Array): Float64Array => Float64Array.from(shown, (depth) => values[depth]!);
  return createTable<ContactDepthColumns>({
    share: pick(contacts).map((count) => count / n),
    contacts: pick(contacts),
    responses: pick(responses),
    profit: pick(profit),
    lower: bound((1 - level) / 2),
    upper: bound((1 + level) / 2),
  });
}

function findingOf(
  { contacts, share, profit, justAsGood, interval, everybody }: Omit<ContactDepth, "curve" | "finding">,
  { tolerance }: DepthPlan,
): string {
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const money = (value: number): string => value.toFixed(2);
  if (contacts === 0) return `no depth pays: contacting everybody earns ${money(everybody.profit)}`;
  const { lower, upper } = interval.profit;
  return (
    `contact the best ${percent(share)}: earns ${money(profit)} (${money(lower)} to ${money(upper)}), everybody ` +
    `${money(everybody.profit)}; from ${percent(justAsGood.from)} to ${percent(justAsGood.to)} it earns at most ` +
    `${percent(tolerance)} less`
  );
}
