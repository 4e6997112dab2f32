import { ClienteleError, refuseRow } from "../../errors/index.js";
import { encodeFor, type MissingAdvice } from "../../learning/index.js";
import {
  encodeTogether,
  type FeatureMatrix,
  findColumn,
  keyColumn,
  requireRows,
  requireUsualColumns,
  type StoredColumn,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import type { HoldingColumns } from "./holdings.js";

/** What is known of customers beside what they hold. */
export interface CustomerFeatures {
  /** A row for each customer, also for those who hold nothing yet, with an id under the name of `customer` [none]. */
  readonly customers?: TableInput;
  /** Columns of numbers in `customers` [all but the id]. */
  readonly numeric?: readonly string[];
  /** Columns of categories in `customers`. */
  readonly categorical?: readonly string[];
}

/** Holdings row by row, of numbered customers and products. */
export interface PropensityData {
  readonly holdings: Table;
  readonly customers: StoredColumn;
  readonly customerOf: Int32Array;
  readonly productOf: Int32Array;
  /** In alphabetical order. */
  readonly products: readonly string[];
  /** What is known of each customer; null where nothing is. */
  readonly features: FeatureMatrix | null;
  readonly warnings: readonly string[];
}

const missingAdvice: MissingAdvice = {
  number: 'fill it in "customers" with withColumn, or leave the column out',
  category: 'fill it in "customers" with withColumn, by "unknown" for one, or leave the column out',
};

/** Every product has a model of its own, on all the others. */
const mostProducts = 200;

/** Reads holdings and customers. Errors: `empty-table`, `out-of-range`, those of the columns. */
export function readPropensityData(
  caller: string,
  input: TableInput,
  options: HoldingColumns & CustomerFeatures,
): PropensityData {
  const { customer = "customer", product = "product" } = options;
  const holdings = toTable(caller, input);
  requireRows(caller, holdings);
  requireUsualColumns(caller, holdings, options, { customer, product });
  const named = keyColumn(caller, holdings, product);
  const names = named.labels.toArray().map(String);
  if (names.length < 2 || names.length > mostProducts) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: product, value: names.length },
      `there must be from 2 to ${mostProducts} products, got ${names.length}` +
        (names.length > mostProducts ? ": bring articles to kinds of products first" : ""),
    );
  }
  const products = [...names].sort((a, b) => (a < b ? -1 : 1));
  const placeOf = new Map(products.map((name, place) => [name, place]));
  const productOf = named.codes.map((code) => placeOf.get(names[code]!)!);
  if (options.customers === undefined) {
    const { codes, labels } = keyColumn(caller, holdings, customer);
    return { holdings, customers: labels, customerOf: codes, productOf, products, features: null, warnings: [] };
  }
  const table = toTable(caller, options.customers);
  requireRows(caller, table);
  const customers = findColumn(caller, table, customer);
  const customerOf = rowsOfCustomers(caller, table, holdings, customer);
  const { numeric, categorical } = options;
  const own = numeric === undefined && categorical === undefined ? table.drop(customer) : table;
  const { X, warnings } = encodeFor(caller, own, { numeric, categorical }, missingAdvice);
  return { holdings, customers, customerOf, productOf, products, features: X, warnings };
}

/** The row of each holding's customer in the table of customers. */
function rowsOfCustomers(caller: string, table: Table, holdings: Table, customer: string): Int32Array {
  keyColumn(caller, table, customer);
  keyColumn(caller, holdings, customer);
  const own = findColumn(caller, table, customer);
  const { codes } = encodeTogether(caller, own, findColumn(caller, holdings, customer));
  for (let row = 0; row < table.numRows; row++) {
    if (codes[row] !== row) refuseRow(caller, customer, row, own.at(row), "a customer must have one row only");
  }
  return Int32Array.from({ length: holdings.numRows }, (_, row) => {
    const found = codes[table.numRows + row]!;
    if (found < table.numRows) return found;
    const value = findColumn(caller, holdings, customer).at(row);
    return refuseRow(caller, customer, row, value, 'holds a product, but has no row in "customers"');
  });
}
