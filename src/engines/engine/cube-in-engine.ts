import { ClienteleError, knownOptions } from "../../errors/index.js";
import {
  type CheckedCubeOptions,
  type CubeRows,
  createTable,
  cubeColumns,
  cubeOptions,
  fixedDimensions,
  groupRows,
  holds,
  sliceRows,
  stackTotals,
  withDimension,
} from "../../table/index.js";
import type { Connection } from "./connection.js";
import type { EngineCube, EngineCubeAttributes, EngineCubeOptions, EngineSource, RunOptions } from "./engine.js";
import { type GroupFigures, groupFigures } from "./group-measures.js";
import { runOptionNames } from "./summarize-customers.js";

const optionNames = ["dimensions", "measures", "ratios", "shares", "totals", "compare"];

/** Where the rows are, and how they are asked. */
interface CubeSource {
  readonly connection: Connection;
  readonly source: EngineSource;
  readonly run: RunOptions;
}

/** `cube` in an engine: it reduces rows to cells, of which totals, shares and changes are made here. */
export async function cubeInEngine(
  connection: Connection,
  source: EngineSource,
  options: EngineCubeOptions & RunOptions,
): Promise<EngineCube> {
  const caller = "cube";
  knownOptions(caller, options, [...optionNames, ...runOptionNames]);
  const { signal, onProgress, ...asked } = options;
  const from = { connection, source, run: { signal, onProgress } };
  const checked = cubeOptions(caller, asked);
  return cubeTable(from, cubeRows(caller, await figuresOf(caller, from, checked), checked, {}));
}

function figuresOf(caller: string, { connection, source, run }: CubeSource, options: CheckedCubeOptions) {
  return groupFigures(connection, caller, source, options.dimensions, { measures: options.measures, ...run });
}

/** The cube of those cells whose dimensions have the given values. */
function cubeRows(
  caller: string,
  { keys, groups, measure }: GroupFigures,
  options: CheckedCubeOptions,
  within: Parameters<EngineCubeAttributes["slice"]>[0],
): CubeRows {
  const fixed = fixedDimensions(caller, within, options.dimensions, keys);
  const kept = Int32Array.from({ length: groups }, (_, cell) => cell).filter((cell) =>
    fixed.every(({ name, value }) => holds(keys.find((key) => key.name === name)!, cell, value)),
  );
  const cells = groupRows(
    keys.map((key) => key.take(kept)),
    kept.length,
  );
  // Cells with other values are no group's, and no group is measured of them.
  const grouped = (groupOf: (row: number) => number, count: number) => {
    const codes = new Int32Array(groups).fill(-1);
    for (let row = 0; row < kept.length; row++) codes[kept[row]!] = groupOf(row);
    return measure({ codes, count });
  };
  const stacked = stackTotals({
    dimensions: keys.map((key) => key.take(Int32Array.from(cells.firstRows, (row) => kept[row]!))),
    measured: grouped((row) => cells.codes[row]!, cells.count),
    cells: cells.count,
    totals: options.totals,
    shares: options.shares,
    measureTotals: (parents) => grouped((row) => parents.codes[cells.codes[row]!]!, parents.count),
  });
  return { options, columns: cubeColumns(caller, stacked, options), rolledUp: stacked.rolledUp };
}

function cubeTable(from: CubeSource, rows: CubeRows): EngineCube {
  const attributes: EngineCubeAttributes = {
    dimensions: rows.options.dimensions,
    slice: (values) =>
      cubeTable(from, sliceRows(rows, fixedDimensions("slice", values, rows.options.dimensions, rows.columns))),
    drill: async (dimension, within = {}) => {
      const caller = "drill";
      const deeper = withDimension(rows.options, dimension);
      fixedDimensions(caller, within, rows.options.dimensions, rows.columns);
      const divided = cubeRows(caller, await figuresOf(caller, from, deeper), deeper, within);
      if (divided.rolledUp.length > 0) return cubeTable(from, divided);
      throw new ClienteleError("empty-table", { function: caller }, "no row has these values");
    },
  };
  return createTable(
    rows.columns.map((column) => [column.name, column] as const),
    attributes,
  );
}
