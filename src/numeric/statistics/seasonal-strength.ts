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

/**
 * How much of what is not trend is season, 0..1: F = max(0, 1 − Var(R) / Var(S + R)) for a series taken apart into
 * trend, season S and remainder R. NaN where the series has fewer than two seasons or a season fewer than two values;
 * 0 for a series without any variation beside its trend. Source: Wang, Smith and Hyndman (2006); Hyndman and
 * Athanasopoulos, Forecasting: Principles and Practice, section 4.3.
 */
export function seasonalStrength(values: Float64Array, season: number): number {
  if (season < 2 || values.length < 2 * season) return Number.NaN;
  const { seasonal, remainder } = decomposeSeasonal(values, season);
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
export function decomposeSeasonal(values: Float64Array, season: number): SeasonalDecomposition {
  const n = values.length;
  // The windows that the paper recommends: one season for the low-pass filter, one and a half for the trend.
  const lowPassWindow = nextOdd(season);
  const trendWindow = nextOdd(Math.ceil(1.5 * season));
  let trend: Float64Array = new Float64Array(n);
  let seasonal: Float64Array = new Float64Array(n);
  for (let pass = 0; pass < passes; pass++) {
    const cycle = cycleMeans(values, trend, season);
    // The cycle goes on one season before and one after the series, so that the moving averages reach its ends.
    const extended = Float64Array.from({ length: n + 2 * season }, (_, i) => cycle[i % season]!);
    const averaged = movingAverage(movingAverage(movingAverage(extended, season), season), 3);
    const lowPass = localLines(averaged, lowPassWindow);
    seasonal = lowPass.map((low, i) => cycle[i % season]! - low);
    trend = localLines(
      values.map((value, i) => value - seasonal[i]!),
      trendWindow,
    );
  }
  return { trend, seasonal, remainder: values.map((value, i) => value - trend[i]! - seasonal[i]!) };
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
  return Float64Array.from({ length: values.length - width + 1 }, (_, i) => mean(values.subarray(i, i + width)));
}

/**
 * Loess of degree 1 with tricube weights over the nearest `window` points, at every point (Cleveland 1979). A window
 * longer than the series widens the weights, as in the paper.
 */
function localLines(values: Float64Array, window: number): Float64Array {
  const n = values.length;
  const width = Math.min(window, n);
  return values.map((_, at) => {
    const first = Math.min(Math.max(0, at - (width >> 1)), n - width);
    const last = first + width - 1;
    const reach = Math.max(at - first, last - at) + Math.max(0, (window - n) / 2);
    let [total, totalX, totalY, totalXX, totalXY] = [0, 0, 0, 0, 0];
    for (let i = first; i <= last; i++) {
      const x = i - at;
      const far = Math.abs(x) / reach;
      const weight = far >= 1 ? 0 : (1 - far ** 3) ** 3;
      total += weight;
      totalX += weight * x;
      totalY += weight * values[i]!;
      totalXX += weight * x * x;
      totalXY += weight * x * values[i]!;
    }
    const spread = total * totalXX - totalX * totalX;
    // A line needs two points with weight; else the local mean.
    return spread <= 1e-12 * total * total ? totalY / total : (totalXX * totalY - totalX * totalXY) / spread;
  });
}

function squaredDeviations(values: Float64Array): number {
  const center = mean(values);
  return values.reduce((sum, value) => sum + (value - center) ** 2, 0);
}

function nextOdd(value: number): number {
  return value % 2 === 0 ? value + 1 : value;
}
