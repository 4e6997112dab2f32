import type { ItemRanges } from "../moments/item-answers.js";
import type { ItemMoments } from "../moments/item-moments.js";
import { effectPairs, totalEffects } from "../solver/structural-effects.js";
import { constructIndex, type IndexPart, indexSpread } from "./construct-index.js";
import {
  averageVarianceExtracted,
  compositeReliability,
  heterotraitRatio,
  rawAlpha,
  standardizedAlpha,
} from "./construct-reliability.js";
import type { ModelLayout } from "./model-layout.js";
import { type PathEstimator, planOf } from "./path-estimator.js";

/** The measures of reliability that are reported, in this order. */
export const reliabilityMeasures = ["alphaStandardized", "alphaRaw", "rhoA", "rhoC", "ave"] as const;

/** One measure of reliability. */
export type ReliabilityMeasure = (typeof reliabilityMeasures)[number];

/** The groups of numbers that an estimate has, in their order. */
export const parameterGroups = [
  "weight",
  "loading",
  "path",
  "rSquared",
  "totalEffect",
  "indirectEffect",
  "index",
  "indexSpread",
  "reliability",
  "htmtAbsolute",
  "htmtSigned",
] as const;

/** One group of numbers. */
export type ParameterGroup = (typeof parameterGroups)[number];

/**
 * What one number of an estimate is: of a construct and an item (weight, loading), from one construct to another (path,
 * effects), of a construct and a measure (reliability), of two constructs (HTMT), or of a construct alone (R², index,
 * and the standard deviation of the index among respondents), where `second` is empty.
 */
export interface PathParameter {
  readonly group: ParameterGroup;
  readonly first: string;
  readonly second: string;
}

/** Writes every number of an estimate into one row, NaN where there is none. */
export interface ParameterWriter {
  /** What the numbers are, in their order. */
  readonly parameters: readonly PathParameter[];
  /** Where each group begins. */
  readonly starts: Readonly<Record<ParameterGroup, number>>;
  write(estimator: PathEstimator, moments: ItemMoments, row: Float64Array): void;
}

type Labels = readonly [first: string, second: string];

/** Pairs of constructs whose distinctness can be judged: all but a higher-order construct and its own parts. */
export function comparedPairs(compiled: ModelLayout): [number, number][] {
  const { reported } = compiled;
  const pairs: [number, number][] = [];
  for (let a = 0; a < reported.length; a++) {
    for (let b = 0; b < a; b++) {
      const [one, two] = [reported[a]!, reported[b]!];
      const related =
        (one.higherOrder && one.parts.includes(two.name)) || (two.higherOrder && two.parts.includes(one.name));
      if (!related) pairs.push([b, a]);
    }
  }
  return pairs;
}

