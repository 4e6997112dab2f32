import { ClienteleError, knownOptions, numberOption } from "../../errors/index.js";
import {
  createTable,
  type DateInput,
  dateColumnOf,
  dayOf,
  localDay,
  millisecondsPerDay,
  type Present,
  showDate,
  type Table,
  type TableInput,
  timeZoneOption,
} from "../../table/index.js";
import { continuedEnds } from "./continued-ends.js";
import { type ContractColumns, type ContractSpells, contractOptionNames, readContracts } from "./contract-spells.js";
import { type RevenueRetention, revenueRetention } from "./revenue-retention.js";

/** Options of {@link summarizeContracts}. */
export interface SummarizeContractsOptions extends ContractColumns {
  /** The day of the summary: contracts that start later are left out, ends after it are not known yet. */
  readonly asOf: DateInput;
  /** The day from which revenue retention is counted [the same day a year before `asOf`]. */
  readonly since?: DateInput;
  /**
   * A customer away for more days than this has left, and starts a new relationship when coming back [no limit: one
   * relationship per customer].
   */
  readonly maxGap?: number;
}

/** The columns of {@link summarizeContracts}. */
export type ContractSummaryColumns = {
  customer: Present<number | string | boolean>;
  /** 1 for the customer's first relationship, 2 for the one after a gap above `maxGap`, … */
  relationship: Present<number>;
  /** The first day. */
  start: Present<Date>;
  /** The first day without a contract; missing while one runs. */
  end: Date;
  /** Days from the start to the end, or to `asOf` while it runs. */
  duration: Present<number>;
  /** 1 where the relationship has ended by `asOf`, 0 where it runs. */
  event: Present<number>;
  contracts: number;
  /** Days between contracts on which none ran. */
  gapDays: number;
  /** The sum of the fees running on `asOf`; missing without a column of fees. */
  fee: number;
};

/** What {@link summarizeContracts} says about itself. */
export interface ContractSummaryAttributes extends RevenueRetention {
  readonly asOf: Date;
  readonly ledger: {
    readonly rows: number;
    /** Contracts that start after `asOf`. */
    readonly startLater: number;
    /** Contracts with an end after `asOf`, taken as running. */
    readonly endLater: number;
    /** Customers all of whose contracts start after `asOf`. */
    readonly customersStartingLater: number;
  };
}

/**
 * How long have contracts lasted, and does the revenue stay? One row per customer (or relationship) with the duration
 * and event that {@link kaplanMeier} and {@link fitCox} take, and the retention of recurring revenue between two days:
 * net = what the customers of the first day pay now, as a share of what they paid then; gross = the same with each
 * customer counted at no more than then.
 *
 * Contracts of a customer that overlap or follow each other within a day are one; fees of contracts running at once add
 * up. An end after `asOf` is not used: on `asOf` nobody could be sure of it.
 *
 * @param contracts - one row per contract
 * @param options - `customer`, `start`, `end` (missing while it runs), `fee`, `asOf`; `since` [a year before], `maxGap`
 * days [no limit], `endDay` [`"exclusive"`], `dateUnit` [`"ms"`]
 * @returns a table with `netRevenueRetention`, `grossRevenueRetention`, `customerRetention` (shares, null with
 * `retentionReason` when nobody paid on `since`), `bridge` (the money in between) and a `ledger`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-customer`, `missing-value`, `not-a-date`, `not-a-number`,
 * `inconsistent-row` for an end before its start, `out-of-range` for a negative fee or an `asOf` before every contract,
 * `invalid-option`.
 *
 * @example
 * ```ts
 * const summary = summarizeContracts(
 *   [
 *     { customer: "ada", start: "2025-01-01", end: null, fee: 30 },
 *     { customer: "bob", start: "2025-01-01", end: "2026-03-01", fee: 20 },
 *   ],
 *   { customer: "customer", start: "start", end: "end", fee: "fee", asOf: "2026-06-01" },
 * );
 * summary.netRevenueRetention; // 0.6
 * kaplanMeier(summary.column("duration"), summary.column("event"));
 * ```
 */
