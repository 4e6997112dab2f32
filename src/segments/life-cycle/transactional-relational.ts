import { ClienteleError, knownOptions, numberOption, requireColumnName, showValue } from "../../errors/index.js";
import { type Table, type TableInput, textColumnOf, toTable } from "../../table/index.js";
import { type ClassMeasure, carriedMeasures, classMeasure, distinctMeasures } from "../classification/class-measure.js";
import { type Classification, type ClassRule, classification } from "../classification/classification.js";
import { classifyRows, type Outcome } from "../classification/classify-rows.js";
import { customerIds } from "../classification/customer-ids.js";
import { rankTiers } from "../classification/rank-tiers.js";
import { showFigure, showShare } from "../classification/show-figure.js";

/** A condition of being relational: the column holds this much or more. */
export interface RelationalCondition {
  readonly column: string;
  readonly from: number;
}

/** Options of {@link transactionalRelational}. */
export interface TransactionalRelationalOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  /** All of these make a relational customer; whoever lacks one is transactional. */
  readonly relational: readonly RelationalCondition[];
  /** What the customer earns us [`"profit"`]. */
  readonly profit?: string | undefined;
  /** What could be gained on top [`"gain"`]. */
  readonly gain?: string | undefined;
  /** The customer's value in the period that ends now [`"current"`]. */
  readonly current?: string | undefined;
  /** The same in the period before [`"previous"`]; value falls where the current one is smaller. */
  readonly previous?: string | undefined;
  /** Shares of the relational customers: the most profitable and the most growable [0.1 and 0.4]. */
  readonly shares?: { readonly profitable?: number | undefined; readonly growable?: number | undefined } | undefined;
  /** Further columns of numbers that `summary()` adds up [none]. */
  readonly measures?: readonly string[] | undefined;
}

/** Where a customer stands among the relational ones, or that he is not one of them. */
export type RelationalGroup = "most profitable" | "most growable" | "vulnerable" | "steady" | "transactional";

/** Customers by kind and group; `kind` is `"relational"` or `"transactional"`. */
export type TransactionalRelational = Classification<
  "group",
  RelationalGroup,
  { kind: "relational" | "transactional" }
>;

const groups: readonly RelationalGroup[] = [
  "most profitable",
  "most growable",
  "vulnerable",
  "steady",
  "transactional",
];

/**
 * Who seeks a relationship, who only a bargain, and which relationships need what? Customers who meet the stated rule
 * are relational; of these the most profitable are 10 % by profit, the most growable 40 % by attainable gain (of all
 * relational customers, among those left), and the rest are vulnerable where their value falls, otherwise steady.
 *
 * A group ends at rank ⌈share · n⌉, n being the relational customers; equal values stay together, by their middle rank.
 * Only a positive profit is profitable and only a positive gain attainable, so the groups may be smaller.
 *
 * @param table - one row a customer
 * @returns `customer`, the columns used, `kind`, `group`, `reason`; `.summary()`, `.rules`, `.warnings`, `.source`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id), `not-a-number`, `not-finite`, `inconsistent-row`,
 * `duplicate-column`, `invalid-option`.
 *
 * Source: the division of the CRM literature into transaction and relationship buyers, and of these into most
 * profitable, most growable and most vulnerable; that only falling value makes a customer vulnerable is this library's
 * own condition.
 *
 * @example
 * ```ts
 * const kinds = transactionalRelational(
 *   {
 *     customer: ["ada", "bob", "cem", "dia"],
 *     orders: [12, 9, 8, 1],
 *     profit: [90, 40, 10, 5],
 *     gain: [5, 60, 0, 0],
 *     current: [100, 50, 20, 9],
 *     previous: [90, 50, 30, 0],
 *   },
 *   { relational: [{ column: "orders", from: 3 }], shares: { profitable: 0.33, growable: 0.33 } },
 * );
 * kinds.column("group").toArray(); // ["most profitable", "most growable", "vulnerable", "transactional"]
 * ```
 */