/** Prepares the writer for a model whose items have the given ranges. */
export function parameterWriter(compiled: ModelLayout, ranges: ItemRanges): ParameterWriter {
  const { final, finalNames, reported } = compiled;
  const { constructs } = final;
  const pairs = effectPairs(final);
  const distinct = comparedPairs(compiled);
  const endogenous = Array.from(final.order).filter((j) => final.antecedentStart[j + 1]! > final.antecedentStart[j]!);
  endogenous.sort((a, b) => a - b);
  const effects = new Float64Array(constructs * constructs);
  const indexParts = indexItems(compiled);
  const rows = reported.map((construct) => {
    const plan = construct.stage === "first" && compiled.first !== null ? compiled.first : final;
    return plan.slotItem.slice(plan.start[construct.place]!, plan.start[construct.place + 1]!);
  });
  const formative = reported.map((construct) => {
    const plan = construct.stage === "first" && compiled.first !== null ? compiled.first : final;
    return plan.modes[construct.place] === "B" && construct.parts.length > 1;
  });
  const ofPairs = (list: readonly (readonly [number, number])[]): Labels[] =>
    list.map(([from, to]) => [finalNames[from]!, finalNames[to]!]);
  const ofItems = reported.flatMap(({ name, parts }) => parts.map((item): Labels => [name, item]));
  const ofDistinct = distinct.map(([a, b]): Labels => [reported[a]!.name, reported[b]!.name]);
  const labels: Readonly<Record<ParameterGroup, readonly Labels[]>> = {
    weight: ofItems,
    loading: ofItems,
    path: ofPairs(final.paths.map(({ from, to }) => [from, to])),
    rSquared: endogenous.map((j) => [finalNames[j]!, ""]),
    totalEffect: ofPairs(pairs.total),
    indirectEffect: ofPairs(pairs.indirect),
    index: reported.map(({ name }) => [name, ""]),
    indexSpread: reported.map(({ name }) => [name, ""]),
    reliability: reported.flatMap(({ name }) => reliabilityMeasures.map((measure): Labels => [name, measure])),
    htmtAbsolute: ofDistinct,
    htmtSigned: ofDistinct,
  };
  const parameters: PathParameter[] = [];
  const starts = Object.fromEntries(
    parameterGroups.map((group) => {
      const start = parameters.length;
      for (const [first, second] of labels[group]) parameters.push({ group, first, second });
      return [group, start];
    }),
  ) as Record<ParameterGroup, number>;

  function write(estimator: PathEstimator, moments: ItemMoments, row: Float64Array): void {
    let at = 0;
    const { state } = estimator.final;
    for (const values of ["weights", "loadings"] as const) {
      for (const construct of reported) {
        const stage = planOf(estimator, construct);
        const end = stage.plan.start[construct.place + 1]!;
        for (let slot = stage.plan.start[construct.place]!; slot < end; slot++) row[at++] = stage.state[values][slot]!;
      }
    }
    for (let p = 0; p < final.paths.length; p++) row[at++] = state.coefficients[p]!;
    for (const j of endogenous) row[at++] = state.rSquared[j]!;
    totalEffects(final, state.coefficients, effects);
    for (const [from, to] of pairs.total) row[at++] = effects[from * constructs + to]!;
    for (const [from, to] of pairs.indirect) {
      const direct = final.paths.findIndex((path) => path.from === from && path.to === to);
      row[at++] = effects[from * constructs + to]! - (direct < 0 ? 0 : state.coefficients[direct]!);
    }
    for (let r = 0; r < reported.length; r++) {
      const parts = indexPartsOf(indexParts[r]!, estimator, moments, ranges);
      const index = constructIndex(parts);
      row[at] = typeof index === "number" ? index : Number.NaN;
      row[at + reported.length] = indexSpread(parts, scoreVariance(r, parts, moments));
      at++;
    }
    at += reported.length;
    const matrix = estimator.matrix();
    for (let r = 0; r < reported.length; r++) {
      const construct = reported[r]!;
      const { plan, state: own } = planOf(estimator, construct);
      const from = plan.start[construct.place]!;
      const to = plan.start[construct.place + 1]!;
      const block = { matrix, order: final.items, rows: rows[r]! };
      // Items of a formative construct need not agree, so how well they do says nothing.
      row[at++] = formative[r] ? Number.NaN : standardizedAlpha(block);
      row[at++] = formative[r] ? Number.NaN : rawAlpha(block, moments.variances);
      row[at++] = formative[r] ? Number.NaN : own.rhoA[construct.place]!;
      row[at++] = formative[r] ? Number.NaN : compositeReliability(own.loadings, from, to);
      row[at++] = formative[r] ? Number.NaN : averageVarianceExtracted(own.loadings, from, to);
    }
    for (const absolute of [true, false]) {
      for (const [a, b] of distinct) {
        const unsuited = formative[a]! || formative[b]!;
        row[at++] = unsuited ? Number.NaN : heterotraitRatio(matrix, final.items, rows[a]!, rows[b]!, absolute);
      }
    }
  }
  /**
   * Scores have variance 1, except that those of a higher-order construct are scaled to corrected correlations under
   * consistent PLS.
   */
  function scoreVariance(construct: number, parts: readonly IndexPart[], moments: ItemMoments): number {
    if (!reported[construct]!.higherOrder || !compiled.specification.consistent) return 1;
    const width = compiled.items.length;
    const slots = indexParts[construct]!;
    let variance = 0;
    for (let a = 0; a < slots.length; a++) {
      for (let b = 0; b < slots.length; b++) {
        variance += parts[a]!.weight * parts[b]!.weight * moments.correlation[slots[a]!.item * width + slots[b]!.item]!;
      }
    }
    return variance;
  }

  return { parameters, starts, write };
}

/**
 * An observed item in the index of a construct: its slot, and for higher-order constructs the slot of the part it
 * belongs to.
 */
export interface IndexSlot {
  readonly item: number;
  readonly stage: "first" | "final";
  readonly slot: number;
  /** Slot of the lower-order construct in the final stage; −1 where there is none. */
  readonly through: number;
}

/** The observed items behind every construct, in the order in which constructs are reported. */
export function indexItems(compiled: ModelLayout): IndexSlot[][] {
  const { first, final, reported, items, scores } = compiled;
  return reported.map((construct) => {
    const plan = construct.stage === "first" && first !== null ? first : final;
    const slots: IndexSlot[] = [];
    for (let slot = plan.start[construct.place]!; slot < plan.start[construct.place + 1]!; slot++) {
      const item = plan.slotItem[slot]!;
      if (item < items.length) slots.push({ item, stage: construct.stage, slot, through: -1 });
      else if (first !== null) {
        const part = scores[item - items.length]!;
        for (let inner = first.start[part]!; inner < first.start[part + 1]!; inner++) {
          slots.push({ item: first.slotItem[inner]!, stage: "first", slot: inner, through: slot });
        }
      }
    }
    return slots;
  });
}

/** Weights, means and ranges of the items behind a construct. */
export function indexPartsOf(
  slots: readonly IndexSlot[],
  estimator: PathEstimator,
  moments: ItemMoments,
  { minimum, maximum }: ItemRanges,
): IndexPart[] {
  return slots.map(({ item, stage, slot, through }) => {
    const own = (stage === "first" && estimator.first !== null ? estimator.first : estimator.final).state.weights[
      slot
    ]!;
    return {
      weight: through < 0 ? own : own * estimator.final.state.weights[through]!,
      mean: moments.means[item]!,
      deviation: Math.sqrt(moments.variances[item]!),
      minimum: minimum[item]!,
      maximum: maximum[item]!,
    };
  });
}
