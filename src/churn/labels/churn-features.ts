import type { DroppedRows } from "../../customers/index.js";
import { ClienteleError, knownOptions } from "../../errors/index.js";
import {
  type DateInput,
  type FeatureMatrix,
  localDay,
  millisecondsPerDay,
  showDate,
  type Table,
  type TableInput,
  timeZoneOption,
} from "../../table/index.js";
import {
  type ChurnFeatureOptions,
  churnFeatureOptionNames,
  featureBlock,
  readFeatureSource,
  stackBlocks,
} from "./feature-table.js";
import {
  type ChurnLabels,
  featureColumns,
  type LabeledCustomerColumns,
  labeledCustomers,
  seenBefore,
} from "./label-churn.js";

/** Options of {@link churnFeatures}. */
export interface ChurnFeaturesOptions extends ChurnFeatureOptions {
  /** Features see only days before it [the day after `end`]. */
  readonly cutoff?: DateInput;
}

/** What {@link churnFeatures} gives. */
export interface ChurnFeatures {
  readonly X: FeatureMatrix;
  /** The features of X as a table: `customer`, `cutoff` and a column for each. */
  readonly features: ChurnLabels["features"];
  readonly names: readonly string[];
  /** Row by row, as in X. */
  readonly customers: Table<LabeledCustomerColumns>;
  readonly ledger: {
    readonly rows: number;
    readonly dropped: DroppedRows;
    readonly cutoff: Date;
    readonly withoutPurchase: number;
    /** Customers seen before the cutoff, but not within `featureDays`. */
    readonly inactive: number;
  };
}

/**
 * What is known of the customers today? The features of {@link labelChurn} without an outcome, so that a model fitted
 * to the past can say who will leave next. Give the same options as there.
 *
 * @param orders - one row per order or order line
 * @param options - those of {@link labelChurn} but for `outcomeDays`; `cutoff` [the day after the last order]
 * @returns features `X` with `names`, the same as a table `features`, `customers` and a `ledger`
 *
 * Errors: as for {@link labelChurn}.
 *
 * @example
 * ```ts
 * const { X, customers } = churnFeatures(orders, { customer: "customer", date: "date", amount: "amount" });
 * customers.withColumn("risk", predictProbability(model, X));
 * ```
 */
export function churnFeatures(orders: TableInput, options: ChurnFeaturesOptions): ChurnFeatures {
  const caller = "churnFeatures";
  knownOptions(caller, options, [...churnFeatureOptionNames, "cutoff"]);
  const given =
    options.cutoff === undefined
      ? undefined
      : localDay(caller, "cutoff", options.cutoff, timeZoneOption(caller, options.timeZone));
  const source = readFeatureSource(caller, orders, options, (end) => given ?? end + 1);
  const cutoff = given ?? source.end + 1;
  const block = featureBlock(source, cutoff);
  if (block.customers.length === 0) {
    throw new ClienteleError(
      cutoff <= source.firstDay ? "out-of-range" : "empty-table",
      { function: caller, value: options.cutoff },
      `no customer has a purchase in the days before the cutoff ${showDate(cutoff * millisecondsPerDay)}`,
    );
  }
  const X = stackBlocks([block], source.names);
  const customers = labeledCustomers(source, [block]);
  return {
    X,
    names: source.names,
    customers,
    features: featureColumns(customers, X),
    ledger: Object.freeze({
      rows: source.orders.rows,
      dropped: source.orders.dropped,
      cutoff: new Date(cutoff * millisecondsPerDay),
      withoutPurchase: block.withoutPurchase,
      inactive: seenBefore(source, cutoff) - block.customers.length - block.withoutPurchase,
    }),
  };
}
