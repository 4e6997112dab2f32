import { columnList, knownOptions } from "../../errors/index.js";
import { requireRows, type Table, type TableInput, toTable } from "../../table/index.js";
import { rfmMeasures } from "../binnings/rfm-measure.js";
import type { RfmModel } from "./rfm-model.js";
import { segmentNames } from "./segment-grid.js";
import { alignCustomers, segmentsOf, valuesOf } from "./segments-at-two-dates.js";
import {
  directions,
  flowTable,
  matrixTable,
  moverTable,
  movesOf,
  type TransitionDirection,
  type TransitionFlowColumns,
  type TransitionMoverColumns,
} from "./transition-tables.js";

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

/** The model by which a table was scored, where it says so. */
function modelOf(side: Table): RfmModel | null {
  const model: unknown = "model" in side ? side.model : null;
  return typeof model === "object" && model !== null && "kind" in model && model.kind === "rfm"
    ? (model as RfmModel)
    : null;
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

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + (Number.isNaN(value) ? 0 : value), 0);
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
