import { studentTTwoSided } from "../../numeric/index.js";
import { createTable, type Present, type Table } from "../../table/index.js";
import type { DropCounts } from "./path-draws.js";
import type { PredictedItem, PredictionErrors } from "./path-prediction.js";

/** Columns of `predictPathModel`: a row per item of a construct that something leads to. */
export type PredictionColumns = {
  construct: Present<string>;
  item: Present<string>;
  /**
   * 1 − squared errors of the model / squared errors of the mean: above 0, the model predicts better than the mean
   * does.
   */
  qSquared: number;
  /** Root mean square error, in units of the answers. */
  rmse: number;
  /** Mean absolute error. */
  mae: number;
  /** Of the linear benchmark: a regression of the item on all items of the predicting constructs. */
  linearRmse: number;
  linearMae: number;
  linearQSquared: number;
  /** Whether the model's RMSE is below the benchmark's. */
  beatsLinear: boolean;
};

/** Columns of {@link PredictionReport.constructs}: a row per construct and benchmark. */
export type PredictionTestColumns = {
  construct: Present<string>;
  benchmark: Present<"mean" | "linear">;
  /**
   * Mean over respondents of the squared error per item, of the model less of the benchmark: negative where the model
   * predicts better.
   */
  lossDifference: number;
  t: number;
  /** Two-sided. */
  pValue: number;
};

/** What `predictPathModel` says beside its table. */
export interface PredictionReport {
  readonly folds: number;
  readonly repetitions: number;
  readonly from: "direct" | "earliest";
  /** Respondents that were predicted at least once. */
  readonly predicted: number;
  /** Folds whose model could not be estimated, by cause: their respondents are left out of that repetition. */
  readonly dropped: DropCounts;
  /**
   * Whether the model predicts better than its benchmarks, construct by construct (cross-validated predictive ability
   * test).
   */
  readonly constructs: Table<PredictionTestColumns>;
}

const predictors = ["model", "linear", "mean"] as const;

/** Sums of the errors of predictions by respondent and item: entry `row · items + item`. */
export interface ErrorSums {
  readonly items: readonly PredictedItem[];
  /** Respondents. */
  readonly rows: number;
  /** How often each answer was predicted. */
  readonly counts: Float64Array;
  readonly squares: Readonly<Record<keyof PredictionErrors, Float64Array>>;
  readonly sizes: Readonly<Record<keyof PredictionErrors, Float64Array>>;
}

/** Sums of no errors yet. */
export function createErrorSums(items: readonly PredictedItem[], rows: number): ErrorSums {
  const sums = () => new Float64Array(rows * items.length);
  return {
    items,
    rows,
    counts: sums(),
    squares: { model: sums(), linear: sums(), mean: sums() },
    sizes: { model: sums(), linear: sums(), mean: sums() },
  };
}

/** Adds the errors in one answer. */
export function addErrors(
  { items, counts, squares, sizes }: ErrorSums,
  row: number,
  item: number,
  errors: PredictionErrors,
): void {
  const at = row * items.length + item;
  counts[at]!++;
  for (const predictor of predictors) {
    squares[predictor][at]! += errors[predictor] * errors[predictor];
    sizes[predictor][at]! += Math.abs(errors[predictor]);
  }
}

/** The errors by item, with the tests by construct; `weights` are survey weights. */
export function summarizeErrors(
  sums: ErrorSums,
  weights: Float64Array | null,
  report: Omit<PredictionReport, "predicted" | "constructs">,
): Table<PredictionColumns, PredictionReport> {
  const { items, rows, counts, squares, sizes } = sums;
  const mean = (errors: Float64Array, item: number): number => {
    let sum = 0;
    let total = 0;
    for (let row = 0; row < rows; row++) {
      const weight = weights?.[row] ?? 1;
      sum += weight * errors[row * items.length + item]!;
      total += weight * counts[row * items.length + item]!;
    }
    return total > 0 ? sum / total : Number.NaN;
  };
  const column = (value: (item: number) => number): Float64Array => Float64Array.from(items, (_, item) => value(item));
  const rmse = column((item) => Math.sqrt(mean(squares.model, item)));
  const linearRmse = column((item) => Math.sqrt(mean(squares.linear, item)));
  let predicted = 0;
  for (let row = 0; row < rows; row++) {
    if (items.some((_, item) => counts[row * items.length + item]! > 0)) predicted++;
  }
  return createTable<PredictionColumns, PredictionReport>(
    {
      construct: items.map(({ construct }) => construct),
      item: items.map(({ item }) => item),
      qSquared: column((item) => 1 - mean(squares.model, item) / mean(squares.mean, item)),
      rmse,
      mae: column((item) => mean(sizes.model, item)),
      linearRmse,
      linearMae: column((item) => mean(sizes.linear, item)),
      linearQSquared: column((item) => 1 - mean(squares.linear, item) / mean(squares.mean, item)),
      beatsLinear: items.map((_, item) =>
        Number.isNaN(rmse[item]! + linearRmse[item]!) ? null : rmse[item]! < linearRmse[item]!,
      ),
    },
    { ...report, predicted, constructs: constructTests(sums, weights) },
  );
}

function constructTests(sums: ErrorSums, weights: Float64Array | null): Table<PredictionTestColumns> {
  const constructs = [...new Set(sums.items.map(({ construct }) => construct))];
  const tests = constructs.flatMap((construct) =>
    (["mean", "linear"] as const).map((benchmark) => ({
      construct,
      benchmark,
      ...lossTest(sums, construct, benchmark, weights),
    })),
  );
  return createTable<PredictionTestColumns>({
    construct: tests.map((test) => test.construct),
    benchmark: tests.map((test) => test.benchmark),
    lossDifference: Float64Array.from(tests, (test) => test.difference),
    t: Float64Array.from(tests, (test) => test.t),
    pValue: Float64Array.from(tests, (test) => test.pValue),
  });
}

/** A paired t test over respondents of the difference in their mean squared error per item. */
function lossTest(
  { items, rows, counts, squares }: ErrorSums,
  construct: string,
  benchmark: "mean" | "linear",
  weights: Float64Array | null,
) {
  const own = items.flatMap((item, place) => (item.construct === construct ? [place] : []));
  const differences: number[] = [];
  const shares: number[] = [];
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    let count = 0;
    for (const item of own) {
      const at = row * items.length + item;
      sum += squares.model[at]! - squares[benchmark][at]!;
      count += counts[at]!;
    }
    if (count === 0) continue;
    differences.push(sum / count);
    shares.push(weights?.[row] ?? 1);
  }
  const n = differences.length;
  const total = shares.reduce((sum, share) => sum + share, 0);
  const difference = differences.reduce((sum, value, i) => sum + value * shares[i]!, 0) / total;
  const square = differences.reduce((sum, value, i) => sum + (shares[i]! * (value - difference)) ** 2, 0);
  const standardError = Math.sqrt((square * n) / (n - 1)) / total;
  const t = difference / standardError;
  return { difference, t, pValue: n > 1 && Number.isFinite(t) ? studentTTwoSided(t, n - 1) : Number.NaN };
}
