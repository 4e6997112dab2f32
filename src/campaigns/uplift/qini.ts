import { knownOptions, levelOption, numberOption, requireSameLength } from "../../errors/index.js";
import type { Outcome } from "../../learning/index.js";
import { createRandom, quantile, standardDeviation } from "../../numeric/index.js";
import { createTable, type NumberInput, type Present, type Table, vectorOf } from "../../table/index.js";
import { type ScoreBlocks, scoreBlocks } from "../rates/score-blocks.js";
import { type RandomizedRows, readRandomized } from "./randomized-rows.js";
import { areaPerRow, incrementalSuccesses, upliftSums } from "./uplift-curve.js";

/** Options of {@link qini}. */
export interface QiniOptions {
  /** Bootstrap samples for the interval [500]. */
  readonly samples?: number;
  /** [0.95] */
  readonly level?: number;
  /** [0] */
  readonly seed?: number;
}

/** The columns of the curve. */
export type QiniCurveColumns = {
  /** The share of customers contacted, the highest scores first. */
  share: Present<number>;
  /** Additional successes a customer, of all customers: Q / n. */
  gain: Present<number>;
  /** What the same number of contacts by lot gains. */
  random: Present<number>;
};

/** How well a score orders customers by the effect that a contact has on them. */
export interface QiniReport {
  /** The area between the curve and the line of contacts by lot, a customer: (1/n) (∫₀¹ Q(φ) dφ − Q(1) / 2). */
  readonly qini: number;
  /** The area under the curve, a customer: (1/n) ∫₀¹ Q(φ) dφ. */
  readonly auuc: number;
  /** Of `qini`, by the bootstrap; a score that knows nothing has 0 inside. */
  readonly interval: { readonly lower: number; readonly upper: number; readonly standardError: number };
  /**
   * Q(1) / n: the additional successes of the whole campaign, a customer of both groups; the mean effect of a contact
   * times the share of the customers who were treated.
   */
  readonly overall: number;
  readonly curve: Table<QiniCurveColumns>;
  /** In a sentence: whether the order is better than by lot. */
  readonly finding: string;
}

/** The most points that the curve is shown with. */
const curvePoints = 200;

/**
 * Does the score find those whom a contact moves? Q(k) = Y_T(k) − Y_C(k) · N_T(k) / N_C(k) over the k highest scores
 * are the additional successes among them; `qini` is the area between this curve and a straight line, a customer.
 * Customers of equal score stand at one point of the curve. Other programs divide by other things; compare figures only
 * under this definition.
 *
 * @param y - the outcome, 0 or 1
 * @param treated - 1 for those contacted, 0 for the control, chosen by lot
 * @param score - the higher, the more effect is expected
 *
 * Errors: `length-mismatch`, `out-of-range`, `missing-value`, `one-class`, `invalid-option`.
 *
 * Source: Radcliffe (2007), "Using control groups to target on predicted lift".
 *
 * @example
 * ```ts
 * qini([1, 0, 0, 0], [1, 0, 1, 0], [0.9, 0.8, 0.1, 0.2]).qini; // 0.125
 * ```
 */
export function qini(y: Outcome, treated: Outcome, score: NumberInput, options: QiniOptions = {}): QiniReport {
  const caller = "qini";
  knownOptions(caller, options, ["samples", "level", "seed"]);
  const samples = numberOption(caller, "samples", options.samples ?? 500, { min: 20, max: 100_000, integer: true });
  const level = levelOption(caller, "level", options.level);
  const seed = numberOption(caller, "seed", options.seed ?? 0, { min: 0, integer: true });
  const rows = readRandomized(caller, y, treated);
  const scores = vectorOf(caller, "score", score);
  requireSameLength(caller, "score", scores.length, rows.y.length);
  const blocks = scoreBlocks(scores);
  const n = rows.y.length;
  const sums = upliftSums(blocks, rows);
  const gained = incrementalSuccesses(sums);
  const auuc = areaPerRow(sums, gained);
  const overall = gained[gained.length - 1]! / n;
  const value = auuc - overall / 2;
  const interval = bootstrapInterval(blocks, rows, { samples, level, seed });
  const shares = sums.rows.map((count) => count / n);
  return Object.freeze({
    qini: value,
    auuc,
    interval,
    overall,
    curve: curveTable(shares, gained, n),
    finding: findingOf(value, interval),
  });
}

/** Draws treated and control rows with replacement, each group as large as it is. */
function bootstrapInterval(
  blocks: ScoreBlocks,
  rows: RandomizedRows,
  { samples, level, seed }: { readonly samples: number; readonly level: number; readonly seed: number },
): QiniReport["interval"] {
  const random = createRandom(seed);
  const treated: number[] = [];
  const control: number[] = [];
  for (let row = 0; row < rows.treated.length; row++) (rows.treated[row] === 1 ? treated : control).push(row);
  const times = new Uint16Array(rows.y.length);
  const drawn = Float64Array.from({ length: samples }, () => {
    times.fill(0);
    for (const group of [treated, control]) {
      for (let i = 0; i < group.length; i++) times[group[random.integer(group.length)]!]!++;
    }
    const sums = upliftSums(blocks, rows, times);
    const gained = incrementalSuccesses(sums);
    return areaPerRow(sums, gained) - gained[gained.length - 1]! / rows.y.length / 2;
  });
  return Object.freeze({
    lower: quantile(drawn, (1 - level) / 2),
    upper: quantile(drawn, (1 + level) / 2),
    standardError: standardDeviation(drawn),
  });
}

function curveTable(shares: Float64Array, gained: Float64Array, n: number): Table<QiniCurveColumns> {
  const step = Math.max(1, Math.ceil(shares.length / curvePoints));
  const places = [...shares.keys()].filter((place) => (place + 1) % step === 0 || place === shares.length - 1);
  const overall = gained[gained.length - 1]! / n;
  return createTable<QiniCurveColumns>({
    share: [0, ...places.map((place) => shares[place]!)],
    gain: [0, ...places.map((place) => gained[place]! / n)],
    random: [0, ...places.map((place) => shares[place]! * overall)],
  });
}

function findingOf(value: number, { lower, upper }: QiniReport["interval"]): string {
  // Rounded first, so that what rounds to 0 has no sign.
  const show = (area: number): string => (Math.round(area * 1e4) / 1e4 || 0).toFixed(4);
  const interval = `Qini ${show(value)} (${show(lower)} to ${show(upper)})`;
  if (lower > 0) return `the score finds those whom a contact moves: ${interval}`;
  if (upper < 0) return `the score orders customers the wrong way round: ${interval}`;
  return `no better than by lot as far as can be told: ${interval}`;
}
