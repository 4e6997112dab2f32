import { UTCDateMini } from "@date-fns/utc/date/mini";
import { addMonths } from "date-fns/addMonths";
import {
  ClienteleError,
  columnList,
  counted,
  knownOptions,
  namedEntries,
  numberOption,
  requireColumnName,
  showValue,
} from "../errors/index.js";
import {
  createTable,
  type DateInput,
  type DateUnit,
  dateColumn,
  dateUnitOption,
  dayOf,
  encodeKeys,
  findColumn,
  localDay,
  localMoments,
  millisecondsPerDay,
  requireRows,
  type Table,
  type TableInput,
  timeZoneOption,
  toTable,
} from "../table/index.js";

/** How long ago a record was updated. */
export type FreshnessAge = "within a month" | "within a quarter" | "older" | "never" | "in the future";

/** A share, 0..1, that is to be reached, or a range in which it is to lie. */
export type ShareTarget = number | readonly [least: number, most: number];

/** Options of {@link recordFreshness}. */
export interface RecordFreshnessOptions {
  /** The column with the time at which each record was last updated; missing where it never was. */
  readonly updated: string;
  /** The day that counts as today. */
  readonly asOf: DateInput;
  /** What the shares of records by age are to be [no targets], such as `{ "within a month": 0.9 }`. */
  readonly targets?: Readonly<Partial<Record<FreshnessAge, ShareTarget>>> | undefined;
  /** The columns that should be filled, or targets for the shares in which they are [all columns but `updated`]. */
  readonly fields?: readonly string[] | Readonly<Record<string, ShareTarget>> | undefined;
  /** What numbers in `updated` count [`"ms"`]. */
  readonly dateUnit?: DateUnit | undefined;
  /** The IANA name of the zone whose clocks cut the days, such as `"Asia/Shanghai"` [UTC]. */
  readonly timeZone?: string | undefined;
}

/** The columns of {@link recordFreshness}: one row an age. */
export type FreshnessColumns = {
  age: FreshnessAge;
  records: number;
  /** Of all records. */
  share: number;
  /** The bounds of the target; missing where there is none. */
  targetLower: number;
  targetUpper: number;
  /** Whether the share is as it should be; missing without a target. */
  met: boolean;
};

/** The columns of `fields`: one row a column. */
export type FieldColumns = {
  field: string;
  filled: number;
  share: number;
  targetLower: number;
  targetUpper: number;
  met: boolean;
};

/** What the freshness of records says as a whole. */
export interface FreshnessAttributes {
  /** Whether all targets are met; null without targets. */
  readonly met: boolean | null;
  /** How far the columns are filled. */
  readonly fields: Table<FieldColumns>;
  readonly warnings: readonly string[];
}

/** A {@link recordFreshness} table. */
export type RecordFreshness = Table<FreshnessColumns, FreshnessAttributes>;

const ages: readonly FreshnessAge[] = ["within a month", "within a quarter", "older", "never", "in the future"];

/** The ages that have a row, even when no record has them. */
const usualAges = 3;

/**
 * How fresh are our records? The shares of records updated within a month (since the same day of the month before),
 * within a quarter (three months, without those of the last) and earlier, each beside its target, and how far the
 * fields are filled. Records without a date were `"never"` updated; those with a date after `asOf` are `"in the
 * future"`, which `warnings` say. Blank text counts as not filled.
 *
 * @returns `age`, `records`, `share`, `targetLower`, `targetUpper`, `met`; with the attributes `met`, `fields`,
 * `warnings`
 *
 * Errors: `empty-table`, `unknown-column`, `not-a-date`, `column-type`, `duplicate-column`, `invalid-option`.
 *
 * @example
 * ```ts
 * const freshness = recordFreshness(
 *   { customer: [1, 2, 3], updated: ["2026-11-20", "2026-10-02", "2024-01-31"], phone: ["0171", null, null] },
 *   { updated: "updated", asOf: "2026-11-29", targets: { "within a month": 0.9 }, fields: ["phone"] },
 * );
 * freshness.column("share").toArray(); // [1/3, 1/3, 1/3]
 * freshness.met; // false
 * ```
 */
