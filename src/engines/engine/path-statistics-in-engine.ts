import { ClienteleError, columnList, freezeModel, knownOptions, oneOf } from "../../errors/index.js";
import type { PathStatistics } from "../../path-models/index.js";
import { answerProducts, answerTotals } from "../statements/answer-moments.js";
import type { Connection } from "./connection.js";
import type { EnginePathStatisticsOptions, EngineSource, RunOptions } from "./engine.js";
import { findSourceColumn } from "./order-source.js";
import { numberIn, readResult } from "./read-result.js";
import { runOptionNames } from "./summarize-customers.js";

/** `pathStatistics` in an engine: means and covariances of answers, from which path models are fitted. */
export async function pathStatisticsInEngine(
  connection: Connection,
  source: EngineSource,
  options: EnginePathStatisticsOptions & RunOptions,
): Promise<PathStatistics> {
  const caller = "pathStatistics";
  knownOptions(caller, options, ["items", "missing", ...runOptionNames]);
  const items = columnList(caller, "items", options.items);
  const policy = oneOf(caller, "missing", options.missing, ["error", "listwise"], "error");
  const relation = await connection.relation(caller, source, options);
  const described = await connection.columns(caller, relation);
  const columns = items.map((name) => findSourceColumn(caller, described, name));
  const totals = await readResult(connection, caller, answerTotals(connection.dialect, relation, columns), options);
  const of = (name: string): number => numberIn(totals, name);
  const [rows, used] = [of("rows"), of("complete")];
  refuseGaps(caller, items, policy, of);
  if (used < 2) {
    throw new ClienteleError(
      rows === 0 ? "empty-table" : "too-few-rows",
      { function: caller, value: used },
      `one respondent says nothing about how answers vary; got ${used}`,
    );
  }
  refuseEndless(caller, items, (i) => of(`sum${i}`));
  const means = items.map((_, i) => of(`sum${i}`) / used);
  const statement = answerProducts(connection.dialect, relation, columns, means);
  const products = await readResult(connection, caller, statement, options);
  refuseEndless(caller, items, (i) => numberIn(products, `product${i}_${i}`));
  return freezeModel({
    kind: "path-statistics" as const,
    schema: 1 as const,
    items,
    respondents: used,
    effectiveRespondents: used,
    means,
    covariance: items.map((_, i) =>
      items.map((__, j) => numberIn(products, `product${Math.max(i, j)}_${Math.min(i, j)}`) / (used - 1)),
    ),
    minimum: items.map((_, i) => of(`min${i}`)),
    maximum: items.map((_, i) => of(`max${i}`)),
    missing: {
      policy,
      rows,
      used,
      dropped: rows - used,
      zeroWeight: 0,
      items: items.map((name, i) => ({ item: name, missing: of(`missing${i}`) })),
      filled: 0,
      emIterations: null,
    },
  });
}

function refuseGaps(caller: string, items: readonly string[], policy: string, of: (name: string) => number): void {
  for (const [i, column] of items.entries()) {
    if (policy === "error" && of(`missing${i}`) > 0) {
      throw new ClienteleError(
        "missing-value",
        { function: caller, column, value: null },
        `the answer is missing, or no number, in ${of(`missing${i}`)} rows; missing: "listwise" leaves them out`,
      );
    }
    if (of(`infinite${i}`) > 0) {
      throw new ClienteleError(
        "not-finite",
        { function: caller, column },
        `the answer is not a finite number in ${of(`infinite${i}`)} rows`,
      );
    }
    if (of(`min${i}`) === of(`max${i}`)) {
      throw new ClienteleError(
        "constant-column",
        { function: caller, column, value: of(`min${i}`) },
        `every respondent gave the same answer, ${of(`min${i}`)}, so the item can explain nothing; leave it out`,
      );
    }
  }
}

/** Finite answers may still have sums, or sums of squares, beyond the largest number. */
function refuseEndless(caller: string, items: readonly string[], sumOf: (item: number) => number): void {
  const column = items.find((_, i) => !Number.isFinite(sumOf(i)));
  if (column === undefined) return;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column },
    "the answers, or their squares, add up to more than a number can hold",
  );
}
