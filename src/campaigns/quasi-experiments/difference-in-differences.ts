import { ClienteleError, finiteFigures, knownOptions, levelOption } from "../../errors/index.js";
import { type Column, createTable, dateColumnOf, type Table, type TableInput, toTable } from "../../table/index.js";
import type { MeanContrast } from "../experiments/contrast-of-means.js";
import { type EstimatedChange, estimatedChange, showChange } from "./estimated-change.js";
import { type PanelColumns, type TreatedPanel, treatedPanel } from "./treated-panel.js";
import { trendBefore } from "./trend-before.js";
import { byTreatment, relativeChange, unitMeans } from "./unit-means.js";

/** Options of {@link differenceInDifferences}. */
export interface DifferenceInDifferencesOptions extends PanelColumns {
  /** [0.95] */
  readonly level?: number;
}

/** The columns of `means`: a row for each group, before and after. */
export type DifferenceMeanColumns = {
  group: "treated" | "control";
  time: "before" | "after";
  /** Customers, or rows where no customer is named. */
  n: number;
  mean: number;
  /** Missing for a group of one. */
  standardError: number;
};

/** The columns of `periods`, in their order. */
export type DifferencePeriodColumns = {
  period: number | Date;
  /** Whether the treatment had started. */
  after: boolean;
  treated: number;
  control: number;
  treatedRows: number;
  controlRows: number;
  /** How much more the treated have changed than the control since the last period before the start. */
  effect: number;
  lower: number;
  upper: number;
};

/** What a treatment did, by the change of a group beyond that of another. */
export interface DifferenceInDifferences {
  /** (treated after − before) − (control after − before). */
  readonly effect: EstimatedChange;
  readonly treatedChange: number;
  readonly controlChange: number;
  readonly means: Table<DifferenceMeanColumns>;
  readonly periods: Table<DifferencePeriodColumns>;
  /**
   * How much more the treated rose from one period to the next before anything was done: 0 where trends are parallel;
   * null with a single period before the start.
   */
  readonly trendBefore: EstimatedChange | null;
  readonly finding: string;
  /** The assumption, and what speaks against it. */
  readonly warnings: readonly string[];
  readonly ledger: {
    readonly rows: number;
    /** Customers who were left out because they were seen on one side of the start only. */
    readonly onlyBefore: number;
    readonly onlyAfter: number;
  };
}

/**
 * Did it work, where there was no experiment? What changed among those who got the treatment, less what changed among
 * those who did not. That is the effect only if both groups would have changed alike without it (parallel trends): no
 * data can show that, but periods before the start can speak against it, which `trendBefore` and `periods` show.
 *
 * Where a `customer` is named, each is compared with itself: the mean after less the mean before, one number a
 * customer, so that repeated outcomes of one customer do not pass for many (Bertrand, Duflo and Mullainathan 2004);
 * groups are compared by Welch's test. Otherwise rows are taken as independent, and the four means have the interval of
 * Welch and Satterthwaite.
 *
 * A table may have a column `count`: how many identical customers (or rows) each stands for.
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `not-a-date`, `invalid-option`,
 * `one-class` (no control, or nobody seen on both sides), `too-few-rows` (no period before the start, or from it on),
 * `inconsistent-row` (a customer who changes the group).
 *
 * Source: Card and Krueger (1994), "Minimum wages and employment"; Bertrand, Duflo and Mullainathan (2004), section
 * IV.C.
 *
 * @example
 * ```ts
 * const stores = {
 *   store: ["a", "a", "b", "b", "c", "c", "d", "d"],
 *   region: ["north", "north", "north", "north", "south", "south", "south", "south"],
 *   month: [1, 2, 1, 2, 1, 2, 1, 2],
 *   sales: [20, 27, 24, 30, 18, 20, 22, 23],
 * };
 * const columns = { group: "region", treated: "north", period: "month", customer: "store", outcome: "sales" };
 * differenceInDifferences(stores, { ...columns, start: 2 }).effect.estimate; // 5: 6.5 in the north, 1.5 in the south
 * ```
 */
export function differenceInDifferences(
  input: TableInput,
  options: DifferenceInDifferencesOptions,
): DifferenceInDifferences {
  const caller = "differenceInDifferences";
  const names = ["group", "treated", "period", "start", "outcome", "customer", "dateUnit", "level"];
  knownOptions(caller, options, names);
  const level = levelOption(caller, "level", options.level);
  const table = toTable(caller, input);
  const panel = treatedPanel(caller, table, options);
  const { start, values } = panel.periods;
  const before = unitMeans(panel, 0, start);
  const after = unitMeans(panel, start, values.length);
  const ledger = panel.followed ? leaveOutOneSided(before, after) : { onlyBefore: 0, onlyAfter: 0 };
  const means = meansTable(caller, panel, before, after);
  const [treatedBefore, controlBefore, treatedAfter, controlAfter] = means.column("mean").toArray() as number[];
  const effect = relativeChange(panel, before, after, level);
  const trend = trendBefore(panel, level);
  return finiteFigures(
    caller,
    Object.freeze({
      effect: estimatedChange(effect),
      treatedChange: treatedAfter! - treatedBefore!,
      controlChange: controlAfter! - controlBefore!,
      means,
      periods: periodTable(panel, level),
      trendBefore: trend === null ? null : estimatedChange(trend),
      finding: findingOf(effect),
      warnings: Object.freeze(warningsOf(panel, effect, trend, level)),
      ledger: Object.freeze({ rows: table.numRows, ...ledger }),
    }),
  );
}

