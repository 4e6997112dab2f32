import {
  ClienteleError,
  knownOptions,
  levelOption,
  requireColumnName,
  requireDistinctNames,
  showValue,
} from "../../errors/index.js";
import { adjustPValues } from "../../numeric/index.js";
import { logRank } from "../../survival/index.js";
import {
  createTable,
  type DateInput,
  type DateUnit,
  dateColumn,
  dateUnitOption,
  keyColumn,
  type Present,
  parseDate,
  requireRows,
  type StoredColumn,
  type Table,
  type TableInput,
  textColumn,
  toTable,
} from "../../table/index.js";
import { type FunnelParts, type Segments, stageOf, timesIn } from "./stage-times.js";

/** Options of {@link funnel}. */
export interface FunnelOptions {
  /** The column of the customer or lead. */
  readonly customer: string;
  /** The column of the stage that was reached. */
  readonly stage: string;
  /** The column of the moment. */
  readonly time: string;
  /** The stages from the first to the last; others in the table are left out and counted. */
  readonly stages: readonly string[];
  /** The moment up to which events are known; later ones are left out and counted [the last event]. */
  readonly asOf?: DateInput;
  /** A column that divides customers into segments, such as the source; taken from a customer's first row [none]. */
  readonly by?: string;
  /** What numbers in the column of moments count since 1970-01-01 UTC [`"ms"`]. */
  readonly dateUnit?: DateUnit;
  /** [0.95] */
  readonly level?: number;
}

/**
 * The columns of {@link Funnel}; `segment` only with `by`. The last stage has no next, so that it ends with
 * `entered`.
 */
export type FunnelColumns = {
  segment: number | string | boolean;
  stage: Present<string>;
  /** Customers who reached the stage. */
  entered: Present<number>;
  /** Of these, those who went on to a later stage. */
  moved: number;
  /** Of these, those who have not, as far as is known. */
  open: number;
  /** moved / entered, with Wilson's interval; too low while some are still on their way. */
  conversion: number;
  conversionLower: number;
  conversionUpper: number;
  /**
   * The share who go on within the longest time that anybody was observed, open customers counted as not yet seen, with
   * log-log limits; these are missing where it is 0 or 1, for which they are not defined.
   */
  eventual: number;
  lower: number;
  upper: number;
  /** Days until half have gone on, with its interval; missing where that is not reached. */
  medianDays: number;
  medianLower: number;
  medianUpper: number;
};

/** The columns of `comparisons`: a row for each stage but the last. */
export type FunnelComparisonColumns = {
  stage: string;
  /** That customers of all segments go on at the same speed (log-rank); missing where nobody did. */
  pValue: number;
  /** The same corrected for the number of stages (Holm). */
  adjustedPValue: number;
};

/** What the funnel says about itself. */
export interface FunnelAttributes {
  /** Whether segments differ, stage by stage; null without `by`. */
  readonly comparisons: Table<FunnelComparisonColumns> | null;
  readonly ledger: {
    readonly rows: number;
    /** Rows of stages that are not in the list. */
    readonly otherStages: number;
    readonly afterAsOf: number;
    /** Customers who reached a later stage without one before it; for that one they do not count. */
    readonly skipped: number;
  };
}

/** A row for every stage, in their order. */
export type Funnel = Table<FunnelColumns, FunnelAttributes>;

/**
 * Where do leads get lost, and how long do they stay in each stage? A customer enters a stage at its first event and
 * moves on at the first event of a later stage. Those who have not moved may still do so: their times are censored, and
 * `eventual` estimates the conversion with that taken into account (Kaplan and Meier 1958, with log-log limits), as
 * does `medianDays` (Brookmeyer and Crowley 1982). With `by`, `comparisons` tests for each stage whether the segments
 * go on alike (log-rank).
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-date`, `invalid-option` (fewer than two stages),
 * `duplicate-name`.
 *
 * @example
 * ```ts
 * funnel(events, { customer: "lead", stage: "stage", time: "date", stages: ["contact", "offer", "sale"] });
 * ```
 */
