import { counted } from "../../errors/index.js";
import { dayOf, showDay } from "../../table/index.js";
import type { FindingList } from "./finding.js";

/** The days on which there were orders. */
export interface DaysWithOrders {
  /** The first and the last day, or null when there is no date that can be read. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
  /** Days with an order between them, the first and the last included. */
  readonly daysWithOrders: number;
  /** The longest run of days without an order, and the day before it. */
  readonly longestGap: { readonly days: number; readonly after: string } | null;
}

/** A gap this short needs no explanation. */
const usualHoliday = 14;

/** Describes the days of the moments that can be read, and finds a gap that is much longer than the others. */
export function checkDays(moments: Float64Array | null, findings: FindingList): DaysWithOrders {
  const days = distinctDays(moments);
  if (days.length === 0) return { firstDay: null, lastDay: null, daysWithOrders: 0, longestGap: null };
  let longest = 0;
  let after = days[0]!;
  for (let i = 1; i < days.length; i++) {
    const gap = days[i]! - days[i - 1]! - 1;
    if (gap > longest) {
      longest = gap;
      after = days[i - 1]!;
    }
  }
  const span = days[days.length - 1]! - days[0]! + 1;
  const usualGap = (span - longest) / days.length;
  if (longest > Math.max(usualHoliday, 10 * usualGap)) {
    findings.add({
      severity: "warning",
      code: "gap",
      finding: `no orders for ${counted(longest, "day")} after ${showDay(after)}`,
      advice: "check that the export is complete and the dates are right",
    });
  }
  return {
    firstDay: showDay(days[0]!),
    lastDay: showDay(days[days.length - 1]!),
    daysWithOrders: days.length,
    longestGap: longest === 0 ? null : { days: longest, after: showDay(after) },
  };
}

/** Ascending. */
function distinctDays(moments: Float64Array | null): Float64Array {
  const days = new Set<number>();
  for (const moment of moments ?? []) if (!Number.isNaN(moment)) days.add(dayOf(moment));
  return Float64Array.from(days).sort();
}