export function recordFreshness(records: TableInput, options: RecordFreshnessOptions): RecordFreshness {
  const caller = "recordFreshness";
  knownOptions(caller, options, ["updated", "asOf", "targets", "fields", "dateUnit", "timeZone"]);
  const table = toTable(caller, records);
  requireRows(caller, table);
  const updated = requireColumnName(caller, "updated", options.updated);
  const zone = timeZoneOption(caller, options.timeZone);
  const asOf = localDay(caller, "asOf", options.asOf, zone);
  const dateUnit = dateUnitOption(caller, options.dateUnit);
  const targets = targetsOption(caller, options.targets);
  const moments = localMoments(dateColumn(caller, table, updated, { dateUnit, missing: "keep" }), zone);
  const counts = countAges(moments, asOf);
  const fields = fieldTable(caller, table, updated, options.fields);
  const shown = ages.filter((age, i) => i < usualAges || counts[i]! > 0 || targets.has(age));
  const judged = shown.map((age) => judge(counts[ages.indexOf(age)]!, table.numRows, targets.get(age)));
  const verdicts = [...judged.map(({ met }) => met), ...fields.column("met").toArray()].filter((met) => met !== null);
  const future = counts[ages.indexOf("in the future")]!;
  return createTable<FreshnessColumns, FreshnessAttributes>(
    { age: shown, records: judged.map(({ count }) => count), ...judgedColumns(judged) },
    {
      met: verdicts.length === 0 ? null : verdicts.every((met) => met),
      fields,
      warnings: Object.freeze(
        future === 0 ? [] : [`${counted(future, "record was", "records were")} updated after "asOf"`],
      ),
    },
  );
}

/** Records by age, in the order of `ages`. */
function countAges(moments: Float64Array, asOf: number): Float64Array {
  const monthAgo = monthsBefore(asOf, 1);
  const quarterAgo = monthsBefore(asOf, 3);
  const counts = new Float64Array(ages.length);
  for (let row = 0; row < moments.length; row++) {
    const moment = moments[row]!;
    const day = dayOf(moment);
    counts[Number.isNaN(moment) ? 3 : day > asOf ? 4 : day >= monthAgo ? 0 : day >= quarterAgo ? 1 : 2]!++;
  }
  return counts;
}

function monthsBefore(day: number, months: number): number {
  return dayOf(addMonths(new UTCDateMini(day * millisecondsPerDay), -months).getTime());
}

/** A count against its target. */
interface Judged {
  readonly count: number;
  readonly share: number;
  readonly target: readonly [number, number] | undefined;
  readonly met: boolean | null;
}

function judge(count: number, of: number, target: readonly [number, number] | undefined): Judged {
  const share = count / of;
  const met = target === undefined ? null : share >= target[0] && share <= target[1];
  return { count, share, target, met };
}

function judgedColumns(judged: readonly Judged[]) {
  return {
    share: judged.map(({ share }) => share),
    targetLower: judged.map(({ target }) => target?.[0] ?? null),
    targetUpper: judged.map(({ target }) => target?.[1] ?? null),
    met: judged.map(({ met }) => met),
  };
}

function fieldTable(
  caller: string,
  table: Table,
  updated: string,
  fields: RecordFreshnessOptions["fields"],
): Table<FieldColumns> {
  const isList = fields === undefined || Array.isArray(fields);
  const targets = (isList ? {} : fields) as Readonly<Record<string, unknown>>;
  const names = isList
    ? columnList(caller, "fields", fields ?? table.columnNames.filter((name) => name !== updated), 0)
    : namedEntries(caller, "fields", targets, "targets by column such as { phone: 0.9 }").map(([name]) => name);
  const judged = names.map((name) => {
    const { codes } = encodeKeys(findColumn(caller, table, name));
    let filled = 0;
    for (let row = 0; row < codes.length; row++) if (codes[row]! >= 0) filled++;
    const target = isList ? undefined : targetOption(caller, `fields.${name}`, targets[name]);
    return judge(filled, table.numRows, target);
  });
  return createTable<FieldColumns>({
    field: names,
    filled: judged.map(({ count }) => count),
    ...judgedColumns(judged),
  });
}

function targetsOption(caller: string, targets: unknown): ReadonlyMap<FreshnessAge, readonly [number, number]> {
  if (targets === undefined) return new Map();
  const byAge = targets as Readonly<Record<string, unknown>>;
  const entries = namedEntries(caller, "targets", byAge, 'shares by age such as { "within a month": 0.9 }');
  knownOptions(caller, byAge, ages);
  return new Map(entries.map(([age, target]) => [age as FreshnessAge, targetOption(caller, `targets.${age}`, target)]));
}

function targetOption(caller: string, option: string, target: unknown): readonly [number, number] {
  const bounds = { min: 0, max: 1 };
  if (!Array.isArray(target)) return [numberOption(caller, option, target, bounds), 1];
  const [least, most] = [...target].map((bound) => numberOption(caller, option, bound, bounds));
  if (target.length === 2 && least! <= most!) return [least!, most!];
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: target },
    `option ${JSON.stringify(option)} must be a share or two in ascending order such as [0.05, 0.1], got ` +
      showValue(target),
  );
}
