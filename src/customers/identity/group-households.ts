import {
  ClienteleError,
  counted,
  knownOptions,
  numberOption,
  requireFreeNames,
  showValue,
} from "../../errors/index.js";
import {
  type Column,
  type Columns,
  countInfinities,
  createTable,
  findColumn,
  groupRows,
  type Measures,
  measureColumns,
  requireRows,
  type StoredColumn,
  type Table,
  type TableInput,
  textColumnOf,
  toTable,
  withoutInfinities,
} from "../../table/index.js";
import { type CompareColumn, compareOption, type IdentityLibraries, librariesOption } from "./compare-option.js";
import { type ComparedColumn, readComparedColumns } from "./compared-column.js";
import { type NumberedSets, numberSets, rootOf } from "./disjoint-sets.js";
import { recordIds } from "./record-ids.js";

/** Options of {@link groupHouseholds}. */
export interface GroupHouseholdsOptions extends IdentityLibraries {
  /** The column of the customer, one row each [`"customer"`]. */
  readonly customer?: string | undefined;
  /**
   * What makes a household, as rules of which one is enough: columns whose normalized values all agree, such as
   * `[["surname", { column: "street", as: "address" }], [{ column: "phone", as: "phone" }]]`.
   */
  readonly same: readonly (readonly CompareColumn[])[];
  /**
   * What is totaled: columns that are summed up, such as `["revenue", "balance"]`, or measures by name as in
   * `table.groupBy(…).summarize(…)` [none].
   */
  readonly measures?: readonly string[] | Measures | undefined;
  /** More customers than this with the same values are no household but an office or a block of flats [12]. */
  readonly mostMembers?: number | undefined;
}

/** The columns of {@link groupHouseholds}; the measures follow. */
export type HouseholdColumns = {
  /** From 0, in the order of the smallest id among the members. */
  household: number;
  members: number;
};

/** The household of each customer, in the order given. */
export type HouseholdMembers = Table<{ customer: number | string | boolean; household: number }>;

/** How customers became households. */
export interface HouseholdLedger {
  readonly customers: number;
  readonly households: number;
  /** Customers who are the only one of their household. */
  readonly alone: number;
  /** Customers without the values of any rule, who are alone for that reason. */
  readonly withoutValues: number;
  /** Groups with the same values that are too large for a household, and were not joined. */
  readonly tooLarge: number;
}

/** What the households say beside their totals. */
export interface HouseholdAttributes {
  readonly membership: HouseholdMembers;
  readonly ledger: HouseholdLedger;
  readonly warnings: readonly string[];
}

/** Households as customers of their own: one row each, with its totals. */
export type Households = Table<Columns & HouseholdColumns, HouseholdAttributes>;

/**
 * Which customers live together, and what are they worth together? Customers who agree in all columns of a rule are one
 * household (names, addresses and phones are normalized as by {@link resolveIdentities}), and so are those whom
 * different rules join. The table has a row a household, with its members and totals, and goes wherever customers go:
 * `customer: "household"`.
 *
 * A missing value joins nobody. Phone numbers with different calling codes are different; one without a code is the
 * same as one with, unless several codes are found with it (`phones` and `country` tell which it is). More customers
 * than `mostMembers` with the same values are an office, a home or a placeholder, not a household: they are not joined,
 * as `ledger` and `warnings` say. A total that is too large to be a number is missing, which `warnings` say.
 *
 * @returns `household`, `members` and the measures; with the attributes `membership` (customer, household), `ledger`,
 * `warnings`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` and `inconsistent-row` for ids, `column-type` for measures
 * of text, `duplicate-column`, `invalid-option`.
 *
 * @example
 * ```ts
 * const households = groupHouseholds(
 *   {
 *     customer: [1, 2, 3],
 *     surname: ["Weber", "weber", "Kaya"],
 *     street: ["Hauptstraße 5", "Hauptstr. 5", "Hauptstr. 5"],
 *     balance: [900, 300, 50],
 *   },
 *   { same: [["surname", { column: "street", as: "address" }]], measures: ["balance"] },
 * );
 * households.column("balance").toArray(); // [1200, 50]
 * ```
 */
