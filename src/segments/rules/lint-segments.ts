import { counted, freezeModel, knownOptions } from "../../errors/index.js";
import {
  type ColumnCondition,
  type ColumnRule,
  checkedRules,
  isColumnRule,
  type RuleValue,
  withinConditions,
} from "./column-rule.js";
import { type ColumnRuleLint, lintCheckedRules } from "./lint-column-rules.js";
import { type AxisBins, type ScoreBins, scoreBins } from "./score-bins.js";
import { axes, type SegmentBox, type SegmentRule, segmentBoxes } from "./segment-rule.js";

/** Two segments that claim the same scores. */
export interface SegmentOverlap {
  /** The segment that gets the customers, because its rule comes first. */
  readonly first: string;
  readonly second: string;
  /** How many combinations of scores both claim. */
  readonly cells: number;
  /** One of them. */
  readonly example: { readonly r: number; readonly f: number; readonly m: number };
}

/** Scores that no segment covers. */
export interface SegmentGap {
  readonly r: readonly [number, number];
  readonly f: readonly [number, number];
  readonly m: readonly [number, number];
  readonly cells: number;
}

/** What is wrong with a set of segments. */
export interface SegmentLint {
  /** No overlap, no gap and no rule that can never match. */
  readonly clean: boolean;
  /** All combinations of scores: bins³, or the product of the bins of the measures. */
  readonly cells: number;
  readonly overlaps: readonly SegmentOverlap[];
  /** Boxes that together are exactly what no rule covers. */
  readonly gaps: readonly SegmentGap[];
  /** How many combinations of scores no rule covers. */
  readonly gapCells: number;
  /** Rules, counted from 0, that can never match because earlier rules claim all of theirs. */
  readonly unreachable: readonly { readonly index: number; readonly name: string }[];
  /** Each finding as a sentence. */
  readonly messages: readonly string[];
}

/** Options of {@link lintSegments} for rules on columns. */
export interface LintColumnRulesOptions {
  /** What columns can hold at all, such as `{ age: { from: 0, whole: true }, channel: { in: ["web", "shop"] } }`. */
  readonly within?: Readonly<Record<string, RuleValue | ColumnCondition>> | undefined;
}

/**
 * Do these segments leave a customer out, or claim one twice? Takes the rules of {@link scoreRfm}, and looks at the
 * whole grid of r × f × m scores; or the rules of {@link segmentByRules}, and looks at all values of their columns,
 * ends of ranges included. Rules of the same name may overlap, as they mean the same segment.
 *
 * @param segments - rules as in the option `segments` of {@link scoreRfm}, or as in {@link segmentByRules}
 * @param options - for scores `bins`: how many, 2 to 100 [5], or `{ recencyDays, orders, revenue }`; for columns
 * `within`: what they can hold [anything]
 *
 * Errors: `invalid-option`.
 *
 * @example
 * ```ts
 * const lint = lintSegments([{ name: "Best", r: [4, 5] }, { name: "Big", m: 5 }]);
 * lint.overlaps[0]; // { first: "Best", second: "Big", cells: 10, example: { r: 4, f: 1, m: 5 } }
 * lint.gapCells; // 60
 *
 * const bands = lintSegments([
 *   { name: "young", when: { age: { to: 30 } } },
 *   { name: "older", when: { age: { from: 30, below: 60 } } },
 * ]);
 * bands.messages; // ['"young" and "older" both claim age 30; the first one counts', "no rule covers age 60 and over"]
 * ```
 */
export function lintSegments(segments: readonly ColumnRule[], options?: LintColumnRulesOptions): ColumnRuleLint;
export function lintSegments(segments: readonly SegmentRule[], options?: { readonly bins?: ScoreBins }): SegmentLint;
export function lintSegments(
  segments: readonly SegmentRule[] | readonly ColumnRule[],
  options: LintColumnRulesOptions & { readonly bins?: ScoreBins } = {},
): SegmentLint | ColumnRuleLint {
  const caller = "lintSegments";
  if (Array.isArray(segments) && segments.length > 0 && segments.some(isColumnRule)) {
    knownOptions(caller, options, ["within"]);
    return lintCheckedRules(caller, checkedRules(caller, segments), withinConditions(caller, options.within));
  }
  knownOptions(caller, options, ["bins"]);
  const bins = scoreBins(caller, options.bins ?? 5);
  return lintBoxes(segmentBoxes(caller, segments as readonly SegmentRule[], bins), bins);
}

/** The findings for checked rules. */
export function lintBoxes(boxes: readonly SegmentBox[], bins: AxisBins): SegmentLint {
  const { overlaps, gaps, reached } = walkGrid(boxes, bins);
  const gapCells = gaps.reduce((total, gap) => total + gap.cells, 0);
  const unreachable = boxes.map(({ name }, index) => ({ index, name })).filter(({ index }) => !reached.has(index));
  return freezeModel({
    clean: overlaps.length === 0 && gaps.length === 0 && unreachable.length === 0,
    cells: bins.r * bins.f * bins.m,
    overlaps,
    gaps,
    gapCells,
    unreachable,
    messages: messagesFor(overlaps, gaps, gapCells, unreachable, bins.r * bins.f * bins.m),
  });
}

