import { finiteFigures, knownOptions, numberOption } from "../errors/index.js";

/** What {@link breakEven} starts from. */
export interface BreakEvenInputs {
  /** Costs that do not depend on how much is sold. */
  readonly fixedCosts: number;
  /** Revenue of one unit sold. */
  readonly price: number;
  /** Cost of one unit sold. */
  readonly variableCost: number;
  /** Units expected to be sold, for the margin of safety. */
  readonly expectedSales?: number;
}

/** How much has to be sold before anything is earned. */
export interface BreakEven {
  /** price − variableCost. */
  readonly contribution: number;
  /** Contribution as a share of the price; null when the price is 0. */
  readonly contributionRatio: number | null;
  /** Units at which the fixed costs are covered, not rounded; null when no amount of sales covers them. */
  readonly units: number | null;
  /** Revenue at that point. */
  readonly revenue: number | null;
  /** Share by which expected sales may fall before there is a loss (negative: they are already too low). */
  readonly marginOfSafety: number | null;
  /** Profit at the expected sales. */
  readonly profit: number | null;
  /** Why `units` is null, or null. */
  readonly reason: string | null;
}

/**
 * How much has to be sold until fixed costs are covered: units = fixed costs / (price − variable cost).
 *
 * @param inputs - `fixedCosts`, `price`, `variableCost`, all at least 0 and in one currency; `expectedSales` in units
 * @returns `units` and `revenue` at break-even (null with a `reason` when each unit sold loses money), `contribution`,
 * `marginOfSafety`, `profit`
 * @throws ClienteleError `invalid-option` for a missing, negative or infinite amount
 * @example
 * ```ts
 * breakEven({ fixedCosts: 12000, price: 50, variableCost: 20, expectedSales: 500 }); // units 400, marginOfSafety 0.2
 * ```
 */
export function breakEven(inputs: BreakEvenInputs): BreakEven {
  const caller = "breakEven";
  knownOptions(caller, inputs, ["fixedCosts", "price", "variableCost", "expectedSales"]);
  const fixedCosts = numberOption(caller, "fixedCosts", inputs.fixedCosts, { min: 0 });
  const price = numberOption(caller, "price", inputs.price, { min: 0 });
  const variableCost = numberOption(caller, "variableCost", inputs.variableCost, { min: 0 });
  const sales =
    inputs.expectedSales === undefined ? null : numberOption(caller, "expectedSales", inputs.expectedSales, { min: 0 });
  const contribution = price - variableCost;
  const reachable = contribution > 0 || fixedCosts === 0;
  const units = reachable ? (fixedCosts === 0 ? 0 : fixedCosts / contribution) : null;
  return finiteFigures(caller, {
    contribution,
    contributionRatio: price === 0 ? null : contribution / price,
    units,
    revenue: units === null ? null : units * price,
    marginOfSafety: units === null || sales === null || sales === 0 ? null : (sales - units) / sales,
    profit: sales === null ? null : sales * contribution - fixedCosts,
    reason: reachable ? null : `each unit sold brings ${contribution}, so no amount of sales covers the fixed costs`,
  });
}
