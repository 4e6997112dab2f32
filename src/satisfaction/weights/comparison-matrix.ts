import { ClienteleError, counted, showValue } from "../../errors/index.js";

/**
 * Pairwise comparisons: row i, column j says how many times as important item i is as item j, from 1 (equal) to 9
 * (extremely more). Fractions may be written as text, `"1/3"`; one of the two entries of a pair may be left out
 * (`null`).
 */
export type Comparisons = readonly (readonly (number | string | null)[])[];

/** A reciprocal matrix of judgments, row-major. */
export interface ComparisonMatrix {
  readonly data: Float64Array;
  readonly order: number;
}

/**
 * How far the product of the two entries of a pair may be from 1 and still be taken for rounding, as in 0.33 for 1/3.
 */
const roundingAllowed = 0.02;

const fraction = /^\s*(\d+(?:\.\d*)?|\.\d+)\s*(?:\/\s*(\d+(?:\.\d*)?|\.\d+)\s*)?$/;

/**
 * Reads and checks pairwise comparisons: square, positive, ones on the diagonal, reciprocal. Where the entries of a
 * pair are reciprocal only up to rounding, the one above 1 is taken and the other becomes its exact reciprocal.
 */
export function comparisonMatrix(caller: string, comparisons: unknown, items: readonly string[]): ComparisonMatrix {
  if (!Array.isArray(comparisons) || comparisons.length === 0) {
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: comparisons },
      `comparisons must be a square array of rows like [[1, 3], ["1/3", 1]], got ${showValue(comparisons)}`,
    );
  }
  const order = comparisons.length;
  const given = readEntries(caller, comparisons, items);
  const data = new Float64Array(order * order);
  for (let i = 0; i < order; i++) {
    data[i * order + i] = diagonal(caller, given[i * order + i]!, i, items);
    for (let j = i + 1; j < order; j++) {
      const judgment = pairJudgment(caller, given[i * order + j]!, given[j * order + i]!, [i, j], items);
      data[i * order + j] = judgment.forward;
      data[j * order + i] = judgment.backward;
    }
  }
  return { data, order };
}

function readEntries(caller: string, rows: readonly unknown[], items: readonly string[]): Float64Array {
  const order = rows.length;
  const entries = new Float64Array(order * order);
  for (let i = 0; i < order; i++) {
    const row = rows[i];
    if (!(Array.isArray(row) || ArrayBuffer.isView(row)) || (row as ArrayLike<unknown>).length !== order) {
      throw new ClienteleError(
        "length-mismatch",
        { function: caller, row: i + 1, value: row },
        `comparisons of ${counted(order, "item")} need ${counted(order, "entry", "entries")} in every row, got ` +
          `${showValue(row)}`,
      );
    }
    for (let j = 0; j < order; j++) {
      entries[i * order + j] = readEntry(caller, (row as ArrayLike<unknown>)[j], [i, j], items);
    }
  }
  return entries;
}

/** A judgment as a positive number; NaN where it is left out. */
function readEntry(
  caller: string,
  value: unknown,
  [i, j]: readonly [number, number],
  items: readonly string[],
): number {
  if (value === null || value === undefined) return Number.NaN;
  const number = typeof value === "string" ? numberOfFraction(value) : value;
  if (typeof number === "number" && number >= 1e-9 && number <= 1e9) return number;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column: items[j], row: i + 1, value },
    `a comparison must be a positive number (at most a billion) or a fraction like "1/3", got ${showValue(value)}`,
  );
}

function numberOfFraction(text: string): number {
  const match = fraction.exec(text);
  if (match === null) return Number.NaN;
  return Number(match[1]) / (match[2] === undefined ? 1 : Number(match[2]));
}

function diagonal(caller: string, entry: number, i: number, items: readonly string[]): number {
  if (Number.isNaN(entry) || entry === 1) return 1;
  throw new ClienteleError(
    "inconsistent-row",
    { function: caller, column: items[i], row: i + 1, value: entry },
    `an item compared with itself must be 1, got ${entry}`,
  );
}

function pairJudgment(
  caller: string,
  forward: number,
  backward: number,
  [i, j]: readonly [number, number],
  items: readonly string[],
): { forward: number; backward: number } {
  if (Number.isNaN(forward) && Number.isNaN(backward)) {
    throw new ClienteleError(
      "missing-value",
      { function: caller, column: items[j], row: i + 1, value: null },
      `${showValue(items[i])} is not compared with ${showValue(items[j])}`,
    );
  }
  if (Number.isNaN(forward)) return { forward: 1 / backward, backward };
  if (Number.isNaN(backward)) return { forward, backward: 1 / forward };
  if (Math.abs(forward * backward - 1) > roundingAllowed) {
    throw new ClienteleError(
      "inconsistent-row",
      { function: caller, column: items[i], row: j + 1, value: backward },
      `${backward} is not the reciprocal of ${forward}, which row ${i + 1} has for the same pair; fractions may be ` +
        'written like "1/3"',
    );
  }
  return forward >= backward ? { forward, backward: 1 / forward } : { forward: 1 / backward, backward };
}
