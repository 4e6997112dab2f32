import { type DroppedRows, purchaseDays } from "../../customers/index.js";
import { ClienteleError, counted, knownOptions, numberOption } from "../../errors/index.js";
import {
  createTable,
  type DateInput,
  dateColumnOf,
  type FeatureMatrix,
  localDay,
  millisecondsPerDay,
  mostDays,
  showDay,
  type Table,
  type TableInput,
  type TimeZone,
  timeZoneOption,
} from "../../table/index.js";
import {
  type ChurnFeatureOptions,
  churnFeatureOptionNames,
  type FeatureBlock,
  type FeatureSource,
  featureBlock,
  readFeatureSource,
  stackBlocks,
} from "./feature-table.js";
import { rowsInWindow } from "./rows-in-window.js";
import { suspiciousFeatures } from "./suspicious-features.js";

/** Options of {@link labelChurn}. */
export interface LabelChurnOptions extends ChurnFeatureOptions {
  /** The first day of the outcome; features see only days before it. Several give a block of rows each. */
  readonly cutoff: DateInput | readonly DateInput[];
  /** The length of the outcome: the label looks at days from the cutoff up to, and without, cutoff + outcomeDays. */
  readonly outcomeDays: number;
}

/** Who is behind each row of the features. */
export type LabeledCustomerColumns = { customer: number | string | boolean; cutoff: Date };

/** What became of the rows, and what to look at. */
export interface ChurnLedger {
  /** Rows of the order table. */
  readonly rows: number;
  readonly dropped: DroppedRows;
  readonly cutoffs: readonly {
    readonly cutoff: Date;
    /** The first day after the outcome. */
    readonly outcomeEnd: Date;
    readonly customers: number;
    readonly churned: number;
    /** Customers with rows before the cutoff of which no purchase is left. */
    readonly withoutPurchase: number;
    /** Customers seen before the cutoff, but not within `featureDays`: neither features nor label know of them. */
    readonly inactive: number;
    /** Customers first seen on or after the cutoff, of whom nothing could be known. */
    readonly firstSeenLater: number;
  }[];
  /** Rows of extra tables that belong to nobody in the orders. */
  readonly extraRowsOfUnknownCustomers: number;
  /** Rows of extra tables left out because they are stamped on or after the last cutoff. */
  readonly extraRowsAfterCutoff: number;
  /** Features that predict the outcome almost perfectly, a sign of leakage, and cutoffs whose outcomes overlap. */
  readonly warnings: readonly string[];
}

/** What {@link labelChurn} gives. */
export interface ChurnLabels {
  readonly X: FeatureMatrix;
  /** The features of X as a table: `customer`, `cutoff` and a column for each. */
  readonly features: Table<LabeledCustomerColumns & { [feature: string]: number | string | boolean | Date }>;
  /** 1 for customers without a purchase in the outcome, 0 for the others. */
  readonly y: Uint8Array;
  readonly names: readonly string[];
  /** Row by row, as in X. */
  readonly customers: Table<LabeledCustomerColumns>;
  readonly ledger: ChurnLedger;
}

/**
 * Who left, as it could have been known before? Turns orders into features and labels without leakage: features come
 * from days *before* the cutoff, the label from days in [cutoff, cutoff + outcomeDays): 1 when the customer bought
 * nothing in them. Customers are those with a purchase before the cutoff (within `featureDays`).
 *
 * Features: `recencyDays` and `ageDays` (from the last and the first purchase day to the cutoff), `orders`, `revenue`,
 * `trend` (later against earlier half of the customer's time, −1 to 1), `regularity` (½ for a Poisson process, 1 for
 * equal intervals), `products` (distinct, with `product`), `returnShare` (money sent back against money spent, where
 * the file has refunds), and those of `extra`.
 *
 * To check a model out of time fit it to earlier cutoffs and apply it to a later one, at least `outcomeDays` after
 * them.
 *
 * @param orders - one row per order or order line, in any form {@link table} reads
 * @param options - the order columns and policies of {@link summarizeCustomers}; `cutoff` (one or several),
 * `outcomeDays`; `featureDays` [all], `product`, `features`, `scale` [`"raw"`], `extra`, `end` [the day of the last
 * order]
 * @returns features `X` with `names`, the same as a table `features`, labels `y`, `customers` (customer and cutoff of
 * each row), and a `ledger`
 *
 * Errors: `leakage` for an extra row stamped on or after the cutoff; `out-of-range` for a cutoff with no order before
 * it or whose outcome is not over by `end`; those of {@link summarizeCustomers}.
 *
 * @example
 * ```ts
 * const columns = { customer: "customer", date: "date", amount: "amount", scale: "log" } as const;
 * const past = labelChurn(orders, { ...columns, cutoff: "2026-06-01", outcomeDays: 90 });
 * const model = fitLogistic(past.X, past.y, { l2: 1, standardize: true, names: [...past.names] });
 * const today = churnFeatures(orders, columns);
 * const risk = predictProbability(model, today.X);
 * ```
 */
