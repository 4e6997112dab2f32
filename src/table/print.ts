import { counted, knownOptions, numberOption } from "../errors/index.js";
import { NumberColumn, type StoredColumn } from "./columns/column.js";
import { showDate } from "./values/date-text.js";
import { showNumber } from "./values/show-number.js";

/** How much of a table is shown. */
export interface PrintOptions {
  /** Rows [20]. */
  readonly rows?: number;
  /** Characters of a cell [100]; longer text is cut. */
  readonly width?: number;
  /** Digits behind the point of numbers [as many as the column needs]. */
  readonly digits?: number;
}

interface Shown {
  readonly rows: number;
  readonly width: number;
  readonly digits: number | null;
}

function readPrintOptions(caller: string, options: PrintOptions): Shown {
  knownOptions(caller, options, ["rows", "width", "digits"]);
  const { rows = 20, width = 100, digits } = options;
  return {
    rows: numberOption(caller, "rows", rows, { min: 0, integer: true }),
    width: numberOption(caller, "width", width, { min: 1, integer: true }),
    digits: digits === undefined ? null : numberOption(caller, "digits", digits, { min: 0, max: 20, integer: true }),
  };
}

/** The first rows of a table as aligned text: numbers to the right, missing values as a dot. */
export function printTable(columns: readonly StoredColumn[], numRows: number, options: PrintOptions = {}): string {
  const show = readPrintOptions("toString", options);
  if (columns.length === 0) return "(table without columns)";
  const shown = Math.min(numRows, show.rows);
  const texts = columns.map((column) => shownColumn(column, shown, show));
  const widths = texts.map((cells) => Math.max(...cells.map((cell) => displayWidth(cell))));
  const line = (index: number) =>
    columns
      .map((column, c) => pad(texts[c]![index]!, widths[c]!, isNumeric(column)))
      .join("  ")
      .trimEnd();
  const lines = [line(0), widths.map((width) => "─".repeat(width)).join("  ")];
  for (let row = 1; row <= shown; row++) lines.push(line(row));
  if (numRows > shown) lines.push(moreRows(numRows - shown));
  else if (numRows === 0) lines.push("(no rows)");
  return lines.join("\n");
}

/** The first rows of a table in Markdown; what would divide a cell or make markup of it is escaped. */
export function tableToMarkdown(columns: readonly StoredColumn[], numRows: number, options: PrintOptions = {}): string {
  const show = readPrintOptions("toMarkdown", options);
  const shown = Math.min(numRows, show.rows);
  const texts = columns.map((column) => shownColumn(column, shown, show));
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const ruler = columns.map((column) => (isNumeric(column) ? "---:" : "---"));
  const lines = [line(texts.map((cells) => escapeMarkdown(cells[0]!))), line(ruler)];
  for (let row = 1; row <= shown; row++) lines.push(line(texts.map((cells) => escapeMarkdown(cells[row]!))));
  if (numRows > shown) lines.push("", moreRows(numRows - shown));
  return lines.join("\n");
}

function moreRows(count: number): string {
  return `… ${count} more ${count === 1 ? "row" : "rows"}`;
}

/** Text with the characters of Markdown escaped. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|#~]/g, "\\$&");
}

function isNumeric(column: StoredColumn): boolean {
  return column instanceof NumberColumn && column.type === "number";
}

/** The first rows of a table as an HTML table; every text in it is escaped. */
export function tableToHtml(columns: readonly StoredColumn[], numRows: number, options: PrintOptions = {}): string {
  const show = readPrintOptions("toHtml", options);
  const shown = Math.min(numRows, show.rows);
  const texts = columns.map((column) => shownColumn(column, shown, show));
  const row = (index: number, tag: "th" | "td") =>
    `<tr>${columns
      .map((column, c) => {
        const align = isNumeric(column) ? ' style="text-align:right"' : "";
        return `<${tag}${align}>${escapeHtml(texts[c]![index]!)}</${tag}>`;
      })
      .join("")}</tr>`;
  const body = Array.from({ length: shown }, (_, index) => row(index + 1, "td")).join("");
  const more = numRows > shown ? `<caption>${shown} of ${counted(numRows, "row")}</caption>` : "";
  return `<table>${more}<thead>${row(0, "th")}</thead><tbody>${body}</tbody></table>`;
}

/** The header and the first cells of a column as text; the numbers of one column share their decimals. */
function shownColumn(column: StoredColumn, rows: number, { width, digits }: Shown): string[] {
  const cells = [clip(column.name, width)];
  const decimals = digits ?? (column instanceof NumberColumn ? decimalsFor(column, rows) : 0);
  for (let row = 0; row < rows; row++) {
    const value = column.at(row);
    if (value === null) cells.push("·");
    else if (typeof value !== "number") cells.push(clip(String(value), width));
    else cells.push(column.type === "date" ? showDate(value) : showNumber(value, decimals));
  }
  return cells;
}

/** As many decimals as the column needs, four significant digits for its typical value at the most. */
function decimalsFor(column: NumberColumn, rows: number): number {
  let needed = 0;
  let largest = 0;
  for (let row = 0; row < rows; row++) {
    const value = column.at(row);
    if (value === null || !Number.isFinite(value) || Number.isInteger(value)) continue;
    largest = Math.max(largest, Math.abs(value));
    const text = value.toPrecision(12).replace(/0+$/, "");
    const point = text.indexOf(".");
    needed = Math.max(needed, point < 0 || text.includes("e") ? 0 : text.length - point - 1);
  }
  if (largest === 0) return 0;
  const forFourDigits = 3 - Math.floor(Math.log10(largest));
  return Math.min(needed === 0 ? 4 : needed, Math.max(2, Math.min(6, forFourDigits)));
}

const controlOrFormat = /[\p{Cc}\p{Cf}]/gu;

function clip(text: string, widest: number): string {
  const visible = text.replace(controlOrFormat, " ");
  const points = [...visible];
  return points.length > widest ? `${points.slice(0, widest - 1).join("")}…` : visible;
}

const eastAsian = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/;
const pictograph = /\p{Extended_Pictographic}/u;

/** Terminal cells a text takes: East Asian characters and pictographs take two, combining marks none. */
function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += cellsOf(character);
  return width;
}

function cellsOf(character: string): number {
  if (/\p{Mn}/u.test(character)) return 0;
  return eastAsian.test(character) || pictograph.test(character) ? 2 : 1;
}

function pad(text: string, width: number, toTheRight: boolean): string {
  const space = " ".repeat(Math.max(0, width - displayWidth(text)));
  return toTheRight ? space + text : text + space;
}

/** Text with the characters of HTML escaped, for text nodes and quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
