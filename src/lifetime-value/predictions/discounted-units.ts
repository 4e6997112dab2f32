/**
 * Times and weights with which Σ_k weights[k] · E(times[k]) is the discounted sum of the increments of E over all
 * units.
 */
export interface DiscountedUnits {
  readonly times: Float64Array;
  readonly weights: Float64Array;
}

/**
 * Σ_i [E(i+1) − E(i)] e^(−δ(i + o)) over the units 0, 1, … of a horizon, the last perhaps a part of one, turned into a
 * weighted sum of values of E (summation by parts).
 *
 * Where there are many units, E is not asked for each: it is an analytic function of w = ln(1 + u/scale) with no
 * singularity nearer to the real line than π, so interpolation in a few Chebyshev nodes over w is exact to rounding,
 * and the sum over the interpolated values is a weighted sum of those at the nodes.
 *
 * @param offset - 0, ½ or 1: when within its unit a purchase counts
 * @param scale - at most the distance from 0 to the singularity of E on the negative axis; null where E is a step
 * function of whole units
 */
export function discountedUnits(horizon: number, delta: number, offset: number, scale: number | null): DiscountedUnits {
  const units = Math.ceil(horizon - 1e-9 * horizon);
  const times = new Float64Array(units);
  const weights = new Float64Array(units);
  for (let i = 0; i < units; i++) {
    const end = i === units - 1 ? horizon : i + 1;
    const discount = Math.exp(-delta * (i + offset * (end - i)));
    times[i] = end;
    weights[i]! += discount;
    if (i > 0) weights[i - 1]! -= discount;
  }
  if (scale === null) return { times, weights };
  const nodes = nodesNeeded(horizon, scale);
  return nodes < units ? interpolated(times, weights, nodes, horizon, scale) : { times, weights };
}

/** Chebyshev interpolation over [0, W] errs like ρ^−K, with ρ of the ellipse through ±iπ. */
function nodesNeeded(horizon: number, scale: number): number {
  const halfWidth = 0.5 * Math.log1p(horizon / scale);
  const rho = Math.PI / halfWidth + Math.sqrt((Math.PI / halfWidth) ** 2 + 1);
  return Math.ceil(34 / Math.log(rho)) + 2;
}

function interpolated(
  times: Float64Array,
  weights: Float64Array,
  count: number,
  horizon: number,
  scale: number,
): DiscountedUnits {
  // Chebyshev points of the second kind and their barycentric weights (Berrut & Trefethen 2004).
  const width = Math.log1p(horizon / scale);
  const places = Float64Array.from(
    { length: count },
    (_, k) => 0.5 * width * (1 - Math.cos((Math.PI * k) / (count - 1))),
  );
  const side = (k: number): number => (k % 2 === 0 ? 1 : -1) * (k === 0 || k === count - 1 ? 0.5 : 1);
  const nodes = places.map((w) => scale * Math.expm1(w));
  const gathered = new Float64Array(count);
  const terms = new Float64Array(count);
  for (let i = 0; i < times.length; i++) {
    const w = Math.log1p(times[i]! / scale);
    const hit = places.findIndex((place) => Math.abs(place - w) < 1e-13 * width);
    if (hit >= 0) {
      gathered[hit]! += weights[i]!;
      continue;
    }
    let sum = 0;
    for (let k = 0; k < count; k++) {
      terms[k] = side(k) / (w - places[k]!);
      sum += terms[k]!;
    }
    for (let k = 0; k < count; k++) gathered[k]! += (weights[i]! * terms[k]!) / sum;
  }
  // E(0) = 0, so the first node is not needed.
  return { times: nodes.subarray(1), weights: gathered.subarray(1) };
}
