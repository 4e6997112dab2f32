import { createTable, type Keys, type Present, type Table, textColumnOf } from "../../table/index.js";
import { joinedName, leftName } from "../classification/match-customers.js";
import type { Both } from "./segments-at-two-dates.js";

/** Whether a move is for the better. */
export type TransitionDirection = "up" | "down" | "same" | "joined" | "left";

/** The columns of `flows`: one row for every pair of segments between which somebody moved or in which he stayed. */
export type TransitionFlowColumns = {
  /** `"(joined)"` for customers that `before` does not have, `"(none)"` for those without a segment. */
  from: string;
  /** `"(left)"` for customers that `after` does not have. */
  to: string;
  customers: Present<number>;
  /** Of the customers in `from`. */
  share: number;
  /** Missing where a segment's place in the order is not known. */
  direction: TransitionDirection;
  /** What they were worth; 0 for newcomers. Missing without a value. */
  valueBefore: number;
  /** What they are worth; 0 for leavers. */
  valueAfter: number;
  valueChange: number;
};

/** The columns of `movers`: one row for everybody who is not where he was. */
export type TransitionMoverColumns = {
  customer: number | string | boolean;
  from: string;
  to: string;
  direction: TransitionDirection;
  valueBefore: number;
  valueAfter: number;
  valueChange: number;
};

/** How many went from every segment to every other, and what they were worth. */
export interface Moves {
  /** By from · (segments + 1) + to, the last code standing for newcomers and leavers. */
  readonly customers: Float64Array;
  readonly before: Float64Array | null;
  readonly after: Float64Array | null;
}

/** Counts the moves of all customers. */
export function movesOf(
  rows: Both<Int32Array>,
  codes: Both<Int32Array>,
  outside: number,
  values: Both<Float64Array> | null,
): Moves {
  const width = outside + 1;
  const customers = new Float64Array(width * width);
  const before = values === null ? null : new Float64Array(width * width);
  const after = values === null ? null : new Float64Array(width * width);
  for (let customer = 0; customer < rows[0].length; customer++) {
    const [rowBefore, rowAfter] = [rows[0][customer]!, rows[1][customer]!];
    const from = rowBefore < 0 ? outside : codes[0][rowBefore]!;
    const pair = from * width + (rowAfter < 0 ? outside : codes[1][rowAfter]!);
    customers[pair]!++;
    if (values === null) continue;
    before![pair]! += known(values[0], rowBefore);
    after![pair]! += known(values[1], rowAfter);
  }
  return { customers, before, after };
}

/** The value of a row; 0 for a customer who is not there or whose value is missing. */
function known(values: Float64Array, row: number): number {
  const value = row < 0 ? 0 : values[row]!;
  return Number.isNaN(value) ? 0 : value;
}

/** The direction of every move; null where the order does not say. */
export function directions(outside: number, rank: (code: number) => number): (TransitionDirection | null)[] {
  const width = outside + 1;
  return Array.from({ length: width * width }, (_, pair) => {
    const [from, to] = [Math.floor(pair / width), pair % width];
    if (from === outside) return "joined";
    if (to === outside) return "left";
    if (from === to) return "same";
    const [best, worst] = [rank(from), rank(to)];
    if (best < 0 || worst < 0) return null;
    return worst > best ? "down" : "up";
  });
}

/** A row for every segment before and a column for every segment after. */
export function matrixTable(names: readonly string[], customers: Float64Array): Table {
  const width = names.length + 1;
  const column = (to: number) => names.concat(joinedName).map((_, from) => customers[from * width + to]!);
  return createTable([
    ["from", [...names, joinedName]],
    ...[...names, leftName].map((name, to): [string, number[]] => [name, column(to)]),
  ]) as Table;
}

/** A row for every pair of segments between which somebody moved. */
export function flowTable(
  names: readonly string[],
  { customers, before, after }: Moves,
  direction: readonly (TransitionDirection | null)[],
): Table<TransitionFlowColumns> {
  const width = names.length + 1;
  const pairs = [...customers.keys()].filter((pair) => customers[pair]! > 0);
  const from = (pair: number) => Math.floor(pair / width);
  const leaving = new Float64Array(width);
  for (const pair of pairs) leaving[from(pair)]! += customers[pair]!;
  const worth = (of: (pair: number) => number) =>
    Float64Array.from(pairs, (pair) => (before === null ? Number.NaN : of(pair)));
  return createTable<TransitionFlowColumns>({
    from: textColumnOf("from", Int32Array.from(pairs, from), [...names, joinedName]),
    to: textColumnOf(
      "to",
      Int32Array.from(pairs, (pair) => pair % width),
      [...names, leftName],
    ),
    customers: Float64Array.from(pairs, (pair) => customers[pair]!),
    share: Float64Array.from(pairs, (pair) => customers[pair]! / leaving[from(pair)]!),
    direction: pairs.map((pair) => direction[pair]!),
    valueBefore: worth((pair) => before![pair]!),
    valueAfter: worth((pair) => after![pair]!),
    valueChange: worth((pair) => after![pair]! - before![pair]!),
  });
}

/** What tells who moved. */
export interface Movers {
  readonly keys: Keys;
  readonly rows: Both<Int32Array>;
  readonly codes: Both<Int32Array>;
  readonly names: readonly string[];
  readonly values: Both<Float64Array> | null;
  readonly direction: readonly (TransitionDirection | null)[];
}

const directionNames: readonly TransitionDirection[] = ["up", "down", "same", "joined", "left"];

/** A row for everybody who is not where he was. */
export function moverTable({ keys, rows, codes, names, values, direction }: Movers): Table<TransitionMoverColumns> {
  const width = names.length + 1;
  const places = [0, 1].map((side) =>
    rows[side as 0 | 1].map((row) => (row < 0 ? names.length : codes[side as 0 | 1][row]!)),
  );
  const [from, to] = places as [Int32Array, Int32Array];
  const movers = new Int32Array(keys.count);
  let count = 0;
  for (let customer = 0; customer < keys.count; customer++) {
    if (from[customer] !== to[customer]) movers[count++] = customer;
  }
  const moved = movers.subarray(0, count);
  const codeOf = Int32Array.from(direction, (found) => (found === null ? -1 : directionNames.indexOf(found)));
  const [valueBefore, valueAfter] = [0, 1].map((side) => {
    const worth = new Float64Array(count).fill(Number.NaN);
    if (values === null) return worth;
    for (let i = 0; i < count; i++) worth[i] = known(values[side as 0 | 1], rows[side as 0 | 1][moved[i]!]!);
    return worth;
  }) as [Float64Array, Float64Array];
  return createTable<TransitionMoverColumns>({
    customer: keys.labels.take(moved),
    from: textColumnOf(
      "from",
      moved.map((customer) => from[customer]!),
      [...names, joinedName],
    ),
    to: textColumnOf(
      "to",
      moved.map((customer) => to[customer]!),
      [...names, leftName],
    ),
    direction: textColumnOf(
      "direction",
      moved.map((customer) => codeOf[from[customer]! * width + to[customer]!]!),
      directionNames,
    ),
    valueBefore,
    valueAfter,
    valueChange: valueAfter.map((value, i) => value - valueBefore[i]!),
  });
}
