import { NumberColumn, type StoredColumn } from "../columns/column.js";
import { withoutInfinities } from "../columns/without-infinities.js";
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

/** Each row against the total of the same measure that it is a part of. */
function shareColumns({ measures, wholes }: CubeCells, { shares }: CheckedCubeOptions): NumberColumn[] {
  return shares.map(({ name, of }, i) => {
    const { values } = named(measures, of);
    return new NumberColumn(
      name,
      Float64Array.from(wholes[i]!, (whole, row) =>
        whole > 0 && Number.isFinite(whole) ? values[row]! / whole : Number.NaN,
      ),
    );
  });
}
