import { ClienteleError, columnList, knownOptions, refuseRow, showValue } from "../../errors/index.js";
import {
  createTable,
  encodeTogether,
  findColumn,
  hasColumn,
  type Keys,
  numberColumn,
  type Present,
  requireRows,
  type Table,
  type TableInput,
  textColumn,
  textColumnOf,
  toTable,
} from "../../table/index.js";
import { rfmMeasures } from "../binnings/rfm-measure.js";
import { joinedName, leftName } from "../classification/match-customers.js";
import type { RfmModel } from "./rfm-model.js";
import { segmentNames } from "./segment-grid.js";

/** Options of {@link rfmTransitions}. */
export interface RfmTransitionsOptions {
  /** The column of ids in both tables [`"customer"`]. */
  readonly customer?: string | undefined;
  /** The column of segments in both tables [`"segment"`]. */
  readonly segment?: string | undefined;
  /** The column of what a customer is worth in both tables [`"revenue"`, where both have it]. */
  readonly value?: string | undefined;
  /** Segments from the best to the worst [the order of the rules by which `before` was scored]. */
  readonly order?: readonly string[] | undefined;
}

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

/** Who moved from which segment to which. */
export interface RfmTransitions {
  /** A row for each segment before (`from`) and a column for each segment after: customers. */
  readonly matrix: Table;
  readonly flows: Table<TransitionFlowColumns>;
  /** Everybody who changed segment, joined or left, in the order of `before`, newcomers last. */
  readonly movers: Table<TransitionMoverColumns>;
  readonly customersBefore: number;
  readonly customersAfter: number;
  readonly joined: number;
  readonly left: number;
  readonly stayed: number;
  /** Customers who moved to a better segment; null where the order of the segments is not known. */
  readonly up: number | null;
  /** Customers who moved to a worse segment. */
  readonly down: number | null;
  /** (up − down) / customers before. */
  readonly netUpward: number | null;
  /** What all were worth before; null without a value. */
  readonly valueBefore: number | null;
  readonly valueAfter: number | null;
  /** valueAfter − valueBefore. */
  readonly valueChange: number | null;
  /** valueChange ÷ valueBefore: 0.1 is ten percent more; null where the value before is not positive. */
  readonly valueGain: number | null;
  readonly warnings: readonly string[];
}

const noneName = "(none)";

/**
 * Who moved from which segment to which between two dates, and what was it worth? Compares two tables of
 * {@link scoreRfm}, or any two with customers and segments. Everybody is counted once: newcomers come from
 * `"(joined)"`, leavers go to `"(left)"`, so that the rows of the matrix add up to the customers before, and its
 * columns to those after.
 *
 * Score both dates by one model, `scoreRfm(orders, { model, asOf })`: where each date has edges of its own, a customer
 * can move because others did; a warning says so.
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `column-type`, `inconsistent-row` (a customer twice),
 * `not-a-number`, `invalid-option`.
 *
 * @example
 * ```ts
 * const moves = rfmTransitions(
 *   { customer: ["ada", "bob"], segment: ["Champions", "Lost"], revenue: [90, 10] },
 *   { customer: ["ada", "cem"], segment: ["At Risk", "Champions"], revenue: [95, 40] },
 *   { order: ["Champions", "At Risk", "Lost"] },
 * );
 * moves.flows.column("direction").toArray(); // ["down", "left", "joined"]
 * moves.valueChange; // 35
 * moves.valueGain; // 0.35
 * ```
 */
export function rfmTransitions(
  before: TableInput,
  after: TableInput,
  options: RfmTransitionsOptions = {},
): RfmTransitions {
  const caller = "rfmTransitions";
  knownOptions(caller, options, ["customer", "segment", "value", "order"]);
  const sides = [toTable(caller, before), toTable(caller, after)] as const;
  for (const side of sides) requireRows(caller, side);
  const models = sides.map(modelOf);
  const { keys, rows } = alignCustomers(caller, sides, options.customer ?? "customer");
  const order = orderOf(caller, options.order, models);
  const { names, codes } = segmentsOf(caller, sides, options.segment ?? "segment", order ?? []);
  const values = valuesOf(caller, sides, options.value);
  const moves = movesOf(rows, codes, names.length, values);
  const rank = (code: number): number => (order === null ? -1 : order.indexOf(names[code]!));
  const direction = directions(names.length, rank);
  const flows = flowTable(names, moves, direction);
  const counted = (kind: TransitionDirection) =>
    moves.customers.reduce((sum, n, pair) => sum + (direction[pair] === kind ? n : 0), 0);
  const [up, down] = order === null ? [null, null] : [counted("up"), counted("down")];
  const customersBefore = sides[0].numRows;
  const [valueBefore, valueAfter] = values === null ? [null, null] : [sumOf(values[0]), sumOf(values[1])];
  const valueChange = valueBefore === null || valueAfter === null ? null : valueAfter - valueBefore;
  return Object.freeze({
    matrix: matrixTable(names, moves.customers),
    flows,
    movers: moverTable({ keys, rows, codes, names, values, direction }),
    customersBefore,
    customersAfter: sides[1].numRows,
    joined: counted("joined"),
    left: counted("left"),
    stayed: counted("same"),
    up,
    down,
    netUpward: up === null || down === null ? null : (up - down) / customersBefore,
    valueBefore,
    valueAfter,
    valueChange,
    valueGain: valueChange === null || valueBefore === null || valueBefore <= 0 ? null : valueChange / valueBefore,
    warnings: Object.freeze(scaleWarnings(models)),
  });
}

