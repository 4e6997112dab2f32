import { refuseRow, requireColumnName, showValue } from "../../errors/index.js";
import { findColumn, keyColumn, requireRows, type StoredColumn, type TableInput, toTable } from "../../table/index.js";
import { numberedById, placesOfIds } from "../logs/known-ids.js";
import type { PurchaseLog } from "../logs/purchase-log.js";
import type { PurchaseHistory } from "./purchase-history.js";

/** Segments in the order of their names, and the customers of each who bought something. */
interface SegmentMembers {
  readonly labels: StoredColumn;
  /** By segment, customers as they are numbered in the log. */
  readonly members: readonly (readonly number[])[];
  /** Customers who bought and are in no segment. */
  readonly withoutSegment: number;
  /** Customers in segments who bought nothing before the day of the lists. */
  readonly withoutPurchase: number;
}

/**
 * Reads who is in which segment. Errors: `empty-table`, those of `keyColumn`, `inconsistent-row` for a customer in two
 * segments.
 */
export function segmentMembers(
  caller: string,
  log: PurchaseLog,
  { start }: PurchaseHistory,
  segments: TableInput,
  segment: string,
): SegmentMembers {
  const table = toTable(caller, segments);
  requireRows(caller, table);
  const named = numberedById(keyColumn(caller, table, requireColumnName(caller, "segment", segment)));
  const given = keyColumn(caller, table, "customer");
  const column = findColumn(caller, table, "customer");
  const places = placesOfIds(caller, log.customers, column);
  const segmentOfGiven = new Int32Array(given.count).fill(-1);
  const segmentOf = new Int32Array(log.customers.length).fill(-1);
  let withoutPurchase = 0;
  for (let row = 0; row < places.length; row++) {
    const known = segmentOfGiven[given.codes[row]!]!;
    if (known >= 0 && known !== named.codes[row]) {
      const both = `${showValue(named.labels.at(known))} and ${showValue(named.labels.at(named.codes[row]!))}`;
      refuseRow(caller, "customer", row, column.at(row), `is in two segments, ${both}`, "inconsistent-row");
    }
    if (known >= 0) continue;
    segmentOfGiven[given.codes[row]!] = named.codes[row]!;
    const customer = places[row]!;
    if (customer < 0 || start[customer] === start[customer + 1]) withoutPurchase++;
    else segmentOf[customer] = named.codes[row]!;
  }
  const members: number[][] = Array.from({ length: named.labels.length }, () => []);
  let withoutSegment = 0;
  for (let customer = 0; customer < segmentOf.length; customer++) {
    if (start[customer] === start[customer + 1]) continue;
    if (segmentOf[customer]! < 0) withoutSegment++;
    else members[segmentOf[customer]!]!.push(customer);
  }
  return { labels: named.labels, members, withoutSegment, withoutPurchase };
}