/** Leaves units out that were seen on one side only, and counts them. */
function leaveOutOneSided(before: Float64Array, after: Float64Array): { onlyBefore: number; onlyAfter: number } {
  const left = { onlyBefore: 0, onlyAfter: 0 };
  for (let unit = 0; unit < before.length; unit++) {
    if (Number.isNaN(after[unit]!) === Number.isNaN(before[unit]!)) continue;
    left[Number.isNaN(after[unit]!) ? "onlyBefore" : "onlyAfter"]++;
    before[unit] = Number.NaN;
    after[unit] = Number.NaN;
  }
  return left;
}

/** The four means, or an error where nobody is behind one. */
function meansTable(
  caller: string,
  panel: TreatedPanel,
  before: Float64Array,
  after: Float64Array,
): Table<DifferenceMeanColumns> {
  const cells = [...byTreatment(panel, before), ...byTreatment(panel, after)];
  const groups = ["treated", "control", "treated", "control"] as const;
  const times = ["before", "before", "after", "after"] as const;
  cells.forEach(({ n }, i) => {
    if (n > 0) return;
    const when = panel.followed ? "both before and after the start" : `${times[i]} the start`;
    throw new ClienteleError(
      "one-class",
      { function: caller, value: groups[i] },
      `nobody of the ${groups[i]} group was seen ${when}`,
    );
  });
  return createTable<DifferenceMeanColumns>({
    group: groups,
    time: times,
    n: cells.map(({ n }) => n),
    mean: cells.map(({ mean }) => mean),
    standardError: cells.map(({ variance, n }) => Math.sqrt(variance / n)),
  });
}

/** Each period with what has changed since the last one before the start. */
function periodTable(panel: TreatedPanel, level: number): Table<DifferencePeriodColumns> {
  const { values, areDates, start } = panel.periods;
  const last = unitMeans(panel, start - 1, start);
  const rows = Array.from(values, (_, place) => {
    const own = unitMeans(panel, place, place + 1);
    const change = place === start - 1 ? null : relativeChange(panel, last, own, level);
    return { cells: byTreatment(panel, own), change };
  });
  const numbers = (of: (row: (typeof rows)[number]) => number): Float64Array => Float64Array.from(rows, of);
  const columns: [string, ArrayLike<unknown> | Column][] = [
    ["period", areDates ? dateColumnOf(values) : values],
    ["after", rows.map((_, place) => place >= start)],
    ["treated", numbers(({ cells }) => cells[0].mean)],
    ["control", numbers(({ cells }) => cells[1].mean)],
    ["treatedRows", numbers(({ cells }) => cells[0].n)],
    ["controlRows", numbers(({ cells }) => cells[1].n)],
    ["effect", numbers(({ change }) => (change === null ? 0 : change.estimate))],
    ["lower", numbers(({ change }) => change?.lower ?? Number.NaN)],
    ["upper", numbers(({ change }) => change?.upper ?? Number.NaN)],
  ];
  return createTable<DifferencePeriodColumns>(columns);
}

function findingOf(effect: MeanContrast): string {
  const what = effect.lower > 0 ? "raised it" : effect.upper < 0 ? "lowered it" : "no effect can be told";
  return `${what}, if both would have changed alike: ${showChange(effect)}`;
}

function warningsOf(panel: TreatedPanel, effect: MeanContrast, trend: MeanContrast | null, level: number): string[] {
  const warnings = [
    "the effect holds only if the treated would have changed as the control did (parallel trends), which no data show",
  ];
  if (trend === null) {
    warnings.push("with a single period before the start nothing can be said about trends before");
  } else if (trend.pValue < 1 - level) {
    warnings.push(
      `before the start the treated already moved away from the control by ${showChange(trend)} a period: the ` +
        "effect is in doubt",
    );
  } else {
    warnings.push(
      `before the start the trends differ by ${showChange(trend)} a period: no difference was found, which does not ` +
        "prove that there is none",
    );
  }
  if (Number.isNaN(effect.standardError))
    warnings.push("a group of one has no variance, so the effect has no interval");
  if (!panel.followed) {
    warnings.push("rows are taken as independent; name the customer where the same ones are seen several times");
  }
  return warnings;
}
