import { didYouMean, showNames, showValue } from "../../errors/index.js";
import type { SignalData } from "./signal-data.js";
import type { SignalDefinition } from "./signal-definition.js";

/** A table, and the columns without which it serves a purpose in no way. */
type Use = Pick<SignalDefinition, "table" | "columns">;

/** Tables that signals look at beside their own. */
const otherUses: readonly Use[] = [
  { table: "customers", columns: ["customer", "value"] },
  { table: "gifts", columns: ["customer", "price"] },
  { table: "actions", columns: ["customer", "date"] },
];

/**
 * Where every signal is asked for that the tables can feed, a misspelt table or column would be a quiet day: says which
 * tables feed nothing, which columns are wanting, and which names were probably meant.
 */
export function warnOfUnusedTables(definitions: readonly Use[], data: SignalData): void {
  const uses = [...definitions, ...otherUses];
  const names = uses.flatMap(({ table }) => table ?? []);
  for (const [name, table] of Object.entries(data.all())) {
    const own = uses.filter((use) => use.table === name);
    if (own.length === 0) {
      data.warn(`no signal looks at the table ${showValue(name)}${didYouMean(name, [...new Set(names)])}`);
      continue;
    }
    // A table without rows may have no columns either.
    if (table.numRows === 0) continue;
    const known = new Set(own.flatMap(({ columns }) => columns));
    const free = table.columnNames.filter((column) => !known.has(column));
    const wanting = (columns: readonly string[]) => columns.filter((part) => !data.hasColumn(name, part));
    const feedsNothing = own.every(({ columns }) => wanting(columns).length > 0);
    for (const part of new Set(own.flatMap(({ columns }) => wanting(columns)))) {
      const column = data.names(name, [part], [])[part]!;
      const hint = didYouMean(column, column === part ? free : table.columnNames);
      if (!feedsNothing && hint === "") continue;
      const rest = hint === "" ? `; its columns are ${showNames(table.columnNames)}` : hint;
      data.warn(`${name}: no column ${showValue(column)}, which signals look at${rest}`);
    }
  }
}
