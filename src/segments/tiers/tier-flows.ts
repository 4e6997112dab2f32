import { createTable, type Present, type Table, textColumnOf } from "../../table/index.js";
import { joinedName, leftName, type MatchedCustomers } from "../classification/match-customers.js";

/** The tiers of customers in two periods, and what they were worth. */
export interface TierPeriods {
  /** Best first. */
  readonly order: readonly string[];
  readonly before: Int32Array;
  readonly after: Int32Array;
  readonly valueBefore: Float64Array | null;
  readonly valueAfter: Float64Array | null;
}

/** Customers and values for each pair (tier before, tier after); index `from · (tiers + 1) + to`, the last is none. */
export interface TierFlows {
  readonly order: readonly string[];
  readonly customers: Float64Array;
  readonly valueBefore: Float64Array;
  readonly valueAfter: Float64Array;
}

/** Counts every customer of either period once. */
export function tierFlows(periods: TierPeriods, { after: rowAfter, joined }: MatchedCustomers): TierFlows {
  const { order, before, after } = periods;
  const none = order.length;
  const pairs = (none + 1) ** 2;
  const customers = new Float64Array(pairs);
  const valueBefore = new Float64Array(pairs);
  const valueAfter = new Float64Array(pairs);
  for (let row = 0; row < before.length; row++) {
    const then = rowAfter[row]!;
    const pair = before[row]! * (none + 1) + (then < 0 ? none : after[then]!);
    customers[pair]!++;
    valueBefore[pair]! += periods.valueBefore?.[row] ?? 0;
    if (then >= 0) valueAfter[pair]! += periods.valueAfter?.[then] ?? 0;
  }
  for (const row of joined) {
    const pair = none * (none + 1) + after[row]!;
    customers[pair]!++;
    valueAfter[pair]! += periods.valueAfter?.[row] ?? 0;
  }
  return { order, customers, valueBefore, valueAfter };
}

/** How a customer moved; tiers are numbered from the best. */
export type TierMove = "up" | "down" | "stayed" | "joined" | "left";

/** All moves, in the order in which tables list them. */
export const tierMoves: readonly TierMove[] = ["up", "down", "stayed", "joined", "left"];

/** The move of a pair of tiers. */
export function moveOf(from: number, to: number, none: number): TierMove {
  if (from === none) return "joined";
  if (to === none) return "left";
  if (to < from) return "up";
  return to > from ? "down" : "stayed";
}

/** Sums over all pairs with this move. */
export function flowTotals(flows: TierFlows, move: TierMove) {
  const none = flows.order.length;
  const totals = { customers: 0, valueBefore: 0, valueAfter: 0 };
  for (let pair = 0; pair < flows.customers.length; pair++) {
    if (moveOf(Math.floor(pair / (none + 1)), pair % (none + 1), none) !== move) continue;
    totals.customers += flows.customers[pair]!;
    totals.valueBefore += flows.valueBefore[pair]!;
    totals.valueAfter += flows.valueAfter[pair]!;
  }
  return totals;
}

/** A row for each tier before and one for those who joined; a column for each tier after and one for those who left. */
export function flowMatrix({ order, customers }: TierFlows): Table {
  return squareTable(order, (from, to) => customers[from * (order.length + 1) + to]!);
}

/** The matrix as shares of each row; missing where nobody was in the tier. */
export function rateMatrix({ order, customers }: TierFlows): Table {
  const width = order.length + 1;
  const ofRow = (from: number) => customers.subarray(from * width, (from + 1) * width);
  const totals = Array.from({ length: width }, (_, from) => ofRow(from).reduce((sum, count) => sum + count, 0));
  return squareTable(order, (from, to) => customers[from * width + to]! / totals[from]!);
}

function squareTable(order: readonly string[], cell: (from: number, to: number) => number): Table {
  const columns = [...order, leftName].map((name, to): [string, Float64Array] => [
    name,
    Float64Array.from({ length: order.length + 1 }, (_, from) => cell(from, to)),
  ]);
  return createTable([["from", [...order, joinedName]], ...columns]);
}

/** The columns of `flows`. */
export type TierFlowColumns = {
  from: string;
  to: string;
  move: TierMove;
  customers: Present<number>;
  /** Of the customers in `from`. */
  rate: number;
  /** Missing without the option `value`, as the next two. */
  valueBefore: number;
  valueAfter: number;
  valueChange: number;
};

/** One row for every pair of tiers that somebody went through. */
export function flowTable(flows: TierFlows, hasValue: boolean): Table<TierFlowColumns> {
  const { order, customers } = flows;
  const none = order.length;
  const pairs = [...customers.keys()].filter((pair) => customers[pair]! > 0);
  const from = pairs.map((pair) => Math.floor(pair / (none + 1)));
  const to = pairs.map((pair) => pair % (none + 1));
  const fromTotals = new Float64Array(none + 1);
  for (const [pair, count] of customers.entries()) fromTotals[Math.floor(pair / (none + 1))]! += count;
  const values = (of: (pair: number) => number) =>
    Float64Array.from(pairs, (pair) => (hasValue ? of(pair) : Number.NaN));
  return createTable<TierFlowColumns>([
    ["from", textColumnOf("from", Int32Array.from(from), [...order, joinedName])],
    ["to", textColumnOf("to", Int32Array.from(to), [...order, leftName])],
    ["move", pairs.map((_, i) => moveOf(from[i]!, to[i]!, none))],
    ["customers", Float64Array.from(pairs, (pair) => customers[pair]!)],
    ["rate", Float64Array.from(pairs, (pair, i) => customers[pair]! / fromTotals[from[i]!]!)],
    ["valueBefore", values((pair) => flows.valueBefore[pair]!)],
    ["valueAfter", values((pair) => flows.valueAfter[pair]!)],
    ["valueChange", values((pair) => flows.valueAfter[pair]! - flows.valueBefore[pair]!)],
  ]);
}
