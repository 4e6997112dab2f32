import { knownOptions, levelOption, numberOption } from "../../errors/index.js";
import { sortedOrder } from "../../numeric/index.js";
import {
  createTable,
  type DateUnit,
  dateColumn,
  dateUnitOption,
  keyColumn,
  millisecondsPerDay,
  mostDays,
  type Present,
  requireRows,
  requireUsualColumns,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { ratesOf } from "../rates/rates-of.js";
import { outcomeColumn } from "../rates/yes-or-no.js";

/** Options of {@link contactPressure}. */
export interface ContactPressureOptions {
  /** [`"customer"`] */
  readonly customer?: string;
  /** [`"date"`] */
  readonly date?: string;
  /** What numbers in the column of dates count since 1970-01-01 UTC [`"ms"`]. */
  readonly dateUnit?: DateUnit;
  /** The column of the outcome, 0 or 1 [`"outcome"`]. */
  readonly outcome?: string;
  /** How far back earlier contacts count, in days [30]. */
  readonly days?: number;
  /** So many earlier contacts and more form one row [10]. */
  readonly most?: number;
  /** [0.95] */
  readonly level?: number;
}

/** The columns of {@link contactPressure}. */
export type ContactPressureColumns = {
  /** Contacts with the same customer in the days before; the last row stands for that many and more. */
  before: Present<number>;
  contacts: Present<number>;
  successes: Present<number>;
  rate: number;
  lower: number;
  upper: number;
};

/**
 * Do contacts wear off? The rate of success by how many contacts the same customer had in the days before. A falling
 * curve says that the next contact earns less, or that the most contacted are those who respond least.
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-date`, `out-of-range`, `invalid-option`.
 *
 * @example
 * ```ts
 * contactPressure(log, { customer: "customer", date: "date", outcome: "sold", days: 30 });
 * ```
 */
export function contactPressure(log: TableInput, options: ContactPressureOptions = {}): Table<ContactPressureColumns> {
  const caller = "contactPressure";
  knownOptions(caller, options, ["customer", "date", "dateUnit", "outcome", "days", "most", "level"]);
  const { customer = "customer", date = "date", outcome = "outcome" } = options;
  const level = levelOption(caller, "level", options.level);
  const days = numberOption(caller, "days", options.days ?? 30, { min: 0, exclusive: true, max: mostDays });
  const most = numberOption(caller, "most", options.most ?? 10, { min: 1, max: 1000, integer: true });
  const table = toTable(caller, log);
  requireRows(caller, table);
  requireUsualColumns(caller, table, options, { customer, date, outcome });
  const customers = keyColumn(caller, table, customer);
  const moments = dateColumn(caller, table, date, { dateUnit: dateUnitOption(caller, options.dateUnit) });
  const succeeded = outcomeColumn(caller, table, outcome);
  const contacts = new Float64Array(most + 1);
  const successes = new Float64Array(most + 1);
  const recent: number[][] = Array.from({ length: customers.count }, () => []);
  for (const row of sortedOrder(moments)) {
    const own = recent[customers.codes[row]!]!;
    while (own.length > 0 && own[0]! < moments[row]! - days * millisecondsPerDay) own.shift();
    // Contacts of the same moment do not come before each other.
    const before = Math.min(most, own.filter((moment) => moment < moments[row]!).length);
    contacts[before]!++;
    successes[before]! += succeeded[row]!;
    own.push(moments[row]!);
  }
  const rates = ratesOf(contacts, successes, level);
  const kept = [...contacts.keys()].filter((before) => contacts[before]! > 0);
  const pick = (values: Float64Array): number[] => kept.map((before) => values[before]!);
  return createTable<ContactPressureColumns>({
    before: kept,
    contacts: pick(contacts),
    successes: pick(successes),
    rate: pick(rates.rate),
    lower: pick(rates.lower),
    upper: pick(rates.upper),
  });
}
