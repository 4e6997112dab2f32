import { counted } from "../../errors/index.js";
import { rareDelimiters, usualDelimiters } from "./delimiter.js";
import { RowSplitter } from "./row-splitter.js";
import type { Finding } from "./sniff-finding.js";
import { type FoundHeader, sniffHeader, type TrialRow } from "./sniff-header.js";

/** Where the table is in a file, and how it is divided. */
export interface FoundLayout extends FoundHeader {
  readonly delimiter: string;
  readonly comment: string | undefined;
  readonly skipLines: number;
  readonly footer: number;
  readonly findings: readonly Finding[];
  readonly ambiguous: readonly string[];
}

/** What a line of totals begins with. */
const totals = /* @__PURE__ */ new RegExp(
  "^(?:(?:grand |sub ?)?totals?|sum(?: of .+)?|average|mean|(?:gesamt|zwischen|end)?summe|gesamt|insgesamt|somme|" +
    "(?:sous-)?total(?: général)?|totale|suma|totaal|razem|ogółem|summa|totalt|toplam|всего|итого)[ :]*$|" +
    "^(?:合计|总计|小计|總計|合計|小計|総計|합계|총계|소계)",
  "iu",
);

/** Finds delimiter, comments, lines above and below the table, and whether there is a header. */
export function sniffLayout(text: string): FoundLayout {
  const findings: Finding[] = [];
  const { comment, division } = commentAndDivision(text);
  if (comment !== undefined) findings.push(comment.finding);
  findings.push(division.finding);
  const { delimiter, rows, width } = division;
  // A title above the table may have the delimiters of a row, but no more than a field or two that are filled.
  const isFilled = ({ fields }: TrialRow) => fields.filter((field) => field !== "").length > fields.length / 2;
  const whole = Math.max(
    0,
    rows.findIndex((row) => row.fields.length === width && isFilled(row)),
  );
  const footer = footerOf(rows.slice(whole), width, findings);
  const header = sniffHeader(rows, whole, rows.length - footer);
  // Without the names in the file the table begins below them.
  const first = rows[whole + header.namesPassedOver];
  const skipLines = linesBefore(text, first, delimiter, whole + header.namesPassedOver, findings);
  return {
    ...header,
    delimiter,
    comment: comment?.mark,
    skipLines,
    footer,
    findings: [...findings, ...header.findings],
    ambiguous: [
      ...(width === 1 && /\S\s{2,}\S|[\^~:¦§]/u.test(rows[whole]?.fields[0] ?? "") ? [oneColumn] : []),
      ...(header.unclear ? ["the first row may be a header or data: no column below it differs from it in kind"] : []),
    ],
  };
}

const oneColumn =
  "no delimiter divides the lines alike: it is one column, or the delimiter has to be said, or columns of fixed " +
  "width need an export with a delimiter";

/** The mark of comments and how the other lines are divided. Marked lines as wide as the table are rows of it. */
function commentAndDivision(text: string): { readonly comment: FoundComment | undefined; readonly division: Division } {
  const comment = commentOf(text);
  const division = divided(text, comment?.mark);
  if (comment === undefined) return { comment, division };
  const all = trialRows(text, division.delimiter, undefined) ?? [];
  const marked = all.filter(({ fields }) => fields[0]?.startsWith(comment.mark));
  const areRows = marked.length > all.length / 2 || marked.every(({ fields }) => fields.length === division.width);
  return division.width > 1 && areRows
    ? { comment: undefined, division: divided(text, undefined) }
    : { comment, division };
}

interface FoundComment {
  readonly mark: string;
  readonly finding: Finding;
}

function commentOf(text: string): FoundComment | undefined {
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

/** How the lines of a file are divided. */
interface Division {
  readonly delimiter: string;
  readonly rows: readonly TrialRow[];
  readonly width: number;
  readonly finding: Finding;
}

/** The delimiter with which most rows have the same number of fields, more than one. */
function divided(text: string, comment: string | undefined): Division {
  const named = /^"?sep=(.)"?\r?$/im.exec(text.slice(0, 16))?.[1];
  let best = { delimiter: ",", rows: trialRows(text, ",", comment) ?? [], width: 1, share: 0 };
  const consider = (delimiter: string, isRare: boolean) => {
    const rows = trialRows(text, delimiter, comment);
    if (rows === null || rows.length === 0) return;
    const { width, count } = usualWidth(rows);
    const share = count / rows.length;
    if (isRare && (width < 3 || share < 0.9)) return;
    const isBetter = share > best.share + 0.1 || (share >= best.share - 0.1 && width > best.width);
    if (width > 1 && isBetter) best = { delimiter, rows, width, share };
  };
  for (const delimiter of named === undefined ? usualDelimiters : [named]) consider(delimiter, false);
  // A colon or a blank stands in text too: they divide where nothing else does, and nearly every row alike.
  if (best.width === 1) for (const delimiter of [...rareDelimiters, ":", " "]) consider(delimiter, true);
  const { rows, width, delimiter } = best;
  const finding = {
    column: null,
    finding: width === 1 ? "one column" : `${counted(width, "field")} between ${JSON.stringify(delimiter)}`,
    rows: rows.filter((row) => row.fields.length === width).length,
    example: rows[0]?.fields.join(delimiter) ?? null,
  };
  return { delimiter, rows, width, finding };
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
  const isForeign = ({ fields }: TrialRow) =>
    fields.length !== width || fields.every((field) => field === "") || fields.some((field) => totals.test(field));
  let footer = 0;
  while (footer < rows.length - 1 && isForeign(rows[rows.length - 1 - footer]!)) footer++;
  if (footer > 0) {
    const example = rows[rows.length - footer]!.fields.join(" ");
    findings.push({ column: null, finding: `rows below the table: footer: ${footer}`, rows: footer, example });
  }
  return footer;
}
