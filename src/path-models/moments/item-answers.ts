import { ClienteleError, showNames, showValue } from "../../errors/index.js";
import {
  type AnswerCodes,
  farAnswersWarning,
  hasColumn,
  numberColumn,
  readAnswerTable,
  type SurveyWeights,
  surveyWeights,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import type { MissingAnswerPolicy, MissingReport } from "./missing-policy.js";

/** The lowest and the highest answer that the questionnaire allows, by item. */
export interface ItemRanges {
  readonly minimum: Float64Array;
  readonly maximum: Float64Array;
}

/** Answers to the items of a model, one row a respondent. */
export interface ItemAnswers {
  readonly items: readonly string[];
  readonly rows: number;
  /** Row-major, `shift` subtracted, NaN where missing. */
  readonly data: Float64Array;
  /** An answer of each item, subtracted so that sums of squares lose no digits to cancellation. */
  readonly shift: Float64Array;
  /** Survey weights with mean 1; null when everybody counts the same. */
  readonly weights: Float64Array | null;
  /** Rows of the table, counted from 0. */
  readonly sourceRows: Int32Array;
  readonly complete: boolean;
  readonly minimum: Float64Array;
  readonly maximum: Float64Array;
  readonly missing: MissingReport;
  /** Answers that look like codes for "no answer", in items without a scale. */
  readonly warnings: readonly string[];
}

/** How answers are to be read. */
export interface AnswerReading {
  readonly items: readonly string[];
  /** Where the item is used, for messages, by item. */
  readonly usedBy?: readonly string[];
  readonly missing: MissingAnswerPolicy;
  readonly weights: SurveyWeights | undefined;
  readonly ranges: ItemRanges | null;
  /** Codes for "no answer", and what labels count. */
  readonly codes?: AnswerCodes;
}

/**
 * Reads the items of a model from a table, by their codes and labels. Errors: `column-type` (true and false on a
 * scale), `unknown-column` (an item in no column), `missing-value`, `not-a-number`, `not-finite`, `out-of-range` (an
 * answer outside its scale, with item and respondent), `length-mismatch` and `out-of-range` for weights, `empty-table`.
 */
export function readAnswers(caller: string, input: TableInput, reading: AnswerReading): ItemAnswers {
  const given = toTable(caller, input);
  if (given.numRows === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no answers");
  const table = readAnswerTable(caller, given, reading.items, reading.codes ?? {}, (item) => ({
    scale: scaleOf(reading, item),
  }));
  const columns = reading.items.map((item, i) => itemColumn(caller, table, reading, item, i));
  if (reading.ranges !== null) checkRanges(caller, reading.items, columns, reading.ranges);
  const weights = reading.weights === undefined ? null : surveyWeights(caller, table, reading.weights);
  const warnings = columns.flatMap((answers, i) =>
    scaleOf(reading, reading.items[i]!) === null ? (farAnswersWarning(reading.items[i]!, answers) ?? []) : [],
  );
  return { ...keepRows(caller, table.numRows, columns, weights, reading), warnings };
}

/** The lowest and the highest answer of an item; null where no scale is known. */
function scaleOf({ items, ranges }: AnswerReading, item: string): readonly [number, number] | null {
  const at = items.indexOf(item);
  if (ranges === null || Number.isNaN(ranges.minimum[at]!)) return null;
  return [ranges.minimum[at]!, ranges.maximum[at]!];
}

function itemColumn(caller: string, table: Table, reading: AnswerReading, item: string, index: number): Float64Array {
  if (!hasColumn(table, item)) {
    const user = reading.usedBy?.[index];
    throw new ClienteleError(
      "unknown-column",
      { function: caller, column: item, value: item },
      `the answers have no column for this item${user === undefined ? "" : ` of ${showValue(user)}`}; the ` +
        `columns are ${showNames(table.columnNames)}`,
    );
  }
  return numberColumn(caller, table, item, { missing: reading.missing === "error" ? "error" : "keep" });
}

function checkRanges(
  caller: string,
  items: readonly string[],
  columns: readonly Float64Array[],
  { minimum, maximum }: ItemRanges,
): void {
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i]!;
    const low = minimum[i]!;
    const high = maximum[i]!;
    for (let row = 0; row < column.length; row++) {
      const answer = column[row]!;
      if (!(answer < low || answer > high)) continue;
      throw new ClienteleError(
        "out-of-range",
        { function: caller, column: items[i], row: row + 1, value: answer },
        `the answer ${answer} of respondent ${row + 1} is outside the scale of this item, ${low} to ${high}; ` +
          `where it ` +
          `means that there is no answer, say so with missingValues: [${answer}]`,
      );
    }
  }
}

