/** Nodes in (0, 1) and weights that add up to 1. */
export interface QuadratureRule {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** The Gauss–Legendre rule of `count` points on [0, 1], by Newton's method on the Legendre polynomial. */
export function gaussLegendre(count: number): QuadratureRule {
  const nodes = new Float64Array(count);
  const weights = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let t = -Math.cos((Math.PI * (i + 0.75)) / (count + 0.5));
    let slope = 0;
    for (let step = 1, moves = 0; Math.abs(step) > 1e-15 && moves < 50; moves++) {
      let before = 1;
      let value = t;
      for (let degree = 2; degree <= count; degree++) {
        const next = ((2 * degree - 1) * t * value - (degree - 1) * before) / degree;
        before = value;
        value = next;
      }
      slope = (count * (before - t * value)) / (1 - t * t);
      step = value / slope;
      t -= step;
    }
    nodes[i] = (1 + t) / 2;
    weights[i] = 1 / ((1 - t * t) * slope * slope);
  }
  return { nodes, weights };
}
