/** Where a function of one variable is smallest. */
export interface ScalarMinimum {
  readonly x: number;
  readonly value: number;
  readonly evaluations: number;
}

/**
 * A local minimum of f in [lo, hi] (the global one when f has a single valley), x to about `tolerance` relative (no
 * better than 1e-8 makes sense: f is flat there). Brent's method (1973, chapter 5): parabolas kept safe by golden
 * sections.
 */
export function minimizeScalar(
  f: (x: number) => number,
  lo: number,
  hi: number,
  { tolerance = 1.5e-8, maxIterations = 500 }: { tolerance?: number; maxIterations?: number } = {},
): ScalarMinimum {
  const golden = 0.3819660112501051;
  let a = Math.min(lo, hi);
  let b = Math.max(lo, hi);
  // At a minimum of 0 the accuracy is relative to the interval instead.
  const floor = 1e-8 * (b - a);
  let x = a + golden * (b - a);
  let fx = f(x);
  let w = x;
  let fw = fx;
  let v = x;
  let fv = fx;
  let step = 0;
  let previous = 0;
  let evaluations = 1;
  while (evaluations < maxIterations) {
    const middle = 0.5 * (a + b);
    const nearest = tolerance * Math.max(Math.abs(x), floor);
    if (Math.abs(x - middle) <= 2 * nearest - 0.5 * (b - a)) break;
    let p = 0;
    let q = 0;
    if (Math.abs(previous) > nearest) {
      const r = (x - w) * (fx - fv);
      q = (x - v) * (fx - fw);
      p = (x - v) * q - (x - w) * r;
      q = 2 * (q - r);
      if (q > 0) p = -p;
      q = Math.abs(q);
    }
    if (q > 0 && Math.abs(p) < Math.abs(0.5 * q * previous) && p > q * (a - x) && p < q * (b - x)) {
      previous = step;
      step = p / q;
      if (x + step - a < 2 * nearest || b - x - step < 2 * nearest) step = x < middle ? nearest : -nearest;
    } else {
      previous = x < middle ? b - x : a - x;
      step = golden * previous;
    }
    const u = x + (Math.abs(step) >= nearest ? step : step > 0 ? nearest : -nearest);
    const fu = f(u);
    evaluations++;
    if (fu <= fx) {
      if (u < x) b = x;
      else a = x;
      [v, fv, w, fw, x, fx] = [w, fw, x, fx, u, fu];
    } else {
      if (u < x) a = u;
      else b = u;
      if (fu <= fw || w === x) [v, fv, w, fw] = [w, fw, u, fu];
      else if (fu <= fv || v === x || v === w) [v, fv] = [u, fu];
    }
  }
  return { x, value: fx, evaluations };
}
