import { gaussLegendre } from "../../numeric/index.js";

const rule = /* @__PURE__ */ gaussLegendre(16);

/**
 * ∫₀ᴴ e^(−δu) dE(u) = e^(−δH) E(H) + δ ∫₀ᴴ e^(−δu) E(u) du for expected purchases E within u. Over w = ln(1 + u/scale),
 * in which E is analytic in a strip, by Gauss–Legendre panels.
 */
export function discountedByParts(
  expected: (horizon: number) => number,
  scale: number,
  force: number,
  horizon: number,
): number {
  if (force === 0 || horizon === 0) return expected(horizon);
  // What comes later is discounted to less than e^−45 = 3e-20 of its value.
  const end = Math.min(horizon, 45 / force);
  const width = Math.log1p(end / scale);
  let sum = 0;
  for (let position = 0; position < width; ) {
    const here = scale * Math.exp(position);
    // Panels are short enough that neither w nor the exponent of the discount changes by much.
    const length = Math.min(width - position, 1.5, Math.log1p(8 / (force * here)));
    for (let i = 0; i < rule.nodes.length; i++) {
      const w = position + length * rule.nodes[i]!;
      const u = scale * Math.expm1(w);
      sum += rule.weights[i]! * length * scale * Math.exp(w - force * u) * expected(u);
    }
    position += length;
  }
  const rest = end < horizon ? 0 : Math.exp(-force * horizon) * expected(horizon);
  return force * sum + rest;
}
