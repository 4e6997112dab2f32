import {
  type DateUnit,
  dateColumn,
  dateUnitOption,
  keyColumn,
  requireRows,
  requireUsualColumns,
  type StoredColumn,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { numberedById } from "../logs/known-ids.js";

/** Which columns of a browsing log hold what. */
export interface BrowsingColumns {
  /** [`"customer"`] */
  readonly customer?: string;
  /** [`"page"`] */
  readonly page?: string;
  /** The column of the moment at which the page was opened [`"time"`]. */
  readonly time?: string;
  /** What numbers in the column of moments count since 1970-01-01 UTC [`"ms"`]. */
  readonly dateUnit?: DateUnit;
}

export const browsingColumnNames = ["customer", "page", "time", "dateUnit"] as const;

/** Views of pages in the order of the table; customers and pages are numbered in the order of their ids. */
export interface BrowsingRows {
  readonly customers: StoredColumn;
  readonly pages: StoredColumn;
  readonly customerOf: Int32Array;
  readonly pageOf: Int32Array;
}

/** The same by customer and moment. */
export interface BrowsingLog extends BrowsingRows {
  /** Milliseconds since 1970 UTC. */
  readonly moment: Float64Array;
}

/** Reads who viewed what. Errors: `empty-table`, those of `keyColumn`. */
export function readBrowsingRows(
  caller: string,
  log: TableInput,
  options: Pick<BrowsingColumns, "customer" | "page">,
): BrowsingRows {
  const { customer = "customer", page = "page" } = options;
  const table = toTable(caller, log);
  requireRows(caller, table);
  requireUsualColumns(caller, table, options, { customer, page });
  const customers = numberedById(keyColumn(caller, table, customer));
  const pages = numberedById(keyColumn(caller, table, page));
  return { customers: customers.labels, pages: pages.labels, customerOf: customers.codes, pageOf: pages.codes };
}

/**
 * Reads a browsing log; views of one customer at the same moment follow each other in the order of their pages' ids.
 * Errors: those of `readBrowsingRows` and `dateColumn`.
 */
export function readBrowsingLog(caller: string, log: TableInput, options: BrowsingColumns): BrowsingLog {
  const { time = "time" } = options;
  const table = toTable(caller, log);
  const { customerOf, pageOf, ...labels } = readBrowsingRows(caller, table, options);
  requireUsualColumns(caller, table, options, { time });
  const moments = dateColumn(caller, table, time, { dateUnit: dateUnitOption(caller, options.dateUnit) });
  const order = Int32Array.from(moments.keys()).sort(
    (a, b) => customerOf[a]! - customerOf[b]! || moments[a]! - moments[b]! || pageOf[a]! - pageOf[b]!,
  );
  return {
    ...labels,
    customerOf: order.map((row) => customerOf[row]!),
    pageOf: order.map((row) => pageOf[row]!),
    moment: Float64Array.from(order, (row) => moments[row]!),
  };
}
