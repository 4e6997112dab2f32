import { ClienteleError, columnList, knownOptions, numberOption, optionalPackage, showValue } from "../errors/index.js";
import { createTable, parseColumns, type Table, type ValueOptions, valueOptionNames } from "../table/index.js";
import { requirePath } from "./file-path.js";

/** Options of {@link readExcelFile}. */
export interface ExcelOptions extends ValueOptions {
  /** The sheet, by its name or its place counted from 1 [1]. */
  readonly sheet?: string | number;
  /** The columns to keep [all]. */
  readonly columns?: readonly string[];
  /** Whether the first row names the columns [true]; false for columns `c1`, `c2`, …, or their names in order. */
  readonly header?: boolean | readonly string[];
  /** Rows above the table to pass over [0]; rows without a value do not count. */
  readonly skipLines?: number;
  /** Rows at the end to leave out, such as a line of totals [0]. */
  readonly footer?: number;
}

type Cell = string | number | boolean | Date | null;

/**
 * Reads a sheet of a workbook (`.xlsx`), through the optional package `read-excel-file`. Cells that the sheet shows as
 * dates are dates, without a time zone and so in UTC; numbers, texts and booleans are what they are. Columns of text
 * are read further with the options of `readCsv`, as {@link parseColumns} does. Blank cells are missing.
 *
 * Errors: `missing-package`, `unsupported-input` (no workbook, no such sheet), `empty-table`, `unknown-column`,
 * `duplicate-column`, `invalid-option`; for columns whose type is given also `not-a-number`, `not-a-date`.
 *
 * @param path - the path of the file
 *
 * @example
 * ```ts
 * import { readExcelFile } from "clientele/node";
 *
 * const orders = await readExcelFile("orders.xlsx", { sheet: "Orders", skipLines: 2 });
 * ```
 */
export async function readExcelFile(path: string, options: ExcelOptions = {}): Promise<Table> {
  const caller = "readExcelFile";
  knownOptions(caller, options, ["sheet", "columns", "header", "skipLines", "footer", ...valueOptionNames]);
  const { sheet = 1, columns, header = true, skipLines, footer, ...values } = options;
  const bound = { min: 0, max: 1e6, integer: true };
  const skipped = numberOption(caller, "skipLines", skipLines ?? 0, bound);
  const left = numberOption(caller, "footer", footer ?? 0, bound);
  requirePath(caller, path);
  const rows = (await sheetRows(caller, path, checkedSheet(caller, sheet)))
    .filter((row) => row.some((cell) => cell !== null))
    .map((row) => row.map(withOwnCalendar));
  const body = rows.slice(skipped, Math.max(skipped, rows.length - left));
  const read = tableOf(caller, body, typeof header === "boolean" ? header : columnList(caller, "header", header));
  const parsed = parseColumns(read, values);
  return columns === undefined ? parsed : parsed.select(...columnList(caller, "columns", columns));
}

/**
 * A date before March 1900 as the sheet shows it: its calendar has a 29 February 1900, which the package does not count
 * (ECMA-376, 18.17.4.1). Times of day alone are moments of the day before the first.
 */
function withOwnCalendar(cell: Cell): Cell {
  if (!(cell instanceof Date) || cell.getTime() < firstDay || cell.getTime() >= lastBeforeMarch) return cell;
  return new Date(cell.getTime() + 86_400_000);
}

const firstDay = /* @__PURE__ */ Date.UTC(1899, 11, 31);
const lastBeforeMarch = /* @__PURE__ */ Date.UTC(1900, 1, 28);

/** The name of a column; a date as it is written, so that a row of values is known for one. */
function nameIn(cell: Cell): string {
  if (cell === null) return "";
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).trim();
}

function checkedSheet(caller: string, sheet: unknown): string | number {
  if (typeof sheet === "string") return sheet;
  return numberOption(caller, "sheet", sheet, { min: 1, integer: true });
}

async function sheetRows(caller: string, path: string, sheet: string | number): Promise<readonly Cell[][]> {
  const { readSheet } = await optionalPackage(caller, ["read-excel-file"], () => import("read-excel-file/node"));
  try {
    return (await readSheet(path, sheet)) as readonly Cell[][];
  } catch (error) {
    // What the file system says is passed on.
    if (error instanceof Error && "syscall" in error) throw error;
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: sheet },
      `cannot read sheet ${showValue(sheet)} of ${showValue(path)}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

function tableOf(caller: string, rows: readonly Cell[][], header: boolean | readonly string[]): Table {
  const [first, ...below] = rows;
  if (first === undefined) throw new ClienteleError("empty-table", { function: caller }, "the sheet has no rows");
  const body = header === true ? below : rows;
  const width = Math.max(...rows.map((row) => row.length));
  const names =
    header === true
      ? first.map(nameIn)
      : header === false
        ? Array.from({ length: width }, (_, i) => `c${i + 1}`)
        : header;
  const isUsed = (i: number) => names[i] !== "" || body.some((row) => (row[i] ?? null) !== null);
  const used = Array.from({ length: width }, (_, i) => i).filter(isUsed);
  const nameless = used.find((i) => names[i] === undefined || names[i] === "");
  if (nameless !== undefined) {
    throw new ClienteleError(
      "duplicate-column",
      { function: caller, column: "" },
      `column ${nameless + 1} of the sheet has values but no name; name the columns with header, or pass over rows ` +
        "above the table with skipLines",
    );
  }
  const repeated = used.find((i) => used.some((j) => j < i && names[j] === names[i]));
  if (repeated !== undefined) {
    throw new ClienteleError(
      "duplicate-column",
      { function: caller, column: names[repeated]! },
      "the sheet has this name twice",
    );
  }
  return createTable(used.map((i) => [names[i]!, body.map((row) => row[i] ?? null)] as const)) as Table;
}