export function labelChurn(orders: TableInput, options: LabelChurnOptions): ChurnLabels {
  const caller = "labelChurn";
  knownOptions(caller, options, [...churnFeatureOptionNames, "cutoff", "outcomeDays"]);
  const outcomeDays = numberOption(caller, "outcomeDays", options.outcomeDays, {
    min: 1,
    max: mostDays,
    integer: true,
  });
  const cutoffs = readCutoffs(caller, options.cutoff, timeZoneOption(caller, options.timeZone));
  const source = readFeatureSource(caller, orders, options, () => Math.max(...cutoffs));
  for (const cutoff of cutoffs) requireObserved(caller, source, cutoff, outcomeDays);

  const blocks = cutoffs.map((cutoff) => featureBlock(source, cutoff));
  for (const block of blocks) requireSomebody(caller, block);
  const labels = blocks.map((block) => labelsOf(source, block, outcomeDays));
  const X = stackBlocks(blocks, source.names);
  const customers = labeledCustomers(source, blocks);
  const y = new Uint8Array(X.rows);
  let first = 0;
  for (const part of labels) {
    y.set(part.churned, first);
    first += part.churned.length;
  }
  return {
    X,
    y,
    names: source.names,
    customers,
    features: featureColumns(customers, X),
    ledger: ledgerOf(source, blocks, labels, outcomeDays, [
      ...suspiciousFeatures(X, y),
      ...overlappingOutcomes(cutoffs, outcomeDays),
    ]),
  };
}

function readCutoffs(caller: string, cutoff: LabelChurnOptions["cutoff"], zone: TimeZone | null): number[] {
  const list: readonly DateInput[] = Array.isArray(cutoff) ? Array.from(cutoff) : [cutoff as DateInput];
  const days = list.map((one) => localDay(caller, "cutoff", one, zone));
  if (days.length === 0) throw new ClienteleError("invalid-option", { function: caller }, 'option "cutoff" is empty');
  const repeated = days.find((day, at) => days.indexOf(day) < at);
  if (repeated === undefined) return days;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: showDay(repeated) },
    `the cutoff ${showDay(repeated)} is given twice`,
  );
}

function requireObserved(caller: string, source: FeatureSource, cutoff: number, outcomeDays: number): void {
  if (cutoff <= source.firstDay) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, value: showDay(cutoff) },
      `the cutoff ${showDay(cutoff)} has no order before it; the first is of ${showDay(source.firstDay)}`,
    );
  }
  const lastOutcomeDay = cutoff + outcomeDays - 1;
  if (lastOutcomeDay <= source.end) return;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, value: showDay(cutoff) },
    `the outcome of the cutoff ${showDay(cutoff)} runs to ${showDay(lastOutcomeDay)}, but the orders end on ` +
      `${showDay(source.end)}: who has left cannot be known yet; take a cutoff of ` +
      `${showDay(source.end - outcomeDays + 1)} or before, or say with "end" that observation went on`,
  );
}

function requireSomebody(caller: string, { cutoff, customers }: FeatureBlock): void {
  if (customers.length > 0) return;
  throw new ClienteleError(
    "empty-table",
    { function: caller, value: showDay(cutoff) },
    `no customer has a purchase in the days before the cutoff ${showDay(cutoff)}`,
  );
}

