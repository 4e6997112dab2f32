import { ClienteleError, counted, numberOption } from "../../errors/index.js";
import { createTable, numberColumn, type Table, type TableInput } from "../../table/index.js";
import {
  type ColumnOrNumber,
  type ContactColumns,
  type ContactOptions,
  type ContactPlan,
  planContacts,
  readPlan,
} from "./contact-plan.js";

/** Options of {@link winBack}: each a column of the table, one number for all, or a list with one for each customer. */
export interface WinBackOptions extends ContactOptions {
  /** What a customer who comes back is worth over the time considered. */
  readonly value: ColumnOrNumber;
  /** The probability that a contact brings the customer back. */
  readonly probability: ColumnOrNumber;
  /** The probability of coming back without a contact [0]: only what the contact adds is its gain. */
  readonly unprompted?: ColumnOrNumber;
  /** What an offer costs when it is taken [0]: by all who come back, prompted or not. */
  readonly incentive?: ColumnOrNumber;
  /**
   * A column with the days since each customer's last purchase; with `lapsedAfter` only those silent for longer are
   * looked at [all rows are lapsed customers].
   */
  readonly recencyDays?: string;
  readonly lapsedAfter?: number;
}

/** The columns of {@link winBack}; the expected gain is (probability − unprompted) × value − cost. */
export type WinBackColumns = ContactColumns & { probability: number };

/**
 * Which lost customers are worth winning back? Return probability × value − cost for each lapsed customer, and the
 * choice that earns most within a budget.
 *
 * @param customers - one row per lapsed customer; with `recencyDays` and `lapsedAfter` the lapsed ones are picked out
 * @param options - `value`, `probability`, `cost`: columns, numbers or lists; `unprompted` [0], `incentive` [0],
 * `budget` [no limit], `recencyDays` with `lapsedAfter`, `customer`
 * @returns a row per lapsed customer in the order given, and the plan: `contacted`, `spent`, `expectedGain`, `bound`;
 * `active` counts the rows left out because they are not lapsed
 *
 * Errors: `empty-table`, also when nobody has lapsed; `unknown-column`, `missing-value`, `not-a-number`, `not-finite`,
 * `out-of-range`, `invalid-option`.
 *
 * @example
 * ```ts
 * const plan = winBack(
 *   [
 *     { customer: "ada", worth: 400, returns: 0.1 },
 *     { customer: "bob", worth: 60, returns: 0.1 },
 *   ],
 *   { customer: "customer", value: "worth", probability: "returns", cost: 15 },
 * );
 * plan.contacted; // 1: bob would bring 6 and cost 15
 * ```
 */
export function winBack(
  customers: TableInput,
  options: WinBackOptions,
): Table<WinBackColumns, ContactPlan & { readonly active: number }> {
  const caller = "winBack";
  const names = [
    "value",
    "probability",
    "cost",
    "unprompted",
    "incentive",
    "budget",
    "capacity",
    "recencyDays",
    "lapsedAfter",
    "customer",
  ];
  const input = readPlan(caller, customers, options, names);
  // Every row is checked, also those that are left out, so that a bad cell is named by its own row.
  const lapsed = lapsedRows(caller, input.table, options);
  const of = (values: Float64Array) => Float64Array.from(lapsed, (row) => values[row]!);
  const value = of(input.worth("value", options.value));
  const probability = of(input.probabilities("probability", options.probability));
  const contact = of(input.amounts("cost", options.cost));
  const unprompted = of(input.probabilities("unprompted", options.unprompted, 0));
  const incentive = of(input.amounts("incentive", options.incentive, 0));
  const cost = contact.map((amount, row) => amount + incentive[row]! * probability[row]!);
  const expectedGain = value.map((worth, row) => worth * (probability[row]! - unprompted[row]!) - cost[row]!);
  const { columns, plan } = planContacts(caller, expectedGain, cost, options);
  return createTable<WinBackColumns, ContactPlan & { active: number }>(
    [
      ...(input.customer === null ? [] : [["customer", input.customer.take(lapsed)] as const]),
      ["value", value],
      ["probability", probability],
      ...columns,
    ],
    { ...plan, active: input.rows - lapsed.length },
  );
}

/** The rows of the customers silent for more than `lapsedAfter` days; all rows without these options. */
function lapsedRows(caller: string, table: Table, { recencyDays, lapsedAfter }: WinBackOptions): number[] {
  const rows = Array.from({ length: table.numRows }, (_, row) => row);
  if (recencyDays === undefined && lapsedAfter === undefined) return rows;
  if (recencyDays === undefined || lapsedAfter === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      'options "recencyDays" and "lapsedAfter" go together',
    );
  }
  const limit = numberOption(caller, "lapsedAfter", lapsedAfter, { min: 0 });
  const days = numberColumn(caller, table, recencyDays);
  const lapsed = rows.filter((row) => days[row]! > limit);
  if (lapsed.length > 0) return lapsed;
  throw new ClienteleError(
    "empty-table",
    { function: caller, column: recencyDays },
    `nobody has been silent for more than ${counted(limit, "day")}`,
  );
}