function keepRows(
  caller: string,
  tableRows: number,
  columns: readonly Float64Array[],
  weights: Float64Array | null,
  { items, missing }: AnswerReading,
): Omit<ItemAnswers, "warnings"> {
  const open = countOpen(columns, tableRows);
  const mostOpen = missing === "listwise" ? 0 : items.length - 1;
  const used = usedRows(open.byRow, mostOpen, weights);
  if (used.length === 0) {
    throw new ClienteleError(
      "empty-table",
      { function: caller },
      "no respondent is left after dropping missing answers",
    );
  }
  const zeroWeight = weights === null ? 0 : weights.reduce((count, weight) => count + (weight === 0 ? 1 : 0), 0);
  let filled = 0;
  for (let r = 0; r < used.length; r++) filled += open.byRow[used[r]!]!;
  return {
    items,
    rows: used.length,
    ...shiftedAnswers(columns, used),
    weights: weights === null ? null : scaledWeights(weights, used),
    sourceRows: used,
    complete: filled === 0,
    missing: {
      policy: missing,
      rows: tableRows,
      used: used.length,
      dropped: tableRows - zeroWeight - used.length,
      zeroWeight,
      items: items.map((item, i) => ({ item, missing: open.byItem[i]! })),
      filled,
      emIterations: null,
    },
  };
}

/** How many answers are missing, by respondent and by item. */
function countOpen(columns: readonly Float64Array[], rows: number) {
  const byRow = new Int32Array(rows);
  const byItem = new Float64Array(columns.length);
  columns.forEach((column, i) => {
    for (let row = 0; row < rows; row++) {
      if (!Number.isNaN(column[row]!)) continue;
      byRow[row]!++;
      byItem[i]!++;
    }
  });
  return { byRow, byItem };
}

/** The rows with at most so many open answers and a weight other than 0. */
function usedRows(open: Int32Array, mostOpen: number, weights: Float64Array | null): Int32Array {
  const used = new Int32Array(open.length);
  let rows = 0;
  for (let row = 0; row < open.length; row++) {
    if (open[row]! <= mostOpen && (weights === null || weights[row] !== 0)) used[rows++] = row;
  }
  return used.subarray(0, rows);
}

/** The answers of some rows, row-major and shifted, with the range of each item. */
function shiftedAnswers(
  columns: readonly Float64Array[],
  rows: Int32Array,
): Pick<ItemAnswers, "data" | "shift" | "minimum" | "maximum"> {
  const width = columns.length;
  const data = new Float64Array(rows.length * width);
  const shift = new Float64Array(width);
  const minimum = new Float64Array(width);
  const maximum = new Float64Array(width);
  columns.forEach((column, i) => {
    const origin = firstAnswer(column, rows);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let r = 0; r < rows.length; r++) {
      const answer = column[rows[r]!]!;
      if (answer < low) low = answer;
      if (answer > high) high = answer;
      data[r * width + i] = answer - origin;
    }
    shift[i] = origin;
    minimum[i] = low;
    maximum[i] = high;
  });
  return { data, shift, minimum, maximum };
}

/** The first answer given, or 0 where there is none. */
function firstAnswer(column: Float64Array, rows: Int32Array): number {
  for (let r = 0; r < rows.length; r++) {
    const answer = column[rows[r]!]!;
    if (!Number.isNaN(answer)) return answer;
  }
  return 0;
}

function scaledWeights(weights: Float64Array, rows: Int32Array): Float64Array {
  const kept = Float64Array.from(rows, (row) => weights[row]!);
  let total = 0;
  for (const weight of kept) total += weight;
  const scale = kept.length / total;
  for (let r = 0; r < kept.length; r++) kept[r]! *= scale;
  return kept;
}
