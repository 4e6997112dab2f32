import {
  latestDay,
  type OrderColumns,
  type OrderPolicies,
  orderOptionNames,
  purchaseDays,
  readOrders,
  requireCustomers,
} from "../../customers/index.js";
import { ClienteleError, numberOption } from "../../errors/index.js";
import {
  type DateInput,
  keyColumn,
  localDay,
  mostDays,
  type StoredColumn,
  type Table,
  type TableInput,
  timeZoneOption,
} from "../../table/index.js";
import { continuedEnds } from "./continued-ends.js";
import { type ContractColumns, contractOptionNames, readContracts } from "./contract-spells.js";

/** Orders: a customer who has not bought for so many days counts as lost. */
export interface LapseColumns extends OrderColumns, OrderPolicies {
  readonly lapsedAfter: number;
  /** What a customer is worth on a day: the spend of so many days before it [365]. */
  readonly valueDays?: number;
  /** The last day of observation [the day of the last order]. */
  readonly asOf?: DateInput;
}

/** Contracts: a customer is one while a contract runs, worth its fee. */
export interface ContractStateColumns extends ContractColumns {
  /**
   * The last day of observation, over when it is counted: who is no longer there on the day after it is lost. What
   * contracts say of later days is not used.
   */
  readonly asOf: DateInput;
}

/** The columns that say who was a customer when: of contracts, or of orders with a lapse rule. */
export type RelationshipColumns = (ContractStateColumns | LapseColumns) & {
  /** A column that tells segments apart; a customer belongs where the last of his rows says. */
  readonly segment?: string;
};

/** The names of the options in {@link RelationshipColumns}. */
export const relationshipOptionNames = [
  ...new Set<string>([...orderOptionNames, ...contractOptionNames, "lapsedAfter", "valueDays", "asOf", "segment"]),
];

/** Where a customer stands on the openings of some periods, and what began in between. */
export interface States {
  /** 1 on each opening on which he was still a customer from before. */
  readonly active: Uint8Array;
  /** His worth on each opening. */
  readonly value: Float64Array;
  /** Contracts begun or purchases made from each opening to the next. */
  readonly begun: Uint32Array;
}

/** Who was a customer when, whatever the source. */
export interface CustomerStates {
  readonly customers: number;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly hasValue: boolean;
  /** The first day of each customer; Infinity for one who never was. */
  readonly since: Float64Array;
  /** The segment of each customer (−1 unknown) and the labels; null without segments. */
  readonly segments: { readonly codes: Int32Array; readonly count: number; readonly labels: StoredColumn } | null;
  /** Writes where a customer stands on the given openings, which ascend. */
  readonly fill: (customer: number, openings: Float64Array, states: States) => void;
}

/** Reads contracts or orders as states. Errors: those of the tables; `invalid-option`. */
export function readStates(caller: string, input: TableInput, options: RelationshipColumns): CustomerStates {
  if ("lapsedAfter" in options) return statesOfOrders(caller, input, options);
  if ("start" in options && "end" in options) return statesOfContracts(caller, input, options);
  throw new ClienteleError(
    "invalid-option",
    { function: caller },
    'needs the columns "start" and "end" of contracts, or "date" of orders with "lapsedAfter", the days without a ' +
      "purchase after which a customer counts as lost",
  );
}

