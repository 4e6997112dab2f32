import { mean } from "./moments.js";

/** A series as trend + seasonal + remainder. */
export interface SeasonalDecomposition {
  readonly trend: Float64Array;
  readonly seasonal: Float64Array;
  readonly remainder: Float64Array;
}

/**
 * Passes of trend and season over each other. Two are usual (Cleveland et al. 1990, section 3.3); a season that is the
 * same every time round takes a few more to get rid of a steep trend.
 */
const passes = 12;

/** Takes series of one length and season apart. */
export type SeasonalDecomposer = (values: Float64Array) => SeasonalDecomposition;

/**
 * How much of what is not trend is season, 0..1: F = max(0, 1 − Var(R) / Var(S + R)) for a series taken apart into
 * trend, season S and remainder R. NaN where the series has fewer than two seasons or a season fewer than two values;
 * 0 for a series without any variation beside its trend. `decompose` saves work where many series are of one length.
 * Source: Wang, Smith and Hyndman (2006); Hyndman and Athanasopoulos, Forecasting: Principles and Practice, section
 * 4.3.
 */
export function seasonalStrength(values: Float64Array, season: number, decompose?: SeasonalDecomposer): number {
  if (season < 2 || values.length < 2 * season) return Number.NaN;
  const { seasonal, remainder } = (decompose ?? seasonalDecomposer(values.length, season))(values);
  const left = squaredDeviations(remainder);
  const detrended = squaredDeviations(seasonal.map((value, i) => value + remainder[i]!));
  // What rounding leaves of a straight line is no variation.
  const scale = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  if (detrended <= values.length * (1e-12 * scale) ** 2) return 0;
  return Math.max(0, 1 - left / detrended);
}

/**
 * STL with a season that is the same every time round: the season is the mean of each place in it, the trend a local
 * line. Source: Cleveland, Cleveland, McRae and Terpenning (1990), STL: a seasonal-trend decomposition procedure based
 * on loess.
 */
export function seasonalDecomposer(length: number, season: number): SeasonalDecomposer {
  // The windows that the paper recommends: one season for the low-pass filter, one and a half for the trend.
  const lowPassLines = localLines(length, nextOdd(season));
  const trendLines = localLines(length, nextOdd(Math.ceil(1.5 * season)));
  return (values) => {
    let trend: Float64Array = new Float64Array(length);
    let seasonal: Float64Array = new Float64Array(length);
    for (let pass = 0; pass < passes; pass++) {
      const cycle = cycleMeans(values, trend, season);
      // The cycle goes on one season before and one after the series, so that the moving averages reach its ends.
      const extended = Float64Array.from({ length: length + 2 * season }, (_, i) => cycle[i % season]!);
      const lowPass = lowPassLines(movingAverage(movingAverage(movingAverage(extended, season), season), 3));
      seasonal = lowPass.map((low, i) => cycle[i % season]! - low);
      trend = trendLines(values.map((value, i) => value - seasonal[i]!));
    }
    return { trend, seasonal, remainder: values.map((value, i) => value - trend[i]! - seasonal[i]!) };
  };
}

function cycleMeans(values: Float64Array, trend: Float64Array, season: number): Float64Array {
  const sums = new Float64Array(season);
  const counts = new Float64Array(season);
  for (let i = 0; i < values.length; i++) {
    sums[i % season]! += values[i]! - trend[i]!;
    counts[i % season]!++;
  }
  return sums.map((sum, place) => sum / counts[place]!);
}

function movingAverage(values: Float64Array, width: number): Float64Array {
  const averages = new Float64Array(values.length - width + 1);
  for (let i = 0; i < averages.length; i++) {
    let sum = 0;
    for (let j = 0; j < width; j++) sum += values[i + j]!;
    averages[i] = sum / width;
  }
  return averages;
}

/**
 * Loess of degree 1 with tricube weights over the nearest `window` points, at every point (Cleveland 1979). A window
 * longer than the series widens the weights, as in the paper. The points being evenly spaced, each fitted value is a
 * sum of its neighbors under weights that do not depend on them: l_i = w_i (Σ w x² − x_i Σ w x) / (Σ w Σ w x² − (Σ w
 * x)²).
 */
function localLines(length: number, window: number): (values: Float64Array) => Float64Array {
  const width = Math.min(window, length);
  const first = Int32Array.from({ length }, (_, at) => Math.min(Math.max(0, at - (width >> 1)), length - width));
  const weights = new Float64Array(length * width);
  for (let at = 0; at < length; at++) {
    lineWeights(weights.subarray(at * width, (at + 1) * width), first[at]! - at, Math.max(0, (window - length) / 2));
  }
  return (values) => {
    const fitted = new Float64Array(length);
    for (let at = 0; at < length; at++) {
      let sum = 0;
      for (let i = 0; i < width; i++) sum += weights[at * width + i]! * values[first[at]! + i]!;
      fitted[at] = sum;
    }
    return fitted;
  };
}

/** Fills in the weights of the points at x = from, from + 1, … for a line fitted at x = 0. */
function lineWeights(weights: Float64Array, from: number, widening: number): void {
  const reach = Math.max(-from, from + weights.length - 1) + widening;
  let [total, totalX, totalXX] = [0, 0, 0];
  for (let i = 0; i < weights.length; i++) {
    const x = from + i;
    const far = Math.abs(x) / reach;
    weights[i] = far >= 1 ? 0 : (1 - far ** 3) ** 3;
    total += weights[i]!;
    totalX += weights[i]! * x;
    totalXX += weights[i]! * x * x;
  }
  const spread = total * totalXX - totalX * totalX;
  for (let i = 0; i < weights.length; i++) {
    // A line needs two points with weight; else the local mean.
    weights[i]! *= spread <= 1e-12 * total * total ? 1 / total : (totalXX - (from + i) * totalX) / spread;
  }
}

function squaredDeviations(values: Float64Array): number {
  const center = mean(values);
  return values.reduce((sum, value) => sum + (value - center) ** 2, 0);
}

function nextOdd(value: number): number {
  return value % 2 === 0 ? value + 1 : value;
}
