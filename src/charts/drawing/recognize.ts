import { isTable, type Table } from "../../table/index.js";

/** Whether a result is a table with these columns and attributes. */
export function isTableWith(result: unknown, columns: readonly string[], attributes: readonly string[] = []): boolean {
  if (!isTable(result)) return false;
  const names: readonly string[] = result.columnNames;
  return columns.every((name) => names.includes(name)) && attributes.every((name) => name in result);
}

/** Whether a result is an object, but no table, with these fields. */
export function isObjectWith(result: unknown, fields: readonly string[]): boolean {
  if (typeof result !== "object" || result === null || isTable(result)) return false;
  return fields.every((name) => name in result);
}

/** Whether a field of an object is a table with these columns. */
export function hasTable(result: unknown, field: string, columns: readonly string[]): boolean {
  return isObjectWith(result, [field]) && isTableWith((result as Record<string, unknown>)[field], columns);
}

/** Whether a result is a model of one of these kinds. */
export function isModelOf(result: unknown, kinds: readonly string[]): boolean {
  return isObjectWith(result, ["kind", "schema"]) && isOneOf((result as { kind: unknown }).kind, kinds);
}

/** Whether a value is one of these words; any other value is none of them. */
export function isOneOf(value: unknown, words: readonly string[]): boolean {
  return typeof value === "string" && words.includes(value);
}

/** A column of numbers, NaN where missing. */
export function numbersOf(table: Table, name: string): number[] {
  return Array.from(table.column(name) as Iterable<unknown>, (value) =>
    typeof value === "number" ? value : Number.NaN,
  );
}
