import {
  ClienteleError,
  freezeModel,
  knownOptions,
  numberOption,
  requireColumnName,
  showValue,
} from "../errors/index.js";
import {
  type DateInput,
  type DateUnit,
  dateUnitOption,
  findColumn,
  hasColumn,
  localDay,
  showDay,
  type Table,
  timeZoneOption,
} from "../table/index.js";
import type { CustomerId } from "./definition/customer-id.js";
import { checkedColumns, readTables, type SignalColumns, type SignalTables } from "./definition/signal-tables.js";
import { rowsOf, type SectionSettings, type ViewSection, viewSection } from "./view/view-section.js";
import { viewToHtml, viewToMarkdown, viewToText } from "./view/view-text.js";
import { columnParts, ownTopic, type ViewTopic, viewTopics } from "./view/view-topics.js";

/** Options of {@link customerView}. */
export interface CustomerViewOptions {
  /** The column of customers [`"customer"`]. */
  readonly customer?: string;
  /** Today: what is dated later has not happened yet, and what is resolved later is open [everything counts]. */
  readonly asOf?: DateInput;
  /** How many of the latest rows of a table are listed [10]. */
  readonly rows?: number;
  /** By table: which column holds what, where it is not called so; also its `dateUnit` and `timeZone`. */
  readonly columns?: Readonly<Record<string, SignalColumns>>;
}

/** Everything known about one customer, as plain data. */
export interface CustomerView {
  readonly customer: CustomerId;
  /** The day of the view, `2026-11-22`; null where none was given. */
  readonly asOf: string | null;
  /** What the tables know, in a fixed order; tables of the caller's own come last. */
  readonly sections: readonly ViewSection[];
  /** Parts for which no table was given, by their titles. */
  readonly absent: readonly string[];
  /** Tables that hold nothing of this customer. */
  readonly empty: readonly string[];
  readonly warnings: readonly string[];
  /** For a terminal. */
  toText(): string;
  toMarkdown(): string;
  /** An article to put into a page; every text is escaped. */
  toHtml(): string;
}

/**
 * What do we know about this customer? Everything that the tables and scores given hold of one customer, in one view:
 * profile, orders, summary, RFM segment, tier, grade, lifetime value, probability of being active, churn risk with its
 * reasons, products held, contracts, services given, fees due, credit standing, contacts, complaints, surveys, signals.
 * It adds up and lists, and makes up nothing: what no table says is named in `absent` or `empty`.
 *
 * Tables by their names: `customers`, `orders` (date, amount), `summary`, `rfm`, `tiers` and `grades` (date), `value`,
 * `alive`, `churn`, `products`, `contracts` (end), `services` (date), `fees` (due, amount), `credit`, `contacts`
 * (date), `complaints` (received, resolved), `surveys` (date), `signals` (as {@link detectSignals} gives them). Each
 * has a column of customers. Results of this library serve as they are; scores go along as a table of customers with a
 * column more. Any other table gets a section under its own name.
 *
 * @param customer - the id, as the tables have it: 17 and "17" are two customers
 * @param tables - tables by name
 * @returns frozen plain data, with `toText()`, `toMarkdown()` and `toHtml()`
 *
 * Errors: `unknown-column` (a table without the column of customers, or without one that `columns` names),
 * `unknown-table` (in `columns`), `invalid-option`, `unsupported-input`, `not-a-date`, `column-type`.
 *
 * @example
 * ```ts
 * const view = customerView(
 *   "ada",
 *   {
 *     customers: [{ customer: "ada", city: "London" }],
 *     orders: [
 *       { customer: "ada", date: "2026-01-05", amount: 20 },
 *       { customer: "ada", date: "2026-02-04", amount: 30 },
 *     ],
 *   },
 *   { asOf: "2026-03-01" },
 * );
 * view.sections[0].facts; // [{ name: "city", value: "London" }]
 * view.sections[1].facts[1]; // { name: "amount, total", value: 50 }
 * view.toText();
 * ```
 */
