/** The line intercept + slope · x on the log-odds scale. */
export interface LogitLine {
  readonly intercept: number;
  readonly slope: number;
}

/**
 * Newton's method doubles the digits with every step: after one this small, in standard units, nothing is left to gain.
 */
const smallStep = 1e-8;

/** From so many rows on, the start comes from cells of similar rows: Newton's method then takes a pass or two. */
const manyRows = 10_000;

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
  const spread = Math.sqrt(meanSquare(x, center, cases));
  if (!(spread > 1e-12 * (1 + Math.abs(center)))) return null;
  const rate = weightedMean(targets, cases);
  const flat = { a: Math.log(rate / (1 - rate)), b: 0 };
  const sample = { x, center, spread, targets, cases };
  const cells = x.length < manyRows ? null : cellsOfRows(sample);
  const start = (cells === null ? null : newton((a, b) => derivativesOfCells(cells, a, b), flat)) ?? flat;
  const line = newton((a, b) => derivatives(sample, a, b), start);
  return line === null ? null : { intercept: line.a - (line.b * center) / spread, slope: line.b / spread };
}

/** The loss at a + b z and its derivatives. */
interface Derivatives {
  readonly loss: number;
  readonly ga: number;
  readonly gb: number;
  readonly haa: number;
  readonly hab: number;
  readonly hbb: number;
}

function newton(
  derivativesAt: (a: number, b: number) => Derivatives,
  start: { readonly a: number; readonly b: number },
): { a: number; b: number } | null {
  let { a, b } = start;
  let current = derivativesAt(a, b);
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
    let next = derivativesAt(a + stepA, b + stepB);
    while (next.loss > current.loss + 1e-12 * Math.abs(current.loss) && size > 1e-10) {
      size /= 2;
      next = derivativesAt(a + size * stepA, b + size * stepB);
    }
    a += size * stepA;
    b += size * stepB;
    current = next;
    if (Math.abs(a) + Math.abs(b) > 200) return null;
  }
  return null;
}

/** What the regression looks at; z = (x − center) / spread. */
interface Sample {
  readonly x: Float64Array;
  readonly center: number;
  readonly spread: number;
  readonly targets: Float64Array;
  readonly cases: Float64Array | null;
}

/** Rows whose z are near each other, as sums over each cell: of 1, of the distance d to its middle, of d² and d³. */
interface RowCells {
  readonly low: number;
  readonly width: number;
  /** Four sums a cell. */
  readonly sums: Float64Array;
  /** Σ target and Σ target · z over all rows. */
  readonly targets: number;
  readonly targetsByZ: number;
}

const cellCount = 4096;

function cellsOfRows({ x, center, spread, targets, cases }: Sample): RowCells {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < x.length; row++) {
    const value = x[row]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  low = (low - center) / spread;
  const width = ((high - center) / spread - low) / cellCount;
  const sums = new Float64Array(4 * cellCount);
  let sumOfTargets = 0;
  let targetsByZ = 0;
  for (let row = 0; row < x.length; row++) {
    const size = cases === null ? 1 : cases[row]!;
    const z = (x[row]! - center) / spread;
    const cell = Math.min(cellCount - 1, (z - low) / width) | 0;
    const d = z - (low + (cell + 0.5) * width);
    const at = 4 * cell;
    sums[at]! += size;
    sums[at + 1]! += size * d;
    sums[at + 2]! += size * d * d;
    sums[at + 3]! += size * d * d * d;
    const target = size * targets[row]!;
    sumOfTargets += target;
    targetsByZ += target * z;
  }
  return { low, width, sums, targets: sumOfTargets, targetsByZ };
}

/**
 * The derivatives with σ(a + b z) expanded around the middle m of each cell to the third order in d = z − m; the cells
 * are so narrow that what is left out is far below the digits that the start of the exact regression needs.
 */
function derivativesOfCells({ low, width, sums, targets, targetsByZ }: RowCells, a: number, b: number): Derivatives {
  let loss = -a * targets - b * targetsByZ;
  let ga = -targets;
  let gb = -targetsByZ;
  let haa = 0;
  let hab = 0;
  let hbb = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    const s0 = sums[4 * cell]!;
    if (s0 === 0) continue;
    const s1 = sums[4 * cell + 1]!;
    const s2 = sums[4 * cell + 2]!;
    const s3 = sums[4 * cell + 3]!;
    const m = low + (cell + 0.5) * width;
    const eta = a + b * m;
    const small = Math.exp(-Math.abs(eta));
    const p = (eta > 0 ? 1 : small) / (1 + small);
    // σ′, σ″ / 2 and σ‴ / 6 by d.
    const w = p * (1 - p);
    const first = b * w;
    const second = (b * b * w * (1 - 2 * p)) / 2;
    const third = (b * b * b * w * (1 - 6 * w)) / 6;
    loss += s0 * (Math.max(eta, 0) + Math.log1p(small)) + b * p * s1 + (b * first * s2) / 2;
    const mean = p * s0 + first * s1 + second * s2 + third * s3;
    ga += mean;
    gb += m * mean + p * s1 + first * s2 + second * s3;
    haa += w * s0;
    hab += w * (m * s0 + s1);
    hbb += w * (m * m * s0 + 2 * m * s1 + s2);
  }
  return { loss, ga, gb, haa, hab, hbb };
}

/** A product of factors from 1 to 2 stays finite up to here. */
const largeProduct = 1e300;

function derivatives({ x, center, spread, targets, cases }: Sample, a: number, b: number): Derivatives {
  let loss = 0;
  let ga = 0;
  let gb = 0;
  let haa = 0;
  let hab = 0;
  let hbb = 0;
  // Σ ln (1 + e^−|η|) as the logarithm of a product: one logarithm for hundreds of rows.
  let product = 1;
  for (let row = 0; row < x.length; row++) {
    const size = cases === null ? 1 : cases[row]!;
    const z = (x[row]! - center) / spread;
    const eta = a + b * z;
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
    gb += residual * z;
    haa += weight;
    hab += weight * z;
    hbb += weight * z * z;
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

function meanSquare(values: Float64Array, center: number, cases: Float64Array | null): number {
  let total = 0;
  let size = 0;
  for (let row = 0; row < values.length; row++) {
    const weight = cases === null ? 1 : cases[row]!;
    total += weight * (values[row]! - center) ** 2;
    size += weight;
  }
  return total / size;
}
