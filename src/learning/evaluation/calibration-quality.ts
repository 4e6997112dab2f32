import { createTable, type Present, type Table } from "../../table/index.js";
import { logitRecalibration } from "../scoring/logit-recalibration.js";

/** Columns of a calibration curve: one row for each of ten bins of equal width that holds cases. */
export type CalibrationColumns = {
  /** The bin holds probabilities from `lower` up to, but not including, `upper` (the last one includes 1). */
  lower: number;
  upper: number;
  rows: Present<number>;
  positives: Present<number>;
  /** Mean probability given. */
  predicted: number;
  /** Share of positives that came true. */
  observed: number;
};

/** Whether probabilities mean what they say. */
export interface CalibrationQuality {
  /**
   * Of the logistic regression of the outcome on the log-odds: 0 where nothing is to be added; null where the
   * regression has no solution.
   */
  readonly intercept: number | null;
  /** 1 where the probabilities spread as they should; below 1 they are overconfident. */
  readonly slope: number | null;
  readonly curve: Table<CalibrationColumns>;
  /** Expected calibration error: mean |predicted − observed| over the bins, weighted by cases. */
  readonly ece: number;
}

const bins = 10;

/** Probabilities are kept this far from 0 and 1, where log-odds are infinite. */
export const nearCertain = 1e-15;

/** Calibration line, curve and error of probabilities. */
export function calibrationQuality(y: Float64Array, p: Float64Array, count: Float64Array | null): CalibrationQuality {
  const rows = new Float64Array(bins);
  const positives = new Float64Array(bins);
  const sums = new Float64Array(bins);
  for (let row = 0; row < y.length; row++) {
    const size = count === null ? 1 : count[row]!;
    const bin = Math.min(bins - 1, Math.floor(p[row]! * bins));
    rows[bin]! += size;
    positives[bin]! += size * y[row]!;
    sums[bin]! += size * p[row]!;
  }
  const filled = Array.from({ length: bins }, (_, bin) => bin).filter((bin) => rows[bin]! > 0);
  const total = filled.reduce((sum, bin) => sum + rows[bin]!, 0);
  const column = (of: (bin: number) => number): Float64Array => Float64Array.from(filled, of);
  const line = logitRecalibration(logOddsOfAll(p), y, count);
  return {
    intercept: line?.intercept ?? null,
    slope: line?.slope ?? null,
    curve: createTable<CalibrationColumns>({
      lower: column((bin) => bin / bins),
      upper: column((bin) => (bin + 1) / bins),
      rows: column((bin) => rows[bin]!),
      positives: column((bin) => positives[bin]!),
      predicted: column((bin) => sums[bin]! / rows[bin]!),
      observed: column((bin) => positives[bin]! / rows[bin]!),
    }),
    ece: filled.reduce((sum, bin) => sum + Math.abs(sums[bin]! - positives[bin]!), 0) / total,
  };
}

function logOddsOfAll(p: Float64Array): Float64Array {
  const scores = new Float64Array(p.length);
  for (let row = 0; row < p.length; row++) scores[row] = logOddsOf(p[row]!);
  return scores;
}

/** ln (p / (1 − p)), p kept away from 0 and 1. */
export function logOddsOf(p: number): number {
  const inside = Math.min(1 - nearCertain, Math.max(nearCertain, p));
  return Math.log(inside / (1 - inside));
}
