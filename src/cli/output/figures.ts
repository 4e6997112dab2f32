import { createTable } from "../../table/index.js";
import type { AnyTable } from "../command/command.js";

/** A ledger in one line: its counts that are not 0, or nothing. */
export function countsInWords(ledger: object): string[] {
  const counts = numbersIn(ledger).filter(([, value]) => value !== 0 && value !== null);
  return counts.length === 0 ? [] : [`Ledger: ${counts.map(([name, value]) => `${name} ${value}`).join(", ")}`];
}

/** The single figures of a result as a table, a row each; figures within figures have their names joined by a dot. */
export function figuresTable(result: object): AnyTable {
  const figures = numbersIn(result, "");
  return createTable({ figure: figures.map(([name]) => name), value: figures.map(([, value]) => value) });
}

/** Warnings, notes and findings as lines below a table. */
export function notesOf(...lists: readonly (readonly string[] | string | null | undefined)[]): string[] {
  return lists.flatMap((list) => (typeof list === "string" ? [list] : (list ?? []))).map((note) => `Note: ${note}`);
}

/** The numbers of an object and of the objects in it; tables, dates, lists and functions are none. */
function numbersIn(part: object, prefix: string | null = null): (readonly [string, number | null])[] {
  return Object.entries(part).flatMap(([name, value]) => {
    const shown = prefix === null || prefix === "" ? name : `${prefix}.${name}`;
    if (typeof value === "number" || (value === null && prefix !== null)) return [[shown, value] as const];
    if (typeof value === "boolean" && prefix !== null) return [[shown, value ? 1 : 0] as const];
    if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return [];
    return numbersIn(value, prefix === null ? null : shown);
  });
}
