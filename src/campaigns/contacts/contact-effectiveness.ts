import { knownOptions, levelOption, requireColumnName } from "../../errors/index.js";
import {
  type Column,
  type Columns,
  createTable,
  numberColumn,
  type Present,
  requireRows,
  requireUsualColumns,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { amountColumn } from "../rates/amount-column.js";
import { ratesOf } from "../rates/rates-of.js";
import { rowKinds } from "../rates/row-kinds.js";
import { outcomeColumn } from "../rates/yes-or-no.js";

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
  contacts: Present<number>;
  successes: Present<number>;
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
 * neither 0 nor 1, a negative cost), `duplicate-column` (a column of `by` that is called like one of the result),
 * `invalid-option`.
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
  const { outcome = "outcome", cost, satisfaction } = options;
  const table = toTable(caller, log);
  requireRows(caller, table);
  const kinds = rowKinds(
    caller,
    table,
    options.by,
    ["kind", "channel"],
    [
      ...["contacts", "successes", "rate", "lower", "upper"],
      ...["cost", "costPerContact", "costPerSuccess", "satisfaction", "scored"],
    ],
  );
  requireUsualColumns(caller, table, options, { outcome });
  const succeeded = outcomeColumn(caller, table, outcome);
  const paid = cost === undefined ? null : amountColumn(caller, table, requireColumnName(caller, "cost", cost));
  const scores =
    satisfaction === undefined
      ? null
      : numberColumn(caller, table, requireColumnName(caller, "satisfaction", satisfaction), { missing: "keep" });
  const contacts = kinds.total(new Float64Array(table.numRows).fill(1));
  const successes = kinds.total(succeeded);
  const costs = paid === null ? contacts.map(() => Number.NaN) : kinds.total(paid);
  const scored = scores === null ? contacts.map(() => 0) : kinds.total(scores.map((score) => +!Number.isNaN(score)));
  const given = scores === null ? scored : kinds.total(scores.map((score) => (Number.isNaN(score) ? 0 : score)));
  const { rate, lower, upper } = ratesOf(contacts, successes, level);
  return createTable<Columns & ContactEffectivenessColumns>([
    ...kinds.columns.map(([name, column]): [string, Column] => [name, column]),
    ["contacts", contacts],
    ["successes", successes],
    ["rate", rate],
    ["lower", lower],
    ["upper", upper],
    ["cost", costs],
    ["costPerContact", costs.map((sum, i) => sum / contacts[i]!)],
    ["costPerSuccess", costs.map((sum, i) => (successes[i] === 0 ? Number.NaN : sum / successes[i]!))],
    ["satisfaction", given.map((sum, i) => (scored[i] === 0 ? Number.NaN : sum / scored[i]!))],
    ["scored", scored],
  ]);
}
