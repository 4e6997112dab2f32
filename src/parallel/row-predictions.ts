import { type Classifier, predictProbability } from "../learning/index.js";
import {
  discountedExpectedPurchases,
  expectedPurchases,
  type PurchaseModel,
  probabilityAlive,
} from "../lifetime-value/index.js";

/** Predictions whose value for a row depends on that row alone. */
export type PredictionName =
  | "probabilityAlive"
  | "expectedPurchases"
  | "discountedExpectedPurchases"
  | "predictProbability";

/** Everything that the threads of a prediction share. */
export interface RowPredictions {
  readonly name: PredictionName;
  readonly model: object;
  readonly options: object;
  readonly rows: number;
  readonly blockRows: number;
  readonly blocks: number;
  /** Named columns of customers, or a row-major matrix of features. */
  readonly columns: readonly (readonly [string, Float64Array])[];
  readonly matrix: { readonly data: Float64Array; readonly columns: number } | null;
  readonly result: Float64Array;
}

/** Predicts the rows of one block. */
export function rowPredictionBlock(state: RowPredictions, block: number): void {
  const from = block * state.blockRows;
  const to = Math.min(state.rows, from + state.blockRows);
  state.result.set(predictRows(state, from, to), from);
}

function predictRows({ name, model, options, columns, matrix }: RowPredictions, from: number, to: number) {
  if (matrix !== null) {
    const data = matrix.data.subarray(from * matrix.columns, to * matrix.columns);
    return predictProbability(model as Classifier, { data, rows: to - from, columns: matrix.columns });
  }
  const customers = Object.fromEntries(columns.map(([column, values]) => [column, values.subarray(from, to)]));
  const purchases = model as PurchaseModel;
  if (name === "probabilityAlive") return probabilityAlive(purchases, customers, options);
  if (name === "expectedPurchases") return expectedPurchases(purchases, customers, options as { horizon: number });
  return discountedExpectedPurchases(
    purchases,
    customers,
    options as Parameters<typeof discountedExpectedPurchases>[2],
  );
}
