import { ClienteleError, counted, finiteFigures, knownOptions, oneOf } from "../../errors/index.js";
import { correlation, variance } from "../../numeric/index.js";
import {
  type AnswerCodes,
  answerCodeNames,
  createTable,
  farAnswersWarning,
  type Points,
  type Present,
  type Table,
  type TableInput,
} from "../../table/index.js";
import { itemColumns } from "./item-columns.js";

/** Options of {@link cronbachAlpha}. */
export interface AlphaOptions extends AnswerCodes {
  /** The columns that are items [all columns]. */
  readonly items?: readonly string[];
  /** What becomes of missing answers: `"error"` [default] names the first, `"listwise"` leaves its respondent out. */
  readonly missing?: "error" | "listwise";
}

/** Columns of {@link CronbachAlpha.items}. */
export type AlphaItemColumns = {
  item: Present<string>;
  /** n − 1. */
  variance: number;
  /** With the sum of the other items; missing where an item is constant. */
  restCorrelation: number;
  /** Raw alpha of the other items; missing below two of them. */
  alphaIfDropped: number;
};

/** How far questions that should measure one thing do so. */
export interface CronbachAlpha {
  /** From variances and covariances. */
  readonly raw: number;
  /** From correlations, as if all items had the same variance; the one that programs for path models report. */
  readonly standardized: number;
  readonly items: Table<AlphaItemColumns>;
  readonly respondents: number;
  /** Codes that look like "no answer", and fewer respondents than items. */
  readonly warnings: readonly string[];
}

/**
 * Do these questions measure one thing?
 *
 * Cronbach's alpha (1951) of a battery of items: raw, k/(k−1) · (1 − Σ s_i² / s²_total) with n − 1 variances, and
 * standardized, k r̄ / (1 + (k−1) r̄); for each item what alpha would be without it. Items must point the same way:
 * reverse-coded ones go through {@link rescale} first.
 *
 * Takes a table, a matrix or an array of rows, a row per respondent and a column per item.
 *
 * Errors: `too-few-rows` (fewer than two items or respondents), `constant-column` (names the item), `missing-value`,
 * `unknown-column`.
 *
 * @example
 * ```ts
 * cronbachAlpha({ overall: [4, 3, 5, 2], expected: [5, 4, 5, 3], ideal: [4, 3, 5, 2] }).raw; // 0.98
 * ```
 */
export function cronbachAlpha(answers: TableInput | Points, options: AlphaOptions = {}): CronbachAlpha {
  const caller = "cronbachAlpha";
  knownOptions(caller, options, ["items", "missing", ...answerCodeNames]);
  const missing = oneOf(caller, "missing", options.missing, ["error", "listwise"], "error");
  const read = itemColumns(caller, answers, options.items, missing === "listwise" ? "keep" : "error", options);
  const columns = missing === "listwise" ? completeRows(read.columns, read.rows) : read.columns;
  const respondents = columns[0]?.length ?? 0;
  if (columns.length < 2 || respondents < 2) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, value: Math.min(columns.length, respondents) },
      `alpha needs at least 2 items and 2 respondents, got ${counted(columns.length, "item")} and ${respondents} ` +
        `complete respondents`,
    );
  }
  const variances = columns.map((values) => variance(values, { sample: true }));
  const constant = variances.indexOf(0);
  if (constant >= 0) {
    throw new ClienteleError(
      "constant-column",
      { function: caller, column: read.names[constant], value: columns[constant]![0] },
      "everybody gave the same answer to this item",
    );
  }
  const rest = columns.map((_, left) => columns.filter((_, c) => c !== left));
  return finiteFigures(caller, {
    raw: rawAlpha(columns),
    standardized: standardizedAlpha(columns),
    items: createTable<AlphaItemColumns>({
      item: read.names,
      variance: Float64Array.from(variances),
      restCorrelation: Float64Array.from(columns, (values, c) => definedCorrelation(values, sumOf(rest[c]!))),
      alphaIfDropped: Float64Array.from(rest, (others) => (others.length < 2 ? Number.NaN : rawAlpha(others))),
    }),
    respondents,
    warnings: [
      ...columns.flatMap((values, c) => farAnswersWarning(read.names[c]!, values) ?? []),
      ...(respondents < columns.length
        ? [`${columns.length} items and only ${counted(respondents, "respondent")}: alpha is hardly determined`]
        : []),
    ],
  });
}

function completeRows(columns: readonly Float64Array[], rows: number): readonly Float64Array[] {
  const complete = new Uint8Array(rows).fill(1);
  for (const values of columns) {
    for (let row = 0; row < rows; row++) if (Number.isNaN(values[row]!)) complete[row] = 0;
  }
  return columns.map((values) => values.filter((_, row) => complete[row] === 1));
}

function rawAlpha(columns: readonly Float64Array[]): number {
  const k = columns.length;
  const parts = columns.reduce((sum, values) => sum + variance(values, { sample: true }), 0);
  return (k / (k - 1)) * (1 - parts / variance(sumOf(columns), { sample: true }));
}

function standardizedAlpha(columns: readonly Float64Array[]): number {
  const k = columns.length;
  let sum = 0;
  for (let i = 0; i < k; i++) for (let j = i + 1; j < k; j++) sum += correlation(columns[i]!, columns[j]!);
  const mean = sum / ((k * (k - 1)) / 2);
  return (k * mean) / (1 + (k - 1) * mean);
}

function sumOf(columns: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(columns[0]!.length);
  for (const values of columns) for (let row = 0; row < sum.length; row++) sum[row]! += values[row]!;
  return sum;
}

function definedCorrelation(a: Float64Array, b: Float64Array): number {
  return variance(b, { sample: true }) === 0 ? Number.NaN : correlation(a, b);
}
