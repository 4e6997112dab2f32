import { wilsonInterval } from "../../numeric/index.js";
import { numberColumn, type Table } from "../../table/index.js";
import { yesOrNo } from "../experiments/read-experiment.js";

/** The outcome of each contact of a log, 0 or 1. Errors: those of `numberColumn`, `out-of-range`. */
export function outcomesOf(caller: string, table: Table, column: string): Float64Array {
  return yesOrNo(caller, column, numberColumn(caller, table, column));
}

/** Successes of groups of contacts, with the rates and their intervals. */
export function ratesOf(
  contacts: Float64Array,
  successes: Float64Array,
  level: number,
): Record<"rate" | "lower" | "upper", Float64Array> {
  const rates = Array.from(contacts, (count, i) =>
    count === 0 ? null : wilsonInterval(successes[i]! / count, count, level),
  );
  const part = (name: "share" | "lower" | "upper"): Float64Array =>
    Float64Array.from(rates, (rate) => rate?.[name] ?? Number.NaN);
  return { rate: part("share"), lower: part("lower"), upper: part("upper") };
}
