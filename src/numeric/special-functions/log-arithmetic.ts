/** ln(1 − eˣ) for x ≤ 0, accurate at both ends (Mächler 2012); NaN for x > 0. */
export function log1mexp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}

/** ln(1 + u) − u for u > −1, without the cancellation near 0. */
export function log1pMinus(u: number): number {
  if (u < -0.4 || u > 0.7) return Math.log1p(u) - u;
  // With r = u / (2 + u): ln(1 + u) = 2 artanh r, and u = 2 r + r u, so what is left is 2 (r³/3 + r⁵/5 + …) − r u.
  const r = u / (2 + u);
  const square = r * r;
  let power = 1;
  let series = 0;
  for (let k = 3; power > 1e-18; k += 2) {
    series += power / k;
    power *= square;
  }
  return r * (2 * square * series - u);
}
