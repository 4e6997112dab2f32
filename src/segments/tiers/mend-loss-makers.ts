import {
  counted,
  knownOptions,
  numberOption,
  refuseRow,
  requireColumnName,
  requireFreeNames,
} from "../../errors/index.js";
import {
  type Columns,
  createTable,
  type Present,
  type Table,
  type TableInput,
  textColumnOf,
  toTable,
} from "../../table/index.js";
import { type ClassMeasure, classMeasure } from "../classification/class-measure.js";
import { classifyRows } from "../classification/classify-rows.js";
import { customerIds } from "../classification/customer-ids.js";
import { outcomeList } from "../classification/outcome-list.js";

/** Options of {@link mendLossMakers}. */
export interface MendLossMakersOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  readonly revenue: string;
  /** The cost of what was sold; it grows with the volume. */
  readonly directCost: string;
  /** The cost of serving the customer. */
  readonly serviceCost: string;
  /** Which share of the service cost stays when the volume grows, 0..1 [0: all of it grows with the volume]. */
  readonly fixedShare?: number | undefined;
}

/** The columns of {@link mendLossMakers} beside the three given, which keep their names. */
export type LossMakerColumns = {
  customer: Present<number | string | boolean>;
  /** revenue − directCost − serviceCost, negative in every row. */
  profit: Present<number>;
  /** By how much the price must rise at this volume: 0.2 is 20 %. Missing where no price mends it. */
  priceChange: number;
  /**
   * By how much the service cost must change, from −1 to 0. Missing where even service for nothing does not mend it.
   */
  serviceCostChange: number;
  /** By how much the volume must grow at this price. Missing where no volume mends it. */
  volumeChange: number;
  reason: Present<string>;
};

/** What a {@link LossMakers} table says about itself. */
export interface LossMakersAttributes {
  readonly lossMakers: number;
  /** What they lose together, as a negative number. */
  readonly loss: number;
  /** Loss-making customers whom neither price nor service cost nor volume mends. */
  readonly beyondRepair: number;
  readonly warnings: readonly string[];
}

/** One row for each loss-making customer, in the order given. */
export type LossMakers = Table<Columns & LossMakerColumns, LossMakersAttributes>;

/**
 * What would mend my loss-making customers? For each of them the change of price, of service cost, or of volume that
 * would break even, each alone, or the reason why it does not.
 *
 * price: −profit / revenue. Service cost: profit / serviceCost, down to −1. Volume v, with the share φ of the service
 * cost fixed: v · (revenue − directCost − (1 − φ) · serviceCost) = φ · serviceCost; no volume mends it while a unit
 * loses money.
 *
 * @param table - one row a customer; amounts that are missing leave the customer out, as a warning says
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id), `not-a-number`, `not-finite`, `inconsistent-row`,
 * `out-of-range` (a negative cost), `duplicate-column`, `invalid-option`.
 *
 * @example
 * ```ts
 * const mended = mendLossMakers(
 *   { customer: ["ada"], revenue: [100], directCost: [50], serviceCost: [70] },
 *   { revenue: "revenue", directCost: "directCost", serviceCost: "serviceCost" },
 * );
 * mended.column("priceChange").at(0); // 0.2
 * mended.column("serviceCostChange").at(0); // -0.2857…
 * mended.column("volumeChange").at(0); // null: no volume mends it while a unit loses money
 * ```
 */
