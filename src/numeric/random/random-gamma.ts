import type { Random } from "./random-source.js";

type Source = Pick<Random, "uniform" | "normal">;

/** A gamma variate of scale 1; NaN unless shape > 0. */
export function drawGamma(random: Source, shape: number): number {
  if (!(shape > 0)) return shape === 0 ? 0 : Number.NaN;
  if (shape >= 1) return drawGammaAboveOne(random, shape);
  // G(shape) = G(shape + 1) U^(1/shape) (Marsaglia & Tsang 2000, section 6).
  return drawGammaAboveOne(random, shape + 1) * random.uniform() ** (1 / shape);
}

/** A beta variate as G(a) / (G(a) + G(b)); with logarithms where a small shape would make both gammas underflow. */
export function drawBeta(random: Source, a: number, b: number): number {
  if (a >= 1 || b >= 1) {
    const first = drawGamma(random, a);
    return first / (first + drawGamma(random, b));
  }
  const first = Math.log(drawGammaAboveOne(random, a + 1)) + Math.log(random.uniform()) / a;
  const second = Math.log(drawGammaAboveOne(random, b + 1)) + Math.log(random.uniform()) / b;
  return 1 / (1 + Math.exp(second - first));
}

/** Marsaglia & Tsang (2000), "A simple method for generating gamma variables", for shapes of at least 1. */
function drawGammaAboveOne(random: Source, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const root = 1 + c * x;
    if (root <= 0) continue;
    const v = root * root * root;
    const u = random.uniform();
    const square = x * x;
    if (u < 1 - 0.0331 * square * square) return d * v;
    if (Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) return d * v;
  }
}
