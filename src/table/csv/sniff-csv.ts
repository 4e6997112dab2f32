import type { TextColumn } from "../columns/column.js";
import type { ValueFormat } from "../columns/value-options.js";
import type { Table } from "../table.js";
import { createTable } from "../table-input.js";
import { plainNumbers } from "../values/formatted-number.js";
import { collectTable } from "./collect-table.js";
import { type CsvSource, rawPiecesOf } from "./csv-source.js";
import { likelyEncodings, utf16Of } from "./encoding.js";
import type { CsvLayout, ReadingOptions } from "./reading-options.js";
import { type Finding, type FoundLayout, sniffLayout } from "./sniff-layout.js";
import {
  type ColumnTexts,
  found,
  isAllNumbers,
  numberStyles,
  sniffDates,
  sniffNumbers,
  textsOf,
} from "./sniff-values.js";

/** The columns of the evidence of {@link sniffCsv}. */
export type SniffColumns = { column: string; finding: string; rows: number; example: string };

/** What {@link sniffCsv} found. */
export interface SniffedCsv {
  /** The options with which `readCsv` reads the file as it seems to be meant. */
  readonly options: ReadingOptions;
  /** What speaks for them: `column` (missing for the whole file), `finding`, `rows` that show it, `example`. */
  readonly evidence: Table<SniffColumns, object>;
  /** What the file does not decide, in words; the options leave it open. */
  readonly ambiguous: readonly string[];
}

/** More is not looked at. */
const mostBytes = 1 << 25;

/**
 * Looks at a CSV file and says how it is written: encoding, delimiter, header, lines above and below the table,
 * comments, decimal and group marks, currency, percent, forms of dates, tokens of missing values; with the evidence,
 * and the options to pass to `readCsv`. It decides nothing that the file does not decide: `13/03/2026` has the day
 * first, `03/04/2026` alone leaves it open, and `ambiguous` says so. It looks at the first 32 MB.
 *
 * Errors: `unsupported-input`, `csv-encoding` (something compressed or a workbook), `csv-quote`, `csv-ragged`,
 * `empty-table`.
 *
 * @example
 * ```ts
 * const { options, ambiguous } = await sniffCsv("Kunde;Betrag\nada;12,50\n");
 * options; // { delimiter: ";", decimal: "," }
 * ambiguous; // []
 * ```
 */
export async function sniffCsv(source: CsvSource): Promise<SniffedCsv> {
  const caller = "sniffCsv";
  const { bytes, isWhole } = await firstBytes(caller, source);
  const findings: Finding[] = [];
  const ambiguous: string[] = [];
  if (!isWhole) findings.push({ column: null, finding: "looked at the first 32 MB only", rows: 0, example: null });
  const { encoding, text } = decoded(bytes, findings, ambiguous);
  const layout = sniffLayout(text);
  findings.push(...layout.findings);
  ambiguous.push(...layout.ambiguous);
  const columns = await textColumns(caller, text, layout);
  const options = { ...layoutOptions(encoding, layout), ...valueOptions(columns, findings, ambiguous) };
  return { options, evidence: evidenceTable(findings), ambiguous };
}

async function firstBytes(
  caller: string,
  source: CsvSource,
): Promise<{ readonly bytes: Uint8Array; readonly isWhole: boolean }> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of rawPiecesOf(caller, source)) {
    parts.push(bytes);
    length += bytes.length;
    if (length >= mostBytes) break;
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  if (length < mostBytes) return { bytes: all, isWhole: true };
  // The last line may be cut.
  const end = all.lastIndexOf(10);
  return { bytes: all.subarray(0, end < 0 ? length : end + 1), isWhole: false };
}

