import { oneOf } from "../errors/index.js";
import { BooleanColumn, createTable, type Present, type Table, textColumnOf } from "../table/index.js";
import type { CalendarPeriod, PeriodNumbers } from "./calendar-period.js";
import type { CohortCells, CohortMeasure } from "./cohort-statistics.js";
import type { RowLedger } from "./row-ledger.js";

/** The columns of a {@link CohortTable}. */
export type CohortColumns = {
  /** The period of the first purchase: `2026-11`, `2026-W47` or `2026-Q4`. */
  cohort: Present<string>;
  /** Periods since then; 0 is the period of the first purchase. */
  offset: Present<number>;
  /** The measure; missing only where the period has not begun by the end of observation. */
  value: number;
  /**
   * The measure as a share of that of offset 0: which part of the cohort's customers came back, of its orders or
   * revenue came again; missing with the measure, and where that of offset 0 is not above 0.
   */
  rate: number;
  /** Whether the whole period has been observed. */
  complete: Present<boolean>;
};

/** One row per cohort and offset, cohorts in the order of time. */
export type CohortTable = Table<CohortColumns, CohortAttributes>;

/** What a {@link CohortTable} says about itself. */
export interface CohortAttributes {
  readonly by: CalendarPeriod;
  readonly measure: CohortMeasure;
  /** The last day of observation. */
  readonly end: Date;
  readonly ledger: CohortLedger;
  /** A row per cohort and a column per offset (`"0"`, `"1"`, …), of the measure [`"value"`] or of its `"rate"`. */
  readonly wide: (column?: "value" | "rate") => Table;
}

/** What stayed outside the table of cohorts. */
export interface CohortLedger extends RowLedger {
  /** Customers of whom no purchase is left, so that they belong to no cohort. */
  readonly customersWithoutPurchase: number;
  /** Refund rows of a period before their customer's first purchase. */
  readonly rowsBeforeFirstPurchase: number;
}

/** The complete table of cohorts: every cohort with every offset that one of them has by the last day. */
export function cohortTable(
  cells: CohortCells,
  periods: PeriodNumbers,
  lastDay: number,
  attributes: Omit<CohortAttributes, "wide">,
): CohortTable {
  const cohortPeriods = [...new Set(cells.cohortDay)].map(periods.of).sort((a, b) => a - b);
  const labels = cohortPeriods.map(periods.label);
  const lastPeriod = periods.of(lastDay);
  // The period that is over only when the day after the last one begins the next.
  const firstIncomplete = periods.of(lastDay + 1);
  const offsets = cohortPeriods.length === 0 ? 0 : lastPeriod - cohortPeriods[0]! + 1;
  const value = denseValues(cells, periods, cohortPeriods, offsets);
  const codes = new Int32Array(value.length);
  const offset = new Float64Array(value.length);
  const complete = new Uint8Array(value.length);
  for (let cell = 0; cell < value.length; cell++) {
    const cohort = Math.floor(cell / offsets);
    codes[cell] = cohort;
    offset[cell] = cell % offsets;
    const period = cohortPeriods[cohort]! + offset[cell]!;
    if (period > lastPeriod) value[cell] = Number.NaN;
    complete[cell] = period < firstIncomplete ? 1 : 0;
  }
  const rate = value.map((here, cell) => {
    const start = value[cell - (cell % offsets)]!;
    return start > 0 ? here / start : Number.NaN;
  });
  const columns = {
    cohort: textColumnOf("cohort", codes, labels),
    offset,
    value,
    rate,
    complete: new BooleanColumn("complete", complete),
  };
  const wide = (column: "value" | "rate" = "value") =>
    wideTable(labels, offsets, oneOf("wide", "column", column, ["value", "rate"], "value") === "rate" ? rate : value);
  return createTable<CohortColumns, CohortAttributes>(columns, { ...attributes, wide });
}

/** A row a cohort, a column an offset; 0 where there is no cell. */
function denseValues(
  { cohortDay, offset, value }: CohortCells,
  periods: PeriodNumbers,
  cohortPeriods: readonly number[],
  offsets: number,
): Float64Array {
  const place = new Map(cohortPeriods.map((period, index) => [period, index]));
  const dense = new Float64Array(cohortPeriods.length * offsets);
  for (let cell = 0; cell < value.length; cell++) {
    dense[place.get(periods.of(cohortDay[cell]!))! * offsets + offset[cell]!] = value[cell]!;
  }
  return dense;
}

function wideTable(labels: readonly string[], offsets: number, value: Float64Array) {
  const columns = Array.from({ length: offsets }, (_, offset) => {
    const ofOffset = labels.map((_label, cohort) => value[cohort * offsets + offset]!);
    return [String(offset), ofOffset] as const;
  });
  return createTable([["cohort", labels], ...columns]);
}