export function funnel(events: TableInput, options: FunnelOptions): Funnel {
  const caller = "funnel";
  knownOptions(caller, options, ["customer", "stage", "time", "stages", "asOf", "by", "dateUnit", "level"]);
  const level = levelOption(caller, "level", options.level);
  for (const name of ["customer", "stage", "time"] as const) requireColumnName(caller, name, options[name]);
  const stages = readStages(caller, options.stages);
  const table = toTable(caller, events);
  requireRows(caller, table);
  const customers = keyColumn(caller, table, options.customer);
  const moments = dateColumn(caller, table, options.time, { dateUnit: dateUnitOption(caller, options.dateUnit) });
  const named = textColumn(caller, table, options.stage);
  const last = moments.reduce((latest, moment) => Math.max(latest, moment), Number.NEGATIVE_INFINITY);
  const end = options.asOf === undefined ? last : parseDate(caller, "asOf", options.asOf);
  const ledger = { rows: table.numRows, otherStages: 0, afterAsOf: 0, skipped: 0 };
  const reached = new Float64Array(customers.count * stages.length).fill(Number.POSITIVE_INFINITY);
  const placeOf = named.labels.map((label) => stages.indexOf(label));
  for (let row = 0; row < moments.length; row++) {
    const place = named.codes[row]! < 0 ? -1 : placeOf[named.codes[row]!]!;
    if (place < 0) ledger.otherStages++;
    else if (moments[row]! > end) ledger.afterAsOf++;
    else {
      const at = customers.codes[row]! * stages.length + place;
      reached[at] = Math.min(reached[at]!, moments[row]!);
    }
  }
  ledger.skipped = skippedCustomers(reached, stages.length);
  const segments =
    options.by === undefined ? null : segmentsOf(caller, table, options.by, customers.codes, customers.count);
  return funnelTable({ stages, reached, end, level, segments }, Object.freeze(ledger));
}

/** The log-rank test compares so many groups at most. */
const mostCompared = 1000;

function readStages(caller: string, stages: readonly string[]): readonly string[] {
  if (!Array.isArray(stages) || stages.length < 2 || !stages.every((stage) => typeof stage === "string")) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: stages },
      `option "stages" must list at least two stages by name, the first first, got ${showValue(stages)}`,
    );
  }
  requireDistinctNames(caller, stages, "stages");
  return stages;
}

function skippedCustomers(reached: Float64Array, stages: number): number {
  let skipped = 0;
  for (let from = 0; from < reached.length; from += stages) {
    let later = false;
    for (let stage = stages - 1; stage >= 0; stage--) {
      const here = Number.isFinite(reached[from + stage]!);
      if (later && !here) {
        skipped++;
        break;
      }
      later ||= here;
    }
  }
  return skipped;
}

/** The segment of each customer, by their first row. */
function segmentsOf(caller: string, table: Table, by: string, customerOf: Int32Array, customers: number): Segments {
  const keys = keyColumn(caller, table, by);
  const of = new Int32Array(customers).fill(-1);
  customerOf.forEach((customer, row) => {
    if (of[customer]! < 0) of[customer] = keys.codes[row]!;
  });
  return { of, labels: keys.labels };
}

function funnelTable(parts: FunnelParts, ledger: FunnelAttributes["ledger"]): Funnel {
  const { stages, segments } = parts;
  const groups = segments === null ? [null] : Array.from({ length: segments.labels.length }, (_, group) => group);
  const rows = groups.flatMap((group) => stages.map((_, stage) => ({ group, ...stageOf(parts, stage, group) })));
  const number = (name: Exclude<keyof ReturnType<typeof stageOf>, "stage">): Float64Array =>
    Float64Array.from(rows, (row) => row[name]);
  const columns: [string, ArrayLike<unknown> | StoredColumn][] = [
    ["stage", rows.map((row) => stages[row.stage]!)],
    ...(
      [
        "entered",
        "moved",
        "open",
        "conversion",
        "conversionLower",
        "conversionUpper",
        "eventual",
        "lower",
        "upper",
        "medianDays",
        "medianLower",
        "medianUpper",
      ] as const
    ).map((name): [string, Float64Array] => [name, number(name)]),
  ];
  if (segments !== null) columns.unshift(["segment", segments.labels.take(rows.map(({ group }) => group!))]);
  return createTable<FunnelColumns, FunnelAttributes>(columns, { comparisons: comparisonsOf(parts), ledger });
}

/** Whether segments go on alike, for each stage but the last. */
function comparisonsOf(parts: FunnelParts): Table<FunnelComparisonColumns> | null {
  if (parts.segments === null) return null;
  const stages = parts.stages.slice(0, -1);
  const pValues = stages.map((_, stage) => {
    const { durations, moved, segments } = timesIn(parts, stage, null);
    const comparable = moved.includes(1) && new Set(segments).size > 1 && new Set(segments).size <= mostCompared;
    return comparable ? logRank(durations, moved, segments).pValue : Number.NaN;
  });
  return createTable<FunnelComparisonColumns>({
    stage: stages,
    pValue: pValues.map((p) => (Number.isNaN(p) ? null : p)),
    adjustedPValue: adjustPValues(pValues, "holm").map((p) => (Number.isNaN(p) ? null : p)),
  });
}
