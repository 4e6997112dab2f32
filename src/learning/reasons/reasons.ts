import type { FeatureMatrix } from "../../table/index.js";
import { type FeatureGroups, valueText } from "./feature-groups.js";

/** The `top` strongest contributions of every row in words; an empty text where nothing contributes. */
export function reasonTexts(
  groups: FeatureGroups,
  sums: readonly Float64Array[],
  matrix: FeatureMatrix,
  top: number,
): string[] {
  const strongest = new Int32Array(Math.min(top, sums.length));
  return Array.from({ length: matrix.rows }, (_, row) => {
    const found = rankStrongest(sums, row, strongest);
    const parts: string[] = [];
    for (let i = 0; i < found; i++) {
      const group = strongest[i]!;
      parts.push(`${valueText(groups, group, matrix, row)} ${effectText(sums[group]![row]!)}`);
    }
    return parts.join("; ");
  });
}

/**
 * Puts the groups with the largest contributions of a row into `strongest`, largest first, and returns how many of them
 * contribute at all.
 */
function rankStrongest(sums: readonly Float64Array[], row: number, strongest: Int32Array): number {
  let found = 0;
  for (let group = 0; group < sums.length; group++) {
    const size = Math.abs(sums[group]![row]!);
    if (size === 0) continue;
    let place = found;
    while (place > 0 && size > Math.abs(sums[strongest[place - 1]!]![row]!)) place--;
    if (place >= strongest.length) continue;
    for (let i = Math.min(found, strongest.length - 1); i > place; i--) strongest[i] = strongest[i - 1]!;
    strongest[place] = group;
    if (found < strongest.length) found++;
  }
  return found;
}

/** A contribution to the log-odds as a factor of the odds. */
export function effectText(contribution: number): string {
  const factor = Math.exp(contribution);
  const shown = factor >= 100 ? factor.toPrecision(3) : factor.toFixed(2);
  if (shown === "1.00") return "hardly changes the odds";
  return `${contribution > 0 ? "raises" : "lowers"} the odds × ${factor < 0.01 ? factor.toPrecision(2) : shown}`;
}
