import { knownOptions, levelOption, oneOf } from "../../errors/index.js";
import type { NumberInput } from "../../table/index.js";
import { lifeTable } from "./life-table.js";
import { type EventInput, type GroupInput, readGroups, readLifetimes } from "./lifetimes.js";
import { type GroupedSurvivalCurve, groupedCurve, type SurvivalCurve, singleCurve } from "./survival-curve.js";
import { type SurvivalInterval, survivalSteps } from "./survival-steps.js";

/** Options of {@link kaplanMeier}. */
export interface KaplanMeierOptions {
  /** One label per row: a curve for each. */
  readonly groups?: GroupInput | undefined;
  /** How the band is made [`"log-log"`]. */
  readonly interval?: SurvivalInterval;
  /** How sure the band is [0.95]. */
  readonly level?: number;
  /** How many identical customers each row stands for [1]. */
  readonly count?: NumberInput;
}

/**
 * How long do customers stay? The Kaplan-Meier estimate of the share still there after each time, from lifetimes of
 * which some have not ended yet.
 *
 * A duration counts from the beginning, in any unit; an event of 0 says that the customer was still there when last
 * seen. A customer last seen at the time of another's event still counts as at risk there. Durations that differ only
 * by rounding (1e-9 of their size) are one time.
 *
 * @param durations - one number of at least 0 per customer
 * @param events - 1 or true where the lifetime ended, 0 or false where it was still running
 * @param options - `groups` [none]; `interval` `"log-log"` | `"log"` | `"plain"` [`"log-log"`]; `level` [0.95]; `count`
 * [1 each]
 * @returns the table of the curve (with `group` where groups were given), and methods that answer questions
 *
 * Errors: `empty-table`, `length-mismatch`, `missing-value`, `not-a-number`, `not-finite`, `out-of-range`,
 * `invalid-option`.
 *
 * Source: Kaplan & Meier (1958), JASA 53, 457–481; variance of Greenwood (1926). n log n in time, linear in memory.
 *
 * @example
 * ```ts
 * const curve = kaplanMeier([1, 3, 3, 5, 8], [1, 1, 0, 1, 0]);
 * curve.survivalAt(4); // 0.6
 * curve.median; // 5
 * curve.restrictedMean(8).mean; // 4.7
 * ```
 */
export function kaplanMeier(
  durations: NumberInput,
  events: EventInput,
  options: KaplanMeierOptions & { readonly groups: GroupInput },
): GroupedSurvivalCurve;
export function kaplanMeier(
  durations: NumberInput,
  events: EventInput,
  options?: KaplanMeierOptions & { readonly groups?: undefined },
): SurvivalCurve;
export function kaplanMeier(
  durations: NumberInput,
  events: EventInput,
  options: KaplanMeierOptions = {},
): SurvivalCurve | GroupedSurvivalCurve {
  const caller = "kaplanMeier";
  knownOptions(caller, options, ["groups", "interval", "level", "count"]);
  const interval = oneOf<SurvivalInterval>(
    caller,
    "interval",
    options.interval,
    ["log-log", "log", "plain"],
    "log-log",
  );
  const level = levelOption(caller, "level", options.level);
  const lifetimes = readLifetimes(caller, durations, events, options.count);
  const stepsOf = (rows?: Int32Array) => survivalSteps(lifeTable(lifetimes, rows), interval, level);
  const band = { interval, level };
  if (options.groups === undefined) return singleCurve(stepsOf(), band);

  const { codes, count: groups, labels } = readGroups(caller, options.groups, lifetimes);
  return groupedCurve(
    labels,
    rowsByGroup(codes, groups).map((rows) => stepsOf(rows)),
    () => stepsOf(),
    band,
  );
}

/** The rows of each group, in their order. */
function rowsByGroup(codes: Int32Array, groups: number): Int32Array[] {
  const sizes = new Int32Array(groups);
  for (let row = 0; row < codes.length; row++) sizes[codes[row]!]!++;
  const rows = Array.from(sizes, (size) => new Int32Array(size));
  sizes.fill(0);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    rows[code]![sizes[code]!++] = row;
  }
  return rows;
}
