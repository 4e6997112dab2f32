/** Decimal numbers of {@link digits} decimals as whole numbers, for constants that must be right to the last bit. */
const digits = 110;
export const one = 10n ** BigInt(digits);

/** A quotient of whole numbers. */
export function quotient(numerator: bigint | number, denominator: bigint | number = 1n): bigint {
  return (BigInt(numerator) * one) / BigInt(denominator);
}

/** The double nearest to a number. */
export function toDouble(value: bigint): number {
  return Number(`${value}e-${digits}`);
}

/** The exact value of a double of moderate size. */
export function fromDouble(value: number): bigint {
  return (BigInt(value * 2 ** 200) * one) / 2n ** 200n;
}

export function multiply(a: bigint, b: bigint): bigint {
  return (a * b) / one;
}

export function divide(a: bigint, b: bigint): bigint {
  return (a * one) / b;
}

/** A number to a whole power ≥ 0. */
export function power(base: bigint, exponent: number): bigint {
  if (exponent === 0) return one;
  const half = power(base, Math.floor(exponent / 2));
  const square = multiply(half, half);
  return exponent % 2 === 0 ? square : multiply(square, base);
}

/** By Newton's method, from above. */
export function squareRoot(value: bigint): bigint {
  const target = value * one;
  let root = value > one ? value : one;
  for (;;) {
    const next = (root + target / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}

/** The Taylor series after halving the argument ten times. */
export function exponential(value: bigint): bigint {
  const halvings = 10;
  const small = value >> BigInt(halvings);
  let term = one;
  let sum = one;
  for (let n = 1n; term !== 0n; n++) {
    term = multiply(term, small) / n;
    sum += term;
  }
  for (let i = 0; i < halvings; i++) sum = multiply(sum, sum);
  return sum;
}

/** ln x = 2 artanh((x − 1) / (x + 1)), after as many square roots as bring x near 1. */
export function logarithm(value: bigint): bigint {
  let near = value;
  let factor = 2n;
  while (near > quotient(9, 8) || near < quotient(8, 9)) {
    near = squareRoot(near);
    factor *= 2n;
  }
  return factor * artanh(divide(near - one, near + one));
}

function artanh(value: bigint): bigint {
  const square = multiply(value, value);
  let odd = value;
  let sum = 0n;
  for (let n = 1n; odd !== 0n; n += 2n) {
    sum += odd / n;
    odd = multiply(odd, square);
  }
  return sum;
}

/** Machin: π = 16 arctan(1/5) − 4 arctan(1/239). */
export const pi = 16n * arctanOfInverse(5n) - 4n * arctanOfInverse(239n);

function arctanOfInverse(value: bigint): bigint {
  let term = one / value;
  let sum = 0n;
  for (let n = 1n; term !== 0n; n += 2n) {
    sum += n % 4n === 1n ? term / n : -term / n;
    term /= value * value;
  }
  return sum;
}

export function cosine(angle: bigint): bigint {
  const square = multiply(angle, angle);
  let term = one;
  let sum = one;
  for (let n = 1n; term !== 0n; n += 2n) {
    term = -multiply(term, square) / (n * (n + 1n));
    sum += term;
  }
  return sum;
}
