import { csvPieces, type PrintOptions } from "../../table/index.js";
import type { AnyTable, CommandResult } from "../command/command.js";
import type { Locale } from "../command/text.js";

/** How a result is written. `"text"` is for reading: it shows the first rows. */
export const formats = ["text", "csv", "json", "md", "html", "parquet", "svg"] as const;

export type Format = (typeof formats)[number];

/** How texts are printed, and what becomes of formulas in CSV. */
export interface RenderOptions extends PrintOptions {
  readonly formulas: "escape" | "keep";
  readonly locale: Locale;
}

/** The format of a file by the ending of its name; null where it says none. */
export function formatOf(path: string): Format | null {
  const ending = /\.([a-z]+)(\.gz)?$/i.exec(path)?.[1]?.toLowerCase();
  if (ending === "txt") return "text";
  if (ending === "htm") return "html";
  if (ending === "markdown") return "md";
  return formats.find((format) => format === ending) ?? null;
}

/** A result in a format of text, piece by piece; every row but for `"text"`, which shows `rows` of them. */
export function render(
  { table, before, after }: CommandResult,
  format: "text" | "csv" | "json" | "md" | "html",
  { formulas, locale, ...print }: RenderOptions,
): Iterable<string> {
  const all = { rows: Math.max(1, table.numRows), width: 1e6 };
  switch (format) {
    case "csv":
      return csvPieces("clientele", table, { formulas });
    case "json":
      return jsonPieces(table);
    case "md":
      return [`${table.toMarkdown(all)}\n`];
    case "html":
      return [page(table.toHtml(all), locale)];
    case "text":
      return [`${[...(before ?? []), ...below(table.toString(print), after ?? [], locale)].join("\n\n")}\n`];
  }
}

function below(table: string, after: readonly string[], locale: Locale): string[] {
  return [table, ...after].map((text) => inLanguage(text, locale));
}

/** What the library writes around tables in English: how many rows were left out, and the words before notes. */
function inLanguage(text: string, locale: Locale): string {
  if (locale === "en") return text;
  return text
    .replace(/(^|\n)… ([\d,]+) more rows?$/, "$1… 另有 $2 行")
    .replace(/^Note: /, "注:")
    .replace(/^Ledger: /, "明细:");
}

/** An array of row objects, so laid out as `JSON.stringify(rows, null, 2)` would, without the whole in memory. */
function* jsonPieces(table: AnyTable): Generator<string> {
  if (table.numRows === 0) {
    yield "[]\n";
    return;
  }
  let separator = "[\n";
  let piece = "";
  for (const row of table) {
    piece += `${separator}${JSON.stringify(row, null, 2).replace(/^/gm, "  ")}`;
    separator = ",\n";
    if (piece.length < 1 << 20) continue;
    yield piece;
    piece = "";
  }
  yield `${piece}\n]\n`;
}

/** Heads stay in sight, digits stand below each other, wide tables scroll, and on paper heads are on every page. */
const pageStyle =
  ":root{color-scheme:light dark}body{margin:1.5rem;font-family:system-ui,sans-serif}table{border-collapse:collapse}" +
  "th,td{padding:.25rem .7rem;border-bottom:1px solid #8886;text-align:left;font-variant-numeric:tabular-nums}" +
  "td{white-space:nowrap}th{position:sticky;top:0;background:Canvas;vertical-align:bottom}" +
  "@media print{body{margin:0;font-size:8pt}th{position:static}tr{break-inside:avoid}}";

/** A table as a page that stands alone. */
function page(table: string, locale: Locale): string {
  const head =
    '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">' +
    `<title>clientele</title><style>${pageStyle}</style></head>`;
  return `<!doctype html>\n<html lang="${locale}">\n${head}\n<body>\n${table}\n</body>\n</html>\n`;
}

/** The columns of a table as hyparquet-writer takes them. */
export function parquetColumns(table: AnyTable): { readonly name: string; readonly data: unknown[] }[] {
  return table.columnNames.map((name) => {
    const column = table.column(name);
    const values: readonly unknown[] = column.toArray();
    const data =
      column.type === "date" ? values.map((value) => (value === null ? null : new Date(value as number))) : [...values];
    return { name, data };
  });
}
