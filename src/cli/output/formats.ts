import { type Table, writeCsv } from "../../table/index.js";
import type { CommandResult } from "../command/command.js";

/** How a result is written. `"text"` is for reading: it shows the first rows. */
export const formats = ["text", "csv", "json", "md", "html", "parquet"] as const;

export type Format = (typeof formats)[number];

/** The format of a file by the ending of its name; null where it says none. */
export function formatOf(path: string): Format | null {
  const ending = /\.([a-z]+)(\.gz)?$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === "txt") return "text";
  if (ending === "htm") return "html";
  return formats.find((format) => format === ending) ?? null;
}

/** A result in a format of text; every row but for `"text"`, which shows `rows` of them. */
export function render(
  { table, before, after }: CommandResult,
  format: Exclude<Format, "parquet">,
  rows: number,
): string {
  const all = { rows: Math.max(1, table.numRows), width: 1e6 };
  switch (format) {
    case "csv":
      return writeCsv(table);
    case "json":
      return `${JSON.stringify(table.toRows(), null, 2)}\n`;
    case "md":
      return `${table.toMarkdown(all)}\n`;
    case "html":
      return page(table.toHtml(all));
    case "text": {
      const shown = table.toString({ rows });
      return `${[...(before ?? []), shown, ...(after ?? [])].join("\n\n")}\n`;
    }
  }
}

/** A table as a page that stands alone. */
function page(table: string): string {
  const head = '<head><meta charset="utf-8"><title>clientele</title></head>';
  return `<!doctype html>\n<html lang="en">\n${head}\n<body>\n${table}\n</body>\n</html>\n`;
}

/** The columns of a table as hyparquet-writer takes them. */
export function parquetColumns(table: Table): { readonly name: string; readonly data: unknown[] }[] {
  return table.columnNames.map((name) => {
    const column = table.column(name);
    const values: readonly unknown[] = column.toArray();
    const data =
      column.type === "date" ? values.map((value) => (value === null ? null : new Date(value as number))) : [...values];
    return { name, data };
  });
}
