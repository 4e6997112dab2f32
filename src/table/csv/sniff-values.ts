import type { TextColumn } from "../columns/column.js";
import { type DateForm, digitForms, isPlainDate, shortYearForms, wordFormOf } from "../values/date-forms.js";
import { currenciesWithoutCents, numberReader, plainNumbers } from "../values/formatted-number.js";
import { isMissingWord } from "../values/missing-words.js";
import { type NumberStyle, numberStyles } from "../values/number-styles.js";
import type { Finding } from "./sniff-finding.js";

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

/** The distinct texts of a column, tokens of missing values apart. */
export function textsOf(column: TextColumn): ColumnTexts {
  const rows = new Float64Array(column.labels.length);
  for (const code of column.codes) if (code >= 0) rows[code]!++;
  const all = column.labels
    .map((label, code) => ({ text: label.trim(), rows: rows[code]! }))
    .filter(({ text }) => text !== "");
  return {
    name: column.name,
    texts: all.filter(({ text }) => !isMissingWord(text)),
    tokens: all.filter(({ text }) => isMissingWord(text)),
  };
}

/** Whether every text of a column is a number in a style; yen and won have no decimals. */
export function isAllNumbers({ texts }: ColumnTexts, style: NumberStyle): boolean {
  const read = numberReader(style, false);
  const fits = ({ text }: CountedText) => {
    const number = read(text);
    return number !== null && (Number.isInteger(number.value) || !currenciesWithoutCents.has(number.currency));
  };
  return texts.length > 0 && texts.every(fits);
}

/** The marks of currency in a column of amounts. */
export function currenciesOf({ texts }: ColumnTexts, style: NumberStyle): readonly string[] {
  const read = numberReader(style, false);
  return [...new Set(texts.map(({ text }) => read(text)?.currency ?? ""))].filter((mark) => mark !== "");
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

/** The form of dates in a column; null where it holds none. Dates as `YYYY-MM-DD` may stand among others. */
export function sniffDates(column: ColumnTexts): FoundDates | null {
  const { texts, name } = column;
  if (texts.length === 0) return null;
  if (texts.every(({ text }) => isPlainDate(text))) {
    return { dateFormat: null, ambiguous: null, finding: found(name, "dates", texts) };
  }
  if (texts.every(({ text }) => /^\d{8}$/.test(text))) return eightDigits(column);
  const others = texts.filter(({ text }) => !isPlainDate(text));
  const written = others.map(({ text }) => text);
  const digits = digitForms.filter(({ read }) => written.every((text) => !Number.isNaN(read(text))));
  const short = digits.length > 0 ? [] : likelyYears(shortYearForms(written), written);
  const word = digits.length + short.length > 0 ? null : wordFormOf(written);
  const forms = word === null ? [...digits, ...short] : [word];
  const [form] = forms;
  if (form === undefined) return null;
  if (forms.length === 1) return decided(column, form, others);
  return undecided({ ...column, texts: others }, forms);
}

function decided(column: ColumnTexts, form: DateForm, others: readonly CountedText[]): FoundDates {
  const { name } = column;
  // A part above 12 is a day, and tells the day from the month.
  const rival = digitForms.find(({ format }) => format !== form.format && format !== "ymd");
  const isDigits = form.format === "dmy" || form.format === "mdy";
  const telling = isDigits ? others.filter(({ text }) => Number.isNaN(rival!.read(text))) : others;
  const finding = `dates: dateFormat: { ${JSON.stringify(name)}: ${JSON.stringify(form.format)} }`;
  return { dateFormat: form.format, ambiguous: null, finding: found(name, finding, telling) };
}

function undecided(column: ColumnTexts, forms: readonly DateForm[]): FoundDates {
  const name = JSON.stringify(column.name);
  const example = column.texts[0]!.text;
  const choices = forms.map(({ format }) => JSON.stringify(format)).join(" or ");
  return {
    dateFormat: null,
    ambiguous: `column ${name}: dates such as ${example} fit dateFormat ${choices}, and no value decides`,
    finding: found(column.name, `dates, day and month not told apart: ${choices}`, column.texts),
  };
}

/**
 * Of the forms with years of two digits those that are likely. The first parts of `26/01/05`, `26/03/21`, … are years,
 * and not one day of many years: a year has many days. Where every date could begin with its year, and the other form
 * has one day only, both are named.
 */
function likelyYears(forms: readonly DateForm[], texts: readonly string[]): readonly DateForm[] {
  const yearFirst = forms.find(({ format }) => format.startsWith("yy"));
  const others = forms.filter((form) => form !== yearFirst);
  const [other] = others;
  if (yearFirst === undefined || other === undefined) return forms;
  const yearsOf = ({ read }: DateForm) => new Set(texts.map((text) => new Date(read(text)).getUTCFullYear())).size;
  const days = new Set(texts.map((text) => new Date(other.read(text)).getUTCDate())).size;
  if (texts.length < 2 || days > 1) return others;
  return yearsOf(other) >= 3 * yearsOf(yearFirst) ? [yearFirst] : forms;
}

/** Eight digits are numbers unless the caller says that they are dates. */
function eightDigits(column: ColumnTexts): FoundDates | null {
  const isRecent = (moment: number) => moment >= 0 && moment < Date.UTC(2100, 0, 1);
  const fitting = digitForms.filter(({ read }) => column.texts.every(({ text }) => isRecent(read(text))));
  const ofYears = fitting.filter(({ format }) => format === "ymd");
  const forms = ofYears.length > 0 ? ofYears : fitting;
  if (forms.length === 0) return null;
  const name = JSON.stringify(column.name);
  const example = column.texts[0]!.text;
  const choices = forms.map(({ format }) => JSON.stringify(format)).join(" or ");
  return {
    dateFormat: null,
    ambiguous: `column ${name}: ${example} may be a date, with dateFormat: { ${name}: ${choices} }; or a number`,
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