interface GridFindings {
  readonly overlaps: SegmentOverlap[];
  readonly gaps: SegmentGap[];
  /** The rules that are the first match somewhere. */
  readonly reached: Set<number>;
}

/** Walks the grid in slabs between the borders of the rules, inside which all combinations of scores are alike. */
function walkGrid(boxes: readonly SegmentBox[], bins: AxisBins): GridFindings {
  const [rSlabs, fSlabs, mSlabs] = axes.map((axis) =>
    slabsAlong(
      boxes.map((box) => box[axis]),
      bins[axis],
    ),
  );
  const overlaps = new Map<string, SegmentOverlap>();
  const gaps: SegmentGap[] = [];
  const reached = new Set<number>();
  for (const r of rSlabs!) {
    const inR = boxes.filter((box) => holds(box.r, r));
    for (const f of fSlabs!) {
      const inF = inR.filter((box) => holds(box.f, f));
      for (const m of mSlabs!) {
        const matching = inF.filter((box) => holds(box.m, m));
        const first = matching[0];
        const slab = { r, f, m, cells: lengthOf(r) * lengthOf(f) * lengthOf(m) };
        if (first === undefined) gaps.push(slab);
        else reached.add(boxes.indexOf(first));
        countOverlaps(overlaps, matching, slab);
      }
    }
  }
  return { overlaps: [...overlaps.values()], gaps: merged(merged(merged(gaps, "m"), "f"), "r"), reached };
}

/** Adds a slab to every pair of different names among the rules that match there. */
function countOverlaps(overlaps: Map<string, SegmentOverlap>, matching: readonly SegmentBox[], slab: SegmentGap): void {
  const names = [...new Set(matching.map((box) => box.name))];
  names.forEach((second, j) => {
    for (const first of names.slice(0, j)) {
      const key = JSON.stringify([first, second]);
      const known = overlaps.get(key);
      const example = known?.example ?? { r: slab.r[0], f: slab.f[0], m: slab.m[0] };
      overlaps.set(key, { first, second, cells: (known?.cells ?? 0) + slab.cells, example });
    }
  });
}

function holds(range: readonly [number, number], slab: readonly [number, number]): boolean {
  return slab[0] >= range[0] && slab[1] <= range[1];
}

function lengthOf(range: readonly [number, number]): number {
  return range[1] - range[0] + 1;
}

/** The stretches of scores between the borders of the ranges. */
function slabsAlong(ranges: readonly (readonly [number, number])[], bins: number): (readonly [number, number])[] {
  const starts = new Set([1]);
  for (const [from, to] of ranges) {
    starts.add(from);
    if (to < bins) starts.add(to + 1);
  }
  const sorted = [...starts].sort((a, b) => a - b);
  return sorted.map((start, i) => [start, (sorted[i + 1] ?? bins + 1) - 1] as const);
}

/** Joins gaps that touch along one axis and agree in the others. */
function merged(gaps: readonly SegmentGap[], along: "r" | "f" | "m"): SegmentGap[] {
  const others = axes.filter((axis) => axis !== along);
  const result: SegmentGap[] = [];
  const lastAt = new Map<string, number>();
  for (const gap of gaps) {
    const key = others.map((axis) => gap[axis].join("-")).join(" ");
    const at = lastAt.get(key) ?? -1;
    const known = result[at];
    if (known !== undefined && known[along][1] + 1 === gap[along][0]) {
      result[at] = { ...known, [along]: [known[along][0], gap[along][1]] as const, cells: known.cells + gap.cells };
    } else lastAt.set(key, result.push(gap) - 1);
  }
  return result;
}

function messagesFor(
  overlaps: readonly SegmentOverlap[],
  gaps: readonly SegmentGap[],
  gapCells: number,
  unreachable: SegmentLint["unreachable"],
  all: number,
): string[] {
  return [
    ...overlaps.map(
      ({ first, second, cells, example }) =>
        `${JSON.stringify(first)} and ${JSON.stringify(second)} both claim ${cells} of ${all} score ` +
        `combinations, such as r ${example.r}, f ${example.f}, m ${example.m}; the first one counts`,
    ),
    ...(gapCells === 0
      ? []
      : [
          `no segment covers ${gapCells} of ${counted(all, "score combination")}: ` +
            `${gaps.slice(0, 5).map(showBox).join("; ")}${gaps.length > 5 ? "; …" : ""}`,
        ]),
    ...unreachable.map(
      ({ index, name }) =>
        `rule ${index + 1} (${JSON.stringify(name)}) can never match: earlier rules claim all its scores`,
    ),
  ];
}

function showBox(box: SegmentGap): string {
  return axes.map((axis) => `${axis} ${box[axis][0] === box[axis][1] ? box[axis][0] : box[axis].join("–")}`).join(", ");
}
