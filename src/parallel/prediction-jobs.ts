import { type Classifier, classifierFeatures, predictProbability } from "../learning/index.js";
import type { PurchaseModel } from "../lifetime-value/index.js";
import { type Features, type TableInput, toTable } from "../table/index.js";
import { blockJob, type PoolJob } from "./pool-job.js";
import type { PredictionName, RowPredictions } from "./row-predictions.js";
import { sharedMemory } from "./shared-memory.js";

/** So many rows are worth a block of their own. */
const rowsPerBlock = 1 << 14;

const columnsOfPurchases = ["frequency", "recency", "age", "opportunities"];

/** Predictions for customers; null where a column that the model needs is not one of numbers. */
export function purchasePredictionJob(
  name: Exclude<PredictionName, "predictProbability">,
  model: PurchaseModel,
  customers: TableInput,
  options: object,
  plain: () => Float64Array,
): PoolJob<Float64Array> | null {
  const table = toTable(name, customers);
  const covariates = (model?.covariates ?? []) as readonly { readonly column: string }[];
  if (!Array.isArray(covariates)) return null;
  const wanted = [...new Set([...columnsOfPurchases, ...covariates.map(({ column }) => column)])];
  const columns: (readonly [string, Float64Array])[] = [];
  for (const column of wanted.filter((one) => table.columnNames.includes(one))) {
    const { type } = table.column(column);
    if (type !== "number") return null;
    const values = Float64Array.from(table.column(column), (value) => (value === null ? Number.NaN : Number(value)));
    columns.push([column, sharedMemory.keep(values)]);
  }
  return predictionJob({ name, model, options, rows: table.numRows, columns, matrix: null }, plain);
}

/** Probabilities for rows of features. */
export function probabilityJob(model: Classifier, X: Features): PoolJob<Float64Array> {
  const { data, rows, columns } = classifierFeatures("predictProbability", model, X);
  const matrix = { data: sharedMemory.keep(data), columns };
  return predictionJob({ name: "predictProbability", model, options: {}, rows, columns: [], matrix }, () =>
    predictProbability(model, X),
  );
}

function predictionJob(
  question: Omit<RowPredictions, "blocks" | "blockRows" | "result">,
  plain: () => Float64Array,
): PoolJob<Float64Array> {
  const result = sharedMemory.doubles(question.rows);
  const state = { ...question, blockRows: rowsPerBlock, blocks: Math.ceil(question.rows / rowsPerBlock), result };
  return blockJob({
    computation: { kind: "rows", state },
    step: "predicting rows",
    finish: () => Float64Array.from(result),
    plain,
  });
}
