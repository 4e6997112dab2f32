import { studentTTwoSided } from "../../numeric/index.js";
import { createTable, type Table } from "../../table/index.js";
import type { DropCounts } from "./path-draws.js";
import type { PredictedItem, PredictionErrors } from "./path-prediction.js";

/** Columns of `predictPathModel`: a row per item of a construct that something leads to. */
export type PredictionColumns = {
  construct: string;
  item: string;
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
  construct: string;
  benchmark: "mean" | "linear";
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

/** Sums of squared and absolute errors by respondent and item. */
export class PredictionErrorSums {
  readonly #items: readonly PredictedItem[];
  readonly #rows: number;
  readonly #counts: Float64Array;
  readonly #squares: Readonly<Record<keyof PredictionErrors, Float64Array>>;
  readonly #sizes: Readonly<Record<keyof PredictionErrors, Float64Array>>;

  constructor(items: readonly PredictedItem[], rows: number) {
    const sums = () => ({
      model: new Float64Array(rows * items.length),
      linear: new Float64Array(rows * items.length),
      mean: new Float64Array(rows * items.length),
    });
    this.#items = items;
    this.#rows = rows;
    this.#counts = new Float64Array(rows * items.length);
    this.#squares = sums();
    this.#sizes = sums();
  }

  add(row: number, item: number, errors: PredictionErrors): void {
    const at = row * this.#items.length + item;
    this.#counts[at]!++;
    for (const predictor of predictors) {
      this.#squares[predictor][at]! += errors[predictor] * errors[predictor];
      this.#sizes[predictor][at]! += Math.abs(errors[predictor]);
    }
  }

  summarize(
    weights: Float64Array | null,
    report: Omit<PredictionReport, "predicted" | "constructs">,
  ): Table<PredictionColumns, PredictionReport> {
    const items = this.#items;
    const mean = (sums: Float64Array, item: number): number => {
      let sum = 0;
      let total = 0;
      for (let row = 0; row < this.#rows; row++) {
        const weight = weights?.[row] ?? 1;
        sum += weight * sums[row * items.length + item]!;
        total += weight * this.#counts[row * items.length + item]!;
      }
      return total > 0 ? sum / total : Number.NaN;
    };
    const column = (value: (item: number) => number): Float64Array =>
      Float64Array.from(items, (_, item) => value(item));
    const { model, linear, mean: ofMean } = this.#squares;
    const rmse = column((item) => Math.sqrt(mean(model, item)));
    const linearRmse = column((item) => Math.sqrt(mean(linear, item)));
    let predicted = 0;
    for (let row = 0; row < this.#rows; row++) {
      if (items.some((_, item) => this.#counts[row * items.length + item]! > 0)) predicted++;
    }
    return createTable<PredictionColumns, PredictionReport>(
      {
        construct: items.map(({ construct }) => construct),
        item: items.map(({ item }) => item),
        qSquared: column((item) => 1 - mean(model, item) / mean(ofMean, item)),
        rmse,
        mae: column((item) => mean(this.#sizes.model, item)),
        linearRmse,
        linearMae: column((item) => mean(this.#sizes.linear, item)),
        linearQSquared: column((item) => 1 - mean(linear, item) / mean(ofMean, item)),
        beatsLinear: items.map((_, item) =>
          Number.isNaN(rmse[item]! + linearRmse[item]!) ? null : rmse[item]! < linearRmse[item]!,
        ),
      },
      { ...report, predicted, constructs: this.#tests(weights) },
    );
  }

  #tests(weights: Float64Array | null): Table<PredictionTestColumns> {
    const constructs = [...new Set(this.#items.map(({ construct }) => construct))];
    const rows = constructs.flatMap((construct) =>
      (["mean", "linear"] as const).map((benchmark) => ({
        construct,
        benchmark,
        ...this.#test(construct, benchmark, weights),
      })),
    );
    return createTable<PredictionTestColumns>({
      construct: rows.map((row) => row.construct),
      benchmark: rows.map((row) => row.benchmark),
      lossDifference: Float64Array.from(rows, (row) => row.difference),
      t: Float64Array.from(rows, (row) => row.t),
      pValue: Float64Array.from(rows, (row) => row.pValue),
    });
  }

  /** A paired t test over respondents of the difference in their mean squared error per item. */
  #test(construct: string, benchmark: "mean" | "linear", weights: Float64Array | null) {
    const width = this.#items.length;
    const own = this.#items.flatMap((item, place) => (item.construct === construct ? [place] : []));
    const differences: number[] = [];
    const shares: number[] = [];
    for (let row = 0; row < this.#rows; row++) {
      let sum = 0;
      let count = 0;
      for (const item of own) {
        const at = row * width + item;
        sum += this.#squares.model[at]! - this.#squares[benchmark][at]!;
        count += this.#counts[at]!;
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
}
