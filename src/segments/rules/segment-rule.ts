import { ClienteleError, knownOptions, showValue } from "../../errors/index.js";
import type { AxisBins } from "./score-bins.js";

/** Scores from the first to the second, both included, or a single score. */
export type ScoreRange = number | readonly [from: number, to: number];

/**
 * A segment: a name and the scores that belong to it. A measure left out may have any score. Several rules may share a
 * name. Where rules overlap, the first one counts.
 */
export interface SegmentRule {
  readonly name: string;
  /** Recency scores; the most recent customers score highest. */
  readonly r?: ScoreRange;
  /** Scores of the number of orders. */
  readonly f?: ScoreRange;
  /** Scores of revenue. */
  readonly m?: ScoreRange;
}

/** A rule with every range written out. */
export interface SegmentBox {
  readonly name: string;
  readonly r: readonly [number, number];
  readonly f: readonly [number, number];
  readonly m: readonly [number, number];
}

/** The axes of the grid of scores. */
export const axes = ["r", "f", "m"] as const;

/** Checks rules and writes out their ranges. Errors: `invalid-option`, with the segment at fault. */
export function segmentBoxes(caller: string, rules: readonly SegmentRule[], bins: AxisBins): SegmentBox[] {
  if (!Array.isArray(rules) || rules.length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: rules },
      'segments must be an array of at least one rule like { name: "Champions", r: [4, 5], f: [4, 5] }, got ' +
        `${showValue(rules)}`,
    );
  }
  // A list with holes would keep them.
  return Array.from(rules, (rule: SegmentRule, index) => segmentBox(caller, rule, index, bins));
}

function segmentBox(caller: string, rule: SegmentRule, index: number, bins: AxisBins): SegmentBox {
  if (typeof rule !== "object" || rule === null || typeof rule.name !== "string" || rule.name.trim() === "") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: rule },
      `segment ${index + 1} must be an object with a name, got ${showValue(rule)}`,
    );
  }
  knownOptions(caller, rule, ["name", ...axes]);
  const [r, f, m] = axes.map((axis) => scoreRange(caller, rule.name, axis, rule[axis], bins[axis]));
  return { name: rule.name, r: r!, f: f!, m: m! };
}

function scoreRange(
  caller: string,
  name: string,
  axis: string,
  range: ScoreRange | undefined,
  bins: number,
): readonly [number, number] {
  if (range === undefined) return [1, bins];
  const ends: readonly unknown[] = Array.isArray(range) ? range : [range, range];
  const [from, to] = ends;
  if (ends.length === 2 && isScore(from, bins) && isScore(to, bins) && from <= to) return [from, to];
  const shown = Array.isArray(range) ? `[${range.map(showValue).join(", ")}]` : showValue(range);
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: range },
    `segment ${showValue(name)}: ${axis} must be a score from 1 to ${bins} or two of them, the lower first, ` +
      `got ${shown}`,
  );
}

function isScore(value: unknown, bins: number): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= bins;
}
