/** Where a search without derivatives ended. */
export interface SimplexMinimum {
  readonly x: Float64Array;
  readonly value: number;
  readonly iterations: number;
  readonly evaluations: number;
  readonly converged: boolean;
}

/** Options of {@link nelderMead}. */
export interface SimplexOptions {
  /**
   * The size of the first simplex: in each direction this part of the coordinate, or of 1 where it is 0; default 0.1.
   */
  readonly step?: number;
  /** Ends when the values of the simplex differ by less, relative to max(|f|, 1); default 1e-12. */
  readonly valueTolerance?: number;
  /** … and its points by less, relative to max(|x|, 1); default 1e-8. */
  readonly pointTolerance?: number;
  /** Default 2000 per variable. */
  readonly maxEvaluations?: number;
}

/**
 * Minimizes a function without derivatives by the simplex of Nelder and Mead (1965), with the coefficients of Gao and
 * Han (2012) that adapt to the number of variables. Values that are not finite count as infinitely high.
 */
export function nelderMead(
  f: (x: Float64Array) => number,
  start: ArrayLike<number>,
  options: SimplexOptions = {},
): SimplexMinimum {
  const n = start.length;
  const { step = 0.1, valueTolerance = 1e-12, pointTolerance = 1e-8, maxEvaluations = 2000 * n } = options;
  const dimension = Math.max(n, 2);
  const expansion = 1 + 2 / dimension;
  const contraction = 0.75 - 1 / (2 * dimension);
  const shrinkage = 1 - 1 / dimension;
  let evaluations = 0;
  const vertexAt = (x: Float64Array): Vertex => {
    evaluations++;
    const value = f(x);
    return { x, value: Number.isNaN(value) ? Number.POSITIVE_INFINITY : value };
  };
  const origin = Float64Array.from(start);
  const simplex = [vertexAt(origin)];
  for (let i = 0; i < n; i++) {
    const x = origin.slice();
    x[i]! += step * (x[i] === 0 ? 1 : Math.abs(x[i]!));
    simplex.push(vertexAt(x));
  }
  let iterations = 0;
  let converged = false;
  for (; evaluations < maxEvaluations; iterations++) {
    simplex.sort((a, b) => a.value - b.value);
    const best = simplex[0]!;
    const worst = simplex[n]!;
    if (isSmall(simplex, valueTolerance, pointTolerance)) {
      converged = true;
      break;
    }
    const center = new Float64Array(n);
    for (let k = 0; k < n; k++) for (let i = 0; i < n; i++) center[i]! += simplex[k]!.x[i]! / n;
    const along = (t: number): Vertex => vertexAt(center.map((c, i) => c + t * (worst.x[i]! - c)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-expansion);
      simplex[n] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < simplex[n - 1]!.value) simplex[n] = reflected;
    else {
      const outside = reflected.value < worst.value;
      const contracted = along(outside ? -contraction : contraction);
      if (contracted.value < Math.min(worst.value, reflected.value)) simplex[n] = contracted;
      else {
        for (let k = 1; k <= n; k++) {
          simplex[k] = vertexAt(simplex[k]!.x.map((value, i) => best.x[i]! + shrinkage * (value - best.x[i]!)));
        }
      }
    }
  }
  simplex.sort((a, b) => a.value - b.value);
  return { x: simplex[0]!.x, value: simplex[0]!.value, iterations, evaluations, converged };
}

interface Vertex {
  readonly x: Float64Array;
  readonly value: number;
}

function isSmall(simplex: readonly Vertex[], valueTolerance: number, pointTolerance: number): boolean {
  const best = simplex[0]!;
  const worst = simplex[simplex.length - 1]!;
  if (!(worst.value - best.value <= valueTolerance * Math.max(Math.abs(best.value), 1))) return false;
  return simplex.every((vertex) =>
    vertex.x.every((value, i) => Math.abs(value - best.x[i]!) <= pointTolerance * Math.max(Math.abs(best.x[i]!), 1)),
  );
}
