import { type Table, writeCsv } from "clientele";
import { element } from "./elements.js";
import type { Say } from "./words.js";

/** How a table is shown. */
export interface TableSettings {
  readonly caption: string;
  /** The name of the CSV file. */
  readonly file: string;
  /** Rows shown; the CSV file has them all. */
  readonly rows: number;
  readonly say: Say;
  /** What a column is called on the page. */
  readonly heading: (column: string) => string;
  /** What a word of the library in a cell is called. */
  readonly term: (word: string) => string;
}

/** A table with buttons that sort all of it, of which the first rows are shown, and a button that downloads it. */
export function sortableTable(table: Table, settings: TableSettings): HTMLElement {
  const { caption, rows, say, heading, term } = settings;
  const body = element("tbody");
  let shown = table;
  const fill = () => body.replaceChildren(...rowsOf(shown.head(rows), term));
  const heads = table.columnNames.map((name) => {
    const numeric = table.column(name).type === "number";
    const head: HTMLTableCellElement = element(
      "th",
      { scope: "col", "aria-sort": "none", ...(numeric ? { class: "n" } : {}) },
      element("button", { type: "button", click: () => sort(name, head, numeric) }, heading(name)),
    );
    return head;
  });
  function sort(column: string, head: HTMLTableCellElement, numeric: boolean): void {
    const [first, second] = numeric ? ["descending", "ascending"] : ["ascending", "descending"];
    const direction = head.getAttribute("aria-sort") === first ? second! : first!;
    for (const other of heads) other.setAttribute("aria-sort", other === head ? direction : "none");
    shown = table.sortBy({ column, descending: direction === "descending" });
    fill();
  }
  fill();
  const count = (value: number) => value.toLocaleString("en");
  const cut =
    table.numRows <= rows
      ? ""
      : say(
          `The first ${rows} of ${count(table.numRows)} rows; the file has them all. `,
          `显示 ${count(table.numRows)} 行中的前 ${rows} 行，下载的文件包含全部。`,
        );
  return element(
    "div",
    { class: "try-result" },
    element(
      "div",
      { class: "try-table", role: "region", tabindex: "0", "aria-label": caption },
      element("table", {}, element("caption", {}, caption), element("thead", {}, element("tr", {}, ...heads)), body),
    ),
    element(
      "p",
      { class: "try-note" },
      cut,
      element(
        "button",
        { type: "button", class: "try-link", click: () => download(table, settings.file) },
        say(`Download CSV: ${caption}`, `下载 CSV：${caption}`),
      ),
    ),
  );
}

function rowsOf(table: Table, term: (word: string) => string): HTMLTableRowElement[] {
  const columns = table.columnNames.map((name) => table.column(name));
  return Array.from({ length: table.numRows }, (_, row) =>
    element(
      "tr",
      {},
      ...columns.map((column) => {
        const value = column.at(row);
        if (typeof value === "number" && column.type === "date") {
          return element("td", {}, new Date(value).toISOString().slice(0, 10));
        }
        if (typeof value === "number") return element("td", { class: "n" }, written(value));
        return element("td", {}, value === null ? "" : term(String(value)));
      }),
    ),
  );
}

function written(value: number): string {
  const digits = Number.isInteger(value) ? 0 : Math.abs(value) < 1 ? 4 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Saves a table as a CSV file that no spreadsheet takes for formulas. Nothing is sent anywhere. */
function download(table: Table, file: string): void {
  const blob = new Blob(["\ufeff", writeCsv(table, { formulas: "escape" })], { type: "text/csv;charset=utf-8" });
  const link = element("a", { href: URL.createObjectURL(blob), download: file });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
