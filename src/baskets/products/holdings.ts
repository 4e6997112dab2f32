import {
  keyColumn,
  requireRows,
  requireUsualColumns,
  type StoredColumn,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";

/** Which columns of a table of holdings hold what. */
export interface HoldingColumns {
  /** [`"customer"`] */
  readonly customer?: string;
  /** [`"product"`] */
  readonly product?: string;
}

/** Who holds what, each once. */
export interface Holdings {
  readonly table: Table;
  readonly customers: StoredColumn;
  readonly customerOf: Int32Array;
  readonly products: readonly string[];
  /** Customers × products: 1 where held. */
  readonly held: Uint8Array;
}

/** Reads holdings, a row for every product that a customer holds. Errors: `empty-table`, those of `keyColumn`. */
export function readHoldings(caller: string, input: TableInput, options: HoldingColumns): Holdings {
  const { customer = "customer", product = "product" } = options;
  const table = toTable(caller, input);
  requireRows(caller, table);
  requireUsualColumns(caller, table, options, { customer, product });
  const customers = keyColumn(caller, table, customer);
  const named = keyColumn(caller, table, product);
  const names = named.labels.toArray().map(String);
  const order = names.map((_, code) => code).sort((a, b) => (names[a]! < names[b]! ? -1 : 1));
  const placeOf = new Int32Array(names.length);
  order.forEach((code, place) => {
    placeOf[code] = place;
  });
  const held = new Uint8Array(customers.count * names.length);
  for (let row = 0; row < table.numRows; row++) {
    held[customers.codes[row]! * names.length + placeOf[named.codes[row]!]!] = 1;
  }
  const products = order.map((code) => names[code]!);
  return { table, customers: customers.labels, customerOf: customers.codes, products, held };
}