type Both<Value> = readonly [before: Value, after: Value];

/** The model by which a table was scored, where it says so. */
function modelOf(side: Table): RfmModel | null {
  const model: unknown = "model" in side ? side.model : null;
  return typeof model === "object" && model !== null && "kind" in model && model.kind === "rfm"
    ? (model as RfmModel)
    : null;
}

/** Every customer of either table once, with its row in both; −1 where one does not have it. */
function alignCustomers(caller: string, sides: Both<Table>, name: string) {
  const [before, after] = sides.map((side) => findColumn(caller, side, name));
  const keys = encodeTogether(caller, before!, after!);
  const missing = keys.codes.indexOf(-1);
  if (missing >= 0) {
    const row = missing < before!.length ? missing : missing - before!.length;
    refuseRow(caller, name, row, null, "the customer is missing", "missing-value");
  }
  const rowsOf = (length: number, offset: number): Int32Array => {
    const rows = new Int32Array(keys.count).fill(-1);
    for (let row = 0; row < length; row++) {
      const code = keys.codes[offset + row]!;
      if (rows[code]! >= 0) {
        const customer = keys.labels.at(code);
        refuseRow(caller, name, row, customer, `customer ${showValue(customer)} has two rows`, "inconsistent-row");
      }
      rows[code] = row;
    }
    return rows;
  };
  const rows: Both<Int32Array> = [rowsOf(before!.length, 0), rowsOf(after!.length, before!.length)];
  return { keys, rows };
}

function orderOf(
  caller: string,
  given: readonly string[] | undefined,
  models: readonly (RfmModel | null)[],
): readonly string[] | null {
  if (given !== undefined) return columnList(caller, "order", given);
  const model = models.find((one) => one !== null) ?? null;
  // What no rule covers has no place in their order.
  return model === null ? null : segmentNames(model).filter((name) => name !== model.otherwise);
}

/**
 * The names of all segments, those of the order first and the others by their names; behind them `(none)`, and as the
 * last one newcomers and leavers. The codes are those of the rows of both tables.
 */
function segmentsOf(caller: string, sides: Both<Table>, name: string, order: readonly string[]) {
  const columns = sides.map((side) => textColumn(caller, side, name));
  const used = new Set(
    columns.flatMap(({ codes, labels }) => {
      const seen = new Uint8Array(labels.length);
      for (const code of codes) if (code >= 0) seen[code] = 1;
      return labels.filter((_, code) => seen[code] === 1);
    }),
  );
  for (const taken of [joinedName, leftName, noneName]) {
    if (!used.has(taken)) continue;
    throw new ClienteleError(
      "invalid-option",
      { function: caller, column: name, value: taken },
      `a segment must not be called ${showValue(taken)}`,
    );
  }
  const inOrder = order.filter((segment) => used.has(segment));
  const others = [...used].filter((segment) => !inOrder.includes(segment)).sort();
  const hasNone = columns.some(({ codes }) => codes.includes(-1));
  const names = [...inOrder, ...others, ...(hasNone ? [noneName] : [])];
  const [before, after] = columns.map(({ codes, labels }) => {
    const codeOf = Int32Array.from(labels, (label) => names.indexOf(label));
    return codes.map((code) => (code < 0 ? names.length - 1 : codeOf[code]!));
  });
  return { names, codes: [before!, after!] as Both<Int32Array> };
}

function valuesOf(caller: string, sides: Both<Table>, given: string | undefined): Both<Float64Array> | null {
  const name = given ?? "revenue";
  if (given === undefined && !sides.every((side) => hasColumn(side, name))) return null;
  const [before, after] = sides.map((side) => numberColumn(caller, side, name, { missing: "keep" }));
  return [before!, after!];
}

interface Moves {
  /** By from · (segments + 1) + to, the last code standing for newcomers and leavers. */
  readonly customers: Float64Array;
  readonly before: Float64Array | null;
  readonly after: Float64Array | null;
}

function movesOf(
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

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
}

/** The direction of every move; null where the order does not say. */
function directions(outside: number, rank: (code: number) => number): (TransitionDirection | null)[] {
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

function matrixTable(names: readonly string[], customers: Float64Array): Table {
  const width = names.length + 1;
  const column = (to: number) => names.concat(joinedName).map((_, from) => customers[from * width + to]!);
  return createTable([
    ["from", [...names, joinedName]],
    ...[...names, leftName].map((name, to): [string, number[]] => [name, column(to)]),
  ]) as Table;
}

function flowTable(
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

interface Movers {
  readonly keys: Keys;
  readonly rows: Both<Int32Array>;
  readonly codes: Both<Int32Array>;
  readonly names: readonly string[];
  readonly values: Both<Float64Array> | null;
  readonly direction: readonly (TransitionDirection | null)[];
}

const directionNames: readonly TransitionDirection[] = ["up", "down", "same", "joined", "left"];

function moverTable({ keys, rows, codes, names, values, direction }: Movers): Table<TransitionMoverColumns> {
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

function scaleWarnings([before, after]: readonly (RfmModel | null)[]): string[] {
  if (!before || !after) return [];
  const sameEdges = rfmMeasures.every((measure) => before.edges[measure].join() === after.edges[measure].join());
  const sameRules = JSON.stringify(before.segments) === JSON.stringify(after.segments);
  return [
    ...(sameEdges
      ? []
      : [
          "each date has score edges of its own, so customers also move because others did; score both by one model: " +
            "scoreRfm(orders, { model, asOf })",
        ]),
    ...(sameRules ? [] : ["the two dates were scored by different rules of segments"]),
  ];
}
