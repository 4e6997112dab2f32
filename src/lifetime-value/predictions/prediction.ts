import type { TableInput } from "../../table/index.js";
import { parametersByRow } from "../fitting/covariate-effects.js";
import { type PurchaseHistory, requireUnit } from "../fitting/customer-statistics.js";
import { readParameters } from "../fitting/model-parameters.js";
import type { PurchaseDefinition } from "../fitting/purchase-definition.js";
import type { PurchaseProcess } from "../fitting/purchase-process.js";
import { type PurchaseModel, purchaseDefinition } from "../purchases/purchase-model.js";
import { interpolateOverAges } from "./age-interpolation.js";

/** Customers read for a model, with the process that describes each. */
export interface Prediction {
  readonly definition: PurchaseDefinition;
  readonly history: PurchaseHistory;
  /** The parameters of each pattern of covariates, and its process; one where there are none. */
  readonly patterns: readonly Float64Array[];
  readonly processes: readonly PurchaseProcess[];
  /** Which pattern each row has; null when there is one. */
  readonly patternOf: Int32Array | null;
}

/** Reads customers for a model and binds its parameters. Errors: as for the fits, `unit-mismatch`, `unusable-model`. */
export function preparePrediction(caller: string, model: PurchaseModel, customers: TableInput): Prediction {
  const definition = purchaseDefinition(caller, model);
  const values = readParameters(caller, model, definition);
  const history = definition.read(caller, customers);
  requireUnit(caller, model, history.unit);
  const names = definition.parameterNames;
  const { patterns, patternOf } = parametersByRow(caller, history.table, values, names, model.covariates);
  const processes = patterns.map((pattern) => definition.process(pattern));
  return { definition, history, patterns, processes, patternOf };
}

const slots = 1 << 14;

/**
 * A function of (x, last, age) with a direct-mapped cache of its values, which are costly, as many customers have the
 * same history. Exact: the same arguments give the same value, cached or not.
 */
function cached(
  processes: readonly PurchaseProcess[],
  compute: (process: PurchaseProcess, x: number, last: number, age: number) => number,
): (pattern: number, x: number, last: number, age: number) => number {
  const keys = new Float64Array(4 * slots).fill(Number.NaN);
  const values = new Float64Array(slots);
  const key = new Float64Array(4);
  const bits = new Int32Array(key.buffer);
  return (pattern, x, last, age) => {
    key[0] = x;
    key[1] = last;
    key[2] = age;
    key[3] = pattern;
    let hash = 0;
    for (let i = 0; i < 8; i++) hash = Math.imul(hash ^ bits[i]!, 0x9e3779b1) ^ (hash >>> 15);
    const slot = (hash ^ (hash >>> 17)) & (slots - 1);
    const place = 4 * slot;
    if (keys[place] === x && keys[place + 1] === last && keys[place + 2] === age && keys[place + 3] === pattern) {
      return values[slot]!;
    }
    const value = compute(processes[pattern]!, x, last, age);
    keys.set(key, place);
    values[slot] = value;
    return value;
  };
}

/** P(alive) of every row. */
export function aliveOfRows({ history, processes, patternOf }: Prediction): Float64Array {
  const { frequency, recency, age, rows } = history;
  const result = new Float64Array(rows);
  const [process] = processes;
  if (patternOf === null && process?.aliveOfAll !== undefined) {
    process.aliveOfAll(frequency, recency, age, result);
    return result;
  }
  const valueOfRow = cached(processes, (one, x, last, T) => one.alive(x, last, T));
  for (let row = 0; row < rows; row++) {
    result[row] = valueOfRow(patternOf === null ? 0 : patternOf[row]!, frequency[row]!, recency[row]!, age[row]!);
  }
  return result;
}

/**
 * P(alive) · `ifAlive` for every row. Values that change by orders of magnitude with age are not to be interpolated:
 * only their absolute error would be small.
 */
export function whileAlive(
  prediction: Prediction,
  ifAlive: (process: PurchaseProcess, x: number, last: number, age: number) => number,
  interpolate = true,
): Float64Array {
  const { history, processes, patternOf } = prediction;
  const { frequency, recency, age, rows } = history;
  const result = aliveOfRows(prediction);
  const smooth = interpolate && processes.every((process) => process.interpolates);
  const interpolated = smooth
    ? processes.map((process) => interpolateOverAges(process.singularity ?? 0, (x, T) => ifAlive(process, x, 0, T)))
    : [];
  const [single] = interpolated;
  const valueOfRow = smooth ? null : cached(processes, ifAlive);
  const { usesRecency } = processes[0]!;
  for (let row = 0; row < rows; row++) {
    if (result[row] === 0) continue; // P(alive) underflows: no expectation is needed, and it may overflow
    const x = frequency[row]!;
    const T = age[row]!;
    const pattern = patternOf === null ? 0 : patternOf[row]!;
    const value =
      valueOfRow !== null
        ? valueOfRow(pattern, x, usesRecency ? recency[row]! : 0, T)
        : patternOf === null
          ? single!(x, T)
          : interpolated[pattern]!(x, T);
    result[row]! *= value;
  }
  return result;
}
