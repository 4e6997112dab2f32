import { ClienteleError } from "../../errors/index.js";
import { millisecondsPerDay, showDate } from "../../table/index.js";
import type { ContractSpells } from "./contract-spells.js";

/** What became of recurring revenue between two days. */
export interface RevenueRetention {
  readonly since: Date;
  /** What the customers of `since` pay now as a share of what they paid then; above 1 when they grew. */
  readonly netRevenueRetention: number | null;
  /** The same with each customer counted at no more than then. */
  readonly grossRevenueRetention: number | null;
  /** The share of the customers of `since` who are still there. */
  readonly customerRetention: number | null;
  /** Why a share is null; null when none is. */
  readonly retentionReason: string | null;
  /**
   * Recurring revenue then, what was lost, gained and won in between, and now: start − churned − contraction +
   * expansion + new = end. Null without fees.
   */
  readonly bridge: {
    readonly start: number;
    readonly churned: number;
    readonly contraction: number;
    readonly expansion: number;
    readonly new: number;
    readonly end: number;
  } | null;
}

/** Compares the contracts running on two days, customer by customer. */
export function revenueRetention(
  caller: string,
  spells: ContractSpells,
  since: number,
  asOf: number,
): RevenueRetention {
  if (since >= asOf) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      `option "since" (${showDate(since * millisecondsPerDay)}) must lie before asOf ` +
        `(${showDate(asOf * millisecondsPerDay)})`,
    );
  }
  const bridge = { start: 0, churned: 0, contraction: 0, expansion: 0, new: 0, end: 0 };
  let customers = 0;
  let stayed = 0;
  for (let customer = 0; customer + 1 < spells.first.length; customer++) {
    const before = feesOn(spells, customer, since);
    const after = feesOn(spells, customer, asOf);
    bridge.start += before ?? 0;
    bridge.end += after ?? 0;
    if (before === null) {
      bridge.new += after ?? 0;
      continue;
    }
    customers++;
    if (after !== null) stayed++;
    if (after === null) bridge.churned += before;
    else if (after < before) bridge.contraction += before - after;
    else bridge.expansion += after - before;
  }
  const hasFees = spells.fee !== null;
  const paid = hasFees && bridge.start > 0;
  return {
    since: new Date(since * millisecondsPerDay),
    netRevenueRetention: paid
      ? (bridge.start - bridge.churned - bridge.contraction + bridge.expansion) / bridge.start
      : null,
    grossRevenueRetention: paid ? (bridge.start - bridge.churned - bridge.contraction) / bridge.start : null,
    customerRetention: customers === 0 ? null : stayed / customers,
    retentionReason: reasonOf(hasFees, customers, bridge.start, since),
    bridge: hasFees ? Object.freeze(bridge) : null,
  };
}

/** The fees of a customer's contracts running on a day, 0 without a column of fees; null where none runs. */
function feesOn({ first, start, end, fee }: ContractSpells, customer: number, day: number): number | null {
  let sum: number | null = null;
  for (let i = first[customer]!; i < first[customer + 1]!; i++) {
    if (start[i]! <= day && day < end[i]!) sum = (sum ?? 0) + (fee === null ? 0 : fee[i]!);
  }
  return sum;
}

function reasonOf(hasFees: boolean, customers: number, revenue: number, since: number): string | null {
  if (customers === 0) return `no contract was running on ${showDate(since * millisecondsPerDay)}`;
  if (!hasFees) return "there is no column of fees";
  return revenue > 0 ? null : `nothing was paid on ${showDate(since * millisecondsPerDay)}`;
}
