import { canonicalOrder, type KMeansModel } from "../../clustering/index.js";
import { ClienteleError, columnList, counted, freezeModel, knownOptions, numberOption } from "../../errors/index.js";
import { type Points, pointsOf } from "../../table/index.js";
import type { Sql } from "../sql/sql.js";
import { kMeansPass, pointTotals } from "../statements/k-means-pass.js";
import type { SourceColumn } from "../statements/order-rows.js";
import type { Connection } from "./connection.js";
import type { EngineKMeansOptions, EngineKMeansResult, EngineSource, RunOptions } from "./engine.js";
import { findSourceColumn } from "./order-source.js";
import { numberIn, numbersIn, type ResultColumns, readResult } from "./read-result.js";
import { runOptionNames } from "./summarize-customers.js";

/** Lloyd's algorithm in an engine, from given centers: a pass is one statement, of which a row a cluster comes back. */
export async function kMeansInEngine(
  connection: Connection,
  source: EngineSource,
  options: EngineKMeansOptions & RunOptions,
): Promise<EngineKMeansResult> {
  const caller = "kMeans";
  knownOptions(caller, options, ["columns", "init", "maxIterations", "tolerance", ...runOptionNames]);
  const names = columnList(caller, "columns", options.columns);
  const limit = numberOption(caller, "maxIterations", options.maxIterations ?? 300, { min: 1, integer: true });
  const tolerance = numberOption(caller, "tolerance", options.tolerance ?? 1e-4, { min: 0 });
  let centers = givenCenters(caller, options.init, names.length);
  const relation = await connection.relation(caller, source, options);
  const described = await connection.columns(caller, relation);
  const columns = names.map((name) => findSourceColumn(caller, described, name));
  const still = tolerance * (await meanVariance(connection, caller, relation, names, columns, options));
  let status: EngineKMeansResult["status"] = "iterationLimit";
  let iterations = 0;
  let result = await pass(connection, caller, relation, columns, centers, options);
  for (iterations = 1; iterations < limit && status !== "converged"; iterations++) {
    const moved = result.means;
    const distance = squaredMoves(centers, moved);
    if (distance <= still) status = "converged";
    if (distance === 0) break;
    centers = moved;
    result = await pass(connection, caller, relation, columns, centers, options);
  }
  const order = [...canonicalOrder(Float64Array.from(centers.flat()), centers.length, names.length)];
  const ordered = order.map((c) => centers[c]!);
  const sizes = Int32Array.from(order, (c) => result.sizes[c]!);
  const model = freezeModel<KMeansModel>({
    kind: "k-means",
    schema: 1,
    columns: names,
    centers: ordered,
    sizes: [...sizes],
    inertia: result.inertia,
    iterations,
    status,
  });
  return { model, inertia: result.inertia, sizes, iterations, status };
}

function givenCenters(caller: string, init: Points | undefined, width: number): readonly (readonly number[])[] {
  if (init === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      'needs the option "init", the first centers: take those of kMeans on a sample, e.g. 20,000 rows of the table',
    );
  }
  const { data, rows, columns } = pointsOf(caller, init);
  if (rows === 0 || columns !== width) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: init },
      `option "init" must be centers of ${counted(width, "coordinate")}, got ${rows} of ${columns}`,
    );
  }
  return Array.from({ length: rows }, (_, row) => Array.from(data.subarray(row * width, (row + 1) * width)));
}

async function meanVariance(
  connection: Connection,
  caller: string,
  relation: Sql,
  names: readonly string[],
  columns: readonly SourceColumn[],
  options: RunOptions,
): Promise<number> {
  const totals = (shift: readonly number[]) =>
    readResult(connection, caller, pointTotals(connection.dialect, relation, columns, shift), options);
  const first = await totals(columns.map(() => 0));
  const rows = numberIn(first, "rows");
  if (rows === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no points");
  const refuse = (name: "gaps" | "infinite", code: "missing-value" | "not-finite"): void => {
    if (numberIn(first, name) === 0) return;
    const rowsWrong = numberIn(first, name);
    const problem =
      `${names.join(", ")} have a value that is missing or no finite number in ` + `${counted(rowsWrong, "row")}`;
    throw new ClienteleError(code, { function: caller }, problem);
  };
  refuse("gaps", "missing-value");
  refuse("infinite", "not-finite");
  const sums = columns.map((_, i) => numberIn(first, `sum${i}`));
  requireInRange(caller, names, sums);
  const second = await totals(sums.map((sum) => sum / rows));
  const squares = columns.map((_, i) => numberIn(second, `squares${i}`));
  requireInRange(caller, names, squares);
  return squares.reduce((sum, square) => sum + square / rows, 0) / columns.length;
}

/** Finite coordinates may still have sums, or sums of squares, beyond the largest number. */
function requireInRange(caller: string, names: readonly string[], sums: readonly number[]): void {
  const wrong = sums.findIndex((sum) => !Number.isFinite(sum));
  if (wrong < 0) return;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column: names[wrong] },
    "the values, or their squares, add up to more than a number can hold",
  );
}

interface Pass {
  readonly means: readonly (readonly number[])[];
  readonly sizes: readonly number[];
  readonly inertia: number;
}

async function pass(
  connection: Connection,
  caller: string,
  relation: Sql,
  columns: readonly SourceColumn[],
  centers: readonly (readonly number[])[],
  options: RunOptions,
): Promise<Pass> {
  const statement = kMeansPass(connection.dialect, relation, columns, centers);
  const result = await readResult(connection, caller, statement, options);
  const [cluster, count, inertia] = ["cluster", "count", "inertia"].map((name) => numbersIn(result, name));
  const rowOf = centers.map((_, c) => cluster!.indexOf(c));
  refuseEmpty(caller, rowOf);
  return {
    means: rowOf.map((row) => columns.map((_, i) => meanAt(result, `sum${i}`, count!, row))),
    sizes: rowOf.map((row) => count![row]!),
    inertia: inertia!.reduce((sum, part) => sum + part, 0),
  };
}

function meanAt(result: ResultColumns, name: string, count: Float64Array, row: number): number {
  return numbersIn(result, name)[row]! / count[row]!;
}

function refuseEmpty(caller: string, rowOf: readonly number[]): void {
  const empty = rowOf.indexOf(-1);
  if (empty < 0) return;
  throw new ClienteleError(
    "too-many-clusters",
    { function: caller, value: rowOf.length },
    `center ${empty + 1} has no point nearest to it; begin from other centers, or from fewer`,
  );
}

function squaredMoves(before: readonly (readonly number[])[], after: readonly (readonly number[])[]): number {
  let sum = 0;
  before.forEach((center, c) => {
    center.forEach((at, i) => {
      sum += (after[c]![i]! - at) ** 2;
    });
  });
  return sum;
}
