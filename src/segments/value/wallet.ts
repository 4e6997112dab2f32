import { refuseRow, requireColumnName } from "../../errors/index.js";
import type { Table } from "../../table/index.js";
import { type ClassMeasure, classMeasure } from "../classification/class-measure.js";

/** What customers spend with us and altogether. */
export interface Wallet {
  readonly ours: ClassMeasure;
  readonly total: ClassMeasure;
}

/**
 * Reads the two columns of a wallet; either may have missing cells. Errors: `unknown-column`, `not-a-number`,
 * `not-finite`, `out-of-range` for a negative amount, `inconsistent-row` where our part is larger than the whole.
 */
export function readWallet(
  caller: string,
  table: Table,
  columns: { readonly ours: string; readonly total: string },
): Wallet {
  const ours = spending(caller, table, "ours", columns.ours);
  const total = spending(caller, table, "total", columns.total);
  for (let row = 0; row < table.numRows; row++) {
    if (!(ours.values[row]! > total.values[row]! * (1 + 1e-9))) continue;
    const value = ours.values[row]!;
    const problem = `${value} is more than all that is spent, ${total.values[row]} in column "${total.name}"`;
    refuseRow(caller, ours.name, row, value, problem, "inconsistent-row");
  }
  return { ours, total };
}

/** A column of amounts none of which is negative. */
export function spending(caller: string, table: Table, option: string, name: string): ClassMeasure {
  const measure = classMeasure(caller, table, requireColumnName(caller, option, name));
  const row = measure.values.findIndex((value) => value < 0);
  if (row >= 0) {
    refuseRow(caller, name, row, measure.values[row], "spending cannot be negative where a share of it is asked for");
  }
  return measure;
}
