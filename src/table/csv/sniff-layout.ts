import { usualDelimiters } from "./delimiter.js";
import { RowSplitter } from "./row-splitter.js";

/** One thing that was found in a file, as a row of evidence. */
export interface Finding {
  /** The column it was found in; null where it is about the whole file. */
  readonly column: string | null;
  readonly finding: string;
  /** The rows that show it. */
  readonly rows: number;
  readonly example: string | null;
}

/** Where the table is in a file, and how it is divided. */
export interface FoundLayout {
  readonly delimiter: string;
  readonly comment: string | undefined;
  readonly skipLines: number;
  readonly footer: number;
  readonly header: boolean;
  readonly findings: readonly Finding[];
  readonly ambiguous: readonly string[];
}

/** A row of a file that was divided on trial. */
interface TrialRow {
  readonly fields: readonly string[];
}

/** What a line of totals begins with. */
const totals =
  /^(grand |sub)?(total|totals|sum|summe|gesamt|somme|totale|suma|合计|总计|小计|總計)\b|^(合计|总计|小计)/iu;

/** Finds delimiter, comments, lines above and below the table, and whether there is a header. */
export function sniffLayout(text: string): FoundLayout {
  const findings: Finding[] = [];
  const comment = commentOf(text);
  if (comment !== undefined) findings.push({ ...comment.finding });
  const { delimiter, rows, width } = divided(text, comment?.mark, findings);
  // A title above the table may have the delimiters of a row, but no more than a field or two that are filled.
  const isFilled = ({ fields }: TrialRow) => fields.filter((field) => field !== "").length > fields.length / 2;
  const whole = Math.max(
    0,
    rows.findIndex((row) => row.fields.length === width && isFilled(row)),
  );
  const skipLines = linesBefore(text, rows[whole], delimiter, whole, findings);
  const footer = footerOf(rows.slice(whole), width, findings);
  const body = rows.slice(whole, rows.length - footer);
  const { header, unclear } = headerOf(body, findings);
  return {
    delimiter,
    comment: comment?.mark,
    skipLines,
    footer,
    header,
    findings,
    ambiguous: unclear ? ["the first row may be a header or data: no column below it differs from it in kind"] : [],
  };
}

function commentOf(text: string): { readonly mark: string; readonly finding: Finding } | undefined {
  const lines = text.split(/\r\n|\n|\r/);
  for (const mark of ["#", "//"]) {
    const marked = lines.filter((line) => line.startsWith(`${mark} `) || line === mark);
    if (marked.length === 0) continue;
    return {
      mark,
      finding: {
        column: null,
        finding: `lines of comment: comment: "${mark}"`,
        rows: marked.length,
        example: marked[0]!,
      },
    };
  }
  return undefined;
}

/** The delimiter with which most rows have the same number of fields, more than one. */
function divided(
  text: string,
  comment: string | undefined,
  findings: Finding[],
): { readonly delimiter: string; readonly rows: readonly TrialRow[]; readonly width: number } {
  const named = /^"?sep=(.)"?\r?$/im.exec(text.slice(0, 16))?.[1];
  let best = { delimiter: ",", rows: trialRows(text, ",", comment) ?? [], width: 1, share: 0 };
  for (const delimiter of named === undefined ? usualDelimiters : [named]) {
    const rows = trialRows(text, delimiter, comment);
    if (rows === null || rows.length === 0) continue;
    const { width, count } = usualWidth(rows);
    const share = count / rows.length;
    const isBetter = share > best.share + 0.1 || (share >= best.share - 0.1 && width > best.width);
    if (width > 1 && isBetter) best = { delimiter, rows, width, share };
  }
  const { rows, width, delimiter } = best;
  findings.push({
    column: null,
    finding: width === 1 ? "one column" : `${width} fields between ${JSON.stringify(delimiter)}`,
    rows: rows.filter((row) => row.fields.length === width).length,
    example: rows[0]?.fields.join(delimiter) ?? null,
  });
  return best;
}

function usualWidth(rows: readonly TrialRow[]): { readonly width: number; readonly count: number } {
  const counts = new Map<number, number>();
  for (const { fields } of rows) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1);
  let usual = { width: 1, count: 0 };
  for (const [width, count] of counts) if (count > usual.count) usual = { width, count };
  return usual;
}

/** The rows of a text divided at a delimiter; null where quotes do not close. */
function trialRows(text: string, delimiter: string, comment: string | undefined): TrialRow[] | null {
  const rows: TrialRow[] = [];
  const decoder = new TextDecoder();
  const splitter = new RowSplitter("sniffCsv", { delimiter, comment, hasHeader: true }, (row) => {
    const field = (_: unknown, i: number) => decoder.decode(row.bytes.subarray(row.starts[i], row.ends[i])).trim();
    rows.push({ fields: Array.from({ length: row.count }, field) });
  });
  try {
    splitter.push(new TextEncoder().encode(text));
    splitter.finish();
    return rows;
  } catch {
    return null;
  }
}

/** Lines above the first row of the table, blank ones included. */
function linesBefore(
  text: string,
  first: TrialRow | undefined,
  delimiter: string,
  above: number,
  findings: Finding[],
): number {
  if (first === undefined || above <= 0) return 0;
  const lines = text.split(/\r\n|\n|\r/);
  const start = first.fields[0]!;
  const isFirst = (line: string) => line.replaceAll('"', "").trim().startsWith(start) && line.includes(delimiter);
  const at = lines.findIndex((line, i) => i >= above && isFirst(line));
  const skipped = at < 0 ? above : at;
  // A line `sep=;` is passed over by itself.
  const own = /^"?sep=.$/i.test(lines[0]!.replaceAll('"', "")) && skipped === 1 ? 0 : skipped;
  if (own > 0) {
    findings.push({
      column: null,
      finding: `lines above the table: skipLines: ${own}`,
      rows: own,
      example: lines[0]!,
    });
  }
  return own;
}

/** Rows at the end that are no rows of the table: of another width, or totals. */
function footerOf(rows: readonly TrialRow[], width: number, findings: Finding[]): number {
  const isForeign = ({ fields }: TrialRow) => fields.length !== width || fields.some((field) => totals.test(field));
  let footer = 0;
  while (footer < rows.length - 1 && isForeign(rows[rows.length - 1 - footer]!)) footer++;
  if (footer > 0) {
    const example = rows[rows.length - footer]!.fields.join(" ");
    findings.push({ column: null, finding: `rows below the table: footer: ${footer}`, rows: footer, example });
  }
  return footer;
}

const hasDigits = /\d/;

/** A header has names where there are values below it. */
function headerOf(
  rows: readonly TrialRow[],
  findings: Finding[],
): { readonly header: boolean; readonly unclear: boolean } {
  const [first, ...below] = rows;
  if (first === undefined) return { header: true, unclear: false };
  const isName = (field: string) => field !== "" && !/^[\d.,:/\s€$£¥%+-]+$/u.test(field);
  const allNames = first.fields.every(isName) && new Set(first.fields).size === first.fields.length;
  if (!allNames) {
    const example = first.fields.join(" ");
    if (first.fields.every((field) => field === "" || isName(field))) return { header: true, unclear: false };
    findings.push({ column: null, finding: "the first row holds values: header: false", rows: 1, example });
    return { header: false, unclear: false };
  }
  const differs = first.fields.some(
    (field, i) =>
      !hasDigits.test(field) && below.length > 0 && below.every((row) => hasDigits.test(row.fields[i] ?? "")),
  );
  return { header: true, unclear: !differs && below.length > 0 };
}
