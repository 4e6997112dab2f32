import { NumberColumn, type StoredColumn } from "../columns/column.js";
import { withoutInfinities } from "../columns/without-infinities.js";
import { groupRows } from "../verbs/row-groups.js";
import { bitsOf, type CubeCells } from "./cube-cells.js";
import { changes, rowsBefore } from "./cube-changes.js";
import { type CheckedCubeOptions, rolledUpName } from "./cube-options.js";

/** The columns of a cube: dimensions, how many of them a row adds up, measures, ratios, shares, and their changes. */
export function cubeColumns(caller: string, cells: CubeCells, options: CheckedCubeOptions): readonly StoredColumn[] {
  const { totals, compare } = options;
  const figures = [...cells.measures, ...ratioColumns(cells, options), ...shareColumns(cells, options)];
  const before = compare === null ? null : rowsBefore(caller, cells.dimensions, cells.rolledUp, compare);
  const compared = before === null ? figures : figures.flatMap((figure) => [figure, ...changes(figure, before)]);
  const counts = new NumberColumn(rolledUpName, Float64Array.from(cells.rolledUp, bitsOf));
  return [...cells.dimensions, ...(totals === "none" ? [] : [counts]), ...compared.map(withoutInfinities)];
}

function named(columns: readonly NumberColumn[], name: string): NumberColumn {
  return columns.find((column) => column.name === name)!;
}

function ratioColumns({ measures }: CubeCells, { ratios }: CheckedCubeOptions): NumberColumn[] {
  return ratios.map(({ name, over, under }) => {
    const [above, below] = [named(measures, over).values, named(measures, under).values];
    return new NumberColumn(
      name,
      Float64Array.from(above, (value, row) => (below[row] === 0 ? Number.NaN : value / below[row]!)),
    );
  });
}

/** Each cell against the sum of the cells that add up the same dimensions and agree in those of `within`. */
function shareColumns({ dimensions, measures, rolledUp }: CubeCells, { shares }: CheckedCubeOptions): NumberColumn[] {
  return shares.map(({ name, of, within }) => {
    const { values } = named(measures, of);
    const keys = dimensions.filter((dimension) => within.includes(dimension.name));
    const groups = groupRows([...keys, new NumberColumn("rolledUp", rolledUp)], rolledUp.length);
    const totals = new Float64Array(groups.count);
    for (let row = 0; row < rolledUp.length; row++) {
      if (!Number.isNaN(values[row]!)) totals[groups.codes[row]!]! += values[row]!;
    }
    return new NumberColumn(
      name,
      Float64Array.from(values, (value, row) => {
        const total = totals[groups.codes[row]!]!;
        return total > 0 ? value / total : Number.NaN;
      }),
    );
  });
}
