import { ClienteleError, columnList, knownOptions, showValue } from "../../errors/index.js";
import type { Points, TableInput } from "../../table/index.js";
import { type ItemColumns, itemColumns } from "../surveys/item-columns.js";

/** Options of the weights that are read from data alone. */
export interface ObjectiveWeightOptions {
  /** The columns that are items [all columns]. */
  readonly items?: readonly string[];
  /** Items in which a low value is good; they are mirrored within their own range. */
  readonly reverse?: readonly string[];
}

/** Items to be weighed by what their data say: at least two rows, and the reversed ones mirrored. */
export function weighedItems(caller: string, input: TableInput | Points, options: ObjectiveWeightOptions): ItemColumns {
  knownOptions(caller, options, ["items", "reverse"]);
  const items = itemColumns(caller, input, options.items);
  if (items.names.length === 0) {
    throw new ClienteleError("empty-table", { function: caller }, "there is no column to weigh");
  }
  if (items.rows < 2) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, value: items.rows },
      `weights need at least 2 rows, got ${items.rows}`,
    );
  }
  const reversed = reversedItems(caller, items.names, options.reverse ?? []);
  const columns = items.columns.map((values, c) => (reversed.has(items.names[c]!) ? mirrored(values) : values));
  return { ...items, columns };
}

function reversedItems(caller: string, names: readonly string[], reverse: unknown): ReadonlySet<string> {
  const reversed = columnList(caller, "reverse", reverse, 0);
  const unknown = reversed.find((name) => !names.includes(name));
  if (unknown === undefined) return new Set(reversed);
  throw new ClienteleError(
    "unknown-column",
    { function: caller, value: unknown },
    `option "reverse" names ${showValue(unknown)}, which is not one of the items`,
  );
}

function mirrored(values: Float64Array): Float64Array {
  const { least, most } = extremes(values);
  return values.map((value) => most + least - value);
}

/** The smallest and the largest of the values. */
export function extremes(values: Float64Array): { least: number; most: number } {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return { least, most };
}
