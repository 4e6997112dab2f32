import { counted, knownOptions, requireColumnName, requireDistinctNames } from "../../errors/index.js";
import { type Columns, createTable, type Table, type TableInput, toTable } from "../../table/index.js";
import { type ClassMeasure, carriedMeasures, classMeasure } from "../classification/class-measure.js";
import { type ClassSummary, classSummary, shareName } from "../classification/class-summary.js";
import { type Classification, type ClassRule, classification } from "../classification/classification.js";
import { classifyRows, type Outcome } from "../classification/classify-rows.js";
import { customerIds } from "../classification/customer-ids.js";
import { type NamedShare, namedShares, shareEnds } from "../classification/named-shares.js";
import { type RankTiers, rankTiers } from "../classification/rank-tiers.js";
import { showFigure, showShare } from "../classification/show-figure.js";

/** Options of {@link customerPyramid}. */
export interface CustomerPyramidOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  /** What customers are ranked by: revenue or profit. */
  readonly value: string;
  /**
   * Tiers, the best first, with their shares of the customers who make no loss [VIP 1 %, main 4 %, ordinary 15 %, small
   * 80 %].
   */
  readonly tiers?: readonly NamedShare[] | undefined;
  /** Columns carried along the one ranking, such as revenue, cost and profit [none]. */
  readonly measures?: readonly string[] | undefined;
  /** Which measure is the cost, for `costToProfit` [`"cost"`]. */
  readonly cost?: string | undefined;
  /** Which measure is the profit, for `costToProfit` [`"profit"`]. */
  readonly profit?: string | undefined;
}

/** What a {@link CustomerPyramid} says beside what every classification says. */
export interface CustomerPyramidAttributes {
  /**
   * One row per tier, loss-making customers last. Where cost and profit are among the measures: `costToProfit`, the
   * share of the cost ÷ the share of the profit; missing where the tier brings no profit.
   */
  summary(): ClassSummary;
}

/** Customers in the tiers of a pyramid. */
export type CustomerPyramid = Classification<"tier", string, Record<never, never>, CustomerPyramidAttributes>;

/** The class of customers who make a loss. */
const lossMaking = "loss-making";

const defaultTiers: readonly NamedShare[] = [
  { name: "VIP", share: 0.01 },
  { name: "main", share: 0.04 },
  { name: "ordinary", share: 0.15 },
  { name: "small", share: 0.8 },
];

/**
 * Who are my few best customers, and what do all the others bring and cost? Ranks customers by revenue or profit and
 * divides them into tiers; customers of negative value are "loss-making" and stand apart.
 *
 * A tier ends at rank ⌈n · cumulated share⌉, that customer included, n being the customers who make no loss. Customers
 * of equal value stay together, in the tier of their middle rank; a warning says when sizes differ from the shares for
 * it.
 *
 * @param table - one row a customer
 * @returns `customer`, the value, the measures, `tier`, `reason`; `.summary()`, `.rules`, `.warnings`, `.source`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id), `not-a-number`, `not-finite`, `inconsistent-row`,
 * `duplicate-column`, `duplicate-name`, `weights-sum` (shares that do not sum to 1), `invalid-option`.
 *
 * Source: Curry and Curry (2000), The Customer Marketing Method.
 *
 * @example
 * ```ts
 * const pyramid = customerPyramid(
 *   { customer: ["ada", "bob", "cem", "dia"], profit: [60, 30, 10, -5], cost: [10, 10, 20, 40] },
 *   {
 *     value: "profit",
 *     tiers: [{ name: "top", share: 0.3 }, { name: "rest", share: 0.7 }],
 *     measures: ["cost"],
 *   },
 * );
 * pyramid.column("tier").toArray(); // ["top", "rest", "rest", "loss-making"]
 * pyramid.summary().column("costToProfit").at(0); // 0.125 of the cost ÷ 0.6316 of the profit = 0.1979
 * ```
 */
