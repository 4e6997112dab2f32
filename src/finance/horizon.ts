import { ClienteleError, knownOptions, numberOption } from "../errors/index.js";
import { daysPerPeriod, periodUnit } from "./period-unit.js";

/** How far to look ahead: a number of units of time of the model or of the call, or calendar months. */
export type Horizon = number | { readonly months: number };

/**
 * A horizon in units of time: `{ months }` converted, a month being a twelfth of 365.25 days; anything else as it was
 * given, for the caller to check. Errors: `invalid-option` for months that are no number from 0, or where nothing says
 * what the unit is.
 */
export function horizonInUnits(
  caller: string,
  name: string,
  horizon: unknown,
  unit: string | null | undefined,
): unknown {
  if (typeof horizon !== "object" || horizon === null) return horizon;
  knownOptions(caller, horizon, ["months"]);
  const months = numberOption(caller, `${name}.months`, (horizon as { readonly months?: unknown }).months, { min: 0 });
  const period = periodUnit(caller, unit);
  if (period !== null) return (months * daysPerPeriod("month")) / daysPerPeriod(period);
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: months },
    `option "${name}" is given in months, and nothing says what unit of time the rest has; give a number of those ` +
      `units`,
  );
}