export function groupHouseholds(customers: TableInput, options: GroupHouseholdsOptions): Households {
  const caller = "groupHouseholds";
  knownOptions(caller, options, ["customer", "same", "measures", "mostMembers", "pinyin", "phones", "country"]);
  const table = toTable(caller, customers);
  requireRows(caller, table);
  const most = numberOption(caller, "mostMembers", options.mostMembers ?? 12, { min: 2, integer: true });
  const measures = measuresOption(caller, options.measures);
  if (typeof measures === "object" && measures !== null) {
    requireFreeNames(caller, Object.keys(measures), ["household", "members"]);
  }
  const { ids, order } = recordIds(caller, table, options.customer ?? "customer");
  const libraries = librariesOption(caller, options);
  const rules = sameOption(caller, options.same).map((rule) =>
    readComparedColumns(caller, table, rule, order, libraries),
  );
  const { sets, tooLarge } = joinMembers(rules, table.numRows, most);
  const household = new Int32Array(table.numRows);
  for (let record = 0; record < order.length; record++) household[order[record]!] = sets.cluster[record]!;
  const firstRows = new Int32Array(sets.count).fill(-1);
  for (const [row, of] of household.entries()) if (firstRows[of] === -1) firstRows[of] = row;
  const groups = { codes: household, count: sets.count, firstRows };
  const measured = measureColumns(caller, measures, groups, (name) => findColumn(caller, table, name));
  const totals = measured.map(withoutInfinities);
  const withoutValues = membersWithoutValues(rules, table.numRows);
  return createTable<Columns & HouseholdColumns, HouseholdAttributes>(
    [
      ["household", Int32Array.from(sets.sizes, (_, number) => number)],
      ["members", sets.sizes],
      ...totals.map((column): [string, Column] => [column.name, column]),
    ],
    {
      membership: createTable<{ customer: number | string | boolean; household: number }>([
        ["customer", ids],
        ["household", household],
      ]),
      ledger: Object.freeze({
        customers: table.numRows,
        households: sets.count,
        alone: sets.sizes.reduce((sum, size) => sum + (size === 1 ? 1 : 0), 0),
        withoutValues,
        tooLarge,
      }),
      warnings: Object.freeze([
        ...householdWarnings(withoutValues, tooLarge, most),
        ...measured.flatMap(overflowWarning),
      ]),
    },
  );
}

function measuresOption(caller: string, measures: unknown): Measures {
  if (measures === undefined) return {};
  if (!Array.isArray(measures)) return measures as Measures;
  const sums: Record<string, { readonly sum: string }> = Object.create(null);
  for (const name of [...measures]) {
    if (typeof name !== "string") {
      throw new ClienteleError(
        "invalid-option",
        { function: caller, value: name },
        `option "measures" must list columns, got ${showValue(name)}`,
      );
    }
    sums[name] = { sum: name };
  }
  return sums;
}

function sameOption(caller: string, same: unknown): ReturnType<typeof compareOption>[] {
  if (!Array.isArray(same) || same.length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: same },
      'option "same" must be a list of rules, each a list of columns, such as [["surname", "street"], ["phone"]], ' +
        `got ${showValue(same)}`,
    );
  }
  return [...same].map((rule, r) => compareOption(caller, rule, `same[${r}]`));
}

/** Joins the customers who agree in all columns of a rule, unless they are more than `most`. */
function joinMembers(
  rules: readonly (readonly ComparedColumn[])[],
  customers: number,
  most: number,
): { sets: NumberedSets; tooLarge: number } {
  const parent = Int32Array.from({ length: customers }, (_, customer) => customer);
  let tooLarge = 0;
  for (const columns of rules) {
    const groups = groupRows(
      columns.map(({ name, codes, values }) => textColumnOf(name, codes, values.labels)),
      customers,
    );
    const sizes = new Int32Array(groups.count);
    const hasAll = (customer: number) => columns.every(({ codes }) => codes[customer]! >= 0);
    for (let customer = 0; customer < customers; customer++) if (hasAll(customer)) sizes[groups.codes[customer]!]!++;
    for (const size of sizes) if (size > most) tooLarge++;
    for (let customer = 0; customer < customers; customer++) {
      const group = groups.codes[customer]!;
      if (sizes[group]! > most || !hasAll(customer)) continue;
      parent[rootOf(parent, customer)] = rootOf(parent, groups.firstRows[group]!);
    }
  }
  return { sets: numberSets(parent), tooLarge };
}

function membersWithoutValues(rules: readonly (readonly ComparedColumn[])[], customers: number): number {
  let without = 0;
  for (let customer = 0; customer < customers; customer++) {
    if (rules.every((columns) => columns.some(({ codes }) => codes[customer]! < 0))) without++;
  }
  return without;
}

function householdWarnings(withoutValues: number, tooLarge: number, most: number): string[] {
  const warnings: string[] = [];
  if (withoutValues > 0) {
    warnings.push(
      withoutValues === 1
        ? "1 customer lacks the values of every rule and is a household of its own"
        : `${withoutValues} customers lack the values of every rule and are households of their own`,
    );
  }
  if (tooLarge > 0) {
    warnings.push(
      `${counted(tooLarge, "group")} with the same values ${tooLarge === 1 ? "has" : "have"} more than ${most} ` +
        `customers and ${tooLarge === 1 ? "was" : "were"} not joined; option "mostMembers" says how large a ` +
        "household may be",
    );
  }
  return warnings;
}

function overflowWarning(total: StoredColumn): string[] {
  const lost = countInfinities(total);
  if (lost === 0) return [];
  return [
    `${JSON.stringify(total.name)} of ${counted(lost, "household")} is larger than a number can be, or made from ` +
      "infinite values, and is missing",
  ];
}
