import { NumberColumn, type StoredColumn } from "./columns/column.js";

/** Row `index` as an object. Column names are data: one named `__proto__` becomes a property like any other. */
export function rowAt(columns: readonly StoredColumn[], index: number): object {
  const row: Record<string, unknown> = {};
  for (const column of columns) {
    const value = column.at(index);
    const cell =
      value !== null && column instanceof NumberColumn && column.type === "date"
        ? new Date(column.values[index]!)
        : value;
    if (column.name === "__proto__") {
      Object.defineProperty(row, column.name, { value: cell, enumerable: true, writable: true, configurable: true });
    } else {
      row[column.name] = cell;
    }
  }
  return row;
}
