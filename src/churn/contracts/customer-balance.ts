import { ClienteleError, knownOptions, refuseRow } from "../../errors/index.js";
import {
  createTable,
  hasColumn,
  millisecondsPerDay,
  numberColumn,
  requireRows,
  type StoredColumn,
  type Table,
  type TableInput,
  textColumn,
  toTable,
} from "../../table/index.js";
import { relationshipOptionNames } from "./customer-states.js";
import { type PeriodOptions, type PeriodTally, tallyPeriods } from "./period-tally.js";

/**
 * The columns of {@link customerBalance}; `segment` only where one was named, values only with amounts or fees,
 * `passing` and `complete` not for plain counts.
 */
export type CustomerBalanceColumns = {
  period: string;
  segment: number | string | boolean;
  /** Customers from before who are still there on the first day. */
  start: number;
  /** Customers won who never were customers before. */
  new: number;
  /** Customers won back. */
  returned: number;
  lost: number;
  /** start + new + returned − lost. */
  end: number;
  change: number;
  /** Lost ÷ start; missing where there were none. */
  lossRate: number;
  /** How many new customers it took to stand still: lost − returned, at least 0. */
  toStandStill: number;
  /** Customers who came and went within the period. */
  passing: number;
  startValue: number;
  gainedValue: number;
  lostValue: number;
  endValue: number;
  /**
   * How many new customers bring what one lost customer took along: (lostValue ÷ lost) ÷ (gainedValue ÷ new); missing
   * where nobody was lost or won, or those won bring nothing. Customers won back count as won.
   */
  replacement: number;
  complete: boolean;
};

/** Where the leaky bucket is heading, at the rates of the last complete periods. */
export interface BalanceOutlook {
  /** Complete periods with customers that the rates stand on: the last twelve. */
  readonly periods: number;
  readonly lossRate: number;
  readonly newPerPeriod: number;
  readonly returnedPerPeriod: number;
  /** New customers that the next period needs to stand still: loss rate × customers − returned. */
  readonly toStandStill: number;
  /** Customers at which gains and losses would even out; null when nobody is lost. */
  readonly steadyState: number | null;
  /** Periods until half of today's customers have left; null when nobody is lost. */
  readonly halfLife: number | null;
}

/** What {@link customerBalance} says about itself. */
export interface CustomerBalanceAttributes {
  /** Null with the reason where no period can tell; over all segments. */
  readonly outlook: BalanceOutlook | null;
  readonly outlookReason: string | null;
  /** The last day of observation; null for plain counts. */
  readonly asOf: Date | null;
}

/** How many of the last complete periods the outlook stands on. */
const outlookPeriods = 12;

/**
 * Is the bucket leaking faster than it is filled? The balance of customers period by period (start + new + returned −
 * lost = end), and how many new customers it takes to stand still.
 *
 * @param input - contracts or orders as for {@link churnRates}; or, without options, a table of plain counts: `start`,
 * `new`, `lost`, and where known `returned`, `period`, and `lostValue` with `gainedValue`
 * @param options - as for {@link churnRates}, without limits
 * @returns a row per period (and segment), with the `outlook`: needed per period, the half-life of today's customers,
 * and where the bucket would settle
 *
 * Errors: as for {@link churnRates}; for counts `out-of-range` and `inconsistent-row` where more are lost than there
 * were.
 *
 * @example
 * ```ts
 * const balance = customerBalance(orders, { customer: "customer", date: "date", amount: "amount", lapsedAfter: 120 });
 * balance.outlook?.toStandStill;
 * customerBalance([{ start: 1000, new: 80, lost: 100 }]).column("toStandStill").at(0); // 100
 * ```
 */
export function customerBalance(
  input: TableInput,
  options?: PeriodOptions,
): Table<CustomerBalanceColumns, CustomerBalanceAttributes> {
  const caller = "customerBalance";
  if (options === undefined) return balanceOfCounts(caller, input);
  knownOptions(caller, options, [...relationshipOptionNames, "by"]);
  const { tallies, segments, hasValue, lastDay } = tallyPeriods(caller, input, options);
  const columns: [string, ArrayLike<unknown> | StoredColumn][] = [["period", tallies.map(({ period }) => period)]];
  if (segments !== null) columns.push(["segment", segments.take(tallies.map(({ segment }) => segment))]);
  columns.push(...balanceColumns(tallies), ["passing", tallies.map(({ passing }) => passing)]);
  if (hasValue) {
    columns.push(
      ["startValue", tallies.map(({ startValue }) => startValue)],
      ["gainedValue", tallies.map(({ gainedValue }) => gainedValue)],
      ["lostValue", tallies.map(({ lostValue }) => lostValue)],
      ["endValue", tallies.map(({ endValue }) => endValue)],
      ["replacement", tallies.map(replacementOf)],
    );
  }
  columns.push(["complete", tallies.map(({ complete }) => complete)]);
  return createTable<CustomerBalanceColumns, CustomerBalanceAttributes>(columns, {
    ...outlookOf(overSegments(tallies)),
    asOf: new Date(lastDay * millisecondsPerDay),
  });
}

/** What a table of plain counts may hold: counts, what this function gives itself, and values. */
const countColumns: ReadonlySet<string> = /* @__PURE__ */ new Set([
  ...["period", "start", "new", "returned", "lost", "end", "change", "lossRate", "toStandStill", "complete"],
  ...["segment", "passing", "startValue", "gainedValue", "lostValue", "endValue", "replacement"],
]);

/** The movements of customers in a period. */
type Movements = Pick<PeriodTally, "start" | "new" | "returned" | "lost" | "end" | "complete">;

