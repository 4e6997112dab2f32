import { NumberColumn, type StoredColumn } from "../columns/column.js";
import type { ColumnTable } from "../table.js";
import { type Measure, type Measures, measureColumns } from "../verbs/measures.js";
import { groupRows, type RowGroups } from "../verbs/row-groups.js";
import { rowOrder } from "../verbs/sort.js";
import type { CheckedCubeOptions, CubeTotals } from "./cube-options.js";

/** The cells of a cube and its totals, one below the other. */
export interface CubeCells {
  /** Missing where a row adds the dimension up. */
  readonly dimensions: readonly StoredColumn[];
  readonly measures: readonly NumberColumn[];
  /** For each row which dimensions it adds up, as bits. */
  readonly rolledUp: Int32Array;
  /** For each share, what each row is a share of. */
  readonly wholes: readonly Float64Array[];
}

/** Measures that can be put together from those of the cells. */
const additive = ["sum", "count", "min", "max", "share"];

/** Measures every cell and every total. Errors: those of measures. */
export function cubeCells(
  caller: string,
  table: ColumnTable,
  { dimensions, measures, totals, shares }: Omit<CheckedCubeOptions, "ratios" | "compare">,
): CubeCells {
  const columns = dimensions.map((name) => table.find(caller, name));
  const find = (name: string): StoredColumn => table.find(caller, name);
  const groups = groupRows(columns, table.numRows);
  const measured = measureColumns(caller, measures, groups, find);
  return stackTotals({
    dimensions: columns.map((column) => column.take(groups.firstRows)),
    measured,
    cells: groups.count,
    totals,
    shares,
    measureTotals: (parents) => measureTotals(caller, measures, { groups, parents, measured, find }),
  });
}

/** Cells that are measured, and how their totals are. */
interface MeasuredCells {
  readonly dimensions: readonly StoredColumn[];
  readonly measured: readonly StoredColumn[];
  readonly cells: number;
  readonly totals: CubeTotals;
  readonly shares: CheckedCubeOptions["shares"];
  /** The measures of groups of cells. */
  readonly measureTotals: (parents: RowGroups) => readonly StoredColumn[];
}

/** Cells in the order of their dimensions, and below them the totals, those that add up the fewest dimensions first. */
export function stackTotals(given: MeasuredCells): CubeCells {
  const { dimensions, measured, totals, shares } = given;
  const levelOf = levelFinder(given);
  const parts = [0, ...rolledSets(totals, dimensions.length)].map((rolled) => {
    const { parents, kept, measures } = levelOf(rolled);
    const keys = kept.map((column) => ({ column: column.take(parents.firstRows), descending: false }));
    const sorted = rowOrder(keys, parents.count);
    const cells = sorted.map((group) => parents.firstRows[group]!);
    return { rolled, cells, measures: measures.map((column) => column.take(sorted)) };
  });
  return {
    dimensions: dimensions.map((column, i) =>
      column.take(
        parts.flatMap(({ rolled, cells }) => Array.from(cells, (cell) => ((rolled & (1 << i)) === 0 ? cell : -1))),
      ),
    ),
    measures: measured.map(({ name }, i) =>
      stacked(
        name,
        parts.map((part) => part.measures[i]!),
      ),
    ),
    rolledUp: Int32Array.from(parts.flatMap(({ rolled, cells }) => Array.from(cells, () => rolled))),
    wholes: shares.map(({ of, within }) => {
      const measure = measured.findIndex(({ name }) => name === of);
      const outside = dimensions.reduce((set, { name }, i) => (within.includes(name) ? set : set | (1 << i)), 0);
      const wholes = parts.flatMap(({ rolled, cells }) => {
        const { parents, measures } = levelOf(rolled | outside);
        return Array.from(cells, (cell) => measures[measure]!.values[parents.codes[cell]!]!);
      });
      return Float64Array.from(wholes);
    }),
  };
}

/** Groups of cells that agree in the dimensions that are not added up. */
interface CubeLevel {
  readonly parents: RowGroups;
  readonly kept: readonly StoredColumn[];
  readonly measures: readonly NumberColumn[];
}

/** The level that adds up a set of dimensions, measured once. */
function levelFinder({ dimensions, measured, cells, measureTotals }: MeasuredCells): (rolled: number) => CubeLevel {
  const each = Int32Array.from({ length: cells }, (_, cell) => cell);
  const finest: RowGroups = { codes: each, count: cells, firstRows: each };
  const known = new Map<number, CubeLevel>();
  known.set(0, { parents: finest, kept: dimensions, measures: measured as readonly NumberColumn[] });
  return (rolled) => {
    const before = known.get(rolled);
    if (before !== undefined) return before;
    const kept = dimensions.filter((_, i) => (rolled & (1 << i)) === 0);
    const parents = kept.length === 0 ? oneGroup(cells) : groupRows(kept, cells);
    const level = { parents, kept, measures: measureTotals(parents) as readonly NumberColumn[] };
    known.set(rolled, level);
    return level;
  };
}

/** The sets of dimensions that totals add up, as bits, those with the fewest first. */
function rolledSets(totals: CubeTotals, dimensions: number): number[] {
  if (totals === "none") return [];
  if (totals === "rollup") {
    return Array.from({ length: dimensions }, (_, i) => ((1 << (i + 1)) - 1) << (dimensions - 1 - i));
  }
  const sets = Array.from({ length: 2 ** dimensions - 1 }, (_, i) => i + 1);
  return sets.sort((a, b) => bitsOf(a) - bitsOf(b) || b - a);
}

/** How many bits are set. */
export function bitsOf(set: number): number {
  let bits = 0;
  for (let left = set; left > 0; left >>= 1) bits += left & 1;
  return bits;
}

function oneGroup(rows: number): RowGroups {
  return { codes: new Int32Array(rows), count: rows === 0 ? 0 : 1, firstRows: new Int32Array(rows === 0 ? 0 : 1) };
}

interface Finest {
  readonly groups: RowGroups;
  /** The group of each cell. */
  readonly parents: RowGroups;
  readonly measured: readonly StoredColumn[];
  readonly find: (name: string) => StoredColumn;
}

/**
 * Sums of sums and minima of minima come from the cells; what cannot be put together is measured over the rows again.
 */
function measureTotals(
  caller: string,
  measures: Measures,
  { groups, parents, measured, find }: Finest,
): StoredColumn[] {
  let overRows: RowGroups | null = null;
  return Object.entries(measures).map(([name, measure], i) => {
    const [kind] = Object.keys(measure);
    if (additive.includes(kind!)) {
      const again = kind === "min" || kind === "max" ? { [kind]: "cells" } : { sum: "cells" };
      return measureColumns(caller, { [name]: again as Measure }, parents, () => measured[i]!)[0]!;
    }
    overRows ??= {
      codes: groups.codes.map((cell) => parents.codes[cell]!),
      count: parents.count,
      firstRows: new Int32Array(parents.count),
    };
    return measureColumns(caller, { [name]: measure }, overRows, find)[0]!;
  });
}

function stacked(name: string, parts: readonly NumberColumn[]): NumberColumn {
  const values = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let next = 0;
  for (const part of parts) {
    values.set(part.values, next);
    next += part.length;
  }
  return new NumberColumn(name, values, parts[0]!.type);
}
