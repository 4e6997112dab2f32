/** The line intercept + slope · x on the log-odds scale. */
export interface LogitLine {
  readonly intercept: number;
  readonly slope: number;
}

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
  const spread = Math.sqrt(
    weightedMean(
      x.map((value) => (value - center) ** 2),
      cases,
    ),
  );
  if (!(spread > 1e-12 * (1 + Math.abs(center)))) return null;
  const rate = weightedMean(targets, cases);
  let a = Math.log(rate / (1 - rate));
  let b = 0;
  const z = x.map((value) => (value - center) / spread);
  let current = derivatives(z, targets, cases, a, b);
  for (let iteration = 0; iteration < 100; iteration++) {
    const { ga, gb, haa, hab, hbb } = current;
    const determinant = haa * hbb - hab * hab;
    if (!(determinant > 1e-14 * haa * hbb)) return null;
    const stepA = -(hbb * ga - hab * gb) / determinant;
    const stepB = -(haa * gb - hab * ga) / determinant;
    let size = 1;
    let next = derivatives(z, targets, cases, a + stepA, b + stepB);
    while (next.loss > current.loss + 1e-12 * Math.abs(current.loss) && size > 1e-10) {
      size /= 2;
      next = derivatives(z, targets, cases, a + size * stepA, b + size * stepB);
    }
    a += size * stepA;
    b += size * stepB;
    current = next;
    if (Math.abs(a) + Math.abs(b) > 200) return null;
    if (Math.abs(stepA) + Math.abs(stepB) < 1e-10 * (1 + Math.abs(a) + Math.abs(b))) {
      return { intercept: a - (b * center) / spread, slope: b / spread };
    }
  }
  return null;
}

function derivatives(z: Float64Array, targets: Float64Array, cases: Float64Array | null, a: number, b: number) {
  let loss = 0;
  let ga = 0;
  let gb = 0;
  let haa = 0;
  let hab = 0;
  let hbb = 0;
  for (let row = 0; row < z.length; row++) {
    const size = cases === null ? 1 : cases[row]!;
    const eta = a + b * z[row]!;
    const small = Math.exp(-Math.abs(eta));
    const p = (eta > 0 ? 1 : small) / (1 + small);
    loss += size * (Math.log1p(small) + Math.max(eta, 0) - targets[row]! * eta);
    const residual = size * (p - targets[row]!);
    const weight = size * p * (1 - p);
    ga += residual;
    gb += residual * z[row]!;
    haa += weight;
    hab += weight * z[row]!;
    hbb += weight * z[row]! * z[row]!;
  }
  return { loss, ga, gb, haa, hab, hbb };
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
