import { ClienteleError, freezeModel, showNames } from "../../errors/index.js";
import type { CheckedCondition, CheckedRule } from "./column-rule.js";
import { areNeighbors, type RuleAxis, ruleAxes, showSlabs } from "./rule-axes.js";

/** Values of columns, in words: `{ column: "income", values: "(1500, 1501)" }`. */
export interface RuleRegion {
  readonly column: string;
  readonly values: string;
}

/** Two segments that claim the same customers. */
export interface RuleOverlap {
  /** The segment that gets them, because its rule comes first. */
  readonly first: string;
  readonly second: string;
  /** What both claim first, in words, such as `age 6, income 800–1500`. */
  readonly where: string;
  readonly regions: readonly RuleRegion[];
}

/** Values that no rule covers. */
export interface RuleGap {
  /** In words, such as `income (1500, 1501)`; columns that may hold anything are not named. */
  readonly where: string;
  readonly regions: readonly RuleRegion[];
}

/** What is wrong with a set of rules on columns. */
export interface ColumnRuleLint {
  /** No overlap, no gap and no rule that can never match. */
  readonly clean: boolean;
  /** How many rules there are. */
  readonly boxes: number;
  /** One for each pair of names. */
  readonly overlaps: readonly RuleOverlap[];
  readonly gaps: readonly RuleGap[];
  /** Rules, counted from 0, that can never match because earlier rules claim all of theirs. */
  readonly unreachable: readonly { readonly index: number; readonly name: string }[];
  /** Each finding as a sentence. */
  readonly messages: readonly string[];
}

/** Where the search gives up. */
const mostBoxes = 1_000_000;

/** The findings for checked rules. `within` says what columns can hold at all. Errors: `invalid-option`. */
export function lintCheckedRules(
  caller: string,
  rules: readonly CheckedRule[],
  within: readonly CheckedCondition[],
): ColumnRuleLint {
  const axes = ruleAxes(caller, rules, within);
  const { overlaps, gaps, reached } = walk(caller, rules, axes);
  const unreachable = rules.map(({ name }, index) => ({ index, name })).filter(({ index }) => !reached.has(index));
  const shownGaps = mergedGaps(gaps, axes).map((gap) => region(axes, gap));
  const shownOverlaps = [...overlaps.values()].map(({ first, second, slabs }) => ({
    first,
    second,
    ...region(axes, slabs),
  }));
  return freezeModel({
    clean: shownOverlaps.length === 0 && shownGaps.length === 0 && unreachable.length === 0,
    boxes: rules.length,
    overlaps: shownOverlaps,
    gaps: shownGaps,
    unreachable,
    messages: [
      ...shownOverlaps.map(
        ({ first, second, where }) =>
          `${showNames([first])} and ${showNames([second])} both claim ${where}; the first one counts`,
      ),
      ...shownGaps.map(({ where }) => `no rule covers ${where}`),
      ...unreachable.map(
        ({ index, name }) => `rule ${index + 1} (${showNames([name])}) can never match: earlier rules claim all of it`,
      ),
    ],
  });
}

/** For each axis the slabs that a region takes, ascending; null for all. */
type Slabs = readonly (readonly number[] | null)[];

interface Findings {
  readonly overlaps: Map<string, { first: string; second: string; slabs: Slabs }>;
  readonly gaps: Slabs[];
  readonly reached: Set<number>;
}

/**
 * Goes through the space of all values axis by axis. Neighboring slabs in which the same rules are left are one; where
 * no rule is left, or none says anything more, the rest of the axes need no looking at.
 */
function walk(caller: string, rules: readonly CheckedRule[], axes: readonly RuleAxis[]): Findings {
  const findings: Findings = { overlaps: new Map(), gaps: [], reached: new Set() };
  let boxes = 0;
  const visit = (depth: number, matching: readonly number[], path: Slabs): void => {
    if (++boxes > mostBoxes) {
      throw new ClienteleError(
        "invalid-option",
        { function: caller },
        `the rules divide ${axes.length} columns into more than ${mostBoxes} boxes, too many to look at all of them`,
      );
    }
    if (matching.length === 0) findings.gaps.push(path);
    else if (matching.every((rule) => axes.slice(depth).every((axis) => axis.taken[rule] === null))) {
      findings.reached.add(matching[0]!);
      noteOverlaps(findings, rules, matching, path);
    } else {
      for (const { slabs, left } of branches(axes[depth]!, matching)) visit(depth + 1, left, [...path, slabs]);
    }
  };
  visit(0, [...rules.keys()], []);
  return findings;
}

/** Neighboring slabs with the same rules left. */
function branches(axis: RuleAxis, matching: readonly number[]) {
  const found: { slabs: number[] | null; left: readonly number[]; key: string }[] = [];
  for (let slab = 0; slab < axis.slabs; slab++) {
    if (!axis.possible[slab]) continue;
    const left = matching.filter((rule) => axis.taken[rule]?.[slab] ?? true);
    const key = left.join();
    const known = axis.kind === "value" ? found.find((branch) => branch.key === key) : found.at(-1);
    if (known !== undefined && known.key === key) known.slabs!.push(slab);
    else found.push({ slabs: [slab], left, key });
  }
  if (found.length === 1) found[0]!.slabs = null;
  return found;
}

function noteOverlaps(
  { overlaps }: Findings,
  rules: readonly CheckedRule[],
  matching: readonly number[],
  slabs: Slabs,
) {
  const names = [...new Set(matching.map((rule) => rules[rule]!.name))];
  names.forEach((second, j) => {
    for (const first of names.slice(0, j)) {
      const key = JSON.stringify([first, second]);
      if (!overlaps.has(key)) overlaps.set(key, { first, second, slabs });
    }
  });
}

/** Gaps that agree in all axes but one, in which they are neighbors, are one; the last axis first. */
function mergedGaps(gaps: readonly Slabs[], axes: readonly RuleAxis[]): Slabs[] {
  let result = gaps.map((gap) => axes.map((_, i) => gap[i] ?? null));
  for (let along = axes.length - 1; along >= 0; along--) {
    const last = new Map<string, (readonly number[] | null)[]>();
    const kept: (readonly number[] | null)[][] = [];
    for (const gap of result) {
      const key = JSON.stringify(gap.map((slabs, i) => (i === along ? "" : slabs)));
      const known = last.get(key);
      const [before, own] = [known?.[along], gap[along]];
      if (known !== undefined && before && own && areNeighbors(axes[along]!, before.at(-1)!, own[0]!)) {
        known[along] = allOrThese(axes[along]!, [...before, ...own]);
      } else {
        last.set(key, gap);
        kept.push(gap);
      }
    }
    result = kept;
  }
  return result;
}

/** null where these are all slabs in which something can lie. */
function allOrThese({ possible }: RuleAxis, slabs: readonly number[]): readonly number[] | null {
  return slabs.length === possible.filter(Boolean).length ? null : [...slabs].sort((a, b) => a - b);
}

function region(axes: readonly RuleAxis[], slabs: Slabs): RuleGap {
  const regions = axes.flatMap((axis, i) => {
    const own = slabs[i];
    return own ? [{ column: axis.column, values: showSlabs(axis, own) }] : [];
  });
  const where =
    regions.length === 0 ? "anything" : regions.map(({ column, values }) => `${column} ${values}`).join(", ");
  return { where, regions };
}
