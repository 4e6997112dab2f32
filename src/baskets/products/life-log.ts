import { sortedOrder } from "../../numeric/index.js";
import {
  type DateUnit,
  dateColumn,
  dateUnitOption,
  encodeTogether,
  findColumn,
  keyColumn,
  requireRows,
  requireUsualColumns,
  type StoredColumn,
  type TableInput,
  toTable,
} from "../../table/index.js";

/** Which columns hold what, in events and purchases. */
export interface LifeLogColumns {
  /** The column of the customer, in all tables [`"customer"`]. */
  readonly customer?: string;
  /**
   * A table with a row for each customer, so that those who never bought count, too [those who ever bought, and events
   * of others are left out].
   */
  readonly customers?: TableInput;
  /** The column of events that says what happened [`"event"`]. */
  readonly event?: string;
  /** The column of purchases that says what was bought [`"product"`]. */
  readonly product?: string;
  /** The column of the date, in both tables [`"date"`]. */
  readonly time?: string;
  /** What numbers in the columns of dates count since 1970-01-01 UTC [`"ms"`]. */
  readonly dateUnit?: DateUnit;
}

/** Events and purchases of numbered customers. */
export interface LifeLog {
  /** 1 for those who count as customers, by code. */
  readonly isCustomer: Uint8Array;
  /** How many these are. */
  readonly customers: number;
  readonly eventNames: readonly string[];
  readonly eventOf: Int32Array;
  readonly happenedTo: Int32Array;
  readonly happened: Float64Array;
  /** Rows of events by date. */
  readonly eventOrder: Int32Array;
  readonly productNames: readonly string[];
  readonly productOf: Int32Array;
  readonly boughtBy: Int32Array;
  readonly bought: Float64Array;
  /** Rows of purchases by date. */
  readonly purchaseOrder: Int32Array;
  /** Purchases of somebody who is not among the customers. */
  readonly strangePurchases: number;
}

/** Reads events and purchases. Errors: `empty-table`, `column-type`, those of the columns. */
export function readLifeLog(
  caller: string,
  events: TableInput,
  purchases: TableInput,
  options: LifeLogColumns,
): LifeLog {
  const { customer = "customer", event = "event", product = "product", time = "date" } = options;
  const happenings = toTable(caller, events);
  const bought = toTable(caller, purchases);
  requireRows(caller, happenings);
  requireRows(caller, bought);
  requireUsualColumns(caller, happenings, options, { customer, event, time });
  requireUsualColumns(caller, bought, options, { customer, product, time });
  for (const table of [happenings, bought]) keyColumn(caller, table, customer);
  const together = encodeTogether(
    caller,
    findColumn(caller, happenings, customer),
    findColumn(caller, bought, customer),
  );
  const kinds = keyColumn(caller, happenings, event);
  const products = keyColumn(caller, bought, product);
  const unit = { dateUnit: dateUnitOption(caller, options.dateUnit) };
  const happened = dateColumn(caller, happenings, time, unit);
  const moments = dateColumn(caller, bought, time, unit);
  const known = options.customers === undefined ? null : customerCodes(caller, together, options.customers, customer);
  const isCustomer = new Uint8Array(together.count);
  const boughtBy = together.codes.slice(happenings.numRows);
  for (const code of known?.codes ?? boughtBy) if (code < isCustomer.length) isCustomer[code] = 1;
  return {
    isCustomer,
    customers: isCustomer.reduce((sum, flag) => sum + flag, 0) + (known?.more ?? 0),
    eventNames: kinds.labels.toArray().map(String),
    eventOf: kinds.codes,
    happenedTo: together.codes.slice(0, happenings.numRows),
    happened,
    eventOrder: sortedOrder(happened),
    productNames: products.labels.toArray().map(String),
    productOf: products.codes,
    boughtBy,
    bought: moments,
    purchaseOrder: sortedOrder(moments),
    strangePurchases: boughtBy.reduce((sum, code) => sum + 1 - isCustomer[code]!, 0),
  };
}

/** The codes of the customers in a table, and how many there are that neither bought nor had an event. */
function customerCodes(
  caller: string,
  { labels, count }: { readonly labels: StoredColumn; readonly count: number },
  input: TableInput,
  customer: string,
): { readonly codes: Int32Array; readonly more: number } {
  const table = toTable(caller, input);
  requireRows(caller, table);
  keyColumn(caller, table, customer);
  const together = encodeTogether(caller, labels, findColumn(caller, table, customer));
  return { codes: together.codes.subarray(count), more: together.count - count };
}

/** 1 for events no more than `span` after one of the same kind and customer that counts. */
export function repeatedEvents(
  { eventOrder, eventOf, eventNames, happenedTo, happened }: LifeLog,
  span: number,
): Uint8Array {
  const repeated = new Uint8Array(eventOrder.length);
  const counted = new Map<number, number>();
  for (const row of eventOrder) {
    const key = happenedTo[row]! * eventNames.length + eventOf[row]!;
    const before = counted.get(key);
    if (before !== undefined && happened[row]! - before <= span) repeated[row] = 1;
    else counted.set(key, happened[row]!);
  }
  return repeated;
}
