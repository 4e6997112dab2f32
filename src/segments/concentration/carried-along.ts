import { ClienteleError, columnList } from "../../errors/index.js";
import { numberColumn, type Table } from "../../table/index.js";
import type { RankedValues } from "./ranked-values.js";

/** A measure along the ranking of another: what the first so many items hold of it. */
export interface CarriedAlong {
  readonly name: string;
  /** In the order of the ranking; items of equal rank have their mean, so that the order of rows decides nothing. */
  readonly values: Float64Array;
  readonly cumulative: Float64Array;
  readonly total: number;
}

/**
 * The columns of option `measures` along the ranking. Errors: `invalid-option`, `unknown-column`, `missing-value`,
 * `not-a-number`, `not-finite`, `duplicate-column`.
 */
export function carriedAlong(
  caller: string,
  table: Table | null,
  measures: readonly string[] | undefined,
  ranked: RankedValues,
): CarriedAlong[] {
  if (measures === undefined) return [];
  const names = columnList(caller, "measures", measures, 0);
  if (table !== null) return names.map((name) => alongRanking(name, numberColumn(caller, table, name), ranked));
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: measures },
    `option "measures" names columns of a table, but a list of numbers was given`,
  );
}

function alongRanking(name: string, given: Float64Array, { order, descending }: RankedValues): CarriedAlong {
  const n = given.length;
  const values = new Float64Array(n);
  const cumulative = new Float64Array(n);
  let total = 0;
  let lost = 0;
  for (let start = 0; start < n; ) {
    let end = start;
    let sum = 0;
    for (; end < n && descending[end] === descending[start]; end++) sum += given[order[end]!]!;
    values.fill(sum / (end - start), start, end);
    for (; start < end; start++) {
      const value = values[start]!;
      const next = total + value;
      // Neumaier's compensation, as in the ranking itself.
      lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
      total = next;
      cumulative[start] = total + lost;
    }
  }
  return { name, values, cumulative, total: cumulative[n - 1] ?? 0 };
}

/** The share of a measure that the first so many items hold; NaN where the total is not positive. */
export function carriedShare({ cumulative, total }: CarriedAlong, items: number): number {
  if (!(total > 0)) return Number.NaN;
  return items === 0 ? 0 : cumulative[items - 1]! / total;
}
