import { ClienteleError, showNames } from "../../errors/index.js";
import { dateColumn, findColumn, numberColumn, type StoredColumn, type Table, textColumn } from "../../table/index.js";
import { plainName } from "../order-check/column-words.js";
import type { OrderState, Shop, ShopFormat } from "./shop-formats.js";

/** The rows of an export as arrays; missing money is NaN, missing text null. */
export interface ExportRows {
  readonly rows: number;
  readonly order: readonly (string | null)[];
  readonly customer: readonly (string | number | null)[];
  readonly date: Float64Array;
  readonly product: readonly (string | null)[] | null;
  readonly quantity: Float64Array | null;
  /** Money of the line after its own discount; null where the export has no lines. */
  readonly line: Float64Array | null;
  readonly goods: Float64Array | null;
  readonly total: Float64Array | null;
  readonly refunded: Float64Array | null;
  readonly currency: readonly (string | null)[] | null;
  /** The state of each row in lower case, and what becomes of it; null where the export has none. */
  readonly status: readonly (string | null)[] | null;
  readonly cancelled: readonly boolean[];
}

/** Reads the columns that a shop's export has. Errors: `unknown-column`, `not-a-number`, `not-a-date`. */
export function exportRows(caller: string, table: Table, shop: Shop, format: ShopFormat): ExportRows {
  const find = (names: readonly string[]): StoredColumn | null => firstColumn(caller, table, names);
  const need = (part: keyof ShopFormat & string, names: readonly string[]): StoredColumn =>
    find(names) ?? refuseExport(caller, table, shop, format, part, names);
  const numbers = (names: readonly string[]) => {
    const column = find(names);
    return column === null ? null : numberColumn(caller, table, column.name, { missing: "keep" });
  };
  const texts = (names: readonly string[]) => {
    const column = find(names);
    return column === null ? null : textsOf(caller, table, column.name);
  };
  const quantity = numbers(format.quantity);
  const line = lineMoney(numbers(format.lineTotal), numbers(format.linePrice), quantity, numbers(format.lineDiscount));
  const total = numbers(format.orderTotal);
  const goods = numbers(format.orderGoods);
  if (line === null && total === null && goods === null) {
    refuseExport(caller, table, shop, format, "amount", [
      ...format.lineTotal,
      ...format.linePrice,
      ...format.orderTotal,
    ]);
  }
  return {
    rows: table.numRows,
    order: textsOf(caller, table, need("order", format.order).name),
    customer: customersOf(caller, table, need("customer", format.customer), format.customer),
    date: dateColumn(caller, table, need("date", format.date).name, { missing: "keep" }),
    product: texts(format.product),
    quantity,
    line,
    goods,
    total,
    refunded: numbers(format.refunded),
    currency: texts(format.currency),
    status: statusOf(format.status.map((name) => texts([name])).filter((column) => column !== null)),
    cancelled: cancelledRows(table.numRows, texts(format.cancelledAt), texts(format.captured)),
  };
}

/** The state of each row by the first of the columns that says one. */
function statusOf(columns: readonly (readonly (string | null)[])[]): (string | null)[] | null {
  const [first, ...others] = columns;
  if (first === undefined) return null;
  return first.map((text, row) => {
    const said = text ?? others.find((column) => column[row] !== null)?.[row] ?? null;
    return said === null ? null : stateName(said);
  });
}

/** A state in lower case with blanks between its words, without the mark that WooCommerce puts before it. */
function stateName(text: string): string {
  return plainName(text).replace(/^wc /, "");
}

/** What becomes of a row in a state; null where the state is not known. */
export function stateOf(format: ShopFormat, status: string): OrderState | null {
  return Object.hasOwn(format.states, status) ? format.states[status]! : null;
}

/** The first of the names that the table has, written in any case and with any marks between the words. */
function firstColumn(caller: string, table: Table, names: readonly string[]): StoredColumn | null {
  for (const name of names) {
    const found =
      table.columnNames.find((one) => one === name) ??
      table.columnNames.find((one) => plainName(one) === plainName(name));
    if (found !== undefined) return findColumn(caller, table, found);
  }
  return null;
}

function textsOf(caller: string, table: Table, name: string): (string | null)[] {
  const { codes, labels } = textColumn(caller, table, name);
  const trimmed = labels.map((label) => (label.trim() === "" ? null : label.trim()));
  return Array.from(codes, (code) => (code < 0 ? null : trimmed[code]!));
}

/** The customer of each row by the first of the columns that names one; addresses of mail in lower case. */
function customersOf(
  caller: string,
  table: Table,
  first: StoredColumn,
  names: readonly string[],
): (string | number | null)[] {
  const columns = names.map((name) => firstColumn(caller, table, [name])).filter((column) => column !== null);
  // Ids of one kind stay what they are; where several columns take part all become text.
  if (columns.length === 1 && first.type === "number") {
    return first.toArray().map((id) => (typeof id === "number" && id !== 0 ? id : null));
  }
  const texts = columns.map((column) => textsOf(caller, table, column.name));
  return Array.from({ length: table.numRows }, (_, row) => {
    for (const column of texts) {
      const text = column[row];
      if (text !== null && text !== undefined && text !== "0") return text.includes("@") ? text.toLowerCase() : text;
    }
    return null;
  });
}

function lineMoney(
  total: Float64Array | null,
  price: Float64Array | null,
  quantity: Float64Array | null,
  discount: Float64Array | null,
): Float64Array | null {
  const gross = total ?? (price === null || quantity === null ? null : price.map((one, row) => one * quantity[row]!));
  if (gross === null || discount === null) return gross;
  return gross.map((money, row) => money - (Number.isNaN(discount[row]!) ? 0 : Math.abs(discount[row]!)));
}

function cancelledRows(
  rows: number,
  cancelledAt: readonly (string | null)[] | null,
  captured: readonly (string | null)[] | null,
): boolean[] {
  return Array.from(
    { length: rows },
    (_, row) => (cancelledAt?.[row] ?? null) !== null || captured?.[row]?.toLowerCase() === "false",
  );
}

function refuseExport(
  caller: string,
  table: Table,
  shop: Shop,
  format: ShopFormat,
  part: string,
  names: readonly string[],
): never {
  throw new ClienteleError(
    "unknown-column",
    { function: caller, column: names[0], value: shop },
    `there is no such column, nor another for the ${part} in an export of ${shop} (${showNames(names)}); ` +
      `the table has ${showNames(table.columnNames)}. Take the export from ${format.source}, or name the columns to ` +
      "summarizeCustomers yourself",
  );
}
