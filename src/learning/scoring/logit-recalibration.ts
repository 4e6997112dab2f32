/** The line intercept + slope · x on the log-odds scale. */
export interface LogitLine {
  readonly intercept: number;
  readonly slope: number;
}

/** From twice so many rows on, a part of the rows gives the start: Newton's method then takes half the passes. */
const rowsOfPart = 25_000;

/**
 * Newton's method doubles the digits with every step: after one this small, in standard units, nothing is left to gain.
 */
const smallStep = 1e-8;

/**
 * Logistic regression of targets from 0 to 1 on a single x, by Newton's method with step halving; null where x does not
 * vary, or where it separates the targets so that the slope has no limit.
 */
export function logitRecalibration(
  x: Float64Array,
  targets: Float64Array,
  cases: Float64Array | null,
): LogitLine | null {
  const center = weightedMean(x, cases);
  const z = x.map((value) => value - center);
  const spread = Math.sqrt(meanSquare(z, cases));
  if (!(spread > 1e-12 * (1 + Math.abs(center)))) return null;
  for (let row = 0; row < z.length; row++) z[row]! /= spread;
  const rate = weightedMean(targets, cases);
  const apart = Math.max(1, Math.floor(z.length / rowsOfPart));
  const flat = { a: Math.log(rate / (1 - rate)), b: 0 };
  const start = (apart === 1 ? null : newton({ z, targets, cases, apart }, flat)) ?? flat;
  const line = newton({ z, targets, cases, apart: 1 }, start);
  return line === null ? null : { intercept: line.a - (line.b * center) / spread, slope: line.b / spread };
}

/** What the regression looks at: every `apart`-th row. */
interface Sample {
  readonly z: Float64Array;
  readonly targets: Float64Array;
  readonly cases: Float64Array | null;
  readonly apart: number;
}

function newton(sample: Sample, start: { readonly a: number; readonly b: number }): { a: number; b: number } | null {
  let { a, b } = start;
  let current = derivatives(sample, a, b);
  for (let iteration = 0; iteration < 100; iteration++) {
    const { ga, gb, haa, hab, hbb } = current;
    const determinant = haa * hbb - hab * hab;
    if (!(determinant > 1e-14 * haa * hbb)) return null;
    const stepA = -(hbb * ga - hab * gb) / determinant;
    const stepB = -(haa * gb - hab * ga) / determinant;
    if (Math.abs(stepA) + Math.abs(stepB) < smallStep * (1 + Math.abs(a) + Math.abs(b))) {
      return { a: a + stepA, b: b + stepB };
    }
    let size = 1;
    let next = derivatives(sample, a + stepA, b + stepB);
    while (next.loss > current.loss + 1e-12 * Math.abs(current.loss) && size > 1e-10) {
      size /= 2;
      next = derivatives(sample, a + size * stepA, b + size * stepB);
    }
    a += size * stepA;
    b += size * stepB;
    current = next;
    if (Math.abs(a) + Math.abs(b) > 200) return null;
  }
  return null;
}

/** A product of factors from 1 to 2 stays finite up to here. */
const largeProduct = 1e300;

function derivatives({ z, targets, cases, apart }: Sample, a: number, b: number) {
  let loss = 0;
  let ga = 0;
  let gb = 0;
  let haa = 0;
  let hab = 0;
  let hbb = 0;
  // Σ ln (1 + e^−|η|) as the logarithm of a product: one logarithm for hundreds of rows.
  let product = 1;
  for (let row = 0; row < z.length; row += apart) {
    const size = cases === null ? 1 : cases[row]!;
    const x = z[row]!;
    const eta = a + b * x;
    const small = Math.exp(-Math.abs(eta));
    const p = (eta > 0 ? 1 : small) / (1 + small);
    if (size === 1) {
      product *= 1 + small;
      if (product > largeProduct) {
        loss += Math.log(product);
        product = 1;
      }
    } else {
      loss += size * Math.log1p(small);
    }
    const target = targets[row]!;
    loss += size * (Math.max(eta, 0) - target * eta);
    const residual = size * (p - target);
    const weight = size * p * (1 - p);
    ga += residual;
    gb += residual * x;
    haa += weight;
    hab += weight * x;
    hbb += weight * x * x;
  }
  return { loss: loss + Math.log(product), ga, gb, haa, hab, hbb };
}

function weightedMean(values: Float64Array, cases: Float64Array | null): number {
  let total = 0;
  let size = 0;
  for (let row = 0; row < values.length; row++) {
    const weight = cases === null ? 1 : cases[row]!;
    total += weight * values[row]!;
    size += weight;
  }
  return total / size;
}

function meanSquare(values: Float64Array, cases: Float64Array | null): number {
  let total = 0;
  let size = 0;
  for (let row = 0; row < values.length; row++) {
    const weight = cases === null ? 1 : cases[row]!;
    total += weight * values[row]! ** 2;
    size += weight;
  }
  return total / size;
}
