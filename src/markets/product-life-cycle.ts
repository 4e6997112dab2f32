import { knownOptions, numberOption, refuseRow, requireFreeNames } from "../errors/index.js";
import {
  type Column,
  type Columns,
  createTable,
  encodeText,
  numberColumn,
  requireRows,
  showNumber,
  type Table,
  type TableInput,
  textColumnOf,
  toTable,
} from "../table/index.js";
import { type SeriesByProduct, seriesByProduct, unevenWarnings } from "./product-series.js";

/** Options of {@link productLifeCycle}. */
export interface ProductLifeCycleOptions {
  /** The column of periods: numbers, dates, or texts such as `2026-11`, `2026-Q4`, `2026-W47`. */
  readonly period: string;
  /** The column of sales, at least 0. */
  readonly sales: string;
  /** The column of profit. */
  readonly profit: string;
  /** The column of products, for several of them [all rows are one product]. */
  readonly product?: string | undefined;
  /** Change of sales from period to period above which a product grows, and below minus which it declines [0.1]. */
  readonly threshold?: number | undefined;
  /** Periods that it takes to bring a successor to market [0]. */
  readonly leadTime?: number | undefined;
}

/** The stages of a product's life. */
export type LifeCycleStage = "introduction" | "growth" | "maturity" | "decline";

/** A period as the caller wrote it; dates in milliseconds. */
export type Period = number | string | boolean;

/** The columns that {@link productLifeCycle} adds. */
export type ProductLifeCycleColumns = {
  /** Sales against the period before, less 1; missing in the first period and after sales of 0. */
  change: number;
  /** Missing only where a product has a single period without a loss. */
  stage: LifeCycleStage;
  reason: string;
};

/** The columns of `products`. */
export type LifeCycleProductColumns = {
  /** Missing where all rows are of one product. */
  product: number | string | boolean;
  /** The last period's. */
  stage: LifeCycleStage;
  /** The period of the highest profit; the first of several. */
  profitPeak: Period;
  /** The period of the highest sales; the first of several. */
  salesPeak: Period;
  /** The period in which work on a successor has to begin; missing while sales grow or are being introduced. */
  renewFrom: Period;
  reason: string;
};

/** What a {@link ProductLifeCycle} table says about itself. */
export interface ProductLifeCycleAttributes {
  /** The period of the highest profit; null where there are several products, see `products`. */
  readonly profitPeak: Period | null;
  /** The period of the highest sales; null where there are several products, see `products`. */
  readonly salesPeak: Period | null;
  /** One row a product: where it stands, its peaks, and when to renew it. */
  readonly products: Table<LifeCycleProductColumns>;
  /** Periods, sales and profit by stage. */
  summary(): Table<{ stage: LifeCycleStage; periods: number; sales: number; profit: number }>;
  readonly rules: readonly string[];
  readonly warnings: readonly string[];
}

/** The rows given, in their order, with the stage of each. */
export type ProductLifeCycle = Table<Columns & ProductLifeCycleColumns, ProductLifeCycleAttributes>;

const stages = ["introduction", "growth", "maturity", "decline"] as const;

/**
 * Where does each product stand in its life, and when is it time to renew it?
 *
 * The stage of a period, the first that fits:
 * - introduction: the product has not made a profit yet, or has not been sold yet;
 * - growth: sales are more than `threshold` above the period before;
 * - decline: sales are more than `threshold` below the period before, or have ended;
 * - maturity: anything between, the limits themselves included.
 *
 * A series that begins with a profit takes the stage of its second period for its first. Profit peaks before sales do:
 * a successor is due from the first period behind the peak of profit in which sales no longer grow, less the `leadTime`
 * that it takes to make one.
 *
 * @param series - one row a period, or a product and period, in any order
 * @returns the table with `change`, `stage` and `reason`; `.profitPeak`, `.salesPeak`, `.products`, `.summary()`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `not-finite`, `not-a-date`, `out-of-range`
 * (sales below 0), `duplicate-name` (two rows of one period), `duplicate-column`, `invalid-option`.
 *
 * Source: Levitt (1965), Exploit the product life cycle; Kotler, Marketing Management, chapter on the product life
 * cycle. The threshold is a convention, not a law of nature.
 *
 * @example
 * ```ts
 * const life = productLifeCycle(
 *   { year: [1, 2, 3, 4, 5], sales: [10, 30, 70, 72, 50], profit: [-15, 2, 12, 11, 3] },
 *   { period: "year", sales: "sales", profit: "profit" },
 * );
 * life.column("stage").toArray(); // ["introduction", "growth", "growth", "maturity", "decline"]
 * life.profitPeak; // 3
 * ```
 */
