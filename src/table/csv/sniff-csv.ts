import type { TextColumn } from "../columns/column.js";
import type { ValueFormat } from "../columns/value-options.js";
import type { Table } from "../table.js";
import { createTable } from "../table-input.js";
import { plainNumbers } from "../values/formatted-number.js";
import { numberStyles } from "../values/number-styles.js";
import { collectTable } from "./collect-table.js";
import { type CsvSource, rawPiecesOf } from "./csv-source.js";
import { decodedText } from "./decoded-text.js";
import { utf16Of } from "./encoding.js";
import { type LikelyEncoding, likelyEncodings } from "./likely-encodings.js";
import type { CsvLayout, ReadingOptions } from "./reading-options.js";
import type { Finding } from "./sniff-finding.js";
import { type FoundLayout, sniffLayout } from "./sniff-layout.js";
import {
  type ColumnTexts,
  currenciesOf,
  found,
  isAllNumbers,
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

/** An encoding that reads worse is not settled, and neither is one with another so near to it. */
const leastScore = 0.5;
const leastLead = 0.1;

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
    const [likely, second] = likelyEncodings(bytes) as [LikelyEncoding, LikelyEncoding | undefined];
    const { encoding, score } = likely;
    const text = decodedText(bytes, encoding)!;
    const example = text.split(/\r\n|\n|\r/).find((line) => /[^\p{ASCII}]/u.test(line)) ?? null;
    findings.push({ column: null, finding: `not UTF-8: encoding: "${encoding}"`, rows: 0, example });
    const look = "see whether the example of the evidence reads right";
    if (score < leastScore) {
      ambiguous.push(
        `no encoding reads well, "${encoding}" best: ${look}; files of DOS have to be saved anew as UTF-8`,
      );
    } else if (second !== undefined && second.score > score - leastLead) {
      ambiguous.push(`the encoding may be "${encoding}" or "${second.encoding}": ${look}`);
    }
    return { encoding, text };
  }
}

/** Every column as it stands in the file. */
async function textColumns(caller: string, text: string, found: FoundLayout): Promise<readonly ColumnTexts[]> {
  const layout: CsvLayout = {
    columns: found.columns,
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
  const { delimiter, header, columns, skipLines, comment, footer } = layout;
  return {
    ...(encoding === undefined ? {} : { encoding }),
    ...(delimiter === "," ? {} : { delimiter }),
    ...(header === true ? {} : { header }),
    ...(columns === undefined ? {} : { columns }),
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
  const mixed = currency === null ? [] : columns.filter((column) => currenciesOf(column, numbers.style).length > 1);
  for (const column of mixed) {
    const marks = currenciesOf(column, numbers.style).map((mark) => JSON.stringify(mark));
    ambiguous.push(
      `column ${JSON.stringify(column.name)}: amounts are in several currencies (${marks.join(", ")}), which cannot ` +
        "be added; it is read as text, to be split by currency and converted",
    );
  }
  const texts = mixed.map(({ name }) => [name, "string"] as const);
  const typed = columns.filter((column) => dates.get(column.name) !== null || isAllNumbers(column, numbers.style));
  return {
    ...(decimal === "." ? {} : { decimal: "," as const }),
    ...(thousands === null ? {} : { thousands }),
    ...(currency === null ? {} : { currency }),
    ...(percent ? { percent } : {}),
    ...(formats.length === 0 ? {} : { dateFormat: Object.fromEntries(formats) }),
    ...(texts.length === 0 ? {} : { types: Object.fromEntries(texts) }),
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