/** A sentence about cutoffs nearer to each other than the outcome is long. */
function overlappingOutcomes(cutoffs: readonly number[], outcomeDays: number): string[] {
  const sorted = [...cutoffs].sort((a, b) => a - b);
  const at = sorted.findIndex((cutoff, i) => i > 0 && cutoff - sorted[i - 1]! < outcomeDays);
  if (at < 0) return [];
  return [
    `the outcomes of the cutoffs ${showDay(sorted[at - 1]!)} and ${showDay(sorted[at]!)} overlap: fitted to one ` +
      `and checked on the other, a model has seen part of what it is to predict; ${counted(outcomeDays, "day")} ` +
      `between them would keep them apart`,
  ];
}

interface BlockLabels {
  readonly churned: Uint8Array;
  readonly inactive: number;
  readonly firstSeenLater: number;
}

/** 1 for the customers of the block who have no purchase day in the outcome. */
function labelsOf(source: FeatureSource, block: FeatureBlock, outcomeDays: number): BlockLabels {
  const outcome = rowsInWindow(source.orders, source.days, block.cutoff, block.cutoff + outcomeDays);
  const { start } = purchaseDays(outcome.orders, "merge");
  const churned = Uint8Array.from(block.customers, (code) => {
    const customer = outcome.window[code]!;
    return customer >= 0 && start[customer]! < start[customer + 1]! ? 0 : 1;
  });
  const before = seenBefore(source, block.cutoff);
  return {
    churned,
    inactive: before - block.customers.length - block.withoutPurchase,
    firstSeenLater: source.orders.customers.count - before,
  };
}

/** How many customers have rows before the cutoff. */
export function seenBefore({ orders, days }: FeatureSource, cutoff: number): number {
  const { codes, count } = orders.customers;
  const seen = new Uint8Array(count);
  let customers = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0 || days[row]! >= cutoff || seen[code] === 1) continue;
    seen[code] = 1;
    customers++;
  }
  return customers;
}

/** The customer and the cutoff of every row. */
export function labeledCustomers(
  source: FeatureSource,
  blocks: readonly FeatureBlock[],
): Table<LabeledCustomerColumns> {
  const codes = blocks.flatMap((block) => [...block.customers]);
  const moments = blocks.flatMap((block) => Array.from(block.customers, () => block.cutoff * millisecondsPerDay));
  return createTable<LabeledCustomerColumns>({
    customer: source.orders.customers.labels.take(codes),
    cutoff: dateColumnOf(Float64Array.from(moments)),
  });
}

/** Customers and cutoffs with the columns of X beside them. */
export function featureColumns(
  customers: Table<LabeledCustomerColumns>,
  { data, rows, columns, names }: FeatureMatrix,
): ChurnLabels["features"] {
  return createTable<LabeledCustomerColumns & { [feature: string]: number | string | boolean | Date }>([
    ["customer", customers.column("customer")],
    ["cutoff", customers.column("cutoff")],
    ...names.map(
      (name, column) =>
        [freeName(name), Float64Array.from({ length: rows }, (_, row) => data[row * columns + column]!)] as const,
    ),
  ]);
}

/** An extra feature may be called like a column of the table itself. */
function freeName(name: string): string {
  return name === "customer" || name === "cutoff" ? `${name} (feature)` : name;
}

function ledgerOf(
  source: FeatureSource,
  blocks: readonly FeatureBlock[],
  labels: readonly BlockLabels[],
  outcomeDays: number,
  warnings: readonly string[],
): ChurnLedger {
  return Object.freeze({
    rows: source.orders.rows,
    dropped: source.orders.dropped,
    cutoffs: blocks.map((block, at) => ({
      cutoff: new Date(block.cutoff * millisecondsPerDay),
      outcomeEnd: new Date((block.cutoff + outcomeDays) * millisecondsPerDay),
      customers: block.customers.length,
      churned: labels[at]!.churned.reduce((sum, label) => sum + label, 0),
      withoutPurchase: block.withoutPurchase,
      inactive: labels[at]!.inactive,
      firstSeenLater: labels[at]!.firstSeenLater,
    })),
    extraRowsOfUnknownCustomers: source.extras.reduce((sum, extra) => sum + extra.unknownCustomers, 0),
    extraRowsAfterCutoff: source.extras.reduce((sum, extra) => sum + extra.future, 0),
    warnings,
  });
}
