import { ClienteleError, requireColumnName, showValue } from "../../errors/index.js";
import {
  type DateInput,
  type DateUnit,
  keyColumn,
  numberColumn,
  optionalCountColumn,
  placeOfValue,
  requireRows,
  type Table,
} from "../../table/index.js";
import { type PeriodAxis, periodAxis } from "./period-axis.js";

/** Which columns hold what, and when the treatment started. */
export interface PanelColumns {
  /** The column that says which group a row belongs to. */
  readonly group: string;
  /** The group that got the treatment from `start` on; all other rows are the control. */
  readonly treated: string | number | boolean;
  /** The column of the period: numbers or dates. */
  readonly period: string;
  /** The first period with the treatment: a number where periods are numbers, otherwise a date. */
  readonly start: DateInput;
  /** The column of what is compared: an amount, a rate, or 0 and 1. */
  readonly outcome: string;
  /** The column of the customer (store, region) that is seen in several periods [each row stands for itself]. */
  readonly customer?: string;
  /** What numbers in a column of dates count since 1970-01-01 UTC [`"ms"`]. */
  readonly dateUnit?: DateUnit;
}

/** Outcomes by unit and period; a unit is a customer, or a row where no customer is named. */
export interface TreatedPanel {
  readonly periods: PeriodAxis;
  /** The unit of each row. */
  readonly unitOf: Int32Array;
  readonly units: number;
  readonly outcome: Float64Array;
  /** 1 for the units that are treated. */
  readonly treated: Uint8Array;
  /** How many units each stands for. */
  readonly count: Float64Array;
  /** Whether units are seen in several periods. */
  readonly followed: boolean;
}

/**
 * Reads a panel. Errors: `empty-table`, those of the columns, `invalid-option` for a group that is not there,
 * `one-class` without a control, `inconsistent-row` for a customer who changes the group or the count.
 */
export function treatedPanel(caller: string, given: Table, options: PanelColumns): TreatedPanel {
  for (const name of ["group", "period", "outcome"] as const) requireColumnName(caller, name, options[name]);
  const givenCounts = optionalCountColumn(caller, given);
  const table = givenCounts === undefined ? given : given.where(givenCounts.map((count) => (count > 0 ? 1 : 0)));
  requireRows(caller, table);
  const inTreated = treatedRows(caller, table, options);
  const periods = periodAxis(caller, table, options.period, { start: options.start, dateUnit: options.dateUnit });
  const outcome = numberColumn(caller, table, options.outcome);
  const counts = optionalCountColumn(caller, table) ?? new Float64Array(table.numRows).fill(1);
  if (options.customer === undefined) {
    const unitOf = Int32Array.from({ length: table.numRows }, (_, row) => row);
    const whole = { periods, unitOf, units: table.numRows, outcome, treated: inTreated, count: counts };
    return { ...whole, followed: false };
  }
  const column = requireColumnName(caller, "customer", options.customer);
  const { codes, count: units } = keyColumn(caller, table, column);
  const treated = new Uint8Array(units);
  const count = new Float64Array(units).fill(Number.NaN);
  codes.forEach((unit, row) => {
    if (Number.isNaN(count[unit]!)) {
      treated[unit] = inTreated[row]!;
      count[unit] = counts[row]!;
    } else if (treated[unit] !== inTreated[row] || count[unit] !== counts[row]) {
      const what = treated[unit] !== inTreated[row] ? "group" : "count";
      throw new ClienteleError(
        "inconsistent-row",
        { function: caller, column: what === "group" ? options.group : "count", row: row + 1 },
        `a customer must have the same ${what} in all periods`,
      );
    }
  });
  return { periods, unitOf: codes, units, outcome, treated, count, followed: true };
}

/** 1 for the rows of the treated group. */
function treatedRows(caller: string, table: Table, { group, treated }: PanelColumns): Uint8Array {
  const { codes, count, labels } = keyColumn(caller, table, group);
  const named = { option: "treated", column: group, things: "groups", code: "invalid-option" } as const;
  const wanted = placeOfValue(caller, named, labels, treated);
  if (count < 2) {
    throw new ClienteleError(
      "one-class",
      { function: caller, column: group, value: treated },
      `all rows are in ${showValue(treated)}; without a group that was left alone no effect can be told from what ` +
        "would have changed anyway",
    );
  }
  return Uint8Array.from(codes, (code) => (code === wanted ? 1 : 0));
}
