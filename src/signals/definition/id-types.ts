import { findColumn, type StoredColumn } from "../../table/index.js";
import type { SignalData } from "./signal-data.js";

/** A table that is looked at, and its column of customers where the rule names one. */
export interface LookedAt {
  readonly table: string;
  readonly customer?: string | undefined;
}

/** Tables that are put beside those of the rules: what customers are worth, what was given, what was done. */
const besides: readonly LookedAt[] = ["customers", "orders", "gifts", "actions"].map((table) => ({ table }));

/** Warns where tables have ids of different types, since 17 and "17" are two customers. */
export function warnOfIdTypes(caller: string, rules: readonly LookedAt[], data: SignalData): void {
  const tablesOf = new Map<string, Set<string>>();
  for (const { table, customer } of [...rules, ...besides]) {
    if (!data.has(table)) continue;
    if (customer === undefined && !data.hasColumn(table, "customer")) continue;
    const name = customer ?? data.names(table, ["customer"], [])["customer"]!;
    const column = findColumn(caller, data.table(table), name);
    if (!hasValues(column)) continue;
    const known = tablesOf.get(column.type);
    tablesOf.set(column.type, (known ?? new Set()).add(table));
  }
  if (tablesOf.size < 2) return;
  const parts = [...tablesOf].map(([type, tables]) => `${type} in ${[...tables].join(", ")}`);
  data.warn(`ids of customers are of type ${parts.join("; ")}: 17 and "17" are two customers, and match nowhere`);
}

function hasValues(column: StoredColumn): boolean {
  for (let row = 0; row < column.length; row++) if (column.at(row) !== null) return true;
  return false;
}
