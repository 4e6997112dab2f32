/** Entries of the table of 2^(j / 64). */
const steps = 64;

/** Beyond this |x| the power of two could overflow or underflow. */
const limit = 700;

/** ln 2 / 64 as a sum (Cody and Waite): the high part has so few bits that its products with |n| < 2¹⁷ are exact. */
const stepHigh = 0.010830424695086549;
const stepLow = 1.162596423439437e-12;
const perStep = steps / Math.LN2;

/** 2^(j / 64). */
const fractions = /* @__PURE__ */ Float64Array.from({ length: steps }, (_, j) => 2 ** (j / steps));

/** 2^(k − 1020). */
const powers = /* @__PURE__ */ Float64Array.from({ length: 2041 }, (_, k) => 2 ** (k - 1020));

/**
 * e^x with a relative error below 5e-16, about twice as fast as `Math.exp`, for loops over rows. Table-driven (Tang
 * 1989): with x = n ln 2 / 64 + r, |r| ≤ ln 2 / 128, it is 2^⌊n/64⌋ · 2^((n mod 64)/64) · e^r, with the Taylor series
 * of e^r.
 */
export function fastExp(x: number): number {
  if (!(Math.abs(x) < limit)) return Math.exp(x);
  const n = Math.floor(x * perStep + 0.5) | 0;
  const r = x - n * stepHigh - n * stepLow;
  const series = r + r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))));
  const fraction = fractions[n & 63]!;
  return powers[(n >> 6) + 1020]! * (fraction + fraction * series);
}
