import { ClienteleError, counted, refuseRow, showValue } from "../../errors/index.js";
import {
  numberColumn,
  optionalCountColumn,
  optionalNumberColumn,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";

/**
 * The columns that buy-till-you-die models read, checked. The arrays may be the caller's own: they are not to be
 * changed.
 */
export interface PurchaseHistory {
  readonly table: Table;
  readonly rows: number;
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  /** How many identical customers each row stands for; undefined where every row is one. */
  readonly count: Float64Array | undefined;
  /** The unit of time that the customers carry; null where they do not say. */
  readonly unit: string | null;
}

/**
 * Histories in whole opportunities (BG/BB): `recency` is the opportunity of the last purchase, `age` how many there
 * were.
 */
export type OpportunityHistory = PurchaseHistory;

/** Repeat purchases and their mean spend. Rows with frequency 0 carry no spend and may have it missing (NaN). */
export interface SpendHistory {
  readonly table: Table;
  readonly rows: number;
  readonly frequency: Float64Array;
  readonly monetary: Float64Array;
  readonly count: Float64Array | undefined;
}

/**
 * Reads `frequency`, `recency`, `age` and, where present, `count`. Errors: `empty-table`, `unknown-column`,
 * `missing-value`, `not-a-number`, `not-finite`, `out-of-range` (negative, or a frequency that is not whole),
 * `inconsistent-row` (recency above age, or frequency and recency of which only one is 0).
 */
export function readPurchases(caller: string, customers: TableInput): PurchaseHistory {
  const table = toTable(caller, customers);
  requireRows(caller, table);
  const frequency = numberColumn(caller, table, "frequency", unchecked);
  const recency = numberColumn(caller, table, "recency", unchecked);
  const age = numberColumn(caller, table, "age", unchecked);
  for (let row = 0; row < frequency.length; row++) {
    const x = frequency[row]!;
    const last = recency[row]!;
    const T = age[row]!;
    // False also for what is missing or infinite.
    const sound =
      x === Math.floor(x) &&
      x <= Number.MAX_SAFE_INTEGER &&
      last <= T &&
      T <= largest &&
      (x > 0 ? last >= smallest : x === 0 && last === 0);
    if (!sound) refuseHistory(caller, table, row, x, last, T);
  }
  return {
    table,
    rows: frequency.length,
    frequency,
    recency,
    age,
    count: optionalCountColumn(caller, table),
    unit: unitOf(table),
  };
}

/** Sound rows are recognized in one pass; what is wrong with a row is worked out only where one is not. */
const unchecked = { missing: "keep", infinite: "keep" } as const;

/** Customers whose every purchase was refunded keep a row in a summary, without a history. */
function requirePurchase(caller: string, row: number, x: number): void {
  if (!Number.isNaN(x)) return;
  const remedy = "leave them out, e.g. customers.where((row) => row.frequency !== null)";
  refuseRow(
    caller,
    "frequency",
    row,
    null,
    `is missing: customers without a purchase have no history; ${remedy}`,
    "missing-value",
  );
}

/** Products and squares of larger or smaller values overflow or underflow. */
const largest = 1e100;
const smallest = 1e-100;

function refuseHistory(caller: string, table: Table, row: number, x: number, last: number, age: number): void {
  requirePurchase(caller, row, x);
  for (const name of ["frequency", "recency", "age"]) numberColumn(caller, table, name);
  requireWhole(caller, "frequency", row, x);
  requireAtLeastZero(caller, "recency", row, last);
  requireAtLeastZero(caller, "age", row, age);
  // Differences of dates in weeks or months may exceed one another in the last bits.
  if (last > age * (1 + 1e-12)) {
    refuseRow(
      caller,
      "recency",
      row,
      last,
      `the last purchase at ${last} lies after the age ${age}`,
      "inconsistent-row",
    );
  }
  requireSize(caller, "recency", row, last);
  requireSize(caller, "age", row, age);
  if (x > 0 && last === 0) {
    refuseRow(
      caller,
      "recency",
      row,
      last,
      `is 0, which cannot be with ${counted(x, "repeat purchase")}`,
      "inconsistent-row",
    );
  }
  if (x === 0 && last > 0) {
    refuseRow(caller, "recency", row, last, `is ${last} although there is no repeat purchase`, "inconsistent-row");
  }
}

/** The work of BG/BB grows with the number of opportunities. */
const mostOpportunities = 1e6;

/**
 * Reads `frequency`, `recency`, `opportunities` and, where present, `count`: whole numbers with frequency ≤ recency ≤
 * opportunities. Errors as for {@link readPurchases}.
 */
export function readOpportunities(caller: string, customers: TableInput): OpportunityHistory {
  const table = toTable(caller, customers);
  requireRows(caller, table);
  const frequency = numberColumn(caller, table, "frequency");
  const recency = numberColumn(caller, table, "recency");
  const age = numberColumn(caller, table, "opportunities");
  for (let row = 0; row < frequency.length; row++) {
    const x = frequency[row]!;
    const last = recency[row]!;
    const n = age[row]!;
    requireWhole(caller, "frequency", row, x);
    requireWhole(caller, "recency", row, last);
    requireWhole(caller, "opportunities", row, n);
    if (n > mostOpportunities) {
      refuseRow(caller, "opportunities", row, n, `there can be at most ${mostOpportunities}, got ${n}`);
    }
    if (last > n) {
      refuseRow(
        caller,
        "recency",
        row,
        last,
        `the last purchase was at opportunity ${last} of only ${n}`,
        "inconsistent-row",
      );
    }
    if (x > last) {
      refuseRow(
        caller,
        "frequency",
        row,
        x,
        `there cannot be ${counted(x, "purchase")} in the first ${counted(last, "opportunity", "opportunities")}`,
        "inconsistent-row",
      );
    }
    if (x === 0 && last > 0) {
      refuseRow(caller, "recency", row, last, `is ${last} although there is no purchase`, "inconsistent-row");
    }
  }
  return {
    table,
    rows: frequency.length,
    frequency,
    recency,
    age,
    count: optionalCountColumn(caller, table),
    unit: unitOf(table),
  };
}

/**
 * Reads `frequency`, `monetary` and, where present, `count`. Errors as for {@link readPurchases}; `missing-value` and
 * `out-of-range` where a customer with repeat purchases has no positive spend.
 *
 * @param free - whether a mean spend of 0 is allowed: expectations exist for it, the likelihood does not
 */
export function readSpend(caller: string, customers: TableInput, free: "free" | "paid"): SpendHistory {
  const table = toTable(caller, customers);
  requireRows(caller, table);
  const frequency = numberColumn(caller, table, "frequency", { missing: "keep" });
  const monetary = numberColumn(caller, table, "monetary", { missing: "keep" });
  for (let row = 0; row < frequency.length; row++) {
    const x = frequency[row]!;
    const spend = monetary[row]!;
    const enough = spend >= smallest || (spend === 0 && free === "free");
    if (x === 0 || (enough && spend <= largest && x > 0 && Number.isSafeInteger(x))) continue;
    requirePurchase(caller, row, x);
    requireWhole(caller, "frequency", row, x);
    if (Number.isNaN(spend)) {
      refuseRow(
        caller,
        "monetary",
        row,
        null,
        `is missing, which cannot be with ${counted(x, "repeat purchase")}`,
        "missing-value",
      );
    }
    if (spend > 0) requireSize(caller, "monetary", row, spend);
    refuseRow(
      caller,
      "monetary",
      row,
      spend,
      `the mean spend must be ${free === "free" ? "at least" : "above"} 0, got ${spend}`,
    );
  }
  return { table, rows: frequency.length, frequency, monetary, count: optionalCountColumn(caller, table) };
}

/** Σ ln(time between purchases) per row, or undefined when the table has no such column. */
export function readLogIntervals(caller: string, history: PurchaseHistory): Float64Array | undefined {
  const logIntervals = optionalNumberColumn(caller, history.table, "logIntervals");
  if (logIntervals === undefined) return undefined;
  for (let row = 0; row < history.rows; row++) {
    if (history.frequency[row] === 0 && logIntervals[row] !== 0) {
      const value = logIntervals[row]!;
      refuseRow(
        caller,
        "logIntervals",
        row,
        value,
        `is ${value} although there is no repeat purchase`,
        "inconsistent-row",
      );
    }
  }
  requireReasonable(caller, logIntervals);
  return logIntervals;
}

/** Logarithms of times are small; sums of larger numbers would overflow. */
function requireReasonable(caller: string, logIntervals: Float64Array): void {
  const row = logIntervals.findIndex((value) => Math.abs(value) > 1e12);
  if (row < 0) return;
  refuseRow(caller, "logIntervals", row, logIntervals[row]!, "is too large for a sum of logarithms of times");
}

/** The unit of time that a table of customers carries, or null. */
export function unitOf(table: Table): string | null {
  const unit: unknown = "unit" in table ? table.unit : null;
  return typeof unit === "string" ? unit : null;
}

/** Refuses customers whose unit of time is not the model's. Either may be unknown. */
export function requireUnit(caller: string, model: { readonly unit?: string | null }, unit: string | null): void {
  const fitted = model.unit ?? null;
  if (fitted === null || unit === null || fitted === unit) return;
  throw new ClienteleError(
    "unit-mismatch",
    { function: caller, value: unit },
    `the model was fitted in units of a ${fitted}, these customers count in units of a ${unit}; summarize them ` +
      `with unit: ${showValue(fitted)}`,
  );
}

function requireSize(caller: string, column: string, row: number, value: number): void {
  if (value === 0 || (value >= smallest && value <= largest)) return;
  refuseRow(caller, column, row, value, `must lie between ${smallest} and ${largest}, got ${value}`);
}

function requireWhole(caller: string, column: string, row: number, value: number): void {
  if (value >= 0 && Number.isSafeInteger(value)) return;
  refuseRow(caller, column, row, value, `must be a whole number of at least 0, got ${showValue(value)}`);
}

function requireAtLeastZero(caller: string, column: string, row: number, value: number): void {
  if (value >= 0) return;
  refuseRow(caller, column, row, value, `must be at least 0, got ${showValue(value)}`);
}
