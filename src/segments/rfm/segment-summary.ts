import { createTable, type Present, type Table } from "../../table/index.js";
import type { PerMeasure } from "../binnings/rfm-measure.js";

/** The columns of {@link SegmentSummary}. */
export type SegmentSummaryColumns = {
  segment: Present<string>;
  customers: Present<number>;
  /** Share of the customers with a purchase. */
  share: Present<number>;
  orders: number;
  revenue: number;
  /** Share of the revenue of all segments; missing where that is not positive. */
  revenueShare: number;
  meanRecencyDays: number;
  meanOrders: number;
  meanRevenue: number;
};

/** One row per segment, in the order of the rules; means are missing where a segment has no customers. */
export type SegmentSummary = Table<SegmentSummaryColumns>;

/** Adds up the measures by segment. The segment of uncovered customers appears only when there are some. */
export function summarizeSegments(
  names: readonly string[],
  otherwise: string,
  segmentCodes: Int32Array,
  measures: PerMeasure<Float64Array>,
): SegmentSummary {
  const customers = new Float64Array(names.length);
  const recencyDays = new Float64Array(names.length);
  const orders = new Float64Array(names.length);
  const revenue = new Float64Array(names.length);
  for (let row = 0; row < segmentCodes.length; row++) {
    const code = segmentCodes[row]!;
    if (code < 0) continue;
    customers[code]!++;
    recencyDays[code]! += measures.recencyDays[row]!;
    orders[code]! += measures.orders[row]!;
    revenue[code]! += measures.revenue[row]!;
  }
  const all = customers.reduce((total, count) => total + count, 0);
  const allRevenue = revenue.reduce((total, value) => total + value, 0);
  const shown = names.flatMap((name, code) => (name === otherwise && customers[code] === 0 ? [] : [code]));
  const column = (of: (code: number) => number): Float64Array => Float64Array.from(shown, of);
  return createTable<SegmentSummaryColumns>({
    segment: shown.map((code) => names[code]!),
    customers: column((code) => customers[code]!),
    share: column((code) => customers[code]! / all),
    orders: column((code) => orders[code]!),
    revenue: column((code) => revenue[code]!),
    revenueShare: column((code) => (allRevenue > 0 ? revenue[code]! / allRevenue : Number.NaN)),
    meanRecencyDays: column((code) => recencyDays[code]! / customers[code]!),
    meanOrders: column((code) => orders[code]! / customers[code]!),
    meanRevenue: column((code) => revenue[code]! / customers[code]!),
  });
}