export function customerPyramid(table: TableInput, options: CustomerPyramidOptions): CustomerPyramid {
  const caller = "customerPyramid";
  knownOptions(caller, options, ["customer", "value", "tiers", "measures", "cost", "profit"]);
  const tiers = namedShares(caller, "tiers", options.tiers ?? defaultTiers);
  requireDistinctNames(caller, [...tiers.map(({ name }) => name), lossMaking], "tiers");
  const input = toTable(caller, table);
  const customers = customerIds(caller, input, options.customer);
  const value = classMeasure(caller, input, requireColumnName(caller, "value", options.value));
  const measures = [value, ...carriedMeasures(caller, input, options.measures, [value])];
  const ranked = rankTiers(
    value.values.map((amount) => (amount < 0 ? Number.NaN : amount)),
    shareEnds(tiers),
  );
  const classes = [...tiers.map(({ name }) => name), lossMaking];
  const outcomes = tierOutcomes(value.name, tiers, ranked);
  const rows = classifyRows(input.numRows, [value], classes, outcomes, (row) =>
    value.values[row]! < 0 ? tiers.length : ranked.codes[row]!,
  );
  const costs = costColumns(measures, options);
  return classification<"tier", string, Record<never, never>, CustomerPyramidAttributes>(
    {
      caller,
      customers,
      measures,
      key: "tier",
      classes,
      ...rows,
      rules: tierRules(value.name, tiers),
      source: "Curry and Curry (2000), The Customer Marketing Method",
      warnings: tieWarning(ranked, value.name),
    },
    { summary: () => withCostToProfit(classSummary(rows.codes, classes, measures), costs) },
  );
}

function tierOutcomes(value: string, tiers: readonly NamedShare[], { least, largest }: RankTiers): Outcome[] {
  const outcomes = tiers.map(({ name }, tier): Outcome => {
    const range = `${value} from ${showFigure(largest[tier]!)} down to ${showFigure(least[tier]!)}`;
    return { class: name, reason: `${name}, ${ranksOf(tiers, tier)} by ${value}: ${range}` };
  });
  return [...outcomes, { class: lossMaking, reason: `${value} is negative` }];
}

/** "the first 1 %", "from 1 % to 5 %". */
function ranksOf(tiers: readonly NamedShare[], tier: number): string {
  const from = tiers.slice(0, tier).reduce((sum, { share }) => sum + share, 0);
  const to = from + tiers[tier]!.share;
  return tier === 0 ? `the first ${showShare(to)}` : `from ${showShare(from)} to ${showShare(to)}`;
}

function tierRules(value: string, tiers: readonly NamedShare[]): ClassRule[] {
  const rules = tiers.map(({ name }, tier) => ({
    class: name,
    rule: `${ranksOf(tiers, tier)} of the customers whose ${value} is 0 or more, the largest first, the end included`,
  }));
  return [...rules, { class: lossMaking, rule: `${value} below 0` }];
}

function tieWarning({ tied }: RankTiers, value: string): string[] {
  if (tied === 0) return [];
  return [`tiers end ${counted(tied, "rank")} off the exact shares, because customers of equal ${value} stay together`];
}

interface CostColumns {
  readonly cost: string;
  readonly profit: string;
}

/** The measures that are cost and profit, where both are there. */
function costColumns(measures: readonly ClassMeasure[], options: CustomerPyramidOptions): CostColumns | null {
  const { cost = "cost", profit = "profit" } = options;
  const has = (name: string): boolean => measures.some((measure) => measure.name === name);
  return has(cost) && has(profit) ? { cost, profit } : null;
}

function withCostToProfit(summary: ClassSummary, costs: CostColumns | null): ClassSummary {
  if (costs === null) return summary;
  const shares = (name: string) => summary.column(shareName(name)).toArray() as (number | null)[];
  const profit = shares(costs.profit);
  const ratio = shares(costs.cost).map((share, row) => {
    const ofProfit = profit[row] ?? 0;
    return share === null || !(ofProfit > 0) ? Number.NaN : share / ofProfit;
  });
  const columns = summary.columnNames.map((name) => [name, summary.column(name)] as const);
  return createTable<Columns>([...columns, ["costToProfit", Float64Array.from(ratio)]]) as Table as ClassSummary;
}
