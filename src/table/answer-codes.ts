import { ClienteleError, showNames, showValue } from "../errors/index.js";
import { type AnswerSet, answerSetOf, answerSets, plainLabel } from "./answer-labels.js";
import { BooleanColumn, NumberColumn, type StoredColumn, TextColumn } from "./columns/column.js";
import { inferColumn } from "./columns/infer-column.js";
import { findColumn, hasColumn } from "./read-columns.js";
import type { Table } from "./table.js";
import { isBlank } from "./values/blank-text.js";
import { parseNumberText } from "./values/number-text.js";

/** What answers to survey questions stand for, the same for every function that reads them. */
export interface AnswerCodes {
  /** Codes that say "no answer": `[99, "NA"]`. They are missing, and fall under the policy for missing answers. */
  readonly missingValues?: readonly (number | string)[] | undefined;
  /**
   * What labels count, `{ great: 3, fine: 2, poor: 1 }`, before those that are known: five degrees of satisfaction,
   * agreement and likelihood in English and Chinese ("very satisfied" … as 5 … 1, "很满意" … as 5 … 1), and yes and no
   * ("yes"/"no", 是/否, 有效/无效) as 1 and 0. Letter case does not matter.
   */
  readonly answerLabels?: Readonly<Record<string, number>> | undefined;
}

/** Names of {@link AnswerCodes}. */
export const answerCodeNames = ["missingValues", "answerLabels"] as const;

/** Answer codes, checked. */
export interface AnswerReader {
  readonly missing: ReadonlySet<string>;
  readonly labels: ReadonlyMap<string, number>;
}

/** How a column of answers is read. */
export interface AnswerColumn {
  /** The lowest and the highest answer, where the question has a scale. */
  readonly scale?: readonly [number, number] | null;
  /** Whether true and false may stand for 1 and 0, as in a column of who stayed [only on a scale of 0 to 1]. */
  readonly flags?: boolean;
}

/** Checks answer codes. Errors: `invalid-option`. */
export function answerReader(caller: string, codes: AnswerCodes): AnswerReader {
  const { missingValues = [], answerLabels = {} } = codes;
  const isCode = (code: unknown) => typeof code === "string" || (typeof code === "number" && Number.isFinite(code));
  if (!Array.isArray(missingValues) || !missingValues.every(isCode)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: missingValues },
      `option "missingValues" must be a list of codes such as [99, "NA"], got ${showValue(missingValues)}`,
    );
  }
  const isObject = typeof answerLabels === "object" && answerLabels !== null && !Array.isArray(answerLabels);
  const wrong = isObject ? Object.entries(answerLabels).find(([, value]) => !Number.isFinite(value)) : undefined;
  if (!isObject || wrong !== undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: isObject ? wrong![1] : answerLabels },
      `option "answerLabels" must say what number each label counts, such as { good: 3, poor: 1 }, got ` +
        `${isObject ? `${showValue(wrong![1])} for ${showValue(wrong![0])}` : showValue(answerLabels)}`,
    );
  }
  return {
    missing: new Set(missingValues.map((code) => plainLabel(String(code)))),
    labels: new Map(Object.entries(answerLabels).map(([label, value]) => [plainLabel(label), value])),
  };
}

/**
 * A column of answers with its codes and labels read as numbers. Errors: `column-type` (true and false where a scale is
 * asked for), `not-a-number` (a label that is not known), `out-of-range` (labels of another scale than the question's).
 */
export function readAnswerColumn(
  caller: string,
  column: StoredColumn,
  reader: AnswerReader,
  reading: AnswerColumn = {},
): StoredColumn {
  if (column instanceof TextColumn) return readLabels(caller, column, reader, reading.scale ?? null);
  if (column instanceof BooleanColumn) return readFlags(caller, column, reader, reading);
  if (column.type === "date" || reader.missing.size === 0) return column;
  const codes = new Set(Array.from(reader.missing, parseNumberText));
  if (!column.values.some((value) => codes.has(value))) return column;
  return new NumberColumn(
    column.name,
    Float64Array.from(column.values, (value) => (codes.has(value) ? Number.NaN : value)),
  );
}

