import { columnList } from "../../errors/index.js";
import { numberColumn, type Table } from "../../table/index.js";

/** A column of numbers that a classification uses or carries along; NaN where the number is missing. */
export interface ClassMeasure {
  readonly name: string;
  readonly values: Float64Array;
  /** Whether sums over customers mean something; the summary has means of the others. */
  readonly additive: boolean;
}

/** A column that may have missing cells, as a measure. Errors: `unknown-column`, `not-a-number`, `not-finite`. */
export function classMeasure(caller: string, table: Table, name: string, additive = true): ClassMeasure {
  return { name, values: numberColumn(caller, table, name, { missing: "keep" }), additive };
}

/**
 * The measures of the option `measures` [none] that are not among those read already. Errors: `invalid-option`,
 * `unknown-column`, `not-a-number`, `not-finite`.
 */
export function carriedMeasures(
  caller: string,
  table: Table,
  measures: readonly string[] | undefined,
  used: readonly ClassMeasure[] = [],
): ClassMeasure[] {
  const names = columnList(caller, "measures", measures ?? [], 0);
  return names
    .filter((name) => used.every((measure) => measure.name !== name))
    .map((name) => classMeasure(caller, table, name));
}

/** Measures of which none stands twice: a column may serve in two places. */
export function distinctMeasures(measures: readonly ClassMeasure[]): ClassMeasure[] {
  return measures.filter((measure, i) => measures.findIndex(({ name }) => name === measure.name) === i);
}
