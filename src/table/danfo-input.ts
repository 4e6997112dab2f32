import type { StoredColumn } from "./columns/column.js";
import { inferColumn } from "./columns/infer-column.js";

/** A danfo.js DataFrame, known by its shape; only its public members are read. */
export interface DanfoFrame {
  readonly columns: readonly string[];
  readonly shape: readonly number[];
  column(name: string): { readonly values: unknown };
}

export function isDanfoFrame(input: object): input is DanfoFrame {
  return (
    "columns" in input &&
    Array.isArray(input.columns) &&
    "shape" in input &&
    "column" in input &&
    typeof input.column === "function"
  );
}

export function columnsOfDanfo(caller: string, frame: DanfoFrame): StoredColumn[] {
  return frame.columns.map((name) => inferColumn(caller, name, frame.column(name).values));
}
