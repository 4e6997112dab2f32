import {
  latestDay,
  type OrderColumns,
  type OrderPolicies,
  type OrderRows,
  orderOptionNames,
  purchaseDays,
  readOrders,
  requireCustomers,
} from "../../customers/index.js";
import { ClienteleError, numberOption, oneOf, repeatedName, showValue } from "../../errors/index.js";
import {
  type DateInput,
  dayOf,
  type FeatureMatrix,
  type Keys,
  keyColumn,
  localDay,
  mostDays,
  type TableInput,
  timeZoneOption,
} from "../../table/index.js";
import { type ExtraInput, extraColumns, type ReadExtra, readExtras } from "./extra-features.js";
import { featureName, type PurchaseFeature, purchaseFeature } from "./purchase-features.js";
import { rowsInWindow } from "./rows-in-window.js";

/** Options that {@link labelChurn} and {@link churnFeatures} share. */
export interface ChurnFeatureOptions extends OrderColumns, OrderPolicies {
  /** A column with the product of each row; adds the feature `products`. */
  readonly product?: string;
  /** Features see only so many days before the cutoff [all]. */
  readonly featureDays?: number;
  /** Which features, in this order [all that the columns allow; `returnShare` where the file has a refund]. */
  readonly features?: readonly PurchaseFeature[];
  /**
   * `"log"` gives the logarithms of days, counts and money, under names like `logRevenue`, which suits a logistic
   * regression [`"raw"`].
   */
  readonly scale?: "raw" | "log";
  /** Contacts, complaints, answers: stamped tables besides the orders. */
  readonly extra?: ExtraInput;
  /** The last day of observation [the day of the last order]. */
  readonly end?: DateInput;
}

export const churnFeatureOptionNames = [
  ...orderOptionNames,
  "product",
  "featureDays",
  "features",
  "scale",
  "extra",
  "end",
];

/** Orders and extra tables, read once for all cutoffs. */
export interface FeatureSource {
  readonly orders: OrderRows;
  /** The day of every row, of the time zone. */
  readonly days: Int32Array;
  readonly firstDay: number;
  /** The last day of observation. */
  readonly end: number;
  readonly products: Keys | null;
  readonly features: readonly PurchaseFeature[];
  readonly scale: "raw" | "log";
  readonly featureDays: number;
  readonly extras: readonly ReadExtra[];
  /** The names of all features, in their order. */
  readonly names: readonly string[];
}

/** Reads what features are made of. `lastCutoffOf` gives the last cutoff day, once the end of observation is known. */
export function readFeatureSource(
  caller: string,
  input: TableInput,
  options: ChurnFeatureOptions,
  lastCutoffOf: (end: number) => number,
): FeatureSource {
  const scale = oneOf(caller, "scale", options.scale, ["raw", "log"], "raw");
  const featureDays =
    options.featureDays === undefined
      ? Number.POSITIVE_INFINITY
      : numberOption(caller, "featureDays", options.featureDays, { min: 1, max: mostDays, integer: true });
  const zone = timeZoneOption(caller, options.timeZone);
  const givenEnd = options.end === undefined ? undefined : localDay(caller, "end", options.end, zone);
  const orders = readOrders(caller, input, options, givenEnd);
  requireCustomers(caller, orders);
  const days = new Int32Array(orders.rows);
  let firstDay = Number.POSITIVE_INFINITY;
  for (let row = 0; row < days.length; row++) {
    if (orders.customers.codes[row]! < 0) continue;
    days[row] = dayOf(orders.moments[row]!);
    if (days[row]! < firstDay) firstDay = days[row]!;
  }
  const end = givenEnd ?? latestDay(orders);
  const products =
    options.product === undefined ? null : keyColumn(caller, orders.table, options.product, { missing: "keep" });
  const features = chooseFeatures(caller, orders, products, options.features);
  const extras = readExtras(caller, options.extra, {
    customer: options.customer,
    date: options.date,
    labels: orders.customers.labels,
    lastCutoff: lastCutoffOf(end),
    zone,
  });
  const names = [...features.map((feature) => featureName(feature, scale)), ...extras.flatMap((extra) => extra.names)];
  const repeated = repeatedName(names);
  if (repeated !== undefined) {
    throw new ClienteleError(
      "duplicate-name",
      { function: caller, value: repeated },
      `two features would be called ${showValue(repeated)}; rename the column, or give "name" with combine: ` +
        '"count"',
    );
  }
  return { orders, days, firstDay, end, products, features, scale, featureDays, extras, names };
}