/** (lostValue / lost) / (gainedValue / won), NaN where that says nothing. */
function replacementOf(row: {
  readonly lost: number;
  readonly new: number;
  readonly returned: number;
  readonly lostValue: number;
  readonly gainedValue: number;
}): number {
  const won = row.new + row.returned;
  return row.lost > 0 && won > 0 && row.gainedValue > 0
    ? row.lostValue / row.lost / (row.gainedValue / won)
    : Number.NaN;
}

function balanceColumns(rows: readonly Movements[]): [string, number[]][] {
  return [
    ["start", rows.map(({ start }) => start)],
    ["new", rows.map((row) => row.new)],
    ["returned", rows.map(({ returned }) => returned)],
    ["lost", rows.map(({ lost }) => lost)],
    ["end", rows.map(({ end }) => end)],
    ["change", rows.map(({ start, end }) => end - start)],
    ["lossRate", rows.map(({ lost, start }) => (start > 0 ? lost / start : Number.NaN))],
    ["toStandStill", rows.map(({ lost, returned }) => Math.max(0, lost - returned))],
  ];
}

function balanceOfCounts(caller: string, input: TableInput): Table<CustomerBalanceColumns, CustomerBalanceAttributes> {
  const table = toTable(caller, input);
  requireRows(caller, table);
  const strange = table.columnNames.find((name) => !countColumns.has(name));
  if (strange !== undefined) {
    throw new ClienteleError(
      "unknown-column",
      { function: caller, column: strange, value: strange },
      "plain counts have no such column: they are start, new, returned, lost and period; drop it if it says nothing " +
        "of the balance, or give options to read contracts or orders",
    );
  }
  const counts = (name: string, fallback?: number): Float64Array => {
    if (fallback !== undefined && !hasColumn(table, name)) return new Float64Array(table.numRows).fill(fallback);
    const values = numberColumn(caller, table, name);
    values.forEach((value, row) => {
      if (!(value >= 0)) refuseRow(caller, name, row, value, `a number of customers must be at least 0, got ${value}`);
    });
    return values;
  };
  const [start, won, returned, lost] = [counts("start"), counts("new"), counts("returned", 0), counts("lost")];
  const rows: Movements[] = Array.from(start, (customers, row) => {
    if (lost[row]! > customers + won[row]! + returned[row]!) {
      refuseRow(
        caller,
        "lost",
        row,
        lost[row],
        `${lost[row]} are lost where there are ${customers + won[row]! + returned[row]!}`,
        "inconsistent-row",
      );
    }
    const end = customers + won[row]! + returned[row]! - lost[row]!;
    return { start: customers, new: won[row]!, returned: returned[row]!, lost: lost[row]!, end, complete: true };
  });
  const periods = hasColumn(table, "period") ? textColumn(caller, table, "period") : null;
  const values = hasColumn(table, "lostValue") && hasColumn(table, "gainedValue");
  const replacement = values ? replacements(rows, counts("lostValue"), counts("gainedValue")) : null;
  const period = rows.map((_, row) =>
    periods === null ? String(row + 1) : (periods.labels[periods.codes[row]!] ?? null),
  );
  return createTable<CustomerBalanceColumns, CustomerBalanceAttributes>(
    [
      ["period", period],
      ...balanceColumns(rows),
      ...(replacement === null ? [] : [["replacement", replacement] as const]),
    ],
    { ...outlookOf(rows), asOf: null },
  );
}

function replacements(rows: readonly Movements[], lostValue: Float64Array, gainedValue: Float64Array): number[] {
  return rows.map((row, i) => replacementOf({ ...row, lostValue: lostValue[i]!, gainedValue: gainedValue[i]! }));
}

/** The movements of each period, whatever the segment. */
function overSegments(tallies: readonly PeriodTally[]): Movements[] {
  const periods = new Map<string, Movements & Record<"start" | "new" | "returned" | "lost" | "end", number>>();
  for (const tally of tallies) {
    const sum = periods.get(tally.period) ?? {
      start: 0,
      new: 0,
      returned: 0,
      lost: 0,
      end: 0,
      complete: tally.complete,
    };
    periods.set(tally.period, sum);
    for (const name of ["start", "new", "returned", "lost", "end"] as const) sum[name] += tally[name];
  }
  return [...periods.values()];
}

function outlookOf(rows: readonly Movements[]): Pick<CustomerBalanceAttributes, "outlook" | "outlookReason"> {
  const used = rows.filter(({ complete, start }) => complete && start > 0).slice(-outlookPeriods);
  if (used.length === 0) return { outlook: null, outlookReason: "no complete period began with customers" };
  const sum = (of: (row: Movements) => number) => used.reduce((total, row) => total + of(row), 0);
  const lossRate = sum(({ lost }) => lost) / sum(({ start }) => start);
  const newPerPeriod = sum((row) => row.new) / used.length;
  const returnedPerPeriod = sum(({ returned }) => returned) / used.length;
  const customers = rows.at(-1)?.end ?? 0;
  return {
    outlook: {
      periods: used.length,
      lossRate,
      newPerPeriod,
      returnedPerPeriod,
      toStandStill: Math.max(0, lossRate * customers - returnedPerPeriod),
      steadyState: lossRate === 0 ? null : (newPerPeriod + returnedPerPeriod) / lossRate,
      halfLife: lossRate === 0 ? null : lossRate >= 1 ? 0 : Math.log(0.5) / Math.log1p(-lossRate),
    },
    outlookReason: null,
  };
}
