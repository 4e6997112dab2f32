import {
  type CalendarPeriod,
  type CohortCells,
  type CohortOptions,
  type CohortTable,
  cohortMeasures,
  cohortTable,
  periodNumbers,
  reduceOptionNames,
} from "../../customers/index.js";
import { ClienteleError, knownOptions, oneOf } from "../../errors/index.js";
import { daysFromCivil, millisecondsPerDay, showDay } from "../../table/index.js";
import { cohortCells, customersWithoutPurchase } from "../statements/cohort-cells.js";
import { hasAmounts } from "../statements/order-rows.js";
import { netsRefunds } from "../statements/purchase-days.js";
import type { Connection } from "./connection.js";
import type { EngineSource, RunOptions } from "./engine.js";
import type { OrderFacts } from "./read-ledger.js";
import { numberIn, numbersIn, type ResultColumns, readResult } from "./read-result.js";
import { orderFacts, runOptionNames } from "./summarize-customers.js";

/** `cohorts` in an engine. */
export async function cohortsInEngine(
  connection: Connection,
  source: EngineSource,
  options: CohortOptions & RunOptions,
): Promise<CohortTable> {
  const caller = "cohorts";
  const known = reduceOptionNames.filter((name) => name !== "sameDay");
  knownOptions(caller, options, [...known, "by", "measure", ...runOptionNames]);
  const by = oneOf(caller, "by", options.by, ["week", "month", "quarter"], "month");
  const measure = oneOf(caller, "measure", options.measure, cohortMeasures, "customers");
  const facts = await orderFacts(connection, caller, source, options);
  refuseStrangeYears(caller, options.date, facts);
  if (measure === "revenue" && !hasAmounts(facts.source)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: measure },
      'measure: "revenue" needs the option "amount"',
    );
  }
  const { dialect } = connection;
  const result = await readResult(connection, caller, cohortCells(dialect, facts.source, by, measure), options);
  // Without refunds every customer has a purchase.
  const without = netsRefunds(facts.source)
    ? numberIn(
        await readResult(connection, caller, customersWithoutPurchase(dialect, facts.source), options),
        "customers",
      )
    : 0;
  const { cells, rowsBeforeFirstPurchase } = cellsIn(result, by);
  const ledger = { ...facts.ledger, customersWithoutPurchase: without, rowsBeforeFirstPurchase };
  const end = new Date(facts.lastDay * millisecondsPerDay);
  return cohortTable(cells, periodNumbers(by), facts.lastDay, { by, measure, end, ledger: Object.freeze(ledger) });
}

/** Periods are named by years of four digits, as in memory. */
function refuseStrangeYears(caller: string, column: string, { earliestDay, latestDay }: OrderFacts): void {
  const day = earliestDay < daysFromCivil(1, 1, 1) ? earliestDay : latestDay;
  if (day >= daysFromCivil(1, 1, 1) && day <= daysFromCivil(9999, 12, 31)) return;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column },
    `${showDay(day)} has no period; years run from 0001 to 9999`,
  );
}

function cellsIn(result: ResultColumns, by: CalendarPeriod): { cells: CohortCells; rowsBeforeFirstPurchase: number } {
  const [cohort, offset, value, entries] = ["cohort", "offset", "value", "entries"].map((name) =>
    numbersIn(result, name),
  );
  const rows = Int32Array.from(cohort!.keys());
  const inCohort = rows.filter((row) => offset![row]! >= 0);
  const before = rows.filter((row) => offset![row]! < 0);
  return {
    cells: {
      cohortDay: Float64Array.from(inCohort, (row) => firstDayOf(cohort![row]!, by)),
      offset: Float64Array.from(inCohort, (row) => offset![row]!),
      value: Float64Array.from(inCohort, (row) => value![row]!),
    },
    rowsBeforeFirstPurchase: before.reduce((sum, row) => sum + entries![row]!, 0),
  };
}

/** The first day of a period, by the number that the statement gives it. */
function firstDayOf(period: number, by: CalendarPeriod): number {
  if (by === "week") return 7 * period - 3;
  const month = by === "month" ? period : 3 * period;
  const year = Math.floor(month / 12);
  return daysFromCivil(1970 + year, month - 12 * year + 1, 1);
}
