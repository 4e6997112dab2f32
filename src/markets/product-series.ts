import { refuseRow, showValue } from "../errors/index.js";
import { sortedOrder } from "../numeric/index.js";
import { keyColumn, type Periods, periodColumn, type StoredColumn, type Table } from "../table/index.js";

/** The rows of one product, its periods ascending. */
export interface ProductSeries {
  /** null where all rows are of one product. */
  readonly product: number | string | boolean | null;
  readonly rows: Int32Array;
}

/** A table with a row for each product and period, taken apart. */
export interface SeriesByProduct {
  /** In the order of first appearance. */
  readonly products: readonly ProductSeries[];
  readonly periods: Periods;
  /** The product behind each series; null where all rows are of one. */
  readonly labels: StoredColumn | null;
}

/**
 * Divides a table into one series a product. Errors: those of `periodColumn`, and `duplicate-name` where a product has
 * two rows of one period.
 */
export function seriesByProduct(
  caller: string,
  table: Table,
  { period, product }: { readonly period: string; readonly product?: string | undefined },
): SeriesByProduct {
  const periods = periodColumn(caller, table, period);
  const keys = product === undefined ? null : keyColumn(caller, table, product);
  const rowsOf = Array.from({ length: keys?.count ?? 1 }, (): number[] => []);
  for (const row of sortedOrder(periods.places)) rowsOf[keys?.codes[row] ?? 0]!.push(row);
  const products = rowsOf.map((rows, code) => ({
    product: keys?.labels.at(code) ?? null,
    rows: Int32Array.from(rows),
  }));
  for (const series of products) requireEachPeriodOnce(caller, period, series, periods);
  return { products, periods, labels: keys === null ? null : keys.labels };
}

function requireEachPeriodOnce(
  caller: string,
  period: string,
  { product, rows }: ProductSeries,
  periods: Periods,
): void {
  for (let i = 1; i < rows.length; i++) {
    if (periods.places[rows[i]!] !== periods.places[rows[i - 1]!]) continue;
    const row = Math.max(rows[i]!, rows[i - 1]!);
    const label = periods.labels.at(row);
    const whose = product === null ? "" : ` and product ${showValue(product)}`;
    const orName = product === null ? ', or name the column of products with option "product"' : "";
    refuseRow(
      caller,
      period,
      row,
      label,
      `there are two rows of period ${showValue(label)}${whose}; add them up first: ` +
        `table.groupBy(…).summarize(…)${orName}`,
      "duplicate-name",
    );
  }
}

/** Warns of series whose periods do not follow each other evenly. */
export function unevenWarnings({ products, periods }: SeriesByProduct): string[] {
  return products.flatMap(({ product, rows }) => {
    const steps = new Set<number>();
    for (let i = 1; i < rows.length; i++) steps.add(periods.places[rows[i]!]! - periods.places[rows[i - 1]!]!);
    if (steps.size <= 1) return [];
    const whose = product === null ? "" : `${showValue(product)}: `;
    return [`${whose}the periods are not evenly spaced; each is compared with the row before it`];
  });
}
