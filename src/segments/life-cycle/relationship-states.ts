import { knownOptions, numberOption, refuseRow, requireColumnName } from "../../errors/index.js";
import { type Table, type TableInput, toTable } from "../../table/index.js";
import { type ClassMeasure, carriedMeasures, classMeasure, distinctMeasures } from "../classification/class-measure.js";
import { type Classification, classification } from "../classification/classification.js";
import { classifyRows, type Outcome } from "../classification/classify-rows.js";
import { customerIds } from "../classification/customer-ids.js";
import { showFigure } from "../classification/show-figure.js";

/** Options of {@link relationshipStates}. */
export interface RelationshipStatesOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  /** How many orders somebody has placed; 0 for those who never bought [`"orders"`]. */
  readonly orders?: string | undefined;
  /** Days since the last purchase; needed of those who bought [`"recencyDays"`]. */
  readonly recencyDays?: string | undefined;
  /** Whether somebody has the need and the means, true or false; needed of those who never bought [`"potential"`]. */
  readonly potential?: string | undefined;
  /** Whether somebody has been chosen to be won, true or false; needed of those who never bought [`"target"`]. */
  readonly target?: string | undefined;
  /** After how many days without a purchase a customer is lost [365]. */
  readonly lostAfter?: number | undefined;
  /** Further columns of numbers that `summary()` adds up [none]. */
  readonly measures?: readonly string[] | undefined;
}

/** How far a relationship has come. */
export type RelationshipState = "non-customer" | "potential" | "target" | "active" | "lost";

/** People by the state of their relationship. */
export type RelationshipStates = Classification<"state", RelationshipState>;

const states: readonly RelationshipState[] = ["non-customer", "potential", "target", "active", "lost"];

/**
 * How far has the relationship with each person come? Of those who bought: "active" with a last purchase at most
 * `lostAfter` days ago, otherwise "lost". Of those who never did: "target" where they have been chosen to be won,
 * "potential" where they have the need and the means, otherwise "non-customer".
 *
 * @param table - one row a person
 * @returns `customer`, the columns used, `state`, `reason`; `.summary()`, `.rules`, `.warnings`, `.source`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id), `not-a-number`, `not-finite`, `inconsistent-row`,
 * `out-of-range` (negative orders), `duplicate-column`, `invalid-option`.
 *
 * @example
 * ```ts
 * const states = relationshipStates({
 *   customer: ["ada", "bob", "cem", "dia", "eva"],
 *   orders: [3, 1, 0, 0, 0],
 *   recencyDays: [20, 800, null, null, null],
 *   potential: [true, true, true, true, false],
 *   target: [false, false, true, false, false],
 * });
 * states.column("state").toArray(); // ["active", "lost", "target", "potential", "non-customer"]
 * ```
 */
export function relationshipStates(table: TableInput, options: RelationshipStatesOptions = {}): RelationshipStates {
  const caller = "relationshipStates";
  const known = ["customer", "orders", "recencyDays", "potential", "target", "lostAfter", "measures"];
  knownOptions(caller, options, known);
  const lostAfter = numberOption(caller, "lostAfter", options.lostAfter ?? 365, { min: 0 });
  const input = toTable(caller, table);
  const customers = customerIds(caller, input, options.customer);
  const orders = measureOf(caller, input, "orders", options.orders, true);
  const recency = measureOf(caller, input, "recencyDays", options.recencyDays, false);
  const potential = measureOf(caller, input, "potential", options.potential, true);
  const target = measureOf(caller, input, "target", options.target, true);
  const negative = orders.values.findIndex((count) => count < 0);
  if (negative >= 0) refuseRow(caller, orders.name, negative, orders.values[negative], "orders cannot be negative");
  const days = `${recency.name} ${showFigure(lostAfter)}`;
  const outcomes: readonly Outcome[] = [
    { class: "active", reason: `bought, ${days} or less` },
    { class: "lost", reason: `bought, ${recency.name} above ${showFigure(lostAfter)}` },
    { class: null, reason: `bought, but ${recency.name} is missing` },
    { class: "target", reason: `never bought, ${target.name} is true` },
    { class: "potential", reason: `never bought, ${potential.name} is true, ${target.name} is not` },
    { class: "non-customer", reason: `never bought, neither ${target.name} nor ${potential.name} is true` },
    { class: null, reason: `never bought, but ${target.name} is missing` },
    { class: null, reason: `never bought, but ${potential.name} is missing` },
  ];
  const used = distinctMeasures([orders, recency, potential, target]);
  const rows = classifyRows(input.numRows, [orders], states, outcomes, (row) => {
    if (orders.values[row]! > 0) return boughtOutcome(recency.values[row]!, lostAfter);
    return neverOutcome(target.values[row]!, potential.values[row]!);
  });
  return classification<"state", RelationshipState>({
    caller,
    customers,
    measures: [...used, ...carriedMeasures(caller, input, options.measures, used)],
    key: "state",
    classes: states,
    ...rows,
    rules: states.map((state) => ({ class: state, rule: outcomes.find((one) => one.class === state)!.reason })),
    source: "the states of a relationship in the CRM literature: non-customer, potential, target, active, lost",
  });
}

function measureOf(
  caller: string,
  table: Table,
  option: "orders" | "recencyDays" | "potential" | "target",
  name: string | undefined,
  additive: boolean,
): ClassMeasure {
  return classMeasure(caller, table, requireColumnName(caller, option, name ?? option), additive);
}

function boughtOutcome(recencyDays: number, lostAfter: number): number {
  if (Number.isNaN(recencyDays)) return 2;
  return recencyDays <= lostAfter ? 0 : 1;
}

function neverOutcome(target: number, potential: number): number {
  if (Number.isNaN(target)) return 6;
  if (target > 0) return 3;
  if (Number.isNaN(potential)) return 7;
  return potential > 0 ? 4 : 5;
}
