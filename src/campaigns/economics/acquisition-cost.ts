import { knownOptions, requireColumnName } from "../../errors/index.js";
import {
  createTable,
  keyColumn,
  numberColumn,
  type Present,
  requireRows,
  requireUsualColumns,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { amountColumn } from "../rates/amount-column.js";

/** Options of {@link acquisitionCost}. */
export interface AcquisitionCostOptions {
  /** The column of the channel or source [`"channel"`]. */
  readonly channel?: string;
  /** The column of what was spent [`"cost"`]. */
  readonly cost?: string;
  /** The column of customers won [`"customers"`]. */
  readonly customers?: string;
  /** The column of the margin that a customer of the channel brings in a period [none]. */
  readonly margin?: string;
  /** The column of the lifetime value of a customer of the channel [none]. */
  readonly value?: string;
}

/** The columns of {@link acquisitionCost}. */
export type AcquisitionCostColumns = {
  channel: Present<number | string | boolean>;
  cost: number;
  customers: number;
  /** cost / customers; missing where nobody was won. */
  costPerCustomer: number;
  /** Periods of margin until a customer has earned the cost; missing without a margin above 0. */
  paybackTime: number;
  /** Value / cost of a customer; missing without a value or a cost. */
  valueToCost: number;
};

/**
 * What does a new customer cost in each channel, and how soon does she earn that? A row for each channel; rows of one
 * channel are added up, margins and values as means weighted by customers.
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `out-of-range` for negative numbers,
 * `invalid-option`.
 *
 * @example
 * ```ts
 * const channels = { channel: ["web", "fair"], cost: [1000, 3000], customers: [50, 20], margin: [10, 30] };
 * acquisitionCost(channels, { margin: "margin" }).column("paybackTime").toArray(); // [2, 5]
 * ```
 */
export function acquisitionCost(
  input: TableInput,
  options: AcquisitionCostOptions = {},
): Table<AcquisitionCostColumns> {
  const caller = "acquisitionCost";
  knownOptions(caller, options, ["channel", "cost", "customers", "margin", "value"]);
  const { channel = "channel", cost = "cost", customers = "customers" } = options;
  const table = toTable(caller, input);
  requireRows(caller, table);
  requireUsualColumns(caller, table, options, { channel, cost, customers });
  const { codes, count, labels } = keyColumn(caller, table, channel);
  const spent = amountColumn(caller, table, cost);
  const won = amountColumn(caller, table, customers);
  const total = (amounts: Float64Array): Float64Array => {
    const sums = new Float64Array(count);
    codes.forEach((code, row) => {
      sums[code]! += amounts[row]!;
    });
    return sums;
  };
  const costs = total(spent);
  const counts = total(won);
  const each = costs.map((sum, i) => (counts[i] === 0 ? Number.NaN : sum / counts[i]!));
  const meanOf = (option: "margin" | "value"): Float64Array => {
    const name = options[option];
    if (name === undefined) return new Float64Array(count).fill(Number.NaN);
    const amounts = numberColumn(caller, table, requireColumnName(caller, option, name));
    return total(amounts.map((amount, row) => amount * won[row]!)).map((sum, i) =>
      counts[i] === 0 ? Number.NaN : sum / counts[i]!,
    );
  };
  const margins = meanOf("margin");
  const values = meanOf("value");
  return createTable<AcquisitionCostColumns>({
    channel: labels as never,
    cost: costs,
    customers: counts,
    costPerCustomer: each,
    paybackTime: each.map((amount, i) => (margins[i]! > 0 ? amount / margins[i]! : Number.NaN)),
    valueToCost: each.map((amount, i) => (amount > 0 ? values[i]! / amount : Number.NaN)),
  });
}