function statesOfContracts(
  caller: string,
  input: TableInput,
  options: ContractStateColumns & { readonly segment?: string },
): CustomerStates {
  const spells = readContracts(caller, input, options);
  const { table, customers, first, row, start, fee } = spells;
  const lastDay = localDay(caller, "asOf", options.asOf, timeZoneOption(caller, options.timeZone));
  // The last day is over: whether a contract ends on the day after it is known.
  const known = lastDay + 1;
  const end = continuedEnds(spells, known).map((day) => (day > known ? Number.POSITIVE_INFINITY : day));
  const since = Float64Array.from({ length: customers.count }, (_, customer) => start[first[customer]!]!);
  return {
    customers: customers.count,
    firstDay: since.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY),
    lastDay,
    hasValue: fee !== null,
    since,
    segments: segmentsOf(caller, table, options.segment, customers.count, (customer) => row[first[customer + 1]! - 1]!),
    fill: (customer, openings, { active, value, begun }) => {
      const to = first[customer + 1]!;
      for (let i = first[customer]!; i < to && start[i]! <= known; ) {
        const from = start[i]!;
        let until = end[i]!;
        // Contracts that overlap or follow each other make one stay.
        for (; i < to && start[i]! <= Math.min(until, known); i++) {
          until = Math.max(until, end[i]!);
          const period = firstAtOrAfter(openings, start[i]! + 1) - 1;
          if (period >= 0) begun[period]!++;
          if (fee === null) continue;
          const paid = firstAtOrAfter(openings, end[i]!);
          for (let at = firstAtOrAfter(openings, start[i]!); at < paid; at++) value[at]! += fee[i]!;
        }
        const left = firstAtOrAfter(openings, until);
        // A customer who begins on the opening day of a period is new in it, except on the very first opening day.
        for (let at = from === openings[0] ? 0 : firstAtOrAfter(openings, from + 1); at < left; at++) active[at] = 1;
      }
    },
  };
}

function statesOfOrders(
  caller: string,
  input: TableInput,
  options: LapseColumns & { readonly segment?: string },
): CustomerStates {
  const lapsedAfter = numberOption(caller, "lapsedAfter", options.lapsedAfter, { min: 1, integer: true });
  const valueDays = numberOption(caller, "valueDays", options.valueDays ?? 365, {
    min: 1,
    max: mostDays,
    integer: true,
  });
  const asOf =
    options.asOf === undefined
      ? undefined
      : localDay(caller, "asOf", options.asOf, timeZoneOption(caller, options.timeZone));
  const orders = readOrders(caller, input, options, asOf);
  requireCustomers(caller, orders);
  const { start, days, spend } = purchaseDays(orders, "merge");
  const { count, codes } = orders.customers;
  const since = Float64Array.from({ length: count }, (_, customer) =>
    start[customer]! < start[customer + 1]! ? days[start[customer]!]! : Number.POSITIVE_INFINITY,
  );
  const lastRow = latestRows(codes, orders.moments, count);
  return {
    customers: count,
    firstDay: since.reduce((least, day) => Math.min(least, day), Number.POSITIVE_INFINITY),
    lastDay: asOf ?? latestDay(orders),
    hasValue: spend !== null,
    since,
    segments: segmentsOf(caller, orders.table, options.segment, count, (customer) => lastRow[customer]!),
    fill: (customer, openings, { active, value, begun }) => {
      for (let i = start[customer]!; i < start[customer + 1]!; i++) {
        const day = days[i]!;
        // A purchase of a day is known from the next day on.
        const from = firstAtOrAfter(openings, day + 1);
        begun[from - 1]!++;
        for (let at = from; at < openings.length && openings[at]! - day <= lapsedAfter; at++) active[at] = 1;
        if (spend === null) continue;
        for (let at = from; at < openings.length && openings[at]! - day <= valueDays; at++) value[at]! += spend[i]!;
      }
    },
  };
}

/** The row with the latest moment of each customer. */
function latestRows(codes: Int32Array, moments: Float64Array, customers: number): Int32Array {
  const latest = new Int32Array(customers).fill(-1);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code >= 0 && (latest[code]! < 0 || moments[row]! >= moments[latest[code]!]!)) latest[code] = row;
  }
  return latest;
}

function segmentsOf(
  caller: string,
  table: Table,
  segment: string | undefined,
  customers: number,
  rowOf: (customer: number) => number,
): CustomerStates["segments"] {
  if (segment === undefined) return null;
  const keys = keyColumn(caller, table, segment, { missing: "keep" });
  const codes = Int32Array.from({ length: customers }, (_, customer) => keys.codes[rowOf(customer)]!);
  return { codes, count: keys.count, labels: keys.labels };
}

function firstAtOrAfter(openings: Float64Array, day: number): number {
  let low = 0;
  let high = openings.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (openings[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