/** A list of answers as {@link readAnswerColumn} reads a column. Errors also: `unsupported-input`. */
export function readAnswerList(
  caller: string,
  name: string,
  answers: unknown,
  reader: AnswerReader,
  reading: AnswerColumn = {},
): StoredColumn {
  return readAnswerColumn(caller, inferColumn(caller, name, answers), reader, reading);
}

/** The table with the named columns read as answers; those that it lacks are for others to miss. */
export function readAnswerTable(
  caller: string,
  table: Table,
  names: readonly string[],
  codes: AnswerCodes,
  reading: (name: string) => AnswerColumn = () => ({}),
): Table {
  const reader = answerReader(caller, codes);
  let read = table;
  for (const name of new Set(names)) {
    if (!hasColumn(table, name)) continue;
    const column = findColumn(caller, table, name);
    const answers = readAnswerColumn(caller, column, reader, reading(name));
    if (answers !== column) read = read.withColumn(name, answers) as Table;
  }
  return read;
}

function readFlags(
  caller: string,
  column: BooleanColumn,
  reader: AnswerReader,
  { scale = null, flags = false }: AnswerColumn,
): StoredColumn {
  const own = ["false", "true"].map((label) => reader.labels.get(label));
  if (own[0] === undefined && own[1] === undefined && (flags || isYesNoScale(scale))) return column;
  const values = Float64Array.from(column.flags, (flag) => own[flag] ?? Number.NaN);
  const row = column.flags.findIndex((flag, at) => flag < 2 && Number.isNaN(values[at]!));
  if (row < 0) return new NumberColumn(column.name, values);
  throw new ClienteleError(
    "column-type",
    { function: caller, column: column.name, row: row + 1, value: column.flags[row] === 1 },
    "true and false are no answers on a scale; where they are meant to count, say how, with option answerLabels: " +
      "{ true: 1, false: 0 }",
  );
}

function readLabels(
  caller: string,
  column: TextColumn,
  { missing, labels }: AnswerReader,
  scale: readonly [number, number] | null,
): StoredColumn {
  const plain = column.labels.map(plainLabel);
  const used = new Set(column.codes);
  const isAnswer = (code: number): boolean => used.has(code) && !isBlank(plain[code]!) && !missing.has(plain[code]!);
  const numbers = Float64Array.from(plain, (label, code) =>
    isAnswer(code) ? (labels.get(label) ?? parseNumberText(label)) : Number.NaN,
  );
  const words = Array.from(plain.keys()).filter((code) => isAnswer(code) && Number.isNaN(numbers[code]!));
  if (words.length > 0) {
    const set = answerSetOf(words.map((code) => plain[code]!));
    if (set === null) throw unknownLabel(caller, column, words[0]!);
    requireScaleOf(caller, column, words[0]!, set, scale);
    for (const code of words) numbers[code] = set.values.get(plain[code]!)!;
  }
  return new NumberColumn(
    column.name,
    Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : numbers[code]!)),
  );
}

function unknownLabel(caller: string, column: TextColumn, code: number): ClienteleError {
  const label = column.labels[code]!;
  return new ClienteleError(
    "not-a-number",
    { function: caller, column: column.name, row: column.codes.indexOf(code) + 1, value: label },
    `${showValue(label)} is no number and, together with the other labels, of no known scale (such as ` +
      `${showNames(answerSets.slice(0, 2).map(({ example }) => example))}); say what it counts with option ` +
      `answerLabels: { ${showValue(label)}: 1 }, or that it is no answer with missingValues: [${showValue(label)}]`,
  );
}

/** Known labels have a scale of their own, and 5 of 5 is not 5 of 10. */
function requireScaleOf(
  caller: string,
  column: TextColumn,
  code: number,
  { range, example }: AnswerSet,
  scale: readonly [number, number] | null,
): void {
  if (scale === null || (scale[0] === range[0] && scale[1] === range[1])) return;
  const label = column.labels[code]!;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column: column.name, row: column.codes.indexOf(code) + 1, value: label },
    `${showValue(label)} is a label of a scale from ${range[0]} to ${range[1]} (${example}), and the question is ` +
      `answered from ${scale[0]} to ${scale[1]}; say what labels count with option answerLabels`,
  );
}

function isYesNoScale(scale: readonly [number, number] | null): boolean {
  return scale !== null && scale[0] === 0 && scale[1] === 1;
}
