import { correlation, sum } from "../../numeric/index.js";
import { createTable, type Table } from "../../table/index.js";

/** How near predictions came to what happened, customer by customer. */
export interface Accuracy {
  /** What happened, all customers together. */
  readonly actual: number;
  readonly predicted: number;
  /** predicted − actual: above 0 where too much was predicted. */
  readonly bias: number;
  /** The bias as a share of the actual total; null where that is 0. */
  readonly relativeBias: number | null;
  /** Mean absolute error of a customer. */
  readonly mae: number;
  /** Root mean square error of a customer. */
  readonly rmse: number;
  /** Pearson's correlation over customers; null where one side does not vary. */
  readonly correlation: number | null;
}

export function accuracyOf(actual: Float64Array, predicted: Float64Array): Accuracy {
  const n = actual.length;
  const errors = new Float64Array(n);
  const squares = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const error = predicted[i]! - actual[i]!;
    errors[i] = Math.abs(error);
    squares[i] = error * error;
  }
  const totalActual = sum(actual);
  const totalPredicted = sum(predicted);
  const bias = totalPredicted - totalActual;
  const r = correlation(actual, predicted);
  return {
    actual: totalActual,
    predicted: totalPredicted,
    bias,
    relativeBias: totalActual === 0 ? null : bias / totalActual,
    mae: sum(errors) / n,
    rmse: Math.sqrt(sum(squares) / n),
    correlation: Number.isNaN(r) ? null : r,
  };
}

/** The columns of a table of lift. */
export type LiftColumns = {
  /** 1 holds the customers of whom most was predicted. */
  decile: number;
  customers: number;
  /** Means per customer. */
  predicted: number;
  actual: number;
  /** actual / the mean of all customers; missing where nobody purchased. */
  lift: number;
  /** Share of all actual purchases in this decile and those above. */
  cumulativeShare: number;
};

/**
 * Customers in ten parts by what was predicted of them, most first, ties in the order of rows; edges at ⌊n·i/10⌋. Parts
 * without customers are left out.
 */
export function liftByDecile(actual: Float64Array, predicted: Float64Array): Table<LiftColumns, object> {
  const n = actual.length;
  const order = Array.from(predicted.keys()).sort((i, j) => predicted[j]! - predicted[i]! || i - j);
  const total = sum(actual);
  const rows: LiftColumns[] = [];
  let seen = 0;
  for (let decile = 1; decile <= 10; decile++) {
    const from = Math.floor((n * (decile - 1)) / 10);
    const to = Math.floor((n * decile) / 10);
    if (from === to) continue;
    let expected = 0;
    let happened = 0;
    for (let place = from; place < to; place++) {
      expected += predicted[order[place]!]!;
      happened += actual[order[place]!]!;
    }
    seen += happened;
    const customers = to - from;
    rows.push({
      decile,
      customers,
      predicted: expected / customers,
      actual: happened / customers,
      lift: (happened / customers) * (n / total),
      cumulativeShare: seen / total,
    });
  }
  return numberTable(rows, ["decile", "customers", "predicted", "actual", "lift", "cumulativeShare"]);
}

/** The columns of a table of calibration. */
export type FrequencyCalibrationColumns = {
  /** Repeat purchases before: "0", "1", …, and "7+" for all above. */
  frequency: string;
  customers: number;
  /** Means per customer. */
  predicted: number;
  actual: number;
};

/**
 * Predicted against actual means of customers with the same frequency, all from `top` up taken together. Frequencies
 * that nobody has are left out.
 */
export function calibrationByFrequency(
  frequency: Float64Array,
  actual: Float64Array,
  predicted: Float64Array,
  top: number,
): Table<FrequencyCalibrationColumns, object> {
  const customers = new Float64Array(top + 1);
  const expected = new Float64Array(top + 1);
  const happened = new Float64Array(top + 1);
  for (let i = 0; i < frequency.length; i++) {
    const bin = Math.min(frequency[i]!, top);
    customers[bin]!++;
    expected[bin]! += predicted[i]!;
    happened[bin]! += actual[i]!;
  }
  const bins = Array.from(customers.keys()).filter((bin) => customers[bin]! > 0);
  return createTable<FrequencyCalibrationColumns>({
    frequency: bins.map((bin) => (bin === top ? `${top}+` : String(bin))),
    customers: bins.map((bin) => customers[bin]!),
    predicted: bins.map((bin) => expected[bin]! / customers[bin]!),
    actual: bins.map((bin) => happened[bin]! / customers[bin]!),
  });
}

/** A table of numbers from rows, in the order of the names. */
export function numberTable<Row extends Record<string, number>>(
  rows: readonly Row[],
  names: readonly (keyof Row & string)[],
): Table<Row, object> {
  return createTable<Row>(names.map((name) => [name, Float64Array.from(rows, (row) => row[name]!)] as const));
}
