import { ClienteleError, numberOption, showValue } from "../../errors/index.js";
import type { SourceColumn } from "../statements/order-rows.js";

const kinds = ["sum", "mean", "min", "max", "median", "countDistinct", "share", "quantile", "count"] as const;

/** What a measure does with the values of a group. */
type MeasureKind = (typeof kinds)[number];

/** A measure, checked. */
export interface CheckedMeasure {
  readonly name: string;
  readonly kind: MeasureKind;
  /** null for `count`. */
  readonly column: string | null;
  readonly p: number;
}

/** Whether a measure needs to know each value, which sums and extremes do not tell. */
export function needsValues(kind: MeasureKind): boolean {
  return kind === "median" || kind === "quantile" || kind === "countDistinct";
}

/** Whether a column has neither sums nor extremes. */
export function isText({ type }: SourceColumn): boolean {
  return type !== "number" && type !== "integer64" && type !== "boolean" && type !== "date";
}

/** The measures, checked. Errors: `invalid-option`. */
export function checkedMeasures(caller: string, measures: unknown): CheckedMeasure[] {
  const refuse = (value: unknown, problem: string): never => {
    throw new ClienteleError("invalid-option", { function: caller, value }, problem);
  };
  if (typeof measures !== "object" || measures === null || Array.isArray(measures)) {
    return refuse(measures, `needs measures by name such as { total: { sum: "amount" } }, got ${showValue(measures)}`);
  }
  return Object.entries(measures).map(([name, measure]) => {
    const entries = typeof measure === "object" && measure !== null ? Object.entries(measure as object) : [];
    const [kind, given] = (entries[0] ?? []) as [MeasureKind, unknown];
    if (entries.length !== 1 || !kinds.includes(kind)) {
      return refuse(
        measure,
        `measure ${showValue(name)} must be one of ${kinds.join(", ")}, got ${showValue(measure)}`,
      );
    }
    if (kind === "count") {
      return given === true
        ? { name, kind, column: null, p: 0 }
        : refuse(given, `measure ${showValue(name)} counts rows and is written { count: true }`);
    }
    const [column, p] = kind === "quantile" && Array.isArray(given) ? (given as [unknown, unknown]) : [given, 0.5];
    if (typeof column !== "string" || (kind === "quantile" && !Array.isArray(given))) {
      return refuse(given, `measure ${showValue(name)} must name a column, got ${showValue(given)}`);
    }
    return { name, kind, column, p: numberOption(caller, `${name}.${kind}`, p, { min: 0, max: 1 }) };
  });
}

/** Refuses a measure that a column of its type does not have. Errors: `column-type`. */
export function checkType(
  caller: string,
  { kind, column }: CheckedMeasure,
  columns: ReadonlyMap<string, SourceColumn>,
): void {
  if (column === null || kind === "countDistinct") return;
  const { type } = columns.get(column)!;
  const isDate = type === "date";
  if (!isText({ type } as SourceColumn) && !(isDate && (kind === "sum" || kind === "share"))) return;
  throw new ClienteleError(
    "column-type",
    { function: caller, column },
    `has no ${kind}, since it holds ${type} values`,
  );
}
