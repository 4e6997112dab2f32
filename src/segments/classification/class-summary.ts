import { requireFreeNames, requireNamedOnce } from "../../errors/index.js";
import { sum } from "../../numeric/index.js";
import { type Columns, createTable, type Present, type Table, textColumnOf } from "../../table/index.js";
import type { ClassMeasure } from "./class-measure.js";

/** The columns of `summary()` that every classification has; each measure and its share follow. */
export type ClassSummaryColumns = {
  /** Missing in the last row, if there is one: customers whose class is not known. */
  class: string;
  customers: Present<number>;
  customerShare: number;
};

/** One row per class, in the order of the classes; a class without customers has its row, too. */
export type ClassSummary = Table<Columns & ClassSummaryColumns>;

/** Sums of measures per class. */
export interface ClassTotals {
  readonly customers: Float64Array;
  /** For each measure, the sum per class over the customers of whom it is known. */
  readonly sums: readonly Float64Array[];
  /** For each measure, how many customers of a class it is known of. */
  readonly known: readonly Float64Array[];
}

/** The name of the share of a measure in the total of all customers. */
export function shareName(measure: string): string {
  return `${measure}Share`;
}

/** The name of the mean of a measure that is not to be added up. */
export function meanName(measure: string): string {
  return `mean${measure.charAt(0).toUpperCase()}${measure.slice(1)}`;
}

function summaryNames({ name, additive }: ClassMeasure): string[] {
  return additive ? [name, shareName(name)] : [meanName(name)];
}

/** Refuses measures whose columns in the summary would bear one name. Errors: `duplicate-column`. */
export function requireSummaryNames(caller: string, measures: readonly ClassMeasure[]): void {
  const names = measures.flatMap(summaryNames);
  requireFreeNames(caller, names, ["class", "customers", "customerShare"]);
  requireNamedOnce(caller, "the summary", names);
}

/** Adds up by class; the code −1 (not known) counts as one class more, the last. */
export function classTotals(codes: Int32Array, classes: number, measures: readonly ClassMeasure[]): ClassTotals {
  const customers = new Float64Array(classes + 1);
  for (let row = 0; row < codes.length; row++) customers[codes[row]! < 0 ? classes : codes[row]!]!++;
  const known = measures.map(() => new Float64Array(classes + 1));
  const sums = measures.map(({ values }, i) => sumsByClass(codes, classes, values, known[i]!));
  return { customers, sums, known };
}

/** Compensated sums (Neumaier 1974), so that the order of the rows matters only in the last digits. */
function sumsByClass(codes: Int32Array, classes: number, values: Float64Array, known: Float64Array): Float64Array {
  const sums = new Float64Array(classes + 1);
  const lost = new Float64Array(classes + 1);
  for (let row = 0; row < codes.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    const code = codes[row]! < 0 ? classes : codes[row]!;
    const total = sums[code]!;
    const next = total + value;
    lost[code]! += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    sums[code] = next;
    known[code]!++;
  }
  for (let code = 0; code <= classes; code++) sums[code]! += lost[code]!;
  return sums;
}

/** The table behind `summary()`. Shares are of the total over all rows, and missing where that is not positive. */
export function classSummary(
  codes: Int32Array,
  classes: readonly string[],
  measures: readonly ClassMeasure[],
): ClassSummary {
  const { customers, sums, known } = classTotals(codes, classes.length, measures);
  const unknown = customers[classes.length]! > 0;
  const rows = unknown ? classes.length + 1 : classes.length;
  const labels = textColumnOf(
    "class",
    Int32Array.from({ length: rows }, (_, row) => (row < classes.length ? row : -1)),
    classes,
  );
  const figures = measures.flatMap((measure, i): [string, Float64Array][] => {
    const ofClass = sums[i]!.subarray(0, rows);
    if (!measure.additive) return [[meanName(measure.name), ofClass.map((total, row) => total / known[i]![row]!)]];
    const total = sum(sums[i]!);
    return [
      [measure.name, ofClass],
      [shareName(measure.name), ofClass.map((value) => (total > 0 ? value / total : Number.NaN))],
    ];
  });
  return createTable<Columns & ClassSummaryColumns>([
    ["class", labels],
    ["customers", customers.subarray(0, rows)],
    ["customerShare", customers.subarray(0, rows).map((count) => count / codes.length)],
    ...figures,
  ]);
}
