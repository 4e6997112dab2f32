import { chebyshevSeries } from "./chebyshev.js";
import { divide, exponential, multiply, one, pi, quotient, squareRoot, toDouble } from "./fixed-point.js";

const rootOfPi = squareRoot(pi);

/** eˣ² erfc(x) · (x + 1) as a Chebyshev series of 25 terms in t = (x − 3) / (x + 3), x ≥ 0. */
export function scaledErfcSeries(): number[] {
  const f = (t: bigint): bigint => {
    const x = divide(3n * (one + t), one - t);
    return multiply(scaledErfc(x), x + one);
  };
  return chebyshevSeries(f, 25, 64).map(toDouble);
}

function scaledErfc(x: bigint): bigint {
  return x < 8n * one ? nearZero(x) : byContinuedFraction(x);
}

/** eˣ² − 2/√π Σ 2ⁿ x²ⁿ⁺¹ / (1·3·…·(2n+1)) (DLMF 7.6.2). */
function nearZero(x: bigint): bigint {
  const square = multiply(x, x);
  let term = x;
  let sum = 0n;
  for (let n = 1n; term !== 0n; n++) {
    sum += term;
    term = (2n * multiply(term, square)) / (2n * n + 1n);
  }
  return exponential(square) - divide(2n * sum, rootOfPi);
}

/** 1/√π · 1/(x + (1/2)/(x + 1/(x + (3/2)/(x + …)))) (DLMF 7.9.1), from the inside out. */
function byContinuedFraction(x: bigint): bigint {
  let rest = x;
  for (let n = 600; n > 0; n--) rest = x + divide(quotient(n, 2), rest);
  return divide(one, multiply(rest, rootOfPi));
}
