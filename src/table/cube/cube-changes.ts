import { ClienteleError, refuseRow, showValue } from "../../errors/index.js";
import { isMissing, NumberColumn, type StoredColumn } from "../columns/column.js";
import { type Periods, periodColumn, smallestStep } from "../period-column.js";
import { ColumnTable, type Table } from "../table.js";
import { groupRows } from "../verbs/row-groups.js";

/** For each row of a cube the row of the same cell one period, or one year, before; −1 where there is none. */
export function rowsBefore(
  caller: string,
  dimensions: readonly StoredColumn[],
  rolledUp: Int32Array,
  { by, previous }: { readonly by: string; readonly previous: "period" | "year" },
): Int32Array {
  const at = dimensions.findIndex(({ name }) => name === by);
  const periods = dimensions[at]!;
  const others = dimensions.filter((_, i) => i !== at);
  const cells = groupRows([...others, new NumberColumn("rolledUp", rolledUp)], rolledUp.length);
  const inTime = [...rolledUp.keys()].filter((row) => (rolledUp[row]! & (1 << at)) === 0);
  const missing = inTime.find((row) => isMissing(periods, row));
  if (missing !== undefined) refuseRow(caller, by, missing, null, "the period of a cell is missing", "missing-value");
  const taken = periods.take(inTime);
  const { steps, back } = stepsOf(caller, taken, previous);
  const span = steps.reduce((most, step) => Math.max(most, step), 0) + 1;
  const known = new Map<number, number>();
  inTime.forEach((row, i) => {
    known.set(cells.codes[row]! * span + steps[i]!, row);
  });
  const before = new Int32Array(rolledUp.length).fill(-1);
  inTime.forEach((row, i) => {
    if (steps[i]! >= back) before[row] = known.get(cells.codes[row]! * span + steps[i]! - back) ?? -1;
  });
  return before;
}

/** Periods counted from the first in even steps, and how many of them lie between a period and the one before. */
function stepsOf(caller: string, column: StoredColumn, previous: "period" | "year") {
  const periods = periodColumn(caller, new ColumnTable(caller, [column]) as unknown as Table, column.name);
  const { places } = periods;
  const first = places.reduce((least, place) => Math.min(least, place), Number.POSITIVE_INFINITY);
  // Numbers are periods of whatever length lies between them; the calendar knows its own.
  const unit = periods.season === null ? smallestStep(places) : 1;
  const steps = places.map((place) => Math.round((place - first) / unit));
  const uneven = places.findIndex((place, i) => Math.abs((place - first) / unit - steps[i]!) > 1e-6);
  if (uneven >= 0) {
    const value = column.at(uneven);
    refuseRow(
      caller,
      column.name,
      uneven,
      value,
      `period ${showValue(value)} is not a whole number of steps from the first`,
    );
  }
  return { steps, back: previous === "period" ? 1 : stepsInYear(caller, column.name, periods, unit) };
}

function stepsInYear(caller: string, by: string, { perYear }: Periods, unit: number): number {
  const steps = perYear === null ? Number.NaN : perYear / unit;
  if (Number.isInteger(steps)) return steps;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, column: by, value: "year" },
    'option "compare.previous": "year" needs months, quarters, weeks or years in this column',
  );
}

/** A measure against that of the rows before: the relative change, and the difference in points of its own. */
export function changes({ name, values }: NumberColumn, before: Int32Array): [NumberColumn, NumberColumn] {
  const points = Float64Array.from(before, (earlier, row) =>
    earlier < 0 ? Number.NaN : values[row]! - values[earlier]!,
  );
  const change = points.map((difference, row) => {
    const base = before[row]! < 0 ? Number.NaN : values[before[row]!]!;
    return base === 0 ? Number.NaN : difference / Math.abs(base);
  });
  return [new NumberColumn(`${name}Change`, change), new NumberColumn(`${name}Points`, points)];
}
