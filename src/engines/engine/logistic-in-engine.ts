import { ClienteleError, columnList, knownOptions, requireColumnName } from "../../errors/index.js";
import { fitLogistic, type LogisticModel } from "../../learning/index.js";
import { createTable, type Table } from "../../table/index.js";
import { distinctRows } from "../statements/distinct-rows.js";
import type { Connection } from "./connection.js";
import type { EngineLogisticOptions, EngineSource, RunOptions } from "./engine.js";
import { findSourceColumn } from "./order-source.js";
import { numbersIn, readResult } from "./read-result.js";
import { runOptionNames } from "./summarize-customers.js";

/** `fitLogistic` of rows in an engine, which come as distinct rows with their count. */
export async function logisticInEngine(
  connection: Connection,
  source: EngineSource,
  options: EngineLogisticOptions & RunOptions,
): Promise<LogisticModel> {
  const caller = "fitLogistic";
  const passed = ["l2", "standardize", "classWeights"] as const;
  knownOptions(caller, options, ["features", "outcome", ...passed, ...runOptionNames]);
  const features = columnList(caller, "features", options.features);
  requireColumnName(caller, "outcome", options.outcome);
  const relation = await connection.relation(caller, source, options);
  const described = await connection.columns(caller, relation);
  const columns = [...features, options.outcome].map((name) => findSourceColumn(caller, described, name));
  const result = await readResult(connection, caller, distinctRows(connection.dialect, relation, columns), options);
  features.forEach((name, i) => {
    requireFinite(caller, name, numbersIn(result, `value${i}`));
  });
  const x = createTable(features.map((name, i) => [name, numbersIn(result, `value${i}`)] as const)) as Table;
  const { l2, standardize, classWeights } = options;
  return fitLogistic(x, numbersIn(result, `value${features.length}`), {
    count: numbersIn(result, "count"),
    l2,
    standardize,
    classWeights,
  });
}

/** A table would take an infinite number for a missing one. */
function requireFinite(caller: string, column: string, values: Float64Array): void {
  const value = values.find((one) => Math.abs(one) === Number.POSITIVE_INFINITY);
  if (value === undefined) return;
  throw new ClienteleError("not-finite", { function: caller, column, value }, `${value} is not a finite number`);
}