export function productLifeCycle(series: TableInput, options: ProductLifeCycleOptions): ProductLifeCycle {
  const caller = "productLifeCycle";
  knownOptions(caller, options, ["period", "sales", "profit", "product", "threshold", "leadTime"]);
  const threshold = numberOption(caller, "threshold", options.threshold ?? 0.1, { min: 0 });
  const leadTime = numberOption(caller, "leadTime", options.leadTime ?? 0, { min: 0, integer: true });
  const table = toTable(caller, series);
  requireRows(caller, table);
  requireFreeNames(caller, table.columnNames, ["change", "stage", "reason"]);
  const sales = numberColumn(caller, table, options.sales);
  sales.forEach((value, row) => {
    if (value < 0) refuseRow(caller, options.sales, row, value, `sales must be at least 0, got ${value}`);
  });
  const profit = numberColumn(caller, table, options.profit);
  const byProduct = seriesByProduct(caller, table, options);
  const change = new Float64Array(table.numRows).fill(Number.NaN);
  const stage = new Int32Array(table.numRows).fill(-1);
  const reason = new Array<string>(table.numRows);
  for (const { rows } of byProduct.products) stageRows(rows, { sales, profit, threshold, change, stage, reason });
  const products = productTable(byProduct, { sales, profit, stage, leadTime });
  const single = byProduct.products.length === 1;
  const own = table.columnNames.map((name): [string, Column] => [name, table.column(name)]);
  return createTable<Columns & ProductLifeCycleColumns, ProductLifeCycleAttributes>(
    [
      ...own,
      ["change", change],
      ["stage", textColumnOf("stage", stage, stages)],
      ["reason", encodeText("reason", reason)],
    ],
    {
      profitPeak: single ? products.column("profitPeak").at(0) : null,
      salesPeak: single ? products.column("salesPeak").at(0) : null,
      products,
      summary: () => stageSummary(stage, sales, profit),
      rules: Object.freeze([
        "introduction: no profit or no sales yet",
        `growth: sales above the period before by more than ${percent(threshold)}`,
        `decline: sales below the period before by more than ${percent(threshold)}, or ended`,
        `maturity: a change from ${percent(-threshold)} to ${percent(threshold)}, both included`,
      ]),
      warnings: Object.freeze(unevenWarnings(byProduct)),
    },
  );
}

interface Staging {
  readonly sales: Float64Array;
  readonly profit: Float64Array;
  readonly threshold: number;
  readonly change: Float64Array;
  readonly stage: Int32Array;
  readonly reason: string[];
}

function stageRows(rows: Int32Array, staging: Staging): void {
  const { sales, profit, change, stage, reason } = staging;
  let earning = false;
  let sold = false;
  rows.forEach((row, i) => {
    const before = i === 0 ? Number.NaN : sales[rows[i - 1]!]!;
    change[row] = before > 0 ? sales[row]! / before - 1 : Number.NaN;
    earning ||= profit[row]! >= 0 && sales[row]! > 0;
    sold ||= sales[row]! > 0;
    const [name, why] = stageOf(sales[row]!, before, profit[row]!, { earning, sold, ...staging });
    stage[row] = name === null ? -1 : stages.indexOf(name);
    reason[row] = why;
  });
  const [first, second] = rows;
  if (first === undefined || second === undefined || stage[first] !== -1) return;
  // A product that is in the market when the series begins is where the next period finds it.
  stage[first] = stage[second]!;
  reason[first] = `the series begins here with a profit; the next period is ${stages[stage[second]!]}`;
}

