import { ClienteleError, namedEntries, oneOf } from "../../errors/index.js";
import {
  type Column,
  type Columns,
  createTable,
  encodeKeys,
  findColumn,
  type StoredColumn,
  showDate,
  type Table,
  withoutInfinities,
} from "../../table/index.js";
import type { RecordClusters } from "./cluster-records.js";

/**
 * Which of several values of a column the merged record keeps: that of the record updated last, the one that most
 * records have, the longest, or that of the first row. What the policy leaves open goes to the most frequent, the most
 * recent, the longest, and at last the lowest value. Missing values never win, nor do infinite numbers.
 */
export type SurvivorshipPolicy = "mostRecent" | "mostFrequent" | "longest" | "first";

const policies: readonly SurvivorshipPolicy[] = ["mostRecent", "mostFrequent", "longest", "first"];

/** The columns of the ledger of merged records: a row for each value that was given up. */
export type MergeLedgerColumns = {
  cluster: number;
  column: string;
  policy: SurvivorshipPolicy;
  kept: string;
  /** The id of the record whose value was kept. */
  keptFrom: string;
  dropped: string;
  droppedFrom: string;
};

/** What became of the records, in numbers. */
export interface MergeCounts {
  readonly records: number;
  readonly clusters: number;
  /** Records that went into a record of several. */
  readonly mergedRecords: number;
  /** Records without any value to compare; each stays alone. */
  readonly withoutValues: number;
  readonly droppedValues: number;
}

/** The values that merging gave up, with the counts of the whole. */
export type MergeLedger = Table<MergeLedgerColumns, MergeCounts>;

/** Policies of the option `survivorship`, checked, by column. */
export type Survivorship = ReadonlyMap<string, SurvivorshipPolicy>;

/** Reads the option `survivorship`. Errors: `invalid-option`, `unknown-column`. */
export function survivorshipOption(
  caller: string,
  table: Table,
  survivorship: unknown,
  updated: string | undefined,
): Survivorship {
  if (survivorship === undefined) return new Map();
  const example = 'policies by column such as { city: "mostRecent" }';
  const checked = new Map<string, SurvivorshipPolicy>();
  for (const [column, policy] of namedEntries(
    caller,
    "survivorship",
    survivorship as Readonly<Record<string, unknown>>,
    example,
  )) {
    findColumn(caller, table, column);
    const known = oneOf(caller, `survivorship.${column}`, policy as SurvivorshipPolicy, policies, "mostFrequent");
    if (known === "mostRecent" && updated === undefined) {
      throw new ClienteleError(
        "invalid-option",
        { function: caller, column, value: policy },
        'the policy "mostRecent" needs option "updated", the column that says when a record was updated',
      );
    }
    checked.set(column, known);
  }
  return checked;
}

/** The records as they are merged. */
export interface MergeInput {
  readonly table: Table;
  readonly id: string;
  /** The rows in the order of their ids. */
  readonly order: Int32Array;
  /** By the order of ids. */
  readonly clusters: RecordClusters;
  readonly survivorship: Survivorship;
  readonly updated: string | undefined;
  /** The time at which the record of each row was updated, NaN where unknown; null without `updated`. */
  readonly moments: Float64Array | null;
  readonly withoutValues: number;
}

/** One row a cluster, and what was given up for it. */
export interface MergedRecords {
  readonly merged: Table<Columns & { cluster: number; records: number }>;
  readonly ledger: MergeLedger;
}

/** Merges the records of each cluster, column by column. */
export function mergeRecords(caller: string, input: MergeInput): MergedRecords {
  const { table, id, order, clusters } = input;
  const members = membersOf(clusters, order);
  const ids = findColumn(caller, table, id);
  const dropped = droppedValues();
  const columns = table.columnNames.map((name): [string, StoredColumn] => {
    const given = findColumn(caller, table, name);
    const column = name === id ? given : withoutInfinities(given);
    const policy = input.survivorship.get(name) ?? (name === input.updated ? "mostRecent" : "mostFrequent");
    const rows = name === id ? firstMembers(members, clusters.count) : keptRows(column, policy, members, input.moments);
    if (name !== id) dropped.note(column, policy, rows, members);
    return [name, column.take(rows)];
  });
  const ledger = dropped.table(ids, {
    records: table.numRows,
    clusters: clusters.count,
    mergedRecords: clusters.sizes.reduce((sum, size) => sum + (size > 1 ? size : 0), 0),
    withoutValues: input.withoutValues,
  });
  const merged = createTable<Columns & { cluster: number; records: number }>([
    [freeName("cluster", table.columnNames), Int32Array.from({ length: clusters.count }, (_, cluster) => cluster)],
    [freeName("records", table.columnNames), clusters.sizes],
    ...columns.map(([name, column]): [string, Column] => [name, column]),
  ]);
  return { merged, ledger };
}

