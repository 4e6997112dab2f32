import { knownOptions, levelOption } from "../../errors/index.js";
import { type NumberInput, readRowWeights, type Table } from "../../table/index.js";
import { type Outcome, readOutcome } from "../outcomes/outcome.js";
import { readProbabilities } from "../outcomes/probabilities.js";
import { type CalibrationQuality, calibrationQuality, nearCertain } from "./calibration-quality.js";
import { type GainsColumns, gainsOf } from "./gains-table.js";
import { rankingQuality } from "./ranking-quality.js";
import { groupByScore } from "./score-order.js";

/** Options of {@link evaluateClassifier}. */
export interface EvaluateOptions {
  /** How many identical rows each row stands for. */
  readonly count?: NumberInput | undefined;
  /** Level of the interval [0.95]. */
  readonly level?: number | undefined;
}

/** How good probabilities are: as a ranking, and as probabilities. */
export interface ClassifierReport {
  readonly cases: number;
  readonly positives: number;
  /** Share of positives. */
  readonly rate: number;
  /** Mean probability: equal to `rate` where probabilities are right on the whole. */
  readonly meanProbability: number;
  /** The chance that a positive is ranked above a negative. */
  readonly auc: number;
  /** DeLong's interval, cut at 0 and 1. It trusts the sample: with few cases, or an area near 1, it is too narrow. */
  readonly aucInterval: readonly [number, number];
  readonly averagePrecision: number;
  /** Mean of −ln of the probability given to what happened; probabilities of 0 and 1 count as 1e-15 away from it. */
  readonly logLoss: number;
  /** Mean squared error of the probabilities. */
  readonly brier: number;
  /** Largest distance between the shares of positives and of negatives found at a threshold. */
  readonly ks: number;
  readonly calibration: CalibrationQuality;
  /** Deciles; see `gainsTable` for costs and other cuts. */
  readonly gains: Table<GainsColumns>;
}

const caller = "evaluateClassifier";

/**
 * Measures probabilities against what happened. Use rows that the model has not seen, best from a later time than those
 * of the fit: a random split flatters.
 *
 * Errors: `length-mismatch`, `out-of-range`, `one-class`, `missing-value`, `not-a-number`, `empty-table`,
 * `invalid-option`.
 *
 * Source: DeLong, DeLong and Clarke-Pearson (1988) for the interval; Cox (1958) for calibration intercept and slope;
 * Naeini, Cooper and Hauskrecht (2015) for the expected calibration error.
 *
 * @example
 * ```ts
 * const report = evaluateClassifier([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8]);
 * report.auc; // 0.75
 * ```
 */
export function evaluateClassifier(y: Outcome, p: NumberInput, options: EvaluateOptions = {}): ClassifierReport {
  knownOptions(caller, options, ["count", "level"]);
  const level = levelOption(caller, "level", options.level);
  const probabilities = readProbabilities(caller, p);
  const { count, total } = readRowWeights(caller, probabilities.length, { count: options.count });
  const classes = readOutcome(caller, y, probabilities.length, { count, combined: count });
  const groups = groupByScore(probabilities, classes.y, count);
  return {
    cases: total,
    positives: classes.positives,
    rate: classes.positives / total,
    ...rankingQuality(groups, level),
    ...meanErrors(classes.y, probabilities, count, total),
    calibration: calibrationQuality(classes.y, probabilities, count),
    gains: gainsOf(groups, 10, null),
  };
}

/** A product this small times another probability, at least `nearCertain`, is still a normal number. */
const smallProduct = 1e-290;

function meanErrors(y: Float64Array, p: Float64Array, count: Float64Array | null, total: number) {
  // −Σ ln of the probabilities as the logarithm of their product: one logarithm for many rows.
  let product = 1;
  let logLoss = 0;
  let brier = 0;
  let sum = 0;
  for (let row = 0; row < y.length; row++) {
    const size = count === null ? 1 : count[row]!;
    const given = p[row]!;
    const happened = Math.max(nearCertain, y[row] === 1 ? given : 1 - given);
    if (size === 1) {
      product *= happened;
      if (product < smallProduct) {
        logLoss -= Math.log(product);
        product = 1;
      }
    } else {
      logLoss -= size * Math.log(happened);
    }
    brier += size * (given - y[row]!) ** 2;
    sum += size * given;
  }
  logLoss -= Math.log(product);
  return { logLoss: logLoss / total, brier: brier / total, meanProbability: sum / total };
}
