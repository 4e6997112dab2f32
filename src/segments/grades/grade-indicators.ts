import {
  ClienteleError,
  counted,
  knownOptions,
  numberOption,
  requireColumnName,
  requireNamedOnce,
  showValue,
} from "../../errors/index.js";
import type { Table } from "../../table/index.js";
import { type ClassMeasure, classMeasure } from "../classification/class-measure.js";

/** An indicator of a grade: a column, its weight, and the values that count 0 and 1; `from` may be above `to`. */
export interface GradeIndicator {
  readonly column: string;
  /** 0..1; the weights sum to 1, such as those of `ahpWeights` or `entropyWeights`. */
  readonly weight: number;
  /** The value that counts nothing; worse ones count nothing, too. */
  readonly from: number;
  /** The value that counts in full; better ones count no more. */
  readonly to: number;
}

/** Indicators read, and the score of each customer. */
export interface IndicatorScores {
  readonly measures: readonly ClassMeasure[];
  /** 0..100, Σ weight · (value − from) / (to − from); NaN where an indicator is missing. */
  readonly score: Float64Array;
  /** The indicator by which most of the 100 points are lost, −1 where none are. */
  readonly weakest: Int32Array;
  readonly warnings: readonly string[];
}

/** Reads indicators. Errors: `invalid-option`, `weights-sum`, `duplicate-column`, `unknown-column`, `not-a-number`. */
export function indicatorScores(caller: string, table: Table, given: readonly GradeIndicator[]): IndicatorScores {
  const indicators = checkedIndicators(caller, given);
  const measures = indicators.map(({ column }) => classMeasure(caller, table, column, false));
  const rows = table.numRows;
  const score = new Float64Array(rows);
  const weakest = new Int32Array(rows).fill(-1);
  const mostLost = new Float64Array(rows);
  const outside = new Float64Array(indicators.length);
  for (const [i, { weight, from, to }] of indicators.entries()) {
    const { values } = measures[i]!;
    for (let row = 0; row < rows; row++) {
      const part = (values[row]! - from) / (to - from);
      const within = Math.min(1, Math.max(0, part));
      if (within !== part && !Number.isNaN(part)) outside[i]!++;
      score[row]! += 100 * weight * within;
      const lost = weight * (1 - within);
      if (lost <= mostLost[row]! + 1e-12) continue;
      mostLost[row] = lost;
      weakest[row] = i;
    }
  }
  const warnings = indicators.flatMap(({ column, from, to }, i) =>
    outside[i] === 0
      ? []
      : [
          `${counted(outside[i]!, "value")} of ${column} outside ${from}..${to} ` +
            `${outside[i] === 1 ? "counts" : "count"} as the nearer of the two`,
        ],
  );
  return { measures, score, weakest, warnings };
}

function checkedIndicators(caller: string, given: readonly GradeIndicator[]): readonly GradeIndicator[] {
  if (!Array.isArray(given) || given.length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `option "indicators" must list one or more { column, weight, from, to }, got ${showValue(given)}`,
    );
  }
  for (const indicator of given) {
    knownOptions(caller, indicator, ["column", "weight", "from", "to"]);
    requireColumnName(caller, "column", indicator.column);
    numberOption(caller, "weight", indicator.weight, { min: 0, max: 1 });
    const from = numberOption(caller, "from", indicator.from);
    if (numberOption(caller, "to", indicator.to) === from) {
      throw new ClienteleError(
        "invalid-option",
        { function: caller, column: indicator.column, value: from },
        `"from" and "to" of an indicator are both ${from}; they are the values that count 0 and 1`,
      );
    }
  }
  requireNamedOnce(
    caller,
    'option "indicators"',
    given.map(({ column }) => column),
  );
  const sum = given.reduce((total: number, { weight }) => total + weight, 0);
  if (Math.abs(sum - 1) <= 1e-6) return given;
  throw new ClienteleError(
    "weights-sum",
    { function: caller, value: sum },
    `the weights of the indicators sum to ${Number(sum.toPrecision(10))}, not to 1`,
  );
}