/** The name of an added column, with an underscore for each time that the records have it already. */
function freeName(name: string, taken: readonly string[]): string {
  return taken.includes(name) ? freeName(`${name}_`, taken) : name;
}

/** The rows of each cluster, those of cluster c from `starts[c]` on, in the order of their ids. */
interface ClusterMembers {
  readonly starts: Int32Array;
  readonly rows: Int32Array;
}

function membersOf({ cluster, count, sizes }: RecordClusters, order: Int32Array): ClusterMembers {
  const starts = new Int32Array(count + 1);
  for (let c = 0; c < count; c++) starts[c + 1] = starts[c]! + sizes[c]!;
  const next = starts.slice();
  const rows = new Int32Array(cluster.length);
  for (let record = 0; record < cluster.length; record++) rows[next[cluster[record]!]!++] = order[record]!;
  return { starts, rows };
}

function firstMembers({ starts, rows }: ClusterMembers, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, c) => rows[starts[c]!]!);
}

/** The row whose value each cluster keeps; −1 where all its values are missing. */
function keptRows(
  column: StoredColumn,
  policy: SurvivorshipPolicy,
  { starts, rows }: ClusterMembers,
  updated: Float64Array | null,
): Int32Array {
  const { codes, labels } = encodeKeys(column);
  const kept = new Int32Array(starts.length - 1);
  for (let c = 0; c < kept.length; c++) {
    const from = starts[c]!;
    const to = starts[c + 1]!;
    kept[c] = codes[rows[from]!]! < 0 ? -1 : rows[from]!;
    if (to - from === 1) continue;
    kept[c] = bestRow(rows.subarray(from, to), codes, labels, policy, updated);
  }
  return kept;
}

function bestRow(
  rows: Int32Array,
  codes: Int32Array,
  labels: StoredColumn,
  policy: SurvivorshipPolicy,
  updated: Float64Array | null,
): number {
  const filled = rows.filter((row) => codes[row]! >= 0);
  if (filled.length === 0) return -1;
  const textOf = (row: number): string => String(labels.at(codes[row]!));
  const frequency = (row: number): number => filled.reduce((n, other) => n + (codes[other] === codes[row] ? 1 : 0), 0);
  const moment = (row: number): number => {
    const at = updated?.[row] ?? Number.NaN;
    return Number.isNaN(at) ? Number.NEGATIVE_INFINITY : at;
  };
  const criteria: Readonly<Record<SurvivorshipPolicy, (row: number) => number>> = {
    first: (row) => -row,
    longest: (row) => textOf(row).length,
    mostFrequent: frequency,
    mostRecent: moment,
  };
  // What the policy leaves open is decided by the other criteria, and at last by the value itself.
  const ranked = [criteria[policy], frequency, moment, criteria.longest];
  return filled.reduce((best, row) => {
    if (codes[row] === codes[best] && policy !== "mostRecent") return best;
    for (const criterion of ranked) {
      const difference = criterion(row) - criterion(best);
      if (difference > 0) return row;
      if (difference < 0) return best;
    }
    return textOf(row) < textOf(best) ? row : best;
  });
}

/** Gathers the values that are given up. */
function droppedValues() {
  const cluster: number[] = [];
  const column: string[] = [];
  const policy: SurvivorshipPolicy[] = [];
  const kept: string[] = [];
  const keptRow: number[] = [];
  const dropped: string[] = [];
  const droppedRow: number[] = [];
  return {
    note(values: StoredColumn, how: SurvivorshipPolicy, rows: Int32Array, members: ClusterMembers): void {
      const { codes } = encodeKeys(values);
      for (let c = 0; c < rows.length; c++) {
        const chosen = rows[c]!;
        if (chosen < 0) continue;
        for (let at = members.starts[c]!; at < members.starts[c + 1]!; at++) {
          const row = members.rows[at]!;
          if (codes[row]! < 0 || codes[row] === codes[chosen]) continue;
          cluster.push(c);
          column.push(values.name);
          policy.push(how);
          kept.push(cellText(values, chosen));
          keptRow.push(chosen);
          dropped.push(cellText(values, row));
          droppedRow.push(row);
        }
      }
    },
    table(ids: StoredColumn, counts: Omit<MergeCounts, "droppedValues">): MergeLedger {
      return createTable<MergeLedgerColumns, MergeCounts>(
        {
          cluster,
          column,
          policy,
          kept,
          keptFrom: keptRow.map((row) => cellText(ids, row)),
          dropped,
          droppedFrom: droppedRow.map((row) => cellText(ids, row)),
        },
        Object.freeze({ ...counts, droppedValues: cluster.length }),
      );
    },
  };
}

/** A cell as text; dates as ISO days or moments. */
function cellText(column: StoredColumn, row: number): string {
  const value = column.at(row);
  return column.type === "date" && typeof value === "number" ? showDate(value) : String(value);
}