function stageOf(
  sales: number,
  before: number,
  profit: number,
  { earning, sold, threshold }: { readonly earning: boolean; readonly sold: boolean; readonly threshold: number },
): [LifeCycleStage | null, string] {
  if (!sold) return ["introduction", "nothing has been sold yet"];
  if (!earning) return ["introduction", `no profit yet (${showNumber(profit, 2)})`];
  if (Number.isNaN(before)) return [null, "a single period tells no change"];
  if (sales === 0) return ["decline", "sales have ended"];
  if (before === 0) return ["growth", "sold again after a period without sales"];
  const change = sales / before - 1;
  const words = `sales ${change < 0 ? "fell" : "rose"} by ${percent(Math.abs(change))}`;
  if (change > threshold * (1 + 1e-12)) return ["growth", `${words}, more than ${percent(threshold)}`];
  if (change < -threshold * (1 + 1e-12)) return ["decline", `${words}, more than ${percent(threshold)}`];
  return ["maturity", `${words}, at most ${percent(threshold)}`];
}

function percent(share: number): string {
  return `${showNumber(100 * share, 1)} %`;
}

function productTable(
  { products, periods, labels }: SeriesByProduct,
  { sales, profit, stage, leadTime }: Pick<Staging, "sales" | "profit" | "stage"> & { readonly leadTime: number },
): Table<LifeCycleProductColumns> {
  const findings = products.map(({ rows }) => {
    const profitPeak = peakOf(rows, profit);
    const due = rows.findIndex((row, i) => i > profitPeak && stage[row]! >= stages.indexOf("maturity"));
    return {
      stage: stage[rows.at(-1)!]!,
      profitPeak: rows[profitPeak]!,
      salesPeak: rows[peakOf(rows, sales)]!,
      renewFrom: due < 0 ? -1 : rows[Math.max(0, due - leadTime)]!,
      reason: renewalReason(due < 0 ? null : stages[stage[rows[due]!]!]!, leadTime),
    };
  });
  const periodsIn = (name: "profitPeak" | "salesPeak" | "renewFrom") =>
    periods.labels.take(findings.map((finding) => finding[name]));
  return createTable<LifeCycleProductColumns>({
    product: labels ?? products.map(() => null),
    stage: textColumnOf(
      "stage",
      Int32Array.from(findings, (finding) => finding.stage),
      stages,
    ),
    profitPeak: periodsIn("profitPeak"),
    salesPeak: periodsIn("salesPeak"),
    renewFrom: periodsIn("renewFrom"),
    reason: findings.map((finding) => finding.reason),
  });
}

function renewalReason(stage: LifeCycleStage | null, leadTime: number): string {
  if (stage === null) return "no renewal is due: there is no period behind the peak of profit without growth";
  const ahead = leadTime === 0 ? "" : `, less ${leadTime} ${leadTime === 1 ? "period" : "periods"} to make a successor`;
  return `profit is past its peak and sales are in ${stage}${ahead}`;
}

/** Where in the rows the largest value stands first. */
function peakOf(rows: Int32Array, values: Float64Array): number {
  let peak = 0;
  rows.forEach((row, i) => {
    if (values[row]! > values[rows[peak]!]!) peak = i;
  });
  return peak;
}

function stageSummary(stage: Int32Array, sales: Float64Array, profit: Float64Array) {
  const total = (code: number, values?: Float64Array): number =>
    stage.reduce((sum, own, row) => sum + (own === code ? (values?.[row] ?? 1) : 0), 0);
  return createTable<{ stage: LifeCycleStage; periods: number; sales: number; profit: number }>({
    stage: stages,
    periods: stages.map((_, code) => total(code)),
    sales: stages.map((_, code) => total(code, sales)),
    profit: stages.map((_, code) => total(code, profit)),
  });
}
