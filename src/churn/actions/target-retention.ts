import { createTable, type Table, type TableInput } from "../../table/index.js";
import {
  type ColumnOrNumber,
  type ContactColumns,
  type ContactOptions,
  type ContactPlan,
  planContacts,
  readPlan,
} from "./contact-plan.js";

/**
 * Options of {@link targetRetention}: each a column of the table, one number for all, or a list with one for each
 * customer.
 */
export interface TargetRetentionOptions extends ContactOptions {
  /** What a customer who stays is worth over the time considered (a lifetime value, a year's margin). */
  readonly value: ColumnOrNumber;
  /** The probability of leaving when nothing is done. */
  readonly risk: ColumnOrNumber;
  /** The probability that a contact keeps a customer who would have left. */
  readonly success: ColumnOrNumber;
  /** What an offer costs when it is taken [0]: by those it keeps, and by those who would have stayed anyway. */
  readonly incentive?: ColumnOrNumber;
  /** The share of those who would have stayed anyway who take the offer [1]; matters with an incentive. */
  readonly acceptance?: ColumnOrNumber;
}

/** The columns of {@link targetRetention}; the expected gain is value × risk × success − cost. */
export type TargetRetentionColumns = ContactColumns & { risk: number; success: number };

/**
 * Whom does it pay to keep? The expected gain of contacting each customer, value × risk × success − cost, and the
 * choice that earns most within a budget. A high risk alone is no reason: who is worth little, or cannot be kept, is
 * left alone.
 *
 * With an incentive the gain is risk · success · (value − incentive) − (1 − risk) · acceptance · incentive − cost: most
 * of an offer goes to those who would have stayed.
 *
 * @param customers - one row per customer
 * @param options - `value`, `risk`, `success`, `cost`: columns, numbers or lists; `incentive` [0], `acceptance` [1],
 * `budget` and `capacity` [no limit], `customer`
 * @returns a row per customer in the order given, and the plan: `contacted`, `spent`, `expectedGain`, and the `bound`
 * that no other choice can beat
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `not-finite`, `out-of-range` for a
 * probability outside 0 to 1 or a negative amount, `invalid-option`.
 *
 * Source: Neslin, Gupta, Kamakura, Lu & Mason (2006), Journal of Marketing Research 43, 204–211, equation 1, customer
 * by customer; the choice is a knapsack.
 *
 * @example
 * ```ts
 * const plan = targetRetention(
 *   [
 *     { customer: "ada", value: 900, risk: 0.4 },
 *     { customer: "bob", value: 100, risk: 0.9 },
 *   ],
 *   { customer: "customer", value: "value", risk: "risk", success: 0.3, cost: 20, budget: 500 },
 * );
 * plan.expectedGain; // 95: 88 from ada and 7 from bob
 * ```
 */
export function targetRetention(
  customers: TableInput,
  options: TargetRetentionOptions,
): Table<TargetRetentionColumns, ContactPlan> {
  const caller = "targetRetention";
  const names = ["value", "risk", "success", "cost", "incentive", "acceptance", "budget", "capacity", "customer"];
  const input = readPlan(caller, customers, options, names);
  const value = input.worth("value", options.value);
  const risk = input.probabilities("risk", options.risk);
  const success = input.probabilities("success", options.success);
  const contact = input.amounts("cost", options.cost);
  const incentive = input.amounts("incentive", options.incentive, 0);
  const acceptance = input.probabilities("acceptance", options.acceptance, 1);
  const cost = new Float64Array(input.rows);
  const expectedGain = new Float64Array(input.rows);
  for (let row = 0; row < input.rows; row++) {
    const kept = risk[row]! * success[row]!;
    const taken = kept + (1 - risk[row]!) * acceptance[row]!;
    cost[row] = contact[row]! + incentive[row]! * taken;
    expectedGain[row] = value[row]! * kept - cost[row]!;
  }
  const { columns, plan } = planContacts(caller, expectedGain, cost, options);
  return createTable<TargetRetentionColumns, ContactPlan>(
    [
      ...(input.customer === null ? [] : [["customer", input.customer] as const]),
      ["value", value],
      ["risk", risk],
      ["success", success],
      ...columns,
    ],
    plan,
  );
}
