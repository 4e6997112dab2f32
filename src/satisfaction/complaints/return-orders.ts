import {
  type OrderColumns,
  type OrderPolicies,
  orderCounts,
  orderOptionNames,
  readOrders,
} from "../../customers/index.js";
import { knownOptions, numberOption } from "../../errors/index.js";
import { encodeTogether, type Keys, millisecondsPerDay, type TableInput, timeZoneOption } from "../../table/index.js";

/**
 * Orders in which to look for customers who came back after a complaint, read as everywhere: with a column of amounts,
 * a refund is no order, so that money paid back does not count as coming back.
 */
export interface ReturnOrders extends OrderColumns, OrderPolicies {
  readonly orders: TableInput;
  /** Days after the resolution within which an order counts as coming back. */
  readonly within: number;
}

/**
 * Whether each complainant ordered within the window after the resolution: 1 or 0. NaN where that is unknown, for
 * complaints that are open, or whose window is not over by `asOf`, also where an order has come already: counting only
 * the early ones would overstate the share. Errors: those of {@link readOrders}; `column-type` where the ids of
 * complaints and orders have different types.
 */
export function returnsInOrders(
  caller: string,
  complainants: Keys,
  returned: ReturnOrders,
  resolved: Float64Array,
  asOf: number,
): Float64Array {
  knownOptions(caller, returned, ["orders", "within", ...orderOptionNames]);
  // The window is counted in moments, which are the same in every time zone.
  const { orders: table, within, timeZone, ...columns } = returned;
  timeZoneOption(caller, timeZone);
  const window = numberOption(caller, "within", within, { min: 0, exclusive: true }) * millisecondsPerDay;
  const orders = readOrders(caller, table, columns);
  const momentsOf = orderMoments(caller, complainants, orders);
  return resolved.map((settled, row) => {
    if (Number.isNaN(settled) || settled + window > asOf) return Number.NaN;
    const later = momentsOf[complainants.codes[row]!]!;
    return later.some((moment) => moment > settled && moment <= settled + window) ? 1 : 0;
  });
}

/** When each complainant ordered. */
function orderMoments(caller: string, complainants: Keys, orders: ReturnType<typeof readOrders>): number[][] {
  const { customers, moments } = orders;
  const together = encodeTogether(caller, complainants.labels, customers.labels);
  // The labels of the complainants are distinct and come first, so their common codes are their own.
  const common = together.codes.subarray(complainants.count);
  const momentsOf: number[][] = Array.from({ length: complainants.count }, () => []);
  const counted = orderCounts(orders);
  for (let row = 0; row < moments.length; row++) {
    if (counted[row] === 1) momentsOf[common[customers.codes[row]!]!]?.push(moments[row]!);
  }
  return momentsOf;
}