export function mendLossMakers(table: TableInput, options: MendLossMakersOptions): LossMakers {
  const caller = "mendLossMakers";
  knownOptions(caller, options, ["customer", "revenue", "directCost", "serviceCost", "fixedShare"]);
  const fixedShare = numberOption(caller, "fixedShare", options.fixedShare ?? 0, { min: 0, max: 1 });
  const input = toTable(caller, table);
  const customers = customerIds(caller, input, options.customer);
  const revenue = classMeasure(caller, input, requireColumnName(caller, "revenue", options.revenue));
  const directCost = costMeasure(caller, input, "directCost", options.directCost);
  const serviceCost = costMeasure(caller, input, "serviceCost", options.serviceCost);
  const given = [revenue, directCost, serviceCost];
  requireFreeNames(
    caller,
    given.map(({ name }) => name),
    ["customer", "profit", "priceChange", "serviceCostChange", "volumeChange", "reason"],
  );
  const profit = revenue.values.map((sales, row) => sales - directCost.values[row]! - serviceCost.values[row]!);
  const changes = breakEvenChanges(given, profit, fixedShare);
  const losing = profit.map((amount) => (amount < 0 ? 1 : 0));
  const reasons = lossReasons(given, profit, changes);
  const all = createTable<Columns & LossMakerColumns, LossMakersAttributes>(
    [
      ["customer", customers.ids],
      ...given.map(({ name, values }) => [name, values] as const),
      ["profit", profit],
      ["priceChange", changes.price],
      ["serviceCostChange", changes.service],
      ["volumeChange", changes.volume],
      ["reason", textColumnOf("reason", reasons.codes, reasons.texts)],
    ],
    {
      lossMakers: losing.reduce((count, one) => count + one, 0),
      loss: profit.reduce((sum, amount) => (amount < 0 ? sum + amount : sum), 0),
      beyondRepair: losing.reduce((count, one, row) => count + (one === 1 && isBeyondRepair(changes, row) ? 1 : 0), 0),
      warnings: Object.freeze([...customers.warnings, ...missingWarning(profit)]),
    },
  );
  return all.where(losing);
}

function costMeasure(caller: string, table: Table, option: string, name: string): ClassMeasure {
  const measure = classMeasure(caller, table, requireColumnName(caller, option, name));
  const row = measure.values.findIndex((cost) => cost < 0);
  if (row >= 0) refuseRow(caller, name, row, measure.values[row], "a cost cannot be negative");
  return measure;
}

interface BreakEvenChanges {
  readonly price: Float64Array;
  readonly service: Float64Array;
  readonly volume: Float64Array;
}

function breakEvenChanges(given: readonly ClassMeasure[], profit: Float64Array, fixedShare: number): BreakEvenChanges {
  const [revenue, direct, service] = given.map(({ values }) => values) as [Float64Array, Float64Array, Float64Array];
  const changes: BreakEvenChanges = {
    price: new Float64Array(profit.length).fill(Number.NaN),
    service: new Float64Array(profit.length).fill(Number.NaN),
    volume: new Float64Array(profit.length).fill(Number.NaN),
  };
  for (let row = 0; row < profit.length; row++) {
    const loss = profit[row]!;
    if (!(loss < 0)) continue;
    if (revenue[row]! > 0) changes.price[row] = -loss / revenue[row]!;
    if (-loss <= service[row]!) changes.service[row] = loss / service[row]!;
    const fixed = fixedShare * service[row]!;
    const unit = revenue[row]! - direct[row]! - (service[row]! - fixed);
    if (unit > 0) changes.volume[row] = fixed / unit - 1;
  }
  return changes;
}

function isBeyondRepair({ price, service, volume }: BreakEvenChanges, row: number): boolean {
  return Number.isNaN(price[row]!) && Number.isNaN(service[row]!) && Number.isNaN(volume[row]!);
}

function lossReasons(given: readonly ClassMeasure[], profit: Float64Array, changes: BreakEvenChanges) {
  const list = outcomeList();
  const { price, service, volume } = changes;
  return classifyRows(profit.length, given, [], list.outcomes, (row) => {
    const mends = [price, service, volume].map((change) => !Number.isNaN(change[row]!));
    const key = (mends[0] ? 1 : 0) + (mends[1] ? 2 : 0) + (mends[2] ? 4 : 0);
    return list.number(key, () => ({ class: null, reason: lossReason(mends) }));
  }).reasons;
}

function lossReason([price, service, volume]: readonly boolean[]): string {
  return [
    price ? "a higher price breaks even" : "no price mends it without revenue",
    service ? "a lower service cost breaks even" : "even service for nothing does not mend it",
    volume ? "a larger volume breaks even" : "no volume mends it while a unit loses money",
  ].join("; ");
}

function missingWarning(profit: Float64Array): string[] {
  const missing = profit.reduce((count, amount) => count + (Number.isNaN(amount) ? 1 : 0), 0);
  if (missing === 0) return [];
  return [
    `${counted(missing, "customer is", "customers are")} left out, because revenue or a cost is missing: ` +
      "nobody knows whether they make a loss",
  ];
}
