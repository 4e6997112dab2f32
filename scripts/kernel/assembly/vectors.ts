/** a + b·c, rounded after each operation as everywhere in JavaScript. */
export function plusProduct(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(a, f32x4.mul(b, c));
}

/** a − b·c, rounded after each operation. */
export function minusProduct(a: v128, b: v128, c: v128): v128 {
  return f32x4.sub(a, f32x4.mul(b, c));
}

/** |x − c|², of |x|² and the score |c|²/2 − x·c. */
export function squaredDistance(square: v128, score: v128): v128 {
  return f32x4.add(square, f32x4.add(score, score));
}

/** perNorm · |x| + atZero: how far off a score can be. */
export function boundAt(norm: v128, perNorm: f32, atZero: f32): v128 {
  return f32x4.add(f32x4.mul(f32x4.splat(perNorm), norm), f32x4.splat(atZero));
}
