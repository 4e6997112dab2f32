import { ClienteleError } from "../../errors/index.js";
import {
  hasColumn,
  numberColumn,
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

/** Answers to the items of a model, one row a respondent, ready for sums. */
export interface ItemAnswers {
  readonly items: readonly string[];
  readonly rows: number;
  /** Row-major, `shift` subtracted, NaN where missing. */
  readonly data: Float64Array;
  /** An answer of each item, taken off so that sums of squares lose no digits. */
  readonly shift: Float64Array;
  /** Survey weights with mean 1; null when everybody counts the same. */
  readonly weights: Float64Array | null;
  /** Rows of the table, counted from 0. */
  readonly sourceRows: Int32Array;
  readonly complete: boolean;
  readonly minimum: Float64Array;
  readonly maximum: Float64Array;
  readonly missing: MissingReport;
}

/** How answers are to be read. */
export interface AnswerReading {
  readonly items: readonly string[];
  /** Where the item is used, for messages, by item. */
  readonly usedBy?: readonly string[];
  readonly missing: MissingAnswerPolicy;
  readonly weights: SurveyWeights | undefined;
  readonly ranges: ItemRanges | null;
}

/**
 * Reads the items of a model from a table. Errors: `unknown-column` (an item in no column), `missing-value`,
 * `not-a-number`, `not-finite`, `out-of-range` (an answer outside its scale, with item and respondent),
 * `length-mismatch` and `out-of-range` for weights, `empty-table`.
 */
export function readAnswers(caller: string, input: TableInput, reading: AnswerReading): ItemAnswers {
  const table = toTable(caller, input);
  if (table.numRows === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no answers");
  const columns = reading.items.map((item, i) => itemColumn(caller, table, reading, item, i));
  if (reading.ranges !== null) checkRanges(caller, reading.items, columns, reading.ranges);
  const weights = reading.weights === undefined ? null : surveyWeights(caller, table, reading.weights);
  return keepRows(caller, table.numRows, columns, weights, reading);
}

function itemColumn(caller: string, table: Table, reading: AnswerReading, item: string, index: number): Float64Array {
  if (!hasColumn(table, item)) {
    const user = reading.usedBy?.[index];
    throw new ClienteleError(
      "unknown-column",
      { function: caller, column: item, value: item },
      `the answers have no column for this item${user === undefined ? "" : ` of ${JSON.stringify(user)}`}; the ` +
        `columns are ${table.columnNames.map((name) => JSON.stringify(name)).join(", ")}`,
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
        `the answer ${answer} of respondent ${row + 1} is outside the scale of this item, ${low} to ${high}`,
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
): ItemAnswers {
  const width = items.length;
  const open = new Int32Array(tableRows);
  const missingByItem = new Float64Array(width);
  for (let i = 0; i < width; i++) {
    const column = columns[i]!;
    for (let row = 0; row < tableRows; row++) {
      if (!Number.isNaN(column[row]!)) continue;
      open[row]!++;
      missingByItem[i]!++;
    }
  }
  const limit = missing === "listwise" ? 0 : width - 1;
  const sourceRows = new Int32Array(tableRows);
  let rows = 0;
  let zeroWeight = 0;
  let filled = 0;
  for (let row = 0; row < tableRows; row++) {
    if (weights !== null && weights[row] === 0) zeroWeight++;
    else if (open[row]! <= limit) {
      sourceRows[rows++] = row;
      filled += open[row]!;
    }
  }
  if (rows === 0) {
    throw new ClienteleError(
      "empty-table",
      { function: caller },
      "no respondent is left after dropping missing answers",
    );
  }
  const used = sourceRows.subarray(0, rows);
  const data = new Float64Array(rows * width);
  const shift = new Float64Array(width);
  const minimum = new Float64Array(width).fill(Number.POSITIVE_INFINITY);
  const maximum = new Float64Array(width).fill(Number.NEGATIVE_INFINITY);
  for (let i = 0; i < width; i++) {
    const column = columns[i]!;
    const origin = firstAnswer(column, used);
    shift[i] = origin;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let r = 0; r < rows; r++) {
      const answer = column[used[r]!]!;
      if (answer < low) low = answer;
      if (answer > high) high = answer;
      data[r * width + i] = answer - origin;
    }
    minimum[i] = low;
    maximum[i] = high;
  }
  return {
    items,
    rows,
    data,
    shift,
    weights: weights === null ? null : scaledWeights(weights, used),
    sourceRows: used,
    complete: filled === 0,
    minimum,
    maximum,
    missing: {
      policy: missing,
      rows: tableRows,
      used: rows,
      dropped: tableRows - zeroWeight - rows,
      zeroWeight,
      items: items.map((item, i) => ({ item, missing: missingByItem[i]! })),
      filled,
      emIterations: null,
    },
  };
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
