import { ClienteleError, finiteFigures, knownOptions, numberOption } from "../../errors/index.js";
import { findRoot, normalQuantile } from "../../numeric/index.js";
import { sequentialLevel } from "./sequential-level.js";

/** What an experiment is to find, and how surely. */
export interface ExperimentSizeOptions {
  /** The rate of the control, 0..1. */
  readonly baseline: number;
  /** The difference to be found, in points of rate: 0.01 is from 10 % to 11 %. May be negative. */
  readonly effect: number;
  /** The chance of finding it [0.8]. */
  readonly power?: number;
  /** The chance of a false alarm over all comparisons [0.05]. */
  readonly level?: number;
  /** Groups, the control included [2]. */
  readonly groups?: number;
  /** How often the experiment will be looked at, the end included [1]; as `looks.planned` of `readExperiment`. */
  readonly looks?: number;
}

/** How many customers an experiment needs. */
export interface ExperimentSize {
  /** Customers in each group, rounded up. */
  readonly perGroup: number;
  /** In all groups. */
  readonly total: number;
  /** Per group before rounding. */
  readonly exact: number;
  /** The level of each comparison with the control at the end: that of the last look / (groups − 1). */
  readonly levelPerComparison: number;
}

/**
 * How many customers do I need to see an effect? The size of equal groups for a two-sided test of two rates:
 *
 * n = (z₁₋α/₂ √(2 p̄ q̄) + z₁₋β √(p₁q₁ + p₂q₂))² / (p₂ − p₁)², p̄ the mean of both rates. With several looks α is the
 * level of the last one, at which `readExperiment` judges then.
 *
 * Errors: `invalid-option`; `out-of-range` where baseline + effect is no share, or the effect is 0.
 *
 * Source: Fleiss, Levin and Paik (2003), Statistical Methods for Rates and Proportions, equation 4.14.
 *
 * @example
 * ```ts
 * experimentSize({ baseline: 0.1, effect: 0.02 }).perGroup; // 3841
 * ```
 */
export function experimentSize(options: ExperimentSizeOptions): ExperimentSize {
  const caller = "experimentSize";
  knownOptions(caller, options, ["baseline", "effect", "power", "level", "groups", "looks"]);
  const { baseline, power, level, groups } = readPlan(caller, options);
  const effect = numberOption(caller, "effect", options.effect, { min: -1, max: 1 });
  requireEffect(caller, baseline, effect);
  const levelPerComparison = level / (groups - 1);
  const exact = sizeFor(baseline, effect, power, levelPerComparison);
  const perGroup = Math.ceil(exact);
  return finiteFigures(caller, Object.freeze({ perGroup, total: groups * perGroup, exact, levelPerComparison }));
}

/** What a group of a given size can find. */
export interface DetectableEffectOptions extends Omit<ExperimentSizeOptions, "effect"> {
  /** Customers in each group. */
  readonly perGroup: number;
}

/**
 * What is the smallest effect that groups of this size can show? The rise above the baseline that `experimentSize`
 * would ask `perGroup` customers for; null where even a rise to 100 % would not be found.
 *
 * Errors: `invalid-option`.
 *
 * @example
 * ```ts
 * detectableEffect({ baseline: 0.1, perGroup: 3841 }); // 0.02
 * ```
 */
export function detectableEffect(options: DetectableEffectOptions): number | null {
  const caller = "detectableEffect";
  knownOptions(caller, options, ["baseline", "perGroup", "power", "level", "groups", "looks"]);
  const { baseline, power, level, groups } = readPlan(caller, options);
  const perGroup = numberOption(caller, "perGroup", options.perGroup, { min: 1 });
  const most = 1 - baseline;
  const missing = (effect: number): number => sizeFor(baseline, effect, power, level / (groups - 1)) - perGroup;
  if (most <= 0 || missing(most) > 0) return null;
  let least = most;
  while (missing(least) <= 0) least /= 2;
  return findRoot(missing, least, most);
}

function readPlan(caller: string, options: Omit<ExperimentSizeOptions, "effect">) {
  const level = numberOption(caller, "level", options.level ?? 0.05, { min: 0, max: 1, exclusive: true });
  const planned = numberOption(caller, "looks", options.looks ?? 1, { min: 1, max: 1000, integer: true });
  return {
    baseline: numberOption(caller, "baseline", options.baseline, { min: 0, max: 1 }),
    power: numberOption(caller, "power", options.power ?? 0.8, { min: 0.01, max: 0.999999 }),
    level: planned === 1 ? level : sequentialLevel(caller, level, { planned, done: planned }),
    groups: numberOption(caller, "groups", options.groups ?? 2, { min: 2, max: 1000, integer: true }),
  };
}

function requireEffect(caller: string, baseline: number, effect: number): void {
  const rate = baseline + effect;
  if (effect !== 0 && rate >= 0 && rate <= 1) return;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, value: effect },
    effect === 0
      ? "an effect of 0 cannot be found; say which difference would matter"
      : `a baseline of ${baseline} and an effect of ${effect} make a rate of ${rate}, which is no share`,
  );
}

function sizeFor(baseline: number, effect: number, power: number, level: number): number {
  const rate = baseline + effect;
  const middle = (baseline + rate) / 2;
  const under = normalQuantile(1 - level / 2) * Math.sqrt(2 * middle * (1 - middle));
  const over = normalQuantile(power) * Math.sqrt(baseline * (1 - baseline) + rate * (1 - rate));
  return (Math.max(0, under + over) / effect) ** 2;
}
