import { knownOptions, levelOption, numberOption, requireSameLength } from "../../errors/index.js";
import type { Outcome } from "../../learning/index.js";
import { createTable, type NumberInput, type Present, type Table, vectorOf } from "../../table/index.js";
import { differenceOfShares } from "../experiments/difference-of-shares.js";
import { scoreBlocks } from "../rates/score-blocks.js";
import { readRandomized } from "./randomized-rows.js";
import { upliftSums } from "./uplift-curve.js";

/** Options of {@link upliftByDecile}. */
export interface UpliftByDecileOptions {
  /** Parts that customers are cut into [10]. */
  readonly bins?: number;
  /** [0.95] */
  readonly level?: number;
}

/** The columns of {@link upliftByDecile}. */
export type UpliftDecileColumns = {
  /** 1 for the highest scores. */
  bin: Present<number>;
  rows: Present<number>;
  treated: Present<number>;
  control: Present<number>;
  treatedRate: number;
  controlRate: number;
  /** The treated rate less the control rate, with its interval. */
  uplift: number;
  lower: number;
  upper: number;
};

/**
 * How large is the effect where the score is high, and where it is low? Customers by descending score, cut into parts
 * at ⌊n · i / bins⌋; a part ends behind customers of equal score, so that parts may differ in size or be fewer.
 *
 * Errors: `length-mismatch`, `out-of-range`, `missing-value`, `one-class`, `invalid-option`.
 *
 * @example
 * ```ts
 * upliftByDecile(bought, mailed, predictUplift(model, X), { bins: 5 }).column("uplift").toArray();
 * ```
 */
export function upliftByDecile(
  y: Outcome,
  treated: Outcome,
  score: NumberInput,
  options: UpliftByDecileOptions = {},
): Table<UpliftDecileColumns> {
  const caller = "upliftByDecile";
  knownOptions(caller, options, ["bins", "level"]);
  const bins = numberOption(caller, "bins", options.bins ?? 10, { min: 1, max: 10_000, integer: true });
  const level = levelOption(caller, "level", options.level);
  const rows = readRandomized(caller, y, treated);
  const scores = vectorOf(caller, "score", score);
  requireSameLength(caller, "score", scores.length, rows.y.length);
  const sums = upliftSums(scoreBlocks(scores), rows);
  const n = rows.y.length;
  const edges: number[] = [];
  for (let bin = 1; bin <= bins; bin++) {
    const block = sums.rows.findIndex((count) => count >= Math.floor((n * bin) / bins));
    if (block >= 0 && edges.at(-1) !== block) edges.push(block);
  }
  const part = (values: Float64Array): number[] =>
    edges.map((block, i) => values[block]! - (i === 0 ? 0 : values[edges[i - 1]!]!));
  const counts = part(sums.rows);
  const inTreated = part(sums.treated);
  const inControl = part(sums.control);
  const treatedYes = part(sums.treatedYes);
  const controlYes = part(sums.controlYes);
  const effects = edges.map((_, i) =>
    inTreated[i] === 0 || inControl[i] === 0
      ? null
      : differenceOfShares(
          { n: inTreated[i]!, successes: treatedYes[i]! },
          { n: inControl[i]!, successes: controlYes[i]! },
          level,
        ),
  );
  return createTable<UpliftDecileColumns>({
    bin: edges.map((_, i) => i + 1),
    rows: counts,
    treated: inTreated,
    control: inControl,
    treatedRate: inTreated.map((size, i) => (size === 0 ? null : treatedYes[i]! / size)),
    controlRate: inControl.map((size, i) => (size === 0 ? null : controlYes[i]! / size)),
    uplift: effects.map((effect) => effect?.difference ?? null),
    lower: effects.map((effect) => effect?.lower ?? null),
    upper: effects.map((effect) => effect?.upper ?? null),
  });
}
