import { counted } from "../../errors/index.js";
import { type PerMeasure, rfmMeasures, scoreColumn } from "../binnings/rfm-measure.js";
import type { SegmentLint } from "../rules/lint-segments.js";
import type { ScoreCounts } from "./rfm-model.js";

/**
 * Warns of scores that nobody got, with the real counts and the binning's reason, and of measures that are the same for
 * everybody.
 */
export function emptyScoreWarnings(values: PerMeasure<Float64Array>, counts: ScoreCounts, whyEmpty: string): string[] {
  return rfmMeasures.flatMap((measure) => {
    const perScore = counts[scoreColumn[measure]];
    const empty = perScore.flatMap((count, i) => (count === 0 ? [i + 1] : []));
    if (empty.length === 0) return [];
    const constant = constantValue(values[measure]);
    if (constant !== null) {
      const score = perScore.findIndex((count) => count > 0) + 1;
      return [`${measure} is ${constant} for every customer, so all get the score ${score}`];
    }
    return [
      `${measure}: no customer gets the score ${listed(empty)} (${whyEmpty}); customers by score 1 to ` +
        `${perScore.length}: ${perScore.join(", ")}`,
    ];
  });
}

/** Warns of rules that overlap or leave scores out. */
export function segmentWarnings({ clean, overlaps, gapCells, cells, unreachable }: SegmentLint): string[] {
  if (clean) return [];
  const findings = [
    overlaps.length === 0
      ? ""
      : `${counted(overlaps.length, "pair overlaps", "pairs overlap")} (the first rule counts)`,
    gapCells === 0 ? "" : `none covers ${gapCells} of ${counted(cells, "score combination")}`,
    unreachable.length === 0 ? "" : `${unreachable.length} can never match`,
  ].filter((finding) => finding !== "");
  return [`segments: ${findings.join("; ")}; lintSegments says which`];
}

/** Warns of customers without a purchase. */
export function notScoredWarning(notScored: number): string[] {
  if (notScored === 0) return [];
  return [`${counted(notScored, "customer has", "customers have")} no purchase and so no scores and no segment`];
}

/** Warns of orders after the day of the analysis. */
export function laterOrdersWarning(later: number): string[] {
  if (later === 0) return [];
  return [`${counted(later, "row")} after the day "asOf" ${later === 1 ? "was" : "were"} left out`];
}

function constantValue(values: Float64Array): number | null {
  for (let row = 1; row < values.length; row++) if (values[row] !== values[0]) return null;
  return values[0] ?? null;
}

function listed(scores: readonly number[]): string {
  return scores.length === 1 ? `${scores[0]}` : `${scores.slice(0, -1).join(", ")} or ${scores.at(-1)}`;
}
