import { ClienteleError, knownOptions, numberOption, showValue } from "../../errors/index.js";
import { numberColumn, type TableInput, toTable } from "../../table/index.js";
import { type IdList, placesOfList } from "../logs/known-ids.js";
import type { PurchaseLog } from "../logs/purchase-log.js";

/** Who gets a list: those who spend enough a week, or the customers named. */
export type Eligibility =
  | {
      /** The least mean spend a week, itself included. */
      readonly spendPerWeek: number;
      /** Over how many weeks before `asOf` the spend is averaged [12]. */
      readonly weeks?: number;
    }
  | IdList;

/**
 * Which customers get a list. Errors: `invalid-option` (a spend without a column of amounts), those of `numberColumn`.
 */
export function eligibleCustomers(
  caller: string,
  orders: TableInput,
  log: PurchaseLog,
  asOf: number,
  options: { readonly eligible?: Eligibility; readonly amount?: string },
): Uint8Array {
  const customers = log.customers.length;
  const { eligible, amount } = options;
  if (eligible === undefined) return new Uint8Array(customers).fill(1);
  if (isSpendRule(eligible)) return spendersOf(caller, orders, log, asOf, eligible, amount);
  const chosen = new Uint8Array(customers);
  for (const code of placesOfList(caller, "eligible", log.customers, eligible)) if (code >= 0) chosen[code] = 1;
  return chosen;
}

/** Whether those who spend enough get a list, instead of customers by name. */
export function isSpendRule(eligible: Eligibility): eligible is Extract<Eligibility, { spendPerWeek: number }> {
  return typeof eligible === "object" && eligible !== null && "spendPerWeek" in eligible;
}

function spendersOf(
  caller: string,
  orders: TableInput,
  log: PurchaseLog,
  asOf: number,
  rule: Extract<Eligibility, { spendPerWeek: number }>,
  amount: string | undefined,
): Uint8Array {
  knownOptions(caller, rule, ["spendPerWeek", "weeks"]);
  const least = numberOption(caller, "eligible.spendPerWeek", rule.spendPerWeek, { min: 0 });
  const weeks = numberOption(caller, "eligible.weeks", rule.weeks ?? 12, { min: 1, integer: true });
  if (amount === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: rule },
      `a spend a week of ${showValue(least)} needs the column of amounts: set option "amount"`,
    );
  }
  const amounts = numberColumn(caller, toTable(caller, orders), amount);
  const spend = new Float64Array(log.customers.length);
  for (let row = 0; row < amounts.length; row++) {
    const customer = log.customerOfRow[row]!;
    const day = log.dayOfRow[row]!;
    if (customer >= 0 && day < asOf && day >= asOf - 7 * weeks) spend[customer]! += amounts[row]!;
  }
  // Cents that are added up fall short of a whole amount by rounding.
  return Uint8Array.from(spend, (total) => (total / weeks >= least * (1 - 1e-12) ? 1 : 0));
}
