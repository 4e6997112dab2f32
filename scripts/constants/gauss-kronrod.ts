import { divide, multiply, one, quotient, toDouble } from "./fixed-point.js";

const order = 10;

/** A polynomial by the coefficients of its powers. */
type Polynomial = readonly bigint[];

/**
 * The 21-point Kronrod rule on [−1, 1]: nodes from 0 up, its weights, and those of the 10-point Gauss rule inside it (0
 * at the other nodes). The added nodes are the zeros of Stieltjes' polynomial E; with P the Legendre polynomial, κ its
 * leading coefficient and h = 2 / (21 κ) the weights are h/(P E′) at the added nodes and w + h/(P′ E) at those of
 * Gauss, whose own weights are w = 2 / ((1 − x²) P′²) (Monegato 1982, SIAM Review 24, section 2).
 */
export function gaussKronrod(): { nodes: number[]; kronrodWeights: number[]; gaussWeights: number[] } {
  const p = legendre();
  const e = stieltjes(p);
  const scale = divide(quotient(2, 2 * order + 1), p[order]!);
  const gauss = positiveZeros(p).map((x) => {
    const slope = valueAt(derivative(p), x);
    const weight = divide(2n * one, multiply(one - multiply(x, x), multiply(slope, slope)));
    return { x, gauss: weight, kronrod: weight + divide(scale, multiply(slope, valueAt(e, x))) };
  });
  const added = [0n, ...positiveZeros(e)].map((x) => {
    return { x, gauss: 0n, kronrod: divide(scale, multiply(valueAt(p, x), valueAt(derivative(e), x))) };
  });
  const rule = [...gauss, ...added].sort((a, b) => (a.x < b.x ? -1 : 1));
  return {
    nodes: rule.map(({ x }) => toDouble(x)),
    kronrodWeights: rule.map(({ kronrod }) => toDouble(kronrod)),
    gaussWeights: rule.map(({ gauss: weight }) => toDouble(weight)),
  };
}

/** n Pₙ = (2n − 1) x Pₙ₋₁ − (n − 1) Pₙ₋₂. */
function legendre(): Polynomial {
  let before: bigint[] = [one];
  let current: bigint[] = [0n, one];
  for (let n = 2; n <= order; n++) {
    const next = [0n, ...current].map((value, k) => {
      return (BigInt(2 * n - 1) * value - BigInt(n - 1) * (before[k] ?? 0n)) / BigInt(n);
    });
    [before, current] = [current, next];
  }
  return current;
}

/** The odd polynomial x¹¹ + e₉ x⁹ + … + e₁ x with ∫ P E xᵐ dx = 0 for m = 1, 3, …, 9. */
function stieltjes(p: Polynomial): Polynomial {
  const moment = (degree: number): bigint =>
    p.reduce((sum, value, k) => sum + ((2n * value) / BigInt(k + degree + 1)) * ((k + degree) % 2 === 0 ? 1n : 0n), 0n);
  const odd = [1, 3, 5, 7, 9];
  const rows = odd.map((m) => [...odd.map((k) => moment(m + k)), -moment(m + order + 1)]);
  for (let k = 0; k < rows.length; k++) {
    const pivot = rows.findIndex((row, i) => i >= k && row[k] !== 0n);
    [rows[k], rows[pivot]] = [rows[pivot]!, rows[k]!];
    for (let i = 0; i < rows.length; i++) {
      if (i === k) continue;
      const factor = divide(rows[i]![k]!, rows[k]![k]!);
      rows[i] = rows[i]!.map((value, j) => value - multiply(factor, rows[k]![j]!));
    }
  }
  const e = new Array<bigint>(order + 2).fill(0n);
  e[order + 1] = one;
  odd.forEach((k, i) => {
    e[k] = divide(rows[i]![odd.length]!, rows[i]![i]!);
  });
  return e;
}

/** All of (0, 1), found where the sign changes between multiples of 1/200, by bisection and then Newton's method. */
function positiveZeros(polynomial: Polynomial): bigint[] {
  const slope = derivative(polynomial);
  const zeros: bigint[] = [];
  for (let i = 0; i < 200; i++) {
    // Away from 0 itself, which is a zero of odd polynomials.
    const from = quotient(2 * i + 1, 402);
    const to = quotient(2 * i + 3, 402);
    if (valueAt(polynomial, from) > 0n === valueAt(polynomial, to) > 0n) continue;
    let x = (from + to) / 2n;
    for (let step = 0; step < 12; step++) x -= divide(valueAt(polynomial, x), valueAt(slope, x));
    zeros.push(x);
  }
  return zeros;
}

function derivative(polynomial: Polynomial): Polynomial {
  return polynomial.slice(1).map((value, k) => value * BigInt(k + 1));
}

function valueAt(polynomial: Polynomial, x: bigint): bigint {
  return polynomial.reduceRight((sum, value) => multiply(sum, x) + value, 0n);
}