function decoded(
  bytes: Uint8Array,
  findings: Finding[],
  ambiguous: string[],
): { readonly encoding: string | undefined; readonly text: string } {
  const wide = utf16Of(bytes);
  try {
    const text = new TextDecoder(wide ?? "utf-8", { fatal: true }).decode(bytes);
    if (wide !== null) findings.push({ column: null, finding: `${wide}, found by itself`, rows: 0, example: null });
    return { encoding: undefined, text };
  } catch {
    const [likely, second] = likelyEncodings(bytes);
    const text = new TextDecoder(likely).decode(bytes);
    const example = text.split(/\r\n|\n|\r/).find((line) => /[^\p{ASCII}]/u.test(line)) ?? null;
    findings.push({ column: null, finding: `not UTF-8: encoding: "${likely}"`, rows: 0, example });
    if (second !== undefined && second !== "windows-1252") {
      ambiguous.push(`the encoding may be "${likely}" or "${second}": see whether the example reads right`);
    }
    return { encoding: likely!, text };
  }
}

/** Every column as it stands in the file. */
async function textColumns(caller: string, text: string, found: FoundLayout): Promise<readonly ColumnTexts[]> {
  const layout: CsvLayout = {
    columns: undefined,
    delimiter: found.delimiter,
    encoding: null,
    header: found.header,
    skipLines: found.skipLines,
    comment: found.comment,
    footer: found.footer,
  };
  const asText: ValueFormat = { type: "string", numbers: plainNumbers, date: null, missing: new Set() };
  async function* bytes() {
    yield new TextEncoder().encode(text);
  }
  const table = await collectTable(caller, bytes(), layout, () => asText, []);
  return table.columnNames.map((name) => textsOf(table.column(name) as object as TextColumn));
}

function layoutOptions(encoding: string | undefined, layout: FoundLayout): ReadingOptions {
  const { delimiter, header, skipLines, comment, footer } = layout;
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === "," ? {} : { delimiter }),
    ...(header ? {} : { header }),
    ...(skipLines === 0 ? {} : { skipLines }),
    ...(comment === undefined ? {} : { comment }),
    ...(footer === 0 ? {} : { footer }),
  };
}

function valueOptions(columns: readonly ColumnTexts[], findings: Finding[], ambiguous: string[]): ReadingOptions {
  const dates = new Map(columns.map((column) => [column.name, sniffDates(column)]));
  const undated = columns.filter(({ name }) => dates.get(name) === null);
  const numbers = sniffNumbers(undated);
  const { decimal, thousands, currency, percent } = numbers.isDecided ? numbers.style : numberStyles[0]!;
  findings.push(...numbers.findings);
  ambiguous.push(...numbers.ambiguous);
  const formats: [string, string][] = [];
  for (const [name, date] of dates) {
    if (date === null) continue;
    findings.push(date.finding);
    if (date.ambiguous !== null) ambiguous.push(date.ambiguous);
    if (date.dateFormat !== null) formats.push([name, date.dateFormat]);
  }
  const typed = columns.filter((column) => dates.get(column.name) !== null || isAllNumbers(column, numbers.style));
  return {
    ...(decimal === "." ? {} : { decimal: "," as const }),
    ...(thousands === null ? {} : { thousands }),
    ...(currency === null ? {} : { currency }),
    ...(percent ? { percent } : {}),
    ...(formats.length === 0 ? {} : { dateFormat: Object.fromEntries(formats) }),
    ...missingOption(typed, findings),
  };
}

/** Tokens that stand among numbers or dates mean that a value is missing. */
function missingOption(columns: readonly ColumnTexts[], findings: Finding[]): ReadingOptions {
  const tokens = new Set<string>();
  for (const column of columns) {
    if (column.tokens.length === 0) continue;
    for (const { text } of column.tokens) tokens.add(text);
    const shown = column.tokens.map(({ text }) => JSON.stringify(text)).join(", ");
    findings.push(found(column.name, `missing values: missing: [${shown}]`, column.tokens));
  }
  return tokens.size === 0 ? {} : { missing: [...tokens] };
}

function evidenceTable(findings: readonly Finding[]): Table<SniffColumns, object> {
  return createTable<SniffColumns>({
    column: findings.map(({ column }) => column),
    finding: findings.map(({ finding }) => finding),
    rows: findings.map(({ rows }) => rows),
    example: findings.map(({ example }) => example),
  });
}
