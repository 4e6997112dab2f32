/** Options of {@link findRoot}. */
export interface RootOptions {
  /** How near the root has to be found, relative to its size; default 4e-16, about the last digit. */
  readonly tolerance?: number;
  readonly maxIterations?: number;
}

/**
 * A root of f in [lo, hi], where f changes its sign; NaN when f(lo) and f(hi) have the same sign. Brent's method (1973,
 * chapter 4): inverse quadratic interpolation kept safe by bisection.
 */
export function findRoot(f: (x: number) => number, lo: number, hi: number, options: RootOptions = {}): number {
  const { tolerance = 4e-16, maxIterations = 200 } = options;
  const fLo = f(lo);
  const fHi = f(hi);
  if (fLo === 0) return lo;
  if (fHi === 0) return hi;
  if (!(fLo < 0 !== fHi < 0) || Number.isNaN(fLo) || Number.isNaN(fHi)) return Number.NaN;
  const points: Points = { a: lo, fa: fLo, b: hi, fb: fHi, c: lo, fc: fLo };
  let step = hi - lo;
  let previous = step;
  for (let iteration = 0; iteration < maxIterations && points.fb !== 0; iteration++) {
    if (points.fb > 0 === points.fc > 0) {
      points.c = points.a;
      points.fc = points.fa;
      step = points.b - points.a;
      previous = step;
    }
    if (Math.abs(points.fc) < Math.abs(points.fb)) swapEnds(points);
    const nearest = 0.5 * tolerance * Math.abs(points.b) + 1e-300;
    const half = 0.5 * (points.c - points.b);
    if (Math.abs(half) <= nearest) break;
    const interpolated =
      Math.abs(previous) >= nearest && Math.abs(points.fa) > Math.abs(points.fb)
        ? interpolatedStep(points, half, nearest, previous)
        : null;
    previous = interpolated === null ? half : step;
    step = interpolated ?? half;
    points.a = points.b;
    points.fa = points.fb;
    points.b += Math.abs(step) > nearest ? step : half > 0 ? nearest : -nearest;
    points.fb = f(points.b);
  }
  return points.b;
}

/** The best point b, the one before it a, and c with the root between it and b. */
interface Points {
  a: number;
  fa: number;
  b: number;
  fb: number;
  c: number;
  fc: number;
}

/** Makes the end with the smaller value the best point. */
function swapEnds(points: Points): void {
  const { b, fb, c, fc } = points;
  points.a = b;
  points.fa = fb;
  points.b = c;
  points.fb = fc;
  points.c = b;
  points.fc = fb;
}

/**
 * The step from b to where the inverse quadratic through the three points, or the secant through two, is 0; null where
 * it would leave the bracket or shrink too slowly.
 */
function interpolatedStep(
  { a, fa, b, fb, c, fc }: Points,
  half: number,
  nearest: number,
  previous: number,
): number | null {
  const s = fb / fa;
  let p: number;
  let q: number;
  if (a === c) {
    p = 2 * half * s;
    q = 1 - s;
  } else {
    const r = fb / fc;
    q = fa / fc;
    p = s * (2 * half * q * (q - r) - (b - a) * (r - 1));
    q = (q - 1) * (r - 1) * (s - 1);
  }
  if (p > 0) q = -q;
  p = Math.abs(p);
  return 2 * p < Math.min(3 * half * q - Math.abs(nearest * q), Math.abs(previous * q)) ? p / q : null;
}
