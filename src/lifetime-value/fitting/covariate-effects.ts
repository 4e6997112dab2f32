import { ClienteleError, showValue } from "../../errors/index.js";
import { groupTuples } from "../../numeric/index.js";
import { numberColumn, type Table } from "../../table/index.js";

/**
 * How a column of customers that does not change over time moves a parameter: for a customer with value z,
 * alpha and beta are multiplied by e^(−coefficient·z), a and b by e^(coefficient·z). So a positive coefficient on alpha
 * means more purchases, on beta or a an earlier end.
 */
export interface CovariateEffect {
  readonly column: string;
  readonly on: "alpha" | "beta" | "a" | "b";
  readonly coefficient: number;
  /** Null where the data do not determine one. */
  readonly standardError: number | null;
}

/** Parameters by pattern of covariates, and which pattern each row has. */
export interface ParameterPatterns {
  readonly patterns: readonly Float64Array[];
  /** Null when all rows have the same. */
  readonly patternOf: Int32Array | null;
}

/** +1 where a positive coefficient raises the parameter, −1 where it lowers it. */
export function effectSign(on: CovariateEffect["on"]): 1 | -1 {
  return on === "a" || on === "b" ? 1 : -1;
}

/**
 * The parameters of every customer: the model's own, moved by the effects of the customer's covariates. Errors: as for
 * a column of numbers.
 */
export function parametersByRow(
  caller: string,
  table: Table,
  values: Float64Array,
  names: readonly string[],
  effects: readonly CovariateEffect[] | undefined,
): ParameterPatterns {
  if (effects === undefined || effects.length === 0) return { patterns: [values], patternOf: null };
  const columns = [...new Set(effects.map((effect) => effect.column))];
  const data = columns.map((name) => numberColumn(caller, table, name));
  const { representative, group } = groupTuples(data);
  const patterns = Array.from(representative, (row) => {
    const valueFor = (column: string): number => data[columns.indexOf(column)]![row]!;
    return movedParameters(caller, values, names, effects, valueFor);
  });
  return { patterns, patternOf: group };
}

/** The parameters of a customer with the given values of the covariates. */
export function movedParameters(
  caller: string,
  values: Float64Array,
  names: readonly string[],
  effects: readonly CovariateEffect[],
  valueFor: (column: string) => number,
): Float64Array {
  const logs = new Float64Array(values.length);
  for (const { column, on, coefficient } of effects) {
    logs[names.indexOf(on)]! += effectSign(on) * coefficient * valueFor(column);
  }
  const moved = values.map((value, i) => value * Math.exp(logs[i]!));
  if (moved.every((value) => value > 0 && Number.isFinite(value))) return moved;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, value: effects.map((effect) => valueFor(effect.column)) },
    "covariates this far from those of the fit take a parameter to " +
      `${showValue(moved.find((value) => !(value > 0 && Number.isFinite(value))))}`,
  );
}
