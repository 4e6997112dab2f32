import { ClienteleError, showValue } from "../../errors/index.js";
import { encodeKeys, findColumn, type Table } from "../../table/index.js";
import type { ComparedAs, IdentityLibraries } from "./compare-option.js";
import { foldAddress } from "./fold-address.js";
import { foldEmail, foldPhones } from "./fold-contact.js";
import { dayOfDigits, foldDate, foldDateNumber } from "./fold-date.js";
import { foldName, foldText, inPinyin } from "./fold-text.js";
import { inferComparedAs } from "./infer-compared-as.js";
import { type TextUnits, textUnitsOf } from "./string-similarity.js";

/** Distinct normalized values, shared by all columns whose values may stand in each other's place. */
export interface ValueDictionary extends TextUnits {
  readonly labels: readonly string[];
  /** The first value with the same letters and digits in words of any order: "wei zhang" and "Zhang Wei". */
  readonly sameWords: Int32Array;
  /** Numbers, or days of dates; NaN where a value is none. */
  readonly numbers: Float64Array;
}

/** A column as it is compared: a code into the dictionary for each row, −1 where there is nothing to compare. */
export interface ComparedColumn {
  readonly name: string;
  readonly as: ComparedAs;
  readonly codes: Int32Array;
  readonly values: ValueDictionary;
  /** Whether values may stand in a neighboring column by mistake: columns with one dictionary. */
  readonly swappable: boolean;
}

/**
 * Reads and normalizes the columns to compare, and further columns that only block. `order` gives the rows in the order
 * in which they are kept. Errors: `unknown-column`, `column-type`.
 */
export function readComparedColumns(
  caller: string,
  table: Table,
  columns: readonly { readonly column: string; readonly as: ComparedAs | undefined }[],
  order: Int32Array,
  libraries: IdentityLibraries,
): ComparedColumn[] {
  const read = columns.map(({ column, as }) => readColumn(caller, table, column, as, order, libraries));
  const names = read.filter(({ as }) => as === "name");
  const texts = read.filter(({ as }) => as === "text");
  const together = new Map<NormalizedColumn, ComparedColumn>();
  for (const group of [names, texts]) {
    for (const [i, column] of shareDictionary(group).entries()) together.set(group[i]!, column);
  }
  return read.map((column) => together.get(column) ?? withDictionary(column));
}

/** A column with its normalized labels, each of them once. */
interface NormalizedColumn {
  readonly name: string;
  readonly as: ComparedAs;
  readonly codes: Int32Array;
  readonly labels: readonly string[];
}

function readColumn(
  caller: string,
  table: Table,
  name: string,
  given: ComparedAs | undefined,
  order: Int32Array,
  libraries: IdentityLibraries,
): NormalizedColumn {
  const column = findColumn(caller, table, name);
  const keys = encodeKeys(column.take(order));
  const as = given ?? inferComparedAs(name, keys.labels);
  if (as === "number" && keys.labels.type !== "number") return readNumbers(caller, name, keys, order);
  if (as === "date" && keys.labels.type !== "string") {
    const days = keys.labels.toArray().map((value) => foldDateNumber(Number(value)));
    return { name, as, ...distinctLabels(keys.codes, days) };
  }
  const labels = foldTexts(as, keys.labels.toArray().map(String), libraries);
  return { name, as, ...distinctLabels(keys.codes, labels) };
}

function foldTexts(as: ComparedAs, texts: readonly string[], libraries: IdentityLibraries): string[] {
  if (as === "phone") return foldPhones(texts, libraries.phones, libraries.country);
  return texts.map(foldingOf(as, libraries));
}

function foldingOf(as: Exclude<ComparedAs, "phone">, { pinyin }: IdentityLibraries): (text: string) => string {
  switch (as) {
    case "name":
      return (text) => foldName(inPinyin(text, pinyin));
    case "address":
      return foldAddress;
    case "date":
      return foldDate;
    case "email":
      return foldEmail;
    case "text":
    case "number":
      return foldText;
  }
}

/** Numbers that were read as text: each as JavaScript prints it, what is no number refused. */
function readNumbers(
  caller: string,
  name: string,
  { labels, codes }: ReturnType<typeof encodeKeys>,
  order: Int32Array,
): NormalizedColumn {
  const texts = labels.toArray().map((value, code) => {
    const number = typeof value === "string" ? Number(value.replace(/\s/g, "")) : Number.NaN;
    if (Number.isFinite(number)) return String(number);
    throw new ClienteleError(
      "not-a-number",
      { function: caller, column: name, row: firstRowOf(code, codes, order), value },
      `${showValue(value)} is not a number; compare the column as "text"`,
    );
  });
  return { name, as: "number", ...distinctLabels(codes, texts) };
}

/** The first row of the table, counted from 1, with a code of records in the order of their ids. */
function firstRowOf(code: number, codes: Int32Array, order: Int32Array): number {
  let first = codes.length;
  for (const [record, other] of codes.entries()) if (other === code) first = Math.min(first, order[record]!);
  return first + 1;
}

/** Codes into distinct labels; a label without a letter or digit is missing. */
function distinctLabels(codes: Int32Array, labels: readonly string[]): { codes: Int32Array; labels: string[] } {
  const codeOf = new Map<string, number>();
  const newCode = Int32Array.from(labels, (label) => {
    if (label === "") return -1;
    const known = codeOf.get(label) ?? codeOf.size;
    codeOf.set(label, known);
    return known;
  });
  return { codes: codes.map((code) => (code < 0 ? -1 : newCode[code]!)), labels: [...codeOf.keys()] };
}

function shareDictionary(columns: readonly NormalizedColumn[]): ComparedColumn[] {
  const codeOf = new Map<string, number>();
  const shared = columns.map(({ labels }) =>
    Int32Array.from(labels, (label) => {
      const known = codeOf.get(label) ?? codeOf.size;
      codeOf.set(label, known);
      return known;
    }),
  );
  const values = dictionaryOf([...codeOf.keys()], "text");
  return columns.map(({ name, as, codes }, i) => ({
    name,
    as,
    codes: codes.map((code) => (code < 0 ? -1 : shared[i]![code]!)),
    values,
    swappable: columns.length > 1,
  }));
}

function withDictionary({ name, as, codes, labels }: NormalizedColumn): ComparedColumn {
  return { name, as, codes, values: dictionaryOf(labels, as), swappable: false };
}

function dictionaryOf(labels: readonly string[], as: ComparedAs): ValueDictionary {
  const first = new Map<string, number>();
  const sameWords = Int32Array.from(labels, (label, code) => {
    const words = label.includes(" ") ? label.split(" ").sort().join("") : label;
    const known = first.get(words) ?? code;
    first.set(words, known);
    return known;
  });
  const number = as === "date" ? dayOfDigits : as === "number" ? Number : null;
  return {
    labels,
    ...textUnitsOf(labels),
    sameWords,
    numbers: number === null ? new Float64Array(0) : Float64Array.from(labels, number),
  };
}
