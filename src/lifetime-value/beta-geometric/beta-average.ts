/**
 * Averages over a probability p that is beta distributed: Σ weights · f(p) = E f(p) for p ~ Beta(a, b), to about 1e-14
 * for functions that vary no faster than (1 + τp)^(−R).
 *
 * The trapezoidal rule over ln(p/(1−p)), in which the density is analytic in a strip and decays exponentially. The far
 * tails, where p or 1 − p is below 1e-17 of anything that matters, are a geometric series and go to the outermost
 * nodes.
 */
export class BetaAverage {
  readonly p: Float64Array;
  readonly q: Float64Array;
  readonly weights: Float64Array;

  constructor(a: number, b: number) {
    const peak = Math.log(a / b);
    const logDensity = (v: number): number => -a * Math.log1p(Math.exp(-v)) - b * Math.log1p(Math.exp(v));
    const top = logDensity(peak);
    const step = Math.min(0.25, 0.6 / Math.sqrt((a * b) / (a + b)));
    const places: number[] = [];
    const weights: number[] = [];
    for (let v = peak; ; v += step) {
      const weight = Math.exp(logDensity(v) - top);
      places.push(v);
      weights.push(v > 45 ? weight / -Math.expm1(-b * step) : weight);
      if (v > 45 || weight < 1e-18) break;
    }
    for (let v = peak - step; ; v -= step) {
      const weight = Math.exp(logDensity(v) - top);
      places.push(v);
      weights.push(v < -75 ? weight / -Math.expm1(-a * step) : weight);
      if (v < -75 || weight < 1e-18) break;
    }
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    this.p = Float64Array.from(places, (v) => 1 / (1 + Math.exp(-v)));
    this.q = Float64Array.from(places, (v) => 1 / (1 + Math.exp(v)));
    this.weights = Float64Array.from(weights, (weight) => weight / total);
  }
}
