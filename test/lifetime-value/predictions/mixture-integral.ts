/**
 * A density over u = ln λ or v = ln(p/(1−p)), up to a constant, as the sum over a grid fine enough for 1e-12: an
 * integral that shares nothing with the library.
 */
export interface Grid {
  readonly points: Float64Array;
  readonly weights: Float64Array;
}

/** λ ~ Gamma(shape, rate), over ln λ. */
export function gammaGrid(shape: number, rate: number, step = 0.12): Grid {
  return normalized(-30 / shape - Math.log(rate), 5 - Math.log(rate) + Math.log(shape + 1), step, (u) => {
    return { point: Math.exp(u), log: shape * u - rate * Math.exp(u) };
  });
}

/** p ~ Beta(a, b), over ln(p/(1−p)). */
export function betaGrid(a: number, b: number, step = 0.25): Grid {
  return normalized(-30 / a - 3, 30 / b + 3, step, (v) => {
    const log = -a * Math.log1p(Math.exp(-v)) - b * Math.log1p(Math.exp(v));
    return { point: 1 / (1 + Math.exp(-v)), log };
  });
}

function normalized(
  from: number,
  to: number,
  step: number,
  at: (place: number) => { point: number; log: number },
): Grid {
  const points: number[] = [];
  const weights: number[] = [];
  let top = Number.NEGATIVE_INFINITY;
  for (let place = from; place <= to; place += step) top = Math.max(top, at(place).log);
  for (let place = from; place <= to; place += step) {
    const { point, log } = at(place);
    points.push(point);
    weights.push(Math.exp(log - top));
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { points: Float64Array.from(points), weights: Float64Array.from(weights, (weight) => weight / total) };
}

/** A function of two things, in two steps, so that what depends on the first alone is done once. */
export type Mixed = (first: number) => (second: number) => number;

/** E f(first)(second) over two independent grids. */
export function average(first: Grid, second: Grid, f: Mixed): number {
  let total = 0;
  for (let i = 0; i < first.points.length; i++) {
    let inner = 0;
    const along = f(first.points[i]!);
    for (let j = 0; j < second.points.length; j++) {
      inner += second.weights[j]! * along(second.points[j]!);
    }
    total += first.weights[i]! * inner;
  }
  return total;
}
