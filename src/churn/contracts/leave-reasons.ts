import { ClienteleError, knownOptions, numberOption, oneOf, requireColumnName, showValue } from "../../errors/index.js";
import {
  createTable,
  findColumn,
  type Keys,
  keyColumn,
  numberColumn,
  type Present,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { rowsByKey } from "./rows-by-key.js";

/** Options of {@link leaveReasons}. */
export interface LeaveReasonsOptions {
  /** The column with the reason; one row per customer and reason. Blank means that none was given. */
  readonly reason: string;
  /** The customer's id, needed when a customer may give several reasons [every row is a customer]. */
  readonly customer?: string;
  /** What the customer was worth, the same on each of his rows. */
  readonly value?: string;
  /**
   * A customer with several reasons counts in parts that add up to one (`"split"` [default]), or fully for each
   * (`"each"`).
   */
  readonly several?: "split" | "each";
  /** What the reasons are ranked by [`"value"` where there is one, otherwise `"customers"`]. */
  readonly by?: "customers" | "value";
  /** The share of the whole that the vital few reasons make up [0.8]. */
  readonly vitalShare?: number;
}

/** The columns of {@link leaveReasons}, the gravest reason first; the values only where they were given. */
export type LeaveReasonColumns = {
  reason: string;
  /** Customers who gave the reason, in parts where they gave several. */
  customers: Present<number>;
  customerShare: number;
  cumulativeCustomerShare: number;
  /** Money lost with them. */
  value: number;
  valueShare: number;
  cumulativeValueShare: number;
  /** Mean worth of a customer who gave the reason. */
  meanValue: number;
  /** Whether it is one of the few reasons that make up the vital share. */
  vital: boolean;
};

/** What {@link leaveReasons} says about itself. */
export interface LeaveReasonsAttributes {
  readonly by: "customers" | "value";
  /** Customers who gave a reason. */
  readonly customers: number;
  /** Their money; null without values. */
  readonly value: number | null;
  readonly ledger: {
    readonly rows: number;
    /** Customers who gave no reason at all; they are in no share. */
    readonly withoutReason: number;
    /** Their money; null without values. */
    readonly valueWithoutReason: number | null;
    readonly customersWithSeveral: number;
    /** Rows that repeat a reason of the same customer. */
    readonly repeated: number;
  };
}

/**
 * Why do they leave, and which reason costs most? The stated reasons of an exit survey as a Pareto table: customers and
 * money by reason, the gravest first, with cumulative shares and the vital few.
 *
 * @param answers - one row per leaver and reason
 * @param options - `reason`; `customer`, `value`; `several` `"split"` | `"each"` [`"split"`]; `by` `"customers"` |
 * `"value"`; `vitalShare` [0.8]
 * @returns a row per reason, and a `ledger` of those who gave none. Reasons that are equal come in the order of first
 * appearance.
 *
 * Errors: `empty-table`, also when no row has a reason; `unknown-column`, `missing-value`, `not-a-number`,
 * `not-finite`, `out-of-range` for a negative value, `inconsistent-row` for a customer with two values,
 * `invalid-option`.
 *
 * @example
 * ```ts
 * leaveReasons(
 *   [
 *     { customer: "ada", reason: "price", lost: 900 },
 *     { customer: "bob", reason: "price", lost: 100 },
 *     { customer: "bob", reason: "delivery", lost: 100 },
 *   ],
 *   { reason: "reason", customer: "customer", value: "lost" },
 * ).column("value").toArray(); // [950, 50]
 * ```
 */
export function leaveReasons(
  answers: TableInput,
  options: LeaveReasonsOptions,
): Table<LeaveReasonColumns, LeaveReasonsAttributes> {
  const caller = "leaveReasons";
  knownOptions(caller, options, ["reason", "customer", "value", "several", "by", "vitalShare"]);
  const table = toTable(caller, answers);
  requireRows(caller, table);
  const several = oneOf(caller, "several", options.several, ["split", "each"], "split");
  const by = oneOf(
    caller,
    "by",
    options.by,
    ["customers", "value"],
    options.value === undefined ? "customers" : "value",
  );
  if (by === "value" && options.value === undefined) {
    throw new ClienteleError("invalid-option", { function: caller }, 'by: "value" needs the option "value"');
  }
  const vitalShare = numberOption(caller, "vitalShare", options.vitalShare ?? 0.8, { min: 0, max: 1 });
  const reasons = keyColumn(caller, table, requireColumnName(caller, "reason", options.reason), { missing: "keep" });
  const leavers = readLeavers(caller, table, options);
  const sums = sumReasons(reasons, leavers, several);
  if (sums.stated === 0) {
    throw new ClienteleError("empty-table", { function: caller, column: options.reason }, "no row has a reason");
  }
  return paretoTable(reasons, sums, leavers, { by, vitalShare, rows: table.numRows });
}

/** Who is behind each row, and what each was worth. */
interface Leavers {
  readonly codes: Int32Array;
  readonly count: number;
  readonly values: Float64Array | null;
}

function readLeavers(caller: string, table: Table, options: LeaveReasonsOptions): Leavers {
  const keys = options.customer === undefined ? null : keyColumn(caller, table, options.customer);
  const codes = keys?.codes ?? Int32Array.from({ length: table.numRows }, (_, row) => row);
  const count = keys?.count ?? table.numRows;
  if (options.value === undefined) return { codes, count, values: null };
  const given = numberColumn(caller, table, options.value);
  const values = new Float64Array(count).fill(Number.NaN);
  for (let row = 0; row < codes.length; row++) {
    const value = given[row]!;
    const known = values[codes[row]!]!;
    const place = { function: caller, column: options.value, row: row + 1, value };
    if (!(value >= 0)) throw new ClienteleError("out-of-range", place, `a value must be at least 0, got ${value}`);
    if (known !== value && !Number.isNaN(known)) {
      const id = options.customer === undefined ? null : findColumn(caller, table, options.customer).at(row);
      throw new ClienteleError(
        "inconsistent-row",
        place,
        `customer ${showValue(id)} is worth ${value} here and ${known} in an earlier row`,
      );
    }
    values[codes[row]!] = value;
  }
  return { codes, count, values };
}

interface ReasonSums {
  readonly customers: Float64Array;
  readonly value: Float64Array;
  /** Customers with a reason, with none, with several. */
  readonly stated: number;
  readonly unstated: number;
  readonly several: number;
  readonly repeated: number;
  readonly statedValue: number;
  readonly unstatedValue: number;
}

function sumReasons(reasons: Keys, { codes, count, values }: Leavers, several: "split" | "each"): ReasonSums {
  const { first, order } = rowsByKey(codes, count);
  // The leaver who last gave each reason: a second time is a repetition.
  const lastLeaver = new Int32Array(reasons.count).fill(-1);
  let repeated = 0;
  const own: number[] = [];
  const customers = new Float64Array(reasons.count);
  const value = new Float64Array(reasons.count);
  const sums = { stated: 0, unstated: 0, several: 0, statedValue: 0, unstatedValue: 0 };
  for (let leaver = 0; leaver < count; leaver++) {
    own.length = 0;
    for (let i = first[leaver]!; i < first[leaver + 1]!; i++) {
      const reason = reasons.codes[order[i]!]!;
      if (reason < 0) continue;
      if (lastLeaver[reason] === leaver) repeated++;
      else own.push(reason);
      lastLeaver[reason] = leaver;
    }
    const worth = values === null ? 0 : values[leaver]!;
    if (own.length === 0) {
      sums.unstated++;
      sums.unstatedValue += worth;
      continue;
    }
    sums.stated++;
    sums.statedValue += worth;
    if (own.length > 1) sums.several++;
    const part = several === "split" ? 1 / own.length : 1;
    for (const reason of own) {
      customers[reason]! += part;
      value[reason]! += part * worth;
    }
  }
  return { customers, value, repeated, ...sums };
}

function paretoTable(
  reasons: Keys,
  sums: ReasonSums,
  leavers: Leavers,
  { by, vitalShare, rows }: { by: "customers" | "value"; vitalShare: number; rows: number },
): Table<LeaveReasonColumns, LeaveReasonsAttributes> {
  const measure = by === "value" ? sums.value : sums.customers;
  const order = Array.from({ length: reasons.count }, (_, reason) => reason).sort(
    (a, b) => measure[b]! - measure[a]! || sums.customers[b]! - sums.customers[a]! || a - b,
  );
  const inOrder = (values: Float64Array) => Float64Array.from(order, (reason) => values[reason]!);
  const customers = inOrder(sums.customers);
  const value = inOrder(sums.value);
  const customerShare = shares(customers);
  const valueShare = shares(value);
  const measureShare = by === "value" ? valueShare : customerShare;
  const reached = cumulative(measureShare);
  const labels = reasons.labels.toArray().map(String);
  const columns: [string, ArrayLike<unknown>][] = [
    ["reason", order.map((reason) => labels[reason]!)],
    ["customers", customers],
    ["customerShare", customerShare],
    ["cumulativeCustomerShare", cumulative(customerShare)],
  ];
  if (leavers.values !== null) {
    columns.push(
      ["value", value],
      ["valueShare", valueShare],
      ["cumulativeValueShare", cumulative(valueShare)],
      ["meanValue", value.map((money, at) => money / customers[at]!)],
    );
  }
  // The reason that crosses the share is still one of the vital few.
  columns.push([
    "vital",
    Array.from(reached, (share, at) => measureShare[at]! > 0 && share - measureShare[at]! < vitalShare - 1e-12),
  ]);
  return createTable<LeaveReasonColumns, LeaveReasonsAttributes>(columns, {
    by,
    customers: sums.stated,
    value: leavers.values === null ? null : sums.statedValue,
    ledger: Object.freeze({
      rows,
      withoutReason: sums.unstated,
      valueWithoutReason: leavers.values === null ? null : sums.unstatedValue,
      customersWithSeveral: sums.several,
      repeated: sums.repeated,
    }),
  });
}

function shares(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0);
  return values.map((value) => (total === 0 ? Number.NaN : value / total));
}

function cumulative(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}
