import type { OrderColumns, RowLedger } from "../../customers/index.js";
import { ClienteleError, counted, type ErrorCode } from "../../errors/index.js";
import { orderLedger } from "../statements/order-ledger.js";
import { hasAmounts, type OrderSource } from "../statements/order-rows.js";
import type { Connection } from "./connection.js";
import type { RunOptions } from "./engine.js";
import { numberIn, readResult } from "./read-result.js";

/** What is known of the rows of a source before they are reduced. */
export interface OrderFacts {
  readonly ledger: RowLedger;
  /** Rows that count. */
  readonly counted: number;
  /** The last day of observation: the option, or that of the last row that counts. */
  readonly lastDay: number;
  /** The first and the last day of any row of a customer. */
  readonly earliestDay: number;
  readonly latestDay: number;
  /** The source, with policies that no row calls for left out. */
  readonly source: OrderSource;
}

/** Asks a source what its rows come to, and refuses what the functions in memory refuse, by the same codes. */
export async function readLedger(
  connection: Connection,
  caller: string,
  source: OrderSource,
  options: OrderColumns & RunOptions,
): Promise<OrderFacts> {
  const result = await readResult(connection, caller, orderLedger(connection.dialect, source), options);
  const of = (name: string): number => numberIn(result, name);
  refuseFaults(caller, source, options, of);
  const drops = hasAmounts(source);
  const ledger = Object.freeze({
    rows: of("rows"),
    droppedMissingCustomer: source.missingCustomer === "drop" ? of("missingCustomer") : 0,
    droppedRefunds: drops && source.refunds === "drop" ? of("refunds") : 0,
    droppedZeroAmounts: drops && source.zeroAmounts === "drop" ? of("zeroAmounts") : 0,
    droppedAfterEnd: of("afterEnd"),
  });
  const counted = of("counted");
  if (counted === 0) throw nothingLeft(caller, ledger);
  return {
    ledger,
    counted,
    lastDay: source.end ?? of("lastDay"),
    earliestDay: of("earliestDay"),
    latestDay: of("latestDay"),
    source: {
      ...source,
      missingCustomer: of("missingCustomer") === 0 ? "error" : source.missingCustomer,
      // Without a refund there is nothing to net, and no day that could be cancelled.
      refunds: of("refunds") === 0 ? "keep" : source.refunds,
      negatives: of("refunds") > 0,
      zeroAmounts: of("zeroAmounts") === 0 ? "keep" : source.zeroAmounts,
    },
  };
}

function nothingLeft(caller: string, ledger: RowLedger): ClienteleError {
  const reasons = [
    [ledger.droppedMissingCustomer, "without a customer"],
    [ledger.droppedRefunds, "with a negative amount"],
    [ledger.droppedZeroAmounts, "with an amount of 0"],
    [ledger.droppedAfterEnd, "after the last day"],
  ] as const;
  const counted = reasons.filter(([count]) => count > 0).map(([count, reason]) => `${count} ${reason}`);
  return new ClienteleError(
    "empty-table",
    { function: caller },
    `no row is left of ${ledger.rows}: ${counted.join(", ")}`,
  );
}

function refuseFaults(
  caller: string,
  source: OrderSource,
  { customer, date, amount, order }: OrderColumns,
  of: (name: string) => number,
): void {
  const amounts = typeof amount === "object" ? `${amount.quantity} × ${amount.price}` : amount;
  const refuse = (count: number, code: ErrorCode, column: string | undefined, problem: string): void => {
    if (count === 0) return;
    const rows = `in ${counted(count, "row")}`;
    throw new ClienteleError(code, { function: caller, column }, `${problem} ${rows}`);
  };
  if (of("rows") === 0) throw new ClienteleError("empty-table", { function: caller }, "the source has no rows");
  if (source.missingCustomer === "error" && of("missingCustomer") > 0) {
    throw new ClienteleError(
      "missing-customer",
      { function: caller, column: customer, value: null },
      `the customer id is missing in ${counted(of("missingCustomer"), "row")}; set missingCustomer: "drop" to leave ` +
        `them out`,
    );
  }
  refuse(of("unreadableDate"), "not-a-date", date, "there is no date of the form 2026-11-29, or no such day,");
  refuse(of("unreadableAmount"), "not-a-number", amounts, "the amount is not a number");
  refuse(of("missingDate"), "missing-value", date, "the date is missing");
  refuse(of("missingAmount"), "missing-value", amounts, "the amount is missing");
  // "Infinity" as text is no number at all, as in memory.
  const infinite = source.amount.length === 1 && source.amount[0]!.type === "text" ? "not-a-number" : "not-finite";
  refuse(of("infiniteAmount"), infinite, amounts, "the amount is not a finite number");
  if (of("moved") === Number.POSITIVE_INFINITY) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, column: amounts },
      "the amounts add up to more than a number can hold",
    );
  }
  refuse(of("missingOrder"), "missing-value", order, "the order id is missing");
}
