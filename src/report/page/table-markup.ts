import { escapeMarkup, type Wording } from "../../presentation/index.js";
import { type Column, dayOf, showDay, type Table, writeCsv } from "../../table/index.js";
import type { CellFormat, ReportColumn, ReportTable } from "./chapter.js";
import type { PageWording } from "./page-wording.js";

/** How much of a table goes into the page. */
export interface TableLimits {
  /** Rows and columns that are shown. */
  readonly rows: number;
  readonly columns: number;
  /** Rows and characters of the CSV file. */
  readonly csvRows: number;
  readonly csvLength: number;
}

/** Longer texts of cells are cut. */
const longestCell = 120;

/** A table with buttons that sort it, a link to its CSV file, and a note where it was cut. */
export function tableMarkup(report: ReportTable, limits: TableLimits, wording: PageWording): string {
  const { say } = wording;
  const all = report.columns ?? suggestedColumns(report.table, wording);
  const columns = all.slice(0, limits.columns);
  const shown = Math.min(limits.rows, report.table.numRows);
  const heads = columns.map(
    ({ label, format }) =>
      `<th scope="col" aria-sort="none"${format === "text" || format === "date" ? "" : ' class="n"'}>` +
      `<button type="button">${escapeMarkup(shortened(headOf(label, format, wording)))}</button></th>`,
  );
  const cells = columns.map((column) => cellsOf(report.table.column(column.name), column, shown, wording));
  const rows = Array.from({ length: shown }, (_, row) => `<tr>${cells.map((column) => column[row]!).join("")}</tr>`);
  const caption = escapeMarkup(shortened(report.caption));
  const { link, csvRows } = csvLink(report, columns, limits, wording);
  const cut = cutNote(report.table.numRows, shown, csvRows, wording) + columnNote(all.length, columns.length, wording);
  return (
    `<div class="table" role="region" tabindex="0" aria-label="${escapeMarkup(say("Table: ", "表格："))}${caption}">` +
    `<table><caption>${caption}</caption><thead><tr>${heads.join("")}</tr></thead>` +
    `<tbody>${rows.join("")}</tbody></table></div><p class="note">${cut}${link}</p>`
  );
}

/** Amounts name their currency in the head, where it is known. */
function headOf(label: string, format: CellFormat, { currency, say }: PageWording): string {
  if (format !== "amount" || currency === null) return label;
  return say(`${label} (${currency})`, `${label}（${currency}）`);
}

function cellsOf(column: Column, { format, unknown = "" }: ReportColumn, rows: number, wording: Wording): string[] {
  return Array.from({ length: rows }, (_, row) => {
    const value = column.at(row);
    if (value === null || value === "") {
      return `<td${isNumeric(format) ? ' class="n"' : ""}>${escapeMarkup(unknown)}</td>`;
    }
    if (typeof value === "number" && isNumeric(format)) {
      return `<td class="n" data-value="${value}">${escapeMarkup(written(value, format, wording))}</td>`;
    }
    if (format === "date" && typeof value === "number") return `<td>${showDay(dayOf(value))}</td>`;
    const text = wording.term(value);
    return `<td>${escapeMarkup(shortened(text))}</td>`;
  });
}

function shortened(text: string): string {
  return text.length > longestCell ? `${text.slice(0, longestCell - 1)}…` : text;
}

function isNumeric(format: CellFormat): boolean {
  return format !== "text" && format !== "date";
}

function written(value: number, format: CellFormat, { count, decimal, percent }: Wording): string {
  if (format === "percent") return percent(value, 1);
  if (format === "count") return count(value);
  if (format === "amount") return decimal(value, 2);
  return decimal(value);
}

/** Shares, counts and dates cannot be told apart by their values alone: numbers are written as decimals. */
function suggestedColumns(table: Table, { term }: Wording): ReportColumn[] {
  return table.columnNames.map((name) => {
    const { type } = table.column(name);
    const format: CellFormat = type === "number" ? "decimal" : type === "date" ? "date" : "text";
    return { name, label: term(name), format };
  });
}

/** The CSV file as a link that needs neither script nor network. */
function csvLink(
  { table, file, caption }: ReportTable,
  columns: readonly ReportColumn[],
  limits: TableLimits,
  { say }: Wording,
): { readonly link: string; readonly csvRows: number } {
  const chosen = table.select(...new Set(columns.map(({ name }) => name)));
  let csvRows = Math.min(table.numRows, limits.csvRows);
  let csv = encoded(chosen, csvRows);
  while (csv.length > limits.csvLength && csvRows > 0) {
    csvRows = Math.floor(csvRows * Math.min(0.8, limits.csvLength / csv.length));
    csv = encoded(chosen, csvRows);
  }
  const label = escapeMarkup(say(`Download CSV: ${shortened(caption)}`, `下载 CSV：${shortened(caption)}`));
  const link =
    `<a class="download" download="${escapeMarkup(file)}.csv" aria-label="${label}" ` +
    `href="data:text/csv;charset=utf-8,%EF%BB%BF${csv}">${escapeMarkup(say("Download CSV", "下载 CSV"))}</a>`;
  return { link, csvRows };
}

function encoded(table: Table, rows: number): string {
  const csv = writeCsv(table.head(rows), { formulas: "escape" });
  // Halves of surrogate pairs cannot be encoded; apostrophes would be legal but end attributes elsewhere.
  return encodeURIComponent(
    csv.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd"),
  )
    .replace(/'/g, "%27")
    .replace(/%2C/g, ",");
}

function cutNote(rows: number, shown: number, csvRows: number, { say, count, counted }: Wording): string {
  if (shown === rows && csvRows === rows) return "";
  const text = say(
    `Shown: ${count(shown)} of ${counted(rows, "row")}; the CSV file has ${count(csvRows)}. `,
    `显示 ${count(rows)} 行中的 ${count(shown)} 行；CSV 文件含 ${count(csvRows)} 行。`,
  );
  return `<span class="cut">${escapeMarkup(text)}</span>`;
}

function columnNote(all: number, shown: number, { say, count, counted }: Wording): string {
  if (shown === all) return "";
  const text = say(
    `The first ${count(shown)} of ${counted(all, "column")}. `,
    `仅显示 ${count(all)} 列中的前 ${count(shown)} 列。`,
  );
  return `<span class="cut">${escapeMarkup(text)}</span>`;
}
