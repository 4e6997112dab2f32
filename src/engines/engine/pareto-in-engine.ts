import type { SummarizeOptions } from "../../customers/index.js";
import { ClienteleError, counted, knownOptions } from "../../errors/index.js";
import { analyzePareto, type ParetoAnalysis } from "../../segments/index.js";
import { valueCounts } from "../statements/value-counts.js";
import type { Connection } from "./connection.js";
import type { EngineSource, RunOptions } from "./engine.js";
import { findSourceColumn } from "./order-source.js";
import { numbersIn, readResult } from "./read-result.js";
import { runOptionNames, summarizeInEngine } from "./summarize-customers.js";

/** `analyzePareto` in an engine: of the revenue of customers from orders, or of a column with a value a row. */
export async function paretoInEngine(
  connection: Connection,
  source: EngineSource,
  options: (SummarizeOptions | { readonly value: string }) & RunOptions,
): Promise<ParetoAnalysis> {
  const caller = "analyzePareto";
  if (!("value" in options)) return analyzePareto(await summarizeInEngine(connection, source, options));
  knownOptions(caller, options, ["value", ...runOptionNames]);
  return analyzePareto(await valuesInEngine(connection, caller, source, options));
}

/** All values of a column, expanded from how often each occurs. */
async function valuesInEngine(
  connection: Connection,
  caller: string,
  source: EngineSource,
  options: { readonly value: string } & RunOptions,
): Promise<Float64Array> {
  const relation = await connection.relation(caller, source, options);
  const column = findSourceColumn(caller, await connection.columns(caller, relation), options.value);
  const result = await readResult(connection, caller, valueCounts(connection.dialect, relation, column), options);
  const [values, counts] = [numbersIn(result, "value"), numbersIn(result, "count")];
  const expanded = new Float64Array(counts.reduce((sum, count) => sum + count, 0));
  let at = 0;
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) {
      throw new ClienteleError(
        "missing-value",
        { function: caller, column: options.value, value: null },
        `the value is missing, or no number, in ${counted(counts[i]!, "row")}`,
      );
    }
    expanded.fill(values[i]!, at, at + counts[i]!);
    at += counts[i]!;
  }
  return expanded;
}
