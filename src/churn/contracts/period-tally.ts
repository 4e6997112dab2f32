import { type CalendarPeriod, periodNumbers } from "../../customers/index.js";
import { ClienteleError, oneOf } from "../../errors/index.js";
import { millisecondsPerDay, type StoredColumn, showDate, type TableInput } from "../../table/index.js";
import { type CustomerStates, type RelationshipColumns, readStates } from "./customer-states.js";

/** What happened to the base of customers in one period, for one segment. */
export interface PeriodTally {
  readonly period: string;
  /** The first day of the period. */
  readonly opening: number;
  /** Whether all of it has been observed. */
  readonly complete: boolean;
  /** The code of the segment; 0 without segments, −1 for customers of whom it is unknown. */
  readonly segment: number;
  /** Customers from before who are still there on the opening day. */
  start: number;
  /** Customers at the end who were never customers before. */
  new: number;
  /** Customers at the end who were not on the opening day, but earlier. */
  returned: number;
  /** Customers on the opening day who are none at the end. */
  lost: number;
  end: number;
  /** Customers neither on the opening day nor at the end, of whom something was seen in between. */
  passing: number;
  startValue: number;
  /** The opening worth of the lost. */
  lostValue: number;
  /** The closing worth of the new and the returned. */
  gainedValue: number;
  endValue: number;
}

/** The tallies of all periods and segments, by period, then by segment. */
export interface PeriodTallies {
  readonly by: CalendarPeriod;
  readonly lastDay: number;
  readonly hasValue: boolean;
  /** The labels of the segments by code; null without segments. */
  readonly segments: StoredColumn | null;
  readonly tallies: readonly PeriodTally[];
}

/** Options of `tallyPeriods`. */
export type PeriodOptions = RelationshipColumns & {
  /** The calendar period [`"month"`]; weeks are ISO weeks. */
  readonly by?: CalendarPeriod;
};

/**
 * Compares who was a customer at the opening and at the end of each period. Errors: those of the tables; `out-of-range`
 * where observation ends before it begins.
 */
export function tallyPeriods(caller: string, input: TableInput, options: PeriodOptions): PeriodTallies {
  const by = oneOf<CalendarPeriod>(caller, "by", options.by, ["week", "month", "quarter"], "month");
  const states = readStates(caller, input, options);
  const { firstDay, lastDay } = states;
  if (!(firstDay <= lastDay)) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller },
      `no customer has begun by the last day of observation (${showDate(lastDay * millisecondsPerDay)})`,
    );
  }
  const periods = periodNumbers(by);
  const firstPeriod = periods.of(firstDay);
  const count = periods.of(lastDay) - firstPeriod + 1;
  const openings = Float64Array.from({ length: count + 1 }, (_, at) =>
    Math.min(periods.firstDay(firstPeriod + at), lastDay + 1),
  );
  const segmentCodes = segmentOrder(states);
  const tallies: PeriodTally[] = [];
  for (let at = 0; at < count; at++) {
    for (const segment of segmentCodes) {
      tallies.push({
        period: periods.label(firstPeriod + at),
        opening: openings[at]!,
        complete: periods.firstDay(firstPeriod + at + 1) <= lastDay + 1,
        segment,
        start: 0,
        new: 0,
        returned: 0,
        lost: 0,
        end: 0,
        passing: 0,
        startValue: 0,
        lostValue: 0,
        gainedValue: 0,
        endValue: 0,
      });
    }
  }
  addCustomers(states, openings, segmentCodes, tallies);
  return { by, lastDay, hasValue: states.hasValue, segments: states.segments?.labels ?? null, tallies };
}

/** The codes of segments that occur, unknown last. */
function segmentOrder({ segments }: CustomerStates): number[] {
  if (segments === null) return [0];
  const codes = Array.from({ length: segments.count }, (_, code) => code);
  return segments.codes.includes(-1) ? [...codes, -1] : codes;
}

function addCustomers(
  states: CustomerStates,
  openings: Float64Array,
  segmentCodes: readonly number[],
  tallies: readonly PeriodTally[],
): void {
  const active = new Uint8Array(openings.length);
  const value = new Float64Array(openings.length);
  const begun = new Uint32Array(openings.length);
  for (let customer = 0; customer < states.customers; customer++) {
    const first = periodOf(openings, states.since[customer]!);
    active.fill(0, first);
    value.fill(0, first);
    begun.fill(0, first);
    states.fill(customer, openings, { active, value, begun });
    const code = states.segments === null ? 0 : states.segments.codes[customer]!;
    const place = code < 0 ? segmentCodes.length - 1 : code;
    for (let at = first; at + 1 < openings.length; at++) {
      const was = active[at] === 1;
      const is = active[at + 1] === 1;
      if (!was && !is && begun[at] === 0) continue;
      const tally = tallies[at * segmentCodes.length + place]!;
      if (was) {
        tally.start++;
        tally.startValue += value[at]!;
      }
      if (is) {
        tally.end++;
        tally.endValue += value[at + 1]!;
      }
      if (was && !is) {
        tally.lost++;
        tally.lostValue += value[at]!;
      } else if (!was && is) {
        if (states.since[customer]! >= openings[at]!) tally.new++;
        else tally.returned++;
        tally.gainedValue += value[at + 1]!;
      } else if (!was && !is) tally.passing++;
    }
  }
}

/** The number of the period in which a day lies, as many as there are openings for a day after all of them. */
function periodOf(openings: Float64Array, day: number): number {
  let low = 0;
  let high = openings.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (openings[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}
