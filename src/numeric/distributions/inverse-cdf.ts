/** The two tails of a distribution and the derivative of the lower one, in the variable that is solved for. */
export interface Tails {
  lower(u: number): number;
  upper(u: number): number;
  /** d lower / du, ≥ 0. */
  density(u: number): number;
}

/**
 * Solves lower(u) = p (with q = 1 − p known by itself) by Newton's method on the logarithm of the smaller tail, kept
 * inside a bracket that shrinks with every evaluation and is bisected when a step would leave it or gain too little.
 */
export function invertTails(tails: Tails, p: number, q: number, start: number): number {
  const useLower = p <= q;
  const target = Math.log(useLower ? p : q);
  // Increasing in u for both tails.
  const miss = (u: number): number => {
    const tail = useLower ? tails.lower(u) : tails.upper(u);
    return useLower ? Math.log(tail) - target : target - Math.log(tail);
  };
  let below = Number.NEGATIVE_INFINITY;
  let above = Number.POSITIVE_INFINITY;
  let u = start;
  let reach = 1;
  let lastStep = Number.POSITIVE_INFINITY;
  for (let iteration = 0; iteration < 200; iteration++) {
    const error = miss(u);
    if (error === 0 || Number.isNaN(error)) return u;
    if (error < 0) below = u;
    else above = u;
    const tail = useLower ? tails.lower(u) : tails.upper(u);
    const slope = tails.density(u) / tail;
    let next = u - error / slope;
    const inside = next > below && next < above && Math.abs(next - u) < 0.9 * Math.abs(lastStep);
    const firstSteps = next > below && next < above && iteration < 3 && Number.isFinite(next);
    if (!inside && !firstSteps) {
      if (below === Number.NEGATIVE_INFINITY) {
        next = above - reach;
        reach *= 2;
      } else if (above === Number.POSITIVE_INFINITY) {
        next = below + reach;
        reach *= 2;
      } else next = below + (above - below) / 2;
    }
    const step = next - u;
    if (next === u || Math.abs(step) <= 1.2e-16 * Math.abs(u)) return next;
    // Newton has converged quadratically: what is left after this step is far below the last digit.
    if ((inside || firstSteps) && Math.abs(error) < 1e-9 && Math.abs(step) <= 1e-9 * Math.abs(u)) return next;
    lastStep = step;
    u = next;
  }
  return u;
}
