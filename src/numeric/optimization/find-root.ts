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
  let a = lo;
  let b = hi;
  let fa = f(a);
  let fb = f(b);
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (!(fa < 0 !== fb < 0) || Number.isNaN(fa) || Number.isNaN(fb)) return Number.NaN;
  let c = a;
  let fc = fa;
  let step = b - a;
  let previous = step;
  for (let iteration = 0; iteration < maxIterations && fb !== 0; iteration++) {
    if (fb > 0 === fc > 0) {
      c = a;
      fc = fa;
      step = b - a;
      previous = step;
    }
    if (Math.abs(fc) < Math.abs(fb)) {
      a = b;
      b = c;
      c = a;
      fa = fb;
      fb = fc;
      fc = fa;
    }
    const nearest = 0.5 * tolerance * Math.abs(b) + 1e-300;
    const half = 0.5 * (c - b);
    if (Math.abs(half) <= nearest) break;
    if (Math.abs(previous) >= nearest && Math.abs(fa) > Math.abs(fb)) {
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
      if (2 * p < Math.min(3 * half * q - Math.abs(nearest * q), Math.abs(previous * q))) {
        previous = step;
        step = p / q;
      } else {
        step = half;
        previous = half;
      }
    } else {
      step = half;
      previous = half;
    }
    a = b;
    fa = fb;
    b += Math.abs(step) > nearest ? step : half > 0 ? nearest : -nearest;
    fb = f(b);
  }
  return b;
}
