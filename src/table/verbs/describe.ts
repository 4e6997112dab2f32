import { quantiles, standardDeviation } from "../../numeric/index.js";
import { type BooleanColumn, isMissing, NumberColumn, type StoredColumn, type TextColumn } from "../columns/column.js";
import type { Present } from "../columns/column-types.js";
import { encodeKeys } from "../columns/keys.js";
import { encodeText } from "../columns/text-builder.js";

/** The columns of the description of a table; what a type does not have is missing. */
export type DescribeColumns = {
  column: Present<string>;
  type: Present<string>;
  /** Values that are there. */
  values: Present<number>;
  missing: Present<number>;
  distinct: Present<number>;
  mean: number;
  standardDeviation: number;
  min: number;
  lowerQuartile: number;
  median: number;
  upperQuartile: number;
  max: number;
  earliest: Date;
  latest: Date;
  /** The most frequent value of a text or boolean column, the first of several. */
  most: string;
  mostRows: number;
};

/** What stands in each column: a row a column. */
export function describeColumns(columns: readonly StoredColumn[]): StoredColumn[] {
  const rows = columns.map(describe);
  const numbers = (name: keyof Described, type: "number" | "date" = "number") =>
    new NumberColumn(
      name,
      Float64Array.from(rows, (row) => Number(row[name] ?? Number.NaN)),
      type,
    );
  const texts = (name: "column" | "type" | "most") =>
    encodeText(
      name,
      rows.map((row) => row[name] ?? null),
    );
  return [
    texts("column"),
    texts("type"),
    ...(["values", "missing", "distinct", "mean", "standardDeviation", "min"] as const).map((name) => numbers(name)),
    ...(["lowerQuartile", "median", "upperQuartile", "max"] as const).map((name) => numbers(name)),
    numbers("earliest", "date"),
    numbers("latest", "date"),
    texts("most"),
    numbers("mostRows"),
  ];
}

type Described = Partial<Record<keyof Omit<DescribeColumns, "column" | "type" | "most">, number>> & {
  readonly column: string;
  readonly type: string;
  readonly most?: string;
};

function describe(column: StoredColumn): Described {
  let missing = 0;
  for (let row = 0; row < column.length; row++) if (isMissing(column, row)) missing++;
  const all = {
    column: column.name,
    type: column.type,
    values: column.length - missing,
    missing,
    distinct: encodeKeys(column).count,
  };
  if (all.values === 0) return all;
  if (!(column instanceof NumberColumn)) return { ...all, ...mostFrequent(column) };
  const values = Float64Array.from(column.values).filter((value) => !Number.isNaN(value));
  const [min, lowerQuartile, median, upperQuartile, max] = quantiles(values, [0, 0.25, 0.5, 0.75, 1]);
  if (column.type === "date") return { ...all, earliest: min!, latest: max! };
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.length < 2 ? {} : { standardDeviation: standardDeviation(values) };
  const quartiles = { lowerQuartile: lowerQuartile!, median: median!, upperQuartile: upperQuartile! };
  return { ...all, mean, ...spread, min: min!, ...quartiles, max: max! };
}

function mostFrequent(column: TextColumn | BooleanColumn): { readonly most: string; readonly mostRows: number } {
  const keys = encodeKeys(column);
  const counts = new Float64Array(keys.count);
  for (const code of keys.codes) if (code >= 0) counts[code]!++;
  const most = counts.indexOf(Math.max(...counts));
  return { most: String(keys.labels.at(most)), mostRows: counts[most] ?? 0 };
}