export function transactionalRelational(
  table: TableInput,
  options: TransactionalRelationalOptions,
): TransactionalRelational {
  const caller = "transactionalRelational";
  const known = ["customer", "relational", "profit", "gain", "current", "previous", "shares", "measures"];
  knownOptions(caller, options, known);
  const shares = groupShares(caller, options);
  const input = toTable(caller, table);
  const customers = customerIds(caller, input, options.customer);
  const conditions = conditionsOf(caller, input, options.relational);
  const [profit, gain, current, previous] = (["profit", "gain", "current", "previous"] as const).map((option) =>
    classMeasure(caller, input, requireColumnName(caller, option, options[option] ?? option)),
  ) as [ClassMeasure, ClassMeasure, ClassMeasure, ClassMeasure];
  const used = distinctMeasures([...conditions.map(({ measure }) => measure), profit, gain, current, previous]);
  const isRelational = relationalRows(conditions, used, input.numRows);
  const isTop = topRows(profit.values, isRelational, shares.profitable, isRelational);
  const left = isRelational.map((one, row) => (one === 1 && isTop[row] === 0 ? 1 : 0));
  const isGrowable = topRows(gain.values, left, shares.growable, isRelational);
  const rule = conditions.map(({ measure, from }) => `${measure.name} ${showFigure(from)} or more`).join(" and ");
  const outcomes = groupOutcomes({ rule, shares, names: [profit, gain, current, previous].map(({ name }) => name) });
  const rows = classifyRows(input.numRows, used, groups, outcomes, (row) => {
    if (isRelational[row] === 0) return 4;
    if (isTop[row] === 1) return 0;
    if (isGrowable[row] === 1) return 1;
    return current.values[row]! < previous.values[row]! ? 2 : 3;
  });
  const kinds = rows.codes.map((group) => (group < 0 ? -1 : group === 4 ? 1 : 0));
  return classification<"group", RelationalGroup, { kind: "relational" | "transactional" }>({
    caller,
    customers,
    measures: [...used, ...carriedMeasures(caller, input, options.measures, used)],
    added: [["kind", textColumnOf("kind", kinds, ["relational", "transactional"])]],
    key: "group",
    classes: groups,
    ...rows,
    rules: outcomes.map((outcome): ClassRule => ({ class: outcome.class!, rule: outcome.reason })),
    source: "transaction and relationship buyers of the CRM literature; vulnerable only where value falls",
  });
}

interface Condition {
  readonly measure: ClassMeasure;
  readonly from: number;
}

function conditionsOf(caller: string, table: Table, given: readonly RelationalCondition[]): Condition[] {
  if (!Array.isArray(given) || given.length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `option "relational" must list one or more { column, from }, got ${showValue(given)}`,
    );
  }
  // A hole in the list is refused, too, where `map` would leave it out.
  return Array.from(given as readonly RelationalCondition[], (condition) => {
    knownOptions(caller, condition, ["column", "from"]);
    const column = requireColumnName(caller, "relational.column", condition.column);
    const from = numberOption(caller, "relational.from", condition.from);
    return { measure: classMeasure(caller, table, column, false), from };
  });
}

function groupShares(caller: string, { shares = {} }: TransactionalRelationalOptions) {
  knownOptions(caller, shares, ["profitable", "growable"]);
  const profitable = numberOption(caller, "shares.profitable", shares.profitable ?? 0.1, { min: 0, max: 1 });
  const growable = numberOption(caller, "shares.growable", shares.growable ?? 0.4, { min: 0, max: 1 - profitable });
  return { profitable, growable };
}

/** 1 where all conditions hold and everything is known. */
function relationalRows(conditions: readonly Condition[], used: readonly ClassMeasure[], rows: number): Uint8Array {
  const holds = new Uint8Array(rows).fill(1);
  for (const { values } of used) {
    for (let row = 0; row < rows; row++) if (Number.isNaN(values[row]!)) holds[row] = 0;
  }
  for (const { measure, from } of conditions) {
    const { values } = measure;
    for (let row = 0; row < rows; row++) if (values[row]! < from) holds[row] = 0;
  }
  return holds;
}

/** 1 for the largest positive values among `candidates`, up to a share of the `base`. */
function topRows(values: Float64Array, candidates: Uint8Array, share: number, base: Uint8Array): Uint8Array {
  const count = (flags: Uint8Array): number => flags.reduce((sum, flag) => sum + flag, 0);
  const among = count(candidates);
  if (among === 0 || share === 0) return new Uint8Array(values.length);
  const ranked = values.map((value, row) => (candidates[row] === 1 ? value : Number.NaN));
  const end = Math.min(1, (share * count(base)) / among);
  const { codes } = rankTiers(ranked, [end]);
  return Uint8Array.from(codes, (tier, row) => (tier === 0 && values[row]! > 0 ? 1 : 0));
}

interface GroupWords {
  readonly rule: string;
  readonly shares: { readonly profitable: number; readonly growable: number };
  readonly names: readonly string[];
}

function groupOutcomes({ rule, shares, names }: GroupWords): Outcome[] {
  const [profit, gain, current, previous] = names;
  const reasons = [
    `${rule}; among the first ${showShare(shares.profitable)} of relational customers by ${profit}, which is positive`,
    `${rule}; among the next ${showShare(shares.growable)} by ${gain}, which is positive`,
    `${rule}; ${current} below ${previous}: value falls`,
    `${rule}; ${current} not below ${previous}: value does not fall`,
    `not ${rule}`,
  ];
  return groups.map((group, i) => ({ class: group, reason: reasons[i]! }));
}
