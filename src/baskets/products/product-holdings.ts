import { knownOptions, requireColumnName } from "../../errors/index.js";
import {
  BooleanColumn,
  type Column,
  type Columns,
  createTable,
  keyColumn,
  type Present,
  type Table,
  type TableInput,
} from "../../table/index.js";
import { type HoldingColumns, type Holdings, readHoldings } from "./holdings.js";

/** Options of {@link productHoldings}. */
export interface ProductHoldingsOptions extends HoldingColumns {
  /** The column of the household; customers of one household are then counted together, too [none]. */
  readonly household?: string;
}

/** The columns of `depth`: how many hold so many products. */
export type HoldingDepthColumns = { products: number; holders: number; share: number };

/** The columns of `pairs`: who holds one product and another. */
export type HoldingPairColumns = {
  product: Present<string>;
  other: Present<string>;
  /** Holders of the product. */
  holders: Present<number>;
  both: Present<number>;
  /** both / holders. */
  share: number;
  /** share / the share of all who hold the other. */
  lift: number;
};

/** What customers, or households, hold. */
export interface HoldingSummary {
  readonly holders: number;
  /** The mean number of products. */
  readonly perHolder: number;
  readonly depth: Table<HoldingDepthColumns>;
  readonly pairs: Table<HoldingPairColumns>;
}

/** The holding matrix: a row a customer with a column for each product, and what it says. */
export interface ProductHoldings {
  /** `customer`, `products` (how many), and a column of true and false for each product. */
  readonly matrix: Table<Columns & { customer: number | string | boolean; products: number }>;
  readonly customers: HoldingSummary;
  /** Null without a column of households. */
  readonly households: HoldingSummary | null;
}

/**
 * How many of our products does a customer hold, and which go together? The depth of cross-selling, by customer and by
 * household.
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `duplicate-column` for a product called `customer` or
 * `products`, `invalid-option`.
 *
 * @param holdings - a row for every product that a customer holds
 *
 * @example
 * ```ts
 * const held = [
 *   { customer: "ada", product: "account" },
 *   { customer: "ada", product: "loan" },
 *   { customer: "bob", product: "account" },
 * ];
 * productHoldings(held).customers.perHolder; // 1.5
 * ```
 */
export function productHoldings(holdings: TableInput, options: ProductHoldingsOptions = {}): ProductHoldings {
  const caller = "productHoldings";
  knownOptions(caller, options, ["customer", "product", "household"]);
  const read = readHoldings(caller, holdings, options);
  const households =
    options.household === undefined
      ? null
      : householdsOf(caller, read, requireColumnName(caller, "household", options.household));
  return Object.freeze({
    matrix: matrixOf(read),
    customers: summaryOf(read.held, read.products),
    households: households === null ? null : summaryOf(households, read.products),
  });
}

function matrixOf({ customers, products, held }: Holdings): ProductHoldings["matrix"] {
  const width = products.length;
  const columns: [string, ArrayLike<unknown> | Column][] = [
    ["customer", customers.named("customer")],
    ["products", countsOf(held, width)],
    ...products.map((product, place): [string, Column] => [
      product,
      new BooleanColumn(
        product,
        Uint8Array.from({ length: customers.length }, (_, row) => held[row * width + place]!),
      ),
    ]),
  ];
  return createTable<Columns & { customer: number | string | boolean; products: number }>(columns);
}

/** How many products each row of the matrix holds. */
function countsOf(held: Uint8Array, width: number): Int32Array {
  const counts = new Int32Array(held.length / width);
  for (let i = 0; i < held.length; i++) counts[Math.floor(i / width)]! += held[i]!;
  return counts;
}

/** The matrix by household: what one member holds, the household holds. */
function householdsOf(caller: string, { table, products, customerOf, held }: Holdings, column: string): Uint8Array {
  const { codes, count } = keyColumn(caller, table, column);
  const width = products.length;
  const together = new Uint8Array(count * width);
  codes.forEach((household, row) => {
    const from = customerOf[row]! * width;
    for (let place = 0; place < width; place++) {
      if (held[from + place] === 1) together[household * width + place] = 1;
    }
  });
  return together;
}

function summaryOf(held: Uint8Array, products: readonly string[]): HoldingSummary {
  const width = products.length;
  const counts = countsOf(held, width);
  const holders = counts.length;
  const byDepth = new Float64Array(width + 1);
  for (const count of counts) byDepth[count]!++;
  const depths = [...byDepth.keys()].filter((depth) => byDepth[depth]! > 0);
  return Object.freeze({
    holders,
    perHolder: counts.reduce((sum, count) => sum + count, 0) / holders,
    depth: createTable<HoldingDepthColumns>({
      products: depths,
      holders: depths.map((depth) => byDepth[depth]!),
      share: depths.map((depth) => byDepth[depth]! / holders),
    }),
    pairs: pairsOf(held, products, holders),
  });
}

function pairsOf(held: Uint8Array, products: readonly string[], holders: number): Table<HoldingPairColumns> {
  const width = products.length;
  const both = new Float64Array(width * width);
  for (let from = 0; from < held.length; from += width) {
    for (let a = 0; a < width; a++) {
      if (held[from + a] === 0) continue;
      for (let b = 0; b < width; b++) both[a * width + b]! += held[from + b]!;
    }
  }
  const pairs: [number, number][] = [];
  for (let a = 0; a < width; a++) for (let b = 0; b < width; b++) if (a !== b) pairs.push([a, b]);
  const of = (a: number): number => both[a * width + a]!;
  const share = ([a, b]: [number, number]): number => both[a * width + b]! / of(a);
  return createTable<HoldingPairColumns>({
    product: pairs.map(([a]) => products[a]!),
    other: pairs.map(([, b]) => products[b]!),
    holders: pairs.map(([a]) => of(a)),
    both: pairs.map(([a, b]) => both[a * width + b]!),
    share: pairs.map(share),
    lift: pairs.map((pair) => share(pair) / (of(pair[1]) / holders)),
  });
}
