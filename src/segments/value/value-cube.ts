import { type Columns, createTable, type Present, type Table, textColumnOf } from "../../table/index.js";
import type { ClassMeasure } from "../classification/class-measure.js";
import { classSummary } from "../classification/class-summary.js";

/** The columns of the cube of value, potential and need, before those of the measures and their shares. */
export type ValueCubeColumns = {
  /** Missing where it is not known, as the need. */
  cell: string;
  need: string;
  customers: Present<number>;
  customerShare: number;
};

/** One row for each cell and need that some customer has. */
export type ValueCube = Table<Columns & ValueCubeColumns>;

/** Adds up by cell and need; −1 stands for what is not known of either. */
export function valueCube(
  cells: Int32Array,
  cellNames: readonly string[],
  need: { readonly codes: Int32Array; readonly labels: readonly string[] },
  measures: readonly ClassMeasure[],
): ValueCube {
  const width = need.labels.length + 1;
  const needOrder = need.labels.map((_, code) => code).sort((a, b) => (need.labels[a]! < need.labels[b]! ? -1 : 1));
  const place = new Int32Array(width).fill(width - 1);
  for (const [i, code] of needOrder.entries()) place[code] = i;
  const joint = cells.map((cell, row) => {
    const ofNeed = need.codes[row]! < 0 ? width - 1 : place[need.codes[row]!]!;
    return (cell < 0 ? cellNames.length : cell) * width + ofNeed;
  });
  const used = [...new Set(joint)].sort((a, b) => a - b);
  const dense = new Int32Array((cellNames.length + 1) * width);
  for (const [i, code] of used.entries()) dense[code] = i;
  const summary = classSummary(
    joint.map((code) => dense[code]!),
    used.map(String),
    measures,
  );
  const figures = summary.columnNames.slice(1).map((name) => [name, summary.column(name)] as const);
  const cellCodes = Int32Array.from(used, (code) => {
    const cell = Math.floor(code / width);
    return cell === cellNames.length ? -1 : cell;
  });
  const needCodes = Int32Array.from(used, (code) => (code % width === width - 1 ? -1 : needOrder[code % width]!));
  return createTable<Columns & ValueCubeColumns>([
    ["cell", textColumnOf("cell", cellCodes, cellNames)],
    ["need", textColumnOf("need", needCodes, need.labels)],
    ...figures,
  ]);
}
