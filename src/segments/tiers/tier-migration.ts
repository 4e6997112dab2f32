import {
  ClienteleError,
  knownOptions,
  numberOption,
  refuseRow,
  requireColumnName,
  requireDistinctNames,
  showNames,
  showValue,
} from "../../errors/index.js";
import { sum } from "../../numeric/index.js";
import { createTable, numberColumn, type Table, type TableInput, textColumn, toTable } from "../../table/index.js";
import { joinedName, leftName, matchCustomers } from "../classification/match-customers.js";
import {
  flowMatrix,
  flowTable,
  flowTotals,
  rateMatrix,
  type TierFlowColumns,
  type TierFlows,
  type TierMove,
  tierFlows,
  tierMoves,
} from "./tier-flows.js";

/** Options of {@link tierMigration}. */
export interface TierMigrationOptions {
  /** The column of ids in both tables [`"customer"`]. */
  readonly customer?: string | undefined;
  /** The column of tiers (or grades, or classes) in both tables. */
  readonly tier: string;
  /** The tiers, best first. */
  readonly order: readonly string[];
  /** The column of what a customer was worth in each period [none: moves are counted only]. */
  readonly value?: string | undefined;
  /** Which share of the value is contribution, for `profitGain`; with `profitBefore`. */
  readonly contribution?: number | undefined;
  /** The profit of the period before, for `profitGain`. */
  readonly profitBefore?: number | undefined;
  /** For which net upward movements `projection` says what they would be worth [2 % and 3 %]. */
  readonly project?: readonly number[] | undefined;
}

/** The columns of `moves`. */
export type TierMoveColumns = {
  move: TierMove;
  customers: number;
  valueBefore: number;
  valueAfter: number;
  valueChange: number;
};

/** The columns of `projection`. */
export type TierProjectionColumns = {
  /** The share of the customers before that moves up on balance. */
  netUpward: number;
  customers: number;
  /** Missing where nobody moved up, or no value was given. */
  valueChange: number;
  /** valueChange ÷ the value before. */
  valueGain: number;
  /** Missing without `contribution` and `profitBefore`. */
  profitGain: number;
};

/** Who moved between tiers, and what it was worth. */
export interface TierMigration {
  /** Customers: a row for each tier before and `"(joined)"`, a column for each tier after and `"(left)"`. */
  readonly matrix: Table;
  /** The matrix as shares of each row. */
  readonly rates: Table;
  /** One row for every pair of tiers that somebody went through. */
  readonly flows: Table<TierFlowColumns>;
  /** Customers and value by move: up, down, stayed, joined, left. Value changes add up to that of all. */
  readonly moves: Table<TierMoveColumns>;
  readonly up: number;
  readonly down: number;
  readonly stayed: number;
  readonly joined: number;
  readonly left: number;
  readonly customersBefore: number;
  readonly customersAfter: number;
  /** (up − down) ÷ the customers before. */
  readonly netUpward: number;
  /** Null without the option `value`, as the next four. */
  readonly valueBefore: number | null;
  readonly valueAfter: number | null;
  /** valueAfter − valueBefore. */
  readonly valueChange: number | null;
  /** valueChange ÷ valueBefore: 0.1 is ten percent more; null where the value before is not positive. */
  readonly valueGain: number | null;
  /** What one customer who moved up brought more, on average; null where nobody did. */
  readonly valuePerMoveUp: number | null;
  /** contribution · valueChange ÷ profitBefore; null without these options. */
  readonly profitGain: number | null;
  /** What a net upward movement of 2 and 3 % would be worth at `valuePerMoveUp`. */
  readonly projection: Table<TierProjectionColumns>;
}

/**
 * Who moved up and who moved down since last year, and what was it worth? Compares the tiers of customers in two
 * periods (two results of {@link customerPyramid}, {@link gradeCustomers} and the like, or tables of your own).
 * Everybody is counted once: rows of the matrix add up to the customers before, columns to those after.
 *
 * @param before - one row a customer, with the tier
 * @param after - the same a period later
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id or a tier), `column-type`, `inconsistent-row` (a
 * customer twice), `out-of-range` (a tier that is not in the order), `not-a-number`, `not-finite`, `duplicate-name`,
 * `invalid-option`.
 *
 * Source: Curry and Curry (2000), The Customer Marketing Method: 2 to 3 % net upward movement and what follows.
 *
 * @example
 * ```ts
 * const migration = tierMigration(
 *   { customer: ["ada", "bob", "cem"], tier: ["top", "rest", "rest"], revenue: [90, 20, 10] },
 *   { customer: ["ada", "bob", "dia"], tier: ["top", "top", "rest"], revenue: [90, 60, 15] },
 *   { tier: "tier", order: ["top", "rest"], value: "revenue" },
 * );
 * migration.netUpward; // 0.333…: one of three moved up
 * migration.valueChange; // 45: +40 by bob, +15 by dia, −10 by cem, who left
 * ```
 */
