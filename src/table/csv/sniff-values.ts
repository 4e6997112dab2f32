import type { TextColumn } from "../columns/column.js";
import { parseDateText } from "../values/date-text.js";
import { type DateOrder, dateOrders, dateReader } from "../values/formatted-date.js";
import { type NumberFormat, numberReader, plainNumbers } from "../values/formatted-number.js";
import type { Finding } from "./sniff-layout.js";

/** A distinct text of a column and the rows it stands in. */
interface CountedText {
  readonly text: string;
  readonly rows: number;
}

/** The distinct texts of one column that are not blank and no usual token of a missing value. */
export interface ColumnTexts {
  readonly name: string;
  readonly texts: readonly CountedText[];
  readonly tokens: readonly CountedText[];
}

/** Texts that programs write where there is no value. */
const usualTokens = /^(n\.?\/?a\.?|null|nil|none|nan|undefined|missing|unknown|-+|—|\?+|#n\/a|#value!|\\n)$/i;

/** The distinct texts of a column, tokens of missing values apart. */
export function textsOf(column: TextColumn): ColumnTexts {
  const rows = new Float64Array(column.labels.length);
  for (const code of column.codes) if (code >= 0) rows[code]!++;
  const all = column.labels
    .map((label, code) => ({ text: label.trim(), rows: rows[code]! }))
    .filter(({ text }) => text !== "");
  return {
    name: column.name,
    texts: all.filter(({ text }) => !usualTokens.test(text)),
    tokens: all.filter(({ text }) => usualTokens.test(text)),
  };
}

/** A way to write numbers, with the options that say so. */
export type NumberStyle = Omit<NumberFormat, "currency"> & { readonly currency: true | null };

/** Ways to write numbers, the plain one first. */
export const numberStyles: readonly NumberStyle[] = [
  [".", null],
  [",", null],
  [".", ","],
  [",", "."],
  [".", " "],
  [",", " "],
  [".", "'"],
].flatMap(([decimal, thousands]) =>
  [null, true as const].flatMap((currency) =>
    [false, true].map((percent) => ({
      ...plainNumbers,
      decimal: decimal!,
      thousands: thousands ?? null,
      currency,
      percent,
    })),
  ),
);

/** Whether every text of a column is a number in a style. */
export function isAllNumbers({ texts }: ColumnTexts, style: NumberStyle): boolean {
  const read = numberReader(style, false);
  return texts.length > 0 && texts.every(({ text }) => read(text) !== null);
}

/** A pair of decimal mark and group mark in which all columns that hold numbers can be read. */
export interface FoundNumbers {
  readonly style: NumberStyle;
  /** Whether some column decides for the style; otherwise its marks are open. */
  readonly isDecided: boolean;
  readonly ambiguous: readonly string[];
  readonly findings: readonly Finding[];
}

/**
 * The plainest style in which the most columns are numbers. Where another style reads the same texts as other numbers
 * (`1.234` with and without groups), the file does not decide.
 */
export function sniffNumbers(columns: readonly ColumnTexts[]): FoundNumbers {
  const counts = numberStyles.map((style) => columns.filter((column) => isAllNumbers(column, style)).length);
  const most = Math.max(0, ...counts);
  const style = numberStyles[counts.indexOf(most)] ?? numberStyles[0]!;
  const read = numberReader(style, false);
  const findings: Finding[] = [];
  const ambiguous: string[] = [];
  let isDecided = false;
  for (const column of columns.filter((candidate) => isAllNumbers(candidate, style))) {
    const plain = numberReader(plainNumbers, false);
    const telling = column.texts.filter(({ text }) => plain(text) === null);
    const other = otherReading(column, style);
    if (telling.length > 0 && other === null) {
      isDecided = true;
      findings.push(found(column.name, `numbers ${describeStyle(style)}`, telling));
    }
    if (other !== null) {
      const { text } = column.texts.find((candidate) => /[.,]/.test(candidate.text))!;
      ambiguous.push(
        `column ${JSON.stringify(column.name)}: ${JSON.stringify(text)} is ${read(text)!.value} with ` +
          `${describeStyle(style)}, ${numberReader(other, false)(text)!.value} with ${describeStyle(other)}`,
      );
    }
  }
  return { style, isDecided, ambiguous, findings };
}

/** A style that reads all texts of the column, some as other numbers. */
function otherReading(column: ColumnTexts, style: NumberStyle): NumberStyle | null {
  const read = numberReader(style, false);
  const others = numberStyles.filter(
    (other) => other !== style && other.currency === style.currency && other.percent === style.percent,
  );
  const differs = (other: NumberStyle) => {
    const readOther = numberReader(other, false);
    return column.texts.some(({ text }) => readOther(text)?.value !== read(text)?.value);
  };
  return others.find((other) => isAllNumbers(column, other) && differs(other)) ?? null;
}

/** The options of a style as a user writes them. */
export function describeStyle({ decimal, thousands, currency, percent }: NumberStyle): string {
  const parts = [`decimal: ${JSON.stringify(decimal)}`];
  if (thousands !== null) parts.push(`thousands: ${JSON.stringify(thousands)}`);
  if (currency === true) parts.push("currency: true");
  if (percent) parts.push("percent: true");
  return parts.join(", ");
}

/** How the dates of a column are written: the order or pattern, null where they need no option. */
export interface FoundDates {
  readonly dateFormat: string | null;
  readonly ambiguous: string | null;
  readonly finding: Finding;
}

/** The form of dates in a column; null where it holds none. */
export function sniffDates(column: ColumnTexts): FoundDates | null {
  const { texts, name } = column;
  if (texts.length === 0) return null;
  const all = (read: (text: string) => number) => texts.every(({ text }) => !Number.isNaN(read(text)));
  if (all(parseDateText)) return { dateFormat: null, ambiguous: null, finding: found(name, "dates", texts) };
  if (texts.every(({ text }) => /^\d{8}$/.test(text))) return eightDigits(column);
  const orders = dateOrders.filter((order) => all(dateReader(order)));
  if (orders.length > 0) return orderOfDates(column, orders);
  const short = texts.every(({ text }) => /^\d{1,2}([-/.])\d{1,2}\1\d{2}$/.test(text));
  return short ? shortYears(column) : null;
}

function orderOfDates(column: ColumnTexts, orders: readonly DateOrder[]): FoundDates {
  const [order] = orders;
  // A part above 12 is a day, and tells the day from the month.
  const rival = order === "dmy" ? "mdy" : order === "mdy" ? "dmy" : null;
  const telling =
    rival === null ? column.texts : column.texts.filter(({ text }) => Number.isNaN(dateReader(rival)(text)));
  if (orders.length === 1) {
    const finding = found(column.name, `dates: dateFormat: { ${JSON.stringify(column.name)}: "${order}" }`, telling);
    return { dateFormat: order!, ambiguous: null, finding };
  }
  return undecided(column, orders.map((one) => `"${one}"`).join(" or "));
}

function undecided(column: ColumnTexts, choices: string): FoundDates {
  const name = JSON.stringify(column.name);
  const example = column.texts[0]!.text;
  return {
    dateFormat: null,
    ambiguous: `column ${name}: dates such as ${example} fit dateFormat ${choices}, and no value decides`,
    finding: found(column.name, `dates, day and month not told apart: ${choices}`, column.texts),
  };
}

/** Dates whose years have two digits need a pattern; a part above 12 is the day. */
function shortYears(column: ColumnTexts): FoundDates {
  const mark = /[-/.]/.exec(column.texts[0]!.text)![0];
  const part = (text: string, i: number) => Number(text.split(mark)[i]);
  const dayFirst = column.texts.filter(({ text }) => part(text, 0) > 12);
  const dayLast = column.texts.filter(({ text }) => part(text, 1) > 12);
  const [dmy, mdy] = [["d", "M", "yy"].join(mark), ["M", "d", "yy"].join(mark)];
  if (dayFirst.length > 0 === dayLast.length > 0) return undecided(column, `"${dmy}" or "${mdy}"`);
  const pattern = dayFirst.length > 0 ? dmy : mdy;
  const telling = dayFirst.length > 0 ? dayFirst : dayLast;
  const finding = found(column.name, `dates: dateFormat: { ${JSON.stringify(column.name)}: "${pattern}" }`, telling);
  return { dateFormat: pattern, ambiguous: null, finding };
}

/** Eight digits are numbers unless the caller says that they are dates. */
function eightDigits(column: ColumnTexts): FoundDates | null {
  const read = dateReader("ymd");
  const isRecent = ({ text }: CountedText) => !Number.isNaN(read(text)) && text >= "19700101" && text < "21000101";
  if (!column.texts.every(isRecent)) return null;
  const name = JSON.stringify(column.name);
  const example = column.texts[0]!.text;
  return {
    dateFormat: null,
    ambiguous: `column ${name}: ${example} may be a date, with dateFormat: { ${name}: "ymd" }; else it is a number`,
    finding: found(column.name, "eight digits that are dates or numbers", column.texts),
  };
}

/** A row of evidence about texts of a column. */
export function found(column: string, finding: string, texts: readonly CountedText[]): Finding {
  return {
    column,
    finding,
    rows: texts.reduce((rows, text) => rows + text.rows, 0),
    example: texts[0]?.text ?? null,
  };
}
