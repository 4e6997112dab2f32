import { columnList, knownOptions } from "../../errors/index.js";
import { createTable, groupRows, type Table } from "../../table/index.js";
import type { Connection } from "./connection.js";
import type { EngineSource, RunOptions, SummarizeGroupsOptions } from "./engine.js";
import { groupFigures } from "./group-measures.js";
import { runOptionNames } from "./summarize-customers.js";

/** `table.groupBy(…).summarize(…)` in an engine, groups sorted by their keys. */
export async function summarizeGroups(
  connection: Connection,
  source: EngineSource,
  options: SummarizeGroupsOptions & RunOptions,
): Promise<Table> {
  const caller = "summarize";
  knownOptions(caller, options, ["by", "measures", ...runOptionNames]);
  const by = options.by === undefined || options.by.length === 0 ? [] : columnList(caller, "by", options.by);
  const { keys, groups, measure } = await groupFigures(connection, caller, source, by, options);
  const grouping = groupRows(keys, groups);
  const columns = [...keys.map((key) => key.take(grouping.firstRows)), ...measure(grouping)];
  const table = createTable(columns.map((column) => [column.name, column] as const)) as Table;
  return by.length > 0 ? table.sortBy(...by) : table;
}