export function tierMigration(before: TableInput, after: TableInput, options: TierMigrationOptions): TierMigration {
  const caller = "tierMigration";
  knownOptions(caller, options, ["customer", "tier", "order", "value", "contribution", "profitBefore", "project"]);
  const order = orderOption(caller, options.order);
  const shares = projectOption(caller, options.project);
  const sides = [toTable(caller, before), toTable(caller, after)] as const;
  const matched = matchCustomers(caller, sides[0], sides[1], options.customer ?? "customer");
  const [tierBefore, tierAfter] = sides.map((side) => tierCodes(caller, side, options.tier, order));
  const { value } = options;
  const values = value === undefined ? null : sides.map((side) => numberColumn(caller, side, value));
  const periods = {
    order,
    before: tierBefore!,
    after: tierAfter!,
    valueBefore: values?.[0] ?? null,
    valueAfter: values?.[1] ?? null,
  };
  const flows = tierFlows(periods, matched);
  const worth = values === null ? null : { before: sum(values[0]!), after: sum(values[1]!) };
  return summarized(caller, flows, worth, shares, options);
}

interface Worth {
  readonly before: number;
  readonly after: number;
}

function summarized(
  caller: string,
  flows: TierFlows,
  worth: Worth | null,
  shares: readonly number[],
  options: TierMigrationOptions,
): TierMigration {
  const totals = tierMoves.map((move) => flowTotals(flows, move));
  const [up, down, stayed, joined, left] = totals.map(({ customers }) => customers) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const customersBefore = up + down + stayed + left;
  const valueChange = worth === null ? null : worth.after - worth.before;
  const perMove = worth === null || up === 0 ? null : (totals[0]!.valueAfter - totals[0]!.valueBefore) / up;
  const profitGain = profitGainOf(caller, options);
  const values = (of: (move: number) => number) =>
    Float64Array.from(tierMoves, (_, move) => (worth === null ? Number.NaN : of(move)));
  const projected = shares.map((share) => (perMove === null ? Number.NaN : share * customersBefore * perMove));
  return Object.freeze({
    matrix: flowMatrix(flows),
    rates: rateMatrix(flows),
    flows: flowTable(flows, worth !== null),
    moves: createTable<TierMoveColumns>({
      move: tierMoves,
      customers: totals.map(({ customers }) => customers),
      valueBefore: values((move) => totals[move]!.valueBefore),
      valueAfter: values((move) => totals[move]!.valueAfter),
      valueChange: values((move) => totals[move]!.valueAfter - totals[move]!.valueBefore),
    }),
    up,
    down,
    stayed,
    joined,
    left,
    customersBefore,
    customersAfter: up + down + stayed + joined,
    netUpward: (up - down) / customersBefore,
    valueBefore: worth?.before ?? null,
    valueAfter: worth?.after ?? null,
    valueChange,
    valueGain: worth !== null && worth.before > 0 ? (worth.after - worth.before) / worth.before : null,
    valuePerMoveUp: perMove,
    profitGain: profitGain === null || valueChange === null ? null : profitGain(valueChange),
    projection: createTable<TierProjectionColumns>({
      netUpward: shares,
      customers: shares.map((share) => share * customersBefore),
      valueChange: projected,
      valueGain: projected.map((change) => (worth !== null && worth.before > 0 ? change / worth.before : Number.NaN)),
      profitGain: projected.map((change) => profitGain?.(change) ?? Number.NaN),
    }),
  });
}

/** contribution · change ÷ profit before, where both are given. */
function profitGainOf(caller: string, options: TierMigrationOptions): ((change: number) => number) | null {
  const { contribution, profitBefore } = options;
  if (contribution === undefined && profitBefore === undefined) return null;
  const share = numberOption(caller, "contribution", contribution, { min: 0, max: 1 });
  const profit = numberOption(caller, "profitBefore", profitBefore, { min: 0 });
  if (profit === 0) numberOption(caller, "profitBefore", profit, { min: 0, exclusive: true });
  return (change) => (share * change) / profit;
}

function orderOption(caller: string, order: readonly string[]): readonly string[] {
  if (!Array.isArray(order) || order.length === 0 || !order.every((tier) => typeof tier === "string")) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: order },
      `option "order" must list the tiers, best first, got ${showValue(order)}`,
    );
  }
  requireDistinctNames(caller, [...order, "from", joinedName, leftName], "tiers (or columns of the matrix)");
  return order;
}

function projectOption(caller: string, project: readonly number[] | undefined): readonly number[] {
  if (project !== undefined && !Array.isArray(project)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: project },
      `option "project" must be a list of shares such as [0.02, 0.03], got ${showValue(project)}`,
    );
  }
  return (project ?? [0.02, 0.03]).map((share) => numberOption(caller, "project", share, { min: 0, max: 1 }));
}

/** The place of each customer's tier in the order. */
function tierCodes(caller: string, table: Table, option: string, order: readonly string[]): Int32Array {
  const column = requireColumnName(caller, "tier", option);
  const { codes, labels } = textColumn(caller, table, column);
  const placeOf = Int32Array.from(labels, (label) => order.indexOf(label));
  return codes.map((code, row) => {
    if (code < 0) return refuseRow(caller, column, row, null, "the tier is missing", "missing-value");
    if (placeOf[code]! >= 0) return placeOf[code]!;
    return refuseRow(caller, column, row, labels[code], `is not in the order of tiers: ${showNames(order)}`);
  });
}
