/**
 * Nodes of a cell: with a cell of 0.25 in ln(scale + age), and nothing singular nearer than π/2 in the complex plane,
 * 12 leave an error below 1e-15.
 */
const nodes = 12;
const cellsPerUnit = 4;
/** Cells cover scales of time from e^−50 to e^50. */
const halfRange = 200;

/** Frequencies above this are rare, and computed one by one. */
const highestTabulated = 2000;

const cosines = /* @__PURE__ */ cosineTable();

/**
 * A quantity of an active customer as a function of frequency and age, for many customers: by Chebyshev interpolation
 * in cells of ln(scale + age), of which it is an analytic function. The cells are fixed, so that a customer's value
 * does not depend on which others are asked about; a cell's nodes are computed when the first customer falls into it.
 */
export function interpolateOverAges(
  scale: number,
  compute: (x: number, age: number) => number,
): (x: number, age: number) => number {
  const cells: (Float64Array | undefined)[][] = [];
  return (x, age) => {
    const place = Math.log(scale + age) * cellsPerUnit;
    const cell = Math.floor(place);
    if (x > highestTabulated || !(cell >= -halfRange && cell < halfRange)) return compute(x, age);
    while (cells.length <= x) cells.push([]);
    const row = cells[x]!;
    if (row.length === 0) for (let i = 0; i < 2 * halfRange; i++) row.push(undefined);
    let coefficients = row[cell + halfRange];
    if (coefficients === undefined) {
      coefficients = coefficientsOf((position) => compute(x, Math.exp((cell + position) / cellsPerUnit) - scale));
      row[cell + halfRange] = coefficients;
    }
    // Clenshaw's recurrence on [−1, 1].
    const t = 2 * (place - cell) - 1;
    let ahead = 0;
    let current = 0;
    for (let k = nodes - 1; k > 0; k--) {
      const next = 2 * t * current - ahead + coefficients[k]!;
      ahead = current;
      current = next;
    }
    return t * current - ahead + coefficients[0]!;
  };
}

function coefficientsOf(valueAt: (position: number) => number): Float64Array {
  const values = new Float64Array(nodes);
  for (let i = 0; i < nodes; i++) values[i] = valueAt((1 + cosines[2 * i + 1]!) / 2);
  const coefficients = new Float64Array(nodes);
  for (let k = 0; k < nodes; k++) {
    let sum = 0;
    for (let i = 0; i < nodes; i++) sum += values[i]! * cosines[(k * (2 * i + 1)) % (4 * nodes)]!;
    coefficients[k] = ((k === 0 ? 1 : 2) / nodes) * sum;
  }
  return coefficients;
}

/** cos(πm / 2n) for m = 0, …, 4n − 1: the Chebyshev points, and all their multiples. */
function cosineTable(): Float64Array {
  return Float64Array.from({ length: 4 * nodes }, (_, m) => Math.cos((Math.PI * m) / (2 * nodes)));
}
