import { columnList, knownOptions, levelOption, refuseRow, requireColumnName } from "../../errors/index.js";
import {
  type Column,
  type Columns,
  createTable,
  findColumn,
  keyColumn,
  numberColumn,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { outcomesOf, ratesOf } from "./contact-log.js";

/** Options of {@link contactEffectiveness}. */
export interface ContactEffectivenessOptions {
  /** The columns that tell kinds of contacts apart, such as kind and channel [`["kind", "channel"]`]. */
  readonly by?: string | readonly string[];
  /** The column of the outcome, 0 or 1 [`"outcome"`]. */
  readonly outcome?: string;
  /** The column of what a contact cost [none]. */
  readonly cost?: string;
  /** The column of a satisfaction score after the contact; blanks are left out [none]. */
  readonly satisfaction?: string;
  /** [0.95] */
  readonly level?: number;
}

/** The columns behind those of `by`. */
export type ContactEffectivenessColumns = {
  contacts: number;
  successes: number;
  /** successes / contacts with Wilson's interval. */
  rate: number;
  lower: number;
  upper: number;
  /** Missing without a column of cost. */
  cost: number;
  costPerContact: number;
  /** Missing also where nothing succeeded. */
  costPerSuccess: number;
  /** The mean of the scores given; missing without a column or a score. */
  satisfaction: number;
  /** How many gave a score. */
  scored: number;
};

/**
 * Which contacts work, and what does a success cost, by kind and channel?
 *
 * Customers are not chosen by lot for a channel: differences between kinds of contacts are also differences between
 * those who were contacted. `readExperiment` tells an effect from that.
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `out-of-range` (an outcome that is
 * neither 0
 * nor 1, a negative cost), `invalid-option`.
 *
 * @example
 * ```ts
 * contactEffectiveness(log, { by: ["kind", "channel"], outcome: "sold", cost: "cost" });
 * ```
 */
export function contactEffectiveness(
  log: TableInput,
  options: ContactEffectivenessOptions = {},
): Table<Columns & ContactEffectivenessColumns> {
  const caller = "contactEffectiveness";
  knownOptions(caller, options, ["by", "outcome", "cost", "satisfaction", "level"]);
  const level = levelOption(caller, "level", options.level);
  const { by = ["kind", "channel"], outcome = "outcome", cost, satisfaction } = options;
  const kinds = columnList(caller, "by", typeof by === "string" ? [by] : by);
  const table = toTable(caller, log);
  requireRows(caller, table);
  const succeeded = outcomesOf(caller, table, requireColumnName(caller, "outcome", outcome));
  const paid = cost === undefined ? null : costsOf(caller, table, cost);
  const scores = satisfaction === undefined ? null : numberColumn(caller, table, satisfaction, { missing: "keep" });
  const keys = kinds.map((name) => keyColumn(caller, table, name).codes);
  const groups = new Map<string, number>();
  const first: number[] = [];
  const of = Int32Array.from({ length: table.numRows }, (_, row) => {
    const key = keys.map((codes) => codes[row]).join();
    const group = groups.get(key) ?? first.push(row) - 1;
    groups.set(key, group);
    return group;
  });
  const total = (values: (row: number) => number): Float64Array => {
    const sums = new Float64Array(first.length);
    of.forEach((group, row) => {
      sums[group]! += values(row);
    });
    return sums;
  };
  const contacts = total(() => 1);
  const successes = total((row) => succeeded[row]!);
  const costs = paid === null ? contacts.map(() => Number.NaN) : total((row) => paid[row]!);
  const scored = total((row) => (scores === null || Number.isNaN(scores[row]!) ? 0 : 1));
  const score = total((row) => (scores === null || Number.isNaN(scores[row]!) ? 0 : scores[row]!));
  const rates = ratesOf(contacts, successes, level);
  const own: [string, ArrayLike<unknown> | Column][] = kinds.map((name) => [
    name,
    findColumn(caller, table, name).take(first),
  ]);
  return createTable<Columns & ContactEffectivenessColumns>([
    ...own,
    ["contacts", contacts],
    ["successes", successes],
    ["rate", rates.rate],
    ["lower", rates.lower],
    ["upper", rates.upper],
    ["cost", costs],
    ["costPerContact", costs.map((sum, i) => sum / contacts[i]!)],
    ["costPerSuccess", costs.map((sum, i) => (successes[i] === 0 ? Number.NaN : sum / successes[i]!))],
    ["satisfaction", score.map((sum, i) => (scored[i] === 0 ? Number.NaN : sum / scored[i]!))],
    ["scored", scored],
  ]);
}

function costsOf(caller: string, table: Table, name: string): Float64Array {
  const values = numberColumn(caller, table, name);
  values.forEach((value, row) => {
    if (value < 0) refuseRow(caller, name, row, value, `a cost must be at least 0, got ${value}`);
  });
  return values;
}