export function summarizeContracts(
  contracts: TableInput,
  options: SummarizeContractsOptions,
): Table<ContractSummaryColumns, ContractSummaryAttributes> {
  const caller = "summarizeContracts";
  knownOptions(caller, options, [...contractOptionNames, "asOf", "since", "maxGap"]);
  const asOf = localDay(caller, "asOf", options.asOf, timeZoneOption(caller, options.timeZone));
  const since =
    options.since === undefined
      ? yearBefore(asOf)
      : localDay(caller, "since", options.since, timeZoneOption(caller, options.timeZone));
  const maxGap =
    options.maxGap === undefined
      ? Number.POSITIVE_INFINITY
      : numberOption(caller, "maxGap", options.maxGap, { min: 0 });
  const given = readContracts(caller, contracts, options);
  const spells = { ...given, end: continuedEnds(given, asOf) };
  const relationships = relationshipsOf(spells, asOf, maxGap);
  if (relationships.length === 0) {
    throw new ClienteleError(
      "out-of-range",
      { function: caller, value: options.asOf },
      `every contract starts after asOf (${showDate(asOf * millisecondsPerDay)})`,
    );
  }
  const day = (value: number) => value * millisecondsPerDay;
  return createTable<ContractSummaryColumns, ContractSummaryAttributes>(
    {
      customer: spells.customers.labels.take(relationships.map(({ customer }) => customer)),
      relationship: relationships.map(({ number }) => number),
      start: dateColumnOf(Float64Array.from(relationships, ({ start }) => day(start))),
      end: dateColumnOf(Float64Array.from(relationships, ({ end }) => (end > asOf ? Number.NaN : day(end)))),
      duration: relationships.map(({ start, end }) => Math.min(end, asOf) - start),
      event: relationships.map(({ end }) => (end > asOf ? 0 : 1)),
      contracts: relationships.map(({ contracts: number }) => number),
      gapDays: relationships.map(({ gapDays }) => gapDays),
      fee: relationships.map(({ fee }) => (spells.fee === null ? null : fee)),
    },
    {
      asOf: new Date(day(asOf)),
      ...revenueRetention(caller, spells, since, asOf),
      ledger: ledgerOf(given, asOf),
    },
  );
}

/** The same day of the year before; 28 February for 29 February. */
function yearBefore(day: number): number {
  const date = new Date(day * millisecondsPerDay);
  const month = date.getUTCMonth();
  const earlier = new Date(Date.UTC(date.getUTCFullYear() - 1, month, date.getUTCDate()));
  if (earlier.getUTCMonth() !== month) earlier.setUTCDate(0);
  return dayOf(earlier.getTime());
}

interface Relationship {
  readonly customer: number;
  readonly number: number;
  readonly start: number;
  end: number;
  contracts: number;
  gapDays: number;
  fee: number;
}

/** Contracts of a customer put together. */
function relationshipsOf(spells: ContractSpells, asOf: number, maxGap: number): Relationship[] {
  const relationships: Relationship[] = [];
  const { first, start, end, fee } = spells;
  for (let customer = 0; customer + 1 < first.length; customer++) {
    let open: Relationship | null = null;
    for (let i = first[customer]!; i < first[customer + 1]!; i++) {
      if (start[i]! > asOf) continue;
      const gap: number = open === null ? 0 : start[i]! - open.end;
      if (open === null || gap > maxGap) {
        open = {
          customer,
          number: open === null ? 1 : open.number + 1,
          start: start[i]!,
          end: end[i]!,
          contracts: 0,
          gapDays: 0,
          fee: 0,
        };
        relationships.push(open);
      } else if (gap > 0) open.gapDays += gap;
      open.contracts++;
      open.end = Math.max(open.end, end[i]!);
      if (end[i]! > asOf) open.fee += fee === null ? 0 : fee[i]!;
    }
  }
  return relationships;
}

function ledgerOf({ start, end, first }: ContractSpells, asOf: number): ContractSummaryAttributes["ledger"] {
  let startLater = 0;
  let endLater = 0;
  let customersStartingLater = 0;
  for (let customer = 0; customer + 1 < first.length; customer++) {
    // Contracts are sorted by start, so the first says whether any has begun.
    if (start[first[customer]!]! > asOf) customersStartingLater++;
    for (let i = first[customer]!; i < first[customer + 1]!; i++) {
      if (start[i]! > asOf) startLater++;
      else if (end[i]! > asOf && end[i]! < Number.POSITIVE_INFINITY) endLater++;
    }
  }
  return Object.freeze({ rows: start.length, startLater, endLater, customersStartingLater });
}
