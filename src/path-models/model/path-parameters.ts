import { effectPairs } from "../solver/structural-effects.js";
import type { ModelLayout } from "./model-layout.js";

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

/** The numbers of an estimate in their order, and what is needed to compute them. */
export interface ParameterList {
  readonly parameters: readonly PathParameter[];
  /** Where each group begins. */
  readonly starts: Readonly<Record<ParameterGroup, number>>;
  /** Constructs of the final stage that something leads to, by place. */
  readonly endogenous: readonly number[];
  readonly totalEffects: readonly (readonly [from: number, to: number])[];
  readonly indirectEffects: readonly (readonly [from: number, to: number])[];
  /** Pairs of reported constructs that have an HTMT. */
  readonly distinct: readonly (readonly [number, number])[];
}

type Labels = readonly [first: string, second: string];

/** Lists the numbers that a model has. */
export function parameterList(layout: ModelLayout): ParameterList {
  const { final, finalNames, reported } = layout;
  const effects = effectPairs(final);
  const distinct = distinctPairs(layout);
  const endogenous = finalNames
    .map((_, j) => j)
    .filter((j) => final.antecedentStart[j + 1]! > final.antecedentStart[j]!);
  const ofPairs = (list: readonly (readonly [number, number])[]): Labels[] =>
    list.map(([from, to]) => [finalNames[from]!, finalNames[to]!]);
  const ofConstructs = reported.map(({ name }): Labels => [name, ""]);
  const ofItems = reported.flatMap(({ name, parts }) => parts.map((item): Labels => [name, item]));
  const ofDistinct = distinct.map(([a, b]): Labels => [reported[a]!.name, reported[b]!.name]);
  const labels: Readonly<Record<ParameterGroup, readonly Labels[]>> = {
    weight: ofItems,
    loading: ofItems,
    path: ofPairs(final.paths.map(({ from, to }) => [from, to])),
    rSquared: endogenous.map((j) => [finalNames[j]!, ""]),
    totalEffect: ofPairs(effects.total),
    indirectEffect: ofPairs(effects.indirect),
    index: ofConstructs,
    indexSpread: ofConstructs,
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
  return { parameters, starts, endogenous, totalEffects: effects.total, indirectEffects: effects.indirect, distinct };
}

/** Pairs of constructs whose distinctness can be judged: all but a higher-order construct and its own parts. */
function distinctPairs({ reported }: ModelLayout): [number, number][] {
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