export function customerView(
  customer: CustomerId,
  tables: SignalTables,
  options: CustomerViewOptions = {},
): CustomerView {
  const caller = "customerView";
  requireId(caller, customer);
  knownOptions(caller, options, ["customer", "asOf", "rows", "columns"]);
  const asOf = options.asOf === undefined ? null : localDay(caller, "asOf", options.asOf, null);
  const mostRows = numberOption(caller, "rows", options.rows ?? 10, { min: 0, integer: true });
  const given = readTables(caller, tables);
  const columnsOf = checkedColumns(caller, options.columns ?? {}, given, columnParts);
  const warnings: string[] = [];
  const sections: ViewSection[] = [];
  const empty: string[] = [];
  const own = [...given.keys()].filter((name) => viewTopics.every(({ table }) => table !== name));
  for (const topic of [...viewTopics, ...own.sort().map(ownTopic)]) {
    const table = given.get(topic.table);
    if (table === undefined) continue;
    const settings = {
      ...settingsOf(caller, topic, options.customer, columnsOf(topic.table)),
      ...{ asOf, mostRows, warn: (warning: string) => void warnings.push(warning) },
    };
    const section = sectionOf(table, topic, customer, settings);
    if (section === null) empty.push(topic.table);
    else sections.push(section);
  }
  const absent = viewTopics.filter(({ table }) => !given.has(table)).map(({ title }) => title);
  const data = freezeModel({
    customer,
    asOf: asOf === null ? null : showDay(asOf),
    ...{ sections, absent, empty, warnings },
  });
  const printed = { heading: headingOf(customer, asOf), sections, notes: notesOf(absent, empty, warnings) };
  return Object.freeze({
    ...data,
    toText: () => viewToText(printed),
    toMarkdown: () => viewToMarkdown(printed),
    toHtml: () => viewToHtml(printed),
  });
}

function requireId(caller: string, customer: unknown): void {
  const isNumber = typeof customer === "number" && Number.isFinite(customer);
  if (isNumber || typeof customer === "boolean" || (typeof customer === "string" && customer.trim() !== "")) return;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: customer },
    `the customer must be an id as the tables have it, got ${showValue(customer)}`,
  );
}

function settingsOf(
  caller: string,
  topic: ViewTopic,
  customer: string | undefined,
  named: SignalColumns,
): Omit<SectionSettings, "asOf" | "mostRows" | "warn"> {
  const nameOf = (part: string) => requireColumnName(caller, `columns.${topic.table}.${part}`, named[part] ?? part);
  const ofAll = customer === undefined ? "customer" : requireColumnName(caller, "customer", customer);
  return {
    caller,
    customer: named["customer"] === undefined ? ofAll : nameOf("customer"),
    dateUnit: dateUnitOption(caller, named["dateUnit"] as DateUnit | undefined),
    zone: timeZoneOption(caller, named["timeZone"] as string | undefined),
    columnOf(table, part) {
      if (part === null) return null;
      const name = nameOf(part);
      // A column that the caller named has to be there; one with its plain name may be missing.
      return named[part] === undefined && !hasColumn(table, name) ? null : findColumn(caller, table, name);
    },
  };
}

function sectionOf(
  table: Table,
  topic: ViewTopic,
  customer: CustomerId,
  settings: SectionSettings,
): ViewSection | null {
  // A table without rows may have no columns either.
  if (table.numRows === 0 && !hasColumn(table, settings.customer)) return null;
  const column = findColumn(settings.caller, table, settings.customer);
  const rows = rowsOf(column, customer);
  if (rows.length === 0 && column.type !== typeof customer && table.numRows > 0) {
    settings.warn(`${topic.table}: ids are of type ${column.type}, and ${showValue(customer)} is a ${typeof customer}`);
  }
  return viewSection(table, topic, rows, settings);
}

function headingOf(customer: CustomerId, asOf: number | null): string {
  return `Customer ${String(customer)}${asOf === null ? "" : `, ${showDay(asOf)}`}`;
}

function notesOf(absent: readonly string[], empty: readonly string[], warnings: readonly string[]): string[] {
  return [
    ...(empty.length === 0 ? [] : [`Nothing of this customer in: ${empty.join(", ")}.`]),
    ...(absent.length === 0 ? [] : [`No table given for: ${absent.join(", ")}.`]),
    ...warnings,
  ];
}
