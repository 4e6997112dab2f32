import { groupTuples } from "../../numeric/index.js";
import type { TableInput } from "../../table/index.js";
import { parametersByRow } from "../fitting/covariate-effects.js";
import type { PurchaseHistory } from "../fitting/customer-statistics.js";
import type { PurchaseProcess } from "../fitting/purchase-process.js";
import { type PurchaseModel, parameterNames, parameterValues, purchaseProcess } from "../purchases/purchase-model.js";
import { readHistory } from "./prediction.js";

/**
 * Customers in the eyes of a model. Rows with the same frequency and age (and recency, where the model remembers it,
 * and covariates) share a future, which is worked out once.
 */
export interface PredictionGroups {
  readonly history: PurchaseHistory;
  /** The unit of time: the model's, or else that of the customers; null when neither says. */
  readonly unit: string | null;
  /** The parameters of each pattern of covariates, and its process; one where there are none. */
  readonly patterns: readonly Float64Array[];
  readonly processes: readonly PurchaseProcess[];
  readonly patternOf: Int32Array | null;
  /** By row: the probability of being active, and which future the row has. */
  readonly alive: Float64Array;
  readonly futureOf: Int32Array;
  /** By future: a row that has it. */
  readonly representative: Int32Array;
}

/** Reads customers for a model of purchases. Errors: as for the fits, `unit-mismatch`, `unusable-model`. */
export function predictionGroups(
  caller: string,
  model: PurchaseModel,
  customers: TableInput,
  values = parameterValues(caller, model),
): PredictionGroups {
  const history = readHistory(caller, model, customers);
  const names = parameterNames(model.kind);
  const { patterns, patternOf } = parametersByRow(caller, history.table, values, names, model.covariates);
  const processes = patterns.map((pattern) => purchaseProcess(model.kind, pattern));
  const { frequency, recency, age, rows } = history;
  const pattern = patternOf === null ? [] : [Float64Array.from(patternOf)];
  const recencies = processes[0]!.usesRecency ? [recency] : [];
  const futures = groupTuples([frequency, age, ...recencies, ...pattern]);
  const alive = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const process = processes[patternOf === null ? 0 : patternOf[row]!]!;
    alive[row] = process.alive(frequency[row]!, recency[row]!, age[row]!);
  }
  return {
    history,
    unit: model.unit ?? history.unit,
    patterns,
    processes,
    patternOf,
    alive,
    futureOf: futures.group,
    representative: futures.representative,
  };
}

/** Computes something of each future from its process and history. */
export function byFuture(
  { history, processes, patternOf, representative }: PredictionGroups,
  compute: (process: PurchaseProcess, x: number, last: number, age: number) => number,
): Float64Array {
  const { frequency, recency, age } = history;
  return Float64Array.from(representative, (row) =>
    compute(processes[patternOf === null ? 0 : patternOf[row]!]!, frequency[row]!, recency[row]!, age[row]!),
  );
}

/**
 * The distance from now to the nearest moment, in the past, at which expected purchases of any customer are singular: α
 * (or, in Pareto/NBD, β) before the first purchase.
 */
export function timeScale(kind: PurchaseModel["kind"], { patterns, history }: PredictionGroups): number | null {
  if (kind === "bg-bb") return null;
  const names = parameterNames(kind);
  const scales = patterns.flatMap((values) =>
    names.flatMap((name, i) => (name === "alpha" || name === "beta" ? [values[i]!] : [])),
  );
  return Math.min(...scales) + history.age.reduce((least, age) => Math.min(least, age), Number.POSITIVE_INFINITY);
}