/** Whether the columns at hand allow a feature. */
function chooseFeatures(
  caller: string,
  { amounts, customers, nettingRefunds }: OrderRows,
  products: Keys | null,
  wanted: readonly PurchaseFeature[] | undefined,
): readonly PurchaseFeature[] {
  const needs: Readonly<Record<PurchaseFeature, string | null>> = {
    recencyDays: null,
    ageDays: null,
    orders: null,
    revenue: amounts === null ? '"amount"' : null,
    trend: null,
    regularity: null,
    products: products === null ? '"product"' : null,
    returnShare: amounts === null ? '"amount"' : nettingRefunds ? null : 'refunds: "net"',
  };
  const known = Object.keys(needs) as PurchaseFeature[];
  if (wanted === undefined) {
    const hasRefund = amounts?.some((amount, row) => amount < 0 && customers.codes[row]! >= 0) ?? false;
    return known.filter((feature) => needs[feature] === null && (feature !== "returnShare" || hasRefund));
  }
  for (const feature of wanted) {
    oneOf(caller, "features", feature, known, feature);
    if (needs[feature] !== null) {
      throw new ClienteleError(
        "invalid-option",
        { function: caller, value: feature },
        `feature ${showValue(feature)} needs the option ${needs[feature]}`,
      );
    }
  }
  return [...wanted];
}

/** The features of all customers with a purchase before one cutoff. */
export interface FeatureBlock {
  readonly cutoff: number;
  /** Codes of the customers in the whole table. */
  readonly customers: Int32Array;
  /** A column per feature. */
  readonly columns: readonly Float64Array[];
  /** Customers with rows before the cutoff but no purchase left. */
  readonly withoutPurchase: number;
}

/** Builds the features from days before the cutoff, and nothing else. */
export function featureBlock(source: FeatureSource, cutoff: number): FeatureBlock {
  const from = cutoff - source.featureDays;
  const seen = rowsInWindow(source.orders, source.days, from, cutoff);
  const purchases = purchaseDays(seen.orders, "merge");
  const columns = [
    ...source.features.map((feature) =>
      purchaseFeature(feature, seen.orders, purchases, source.products, cutoff, source.scale),
    ),
    ...source.extras.flatMap((extra) => extraColumns(extra, seen.window, seen.whole.length, from, cutoff)),
  ];
  const kept: number[] = [];
  for (let customer = 0; customer < seen.whole.length; customer++) {
    if (purchases.start[customer]! < purchases.start[customer + 1]!) kept.push(customer);
  }
  return {
    cutoff,
    customers: Int32Array.from(kept, (customer) => seen.whole[customer]!),
    columns: columns.map((column) => Float64Array.from(kept, (customer) => column[customer]!)),
    withoutPurchase: seen.whole.length - kept.length,
  };
}

/** The blocks one below the other. */
export function stackBlocks(blocks: readonly FeatureBlock[], names: readonly string[]): FeatureMatrix {
  const rows = blocks.reduce((sum, block) => sum + block.customers.length, 0);
  const width = names.length;
  const data = new Float64Array(rows * width);
  let first = 0;
  for (const block of blocks) {
    for (let c = 0; c < width; c++) {
      const column = block.columns[c]!;
      for (let row = 0; row < column.length; row++) data[(first + row) * width + c] = column[row]!;
    }
    first += block.customers.length;
  }
  return { data, rows, columns: width, names };
}
