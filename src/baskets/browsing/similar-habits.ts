import { ClienteleError, knownOptions, numberOption, showValue } from "../../errors/index.js";
import { createTable, findColumn, type StoredColumn, type Table, type TableInput } from "../../table/index.js";
import { type ItemRows, invertRows, weighRows } from "../likeness/weighted-rows.js";
import { type IdList, placesOfList } from "../logs/known-ids.js";
import { type BrowsingColumns, type BrowsingRows, readBrowsingRows } from "./browsing-log.js";

/** Options of {@link similarHabits}. */
export interface SimilarHabitsOptions extends Omit<BrowsingColumns, "time" | "dateUnit"> {
  /** For which customers similar ones are looked for [all]. */
  readonly of?: IdList;
  /** Similar customers a customer at most [5]. */
  readonly top?: number;
  /** Pages that fewer customers viewed say nothing and are left out [2]. */
  readonly minCustomers?: number;
  /** The fewest pages that two customers must have in common [2]. */
  readonly minCommon?: number;
}

/** The columns of {@link SimilarHabits}. */
export type SimilarHabitsColumns = {
  customer: number | string | boolean;
  /** 1 for the most similar. */
  rank: number;
  other: number | string | boolean;
  /** The cosine of the angle between what both view: 1 for the same pages in the same proportion, 0 for none. */
  similarity: number;
  commonPages: number;
  /** The pages that make them alike, those that count most first. */
  why: string;
};

/** What the table says about itself. */
export interface SimilarHabitsAttributes {
  /** Pages that count, and those that too few customers viewed. */
  readonly pages: number;
  readonly rarePages: number;
  /** Of the customers asked for, those without anyone similar enough. */
  readonly alone: number;
}

/** A row for each similar customer: customers in the order of their ids, the most similar first. */
export type SimilarHabits = Table<SimilarHabitsColumns, SimilarHabitsAttributes>;

/** Pages that are named as reasons. */
const pagesNamed = 3;
const optionNames = ["customer", "page", "of", "top", "minCustomers", "minCommon"];

/**
 * Which customers look at the same things? Compares what customers view, page by page: a page counts ln(1 + views) ·
 * ln((n + 1) / (viewers + 1)) of n customers in the log, so that pages that everybody views do not make customers
 * alike, and customers are as similar as the cosine of the angle between these vectors. Every pair with a page in
 * common is looked at: name the customers in `of` where there are very many.
 *
 * @param log - a row for every view of a page, or for anything else that customers do
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `column-type`, `invalid-option` (a customer in `of` who is
 * not in the log).
 *
 * Source: Salton and Buckley (1988) for the weights.
 *
 * @example
 * ```ts
 * const log = {
 *   customer: ["ada", "ada", "bob", "bob", "cem"],
 *   page: ["lamps", "rugs", "rugs", "lamps", "sofas"],
 * };
 * similarHabits(log).toRows(); // ada like bob, and bob like ada: similarity 1, why "both viewed lamps, rugs"
 * ```
 */
export function similarHabits(log: TableInput, options: SimilarHabitsOptions = {}): SimilarHabits {
  const caller = "similarHabits";
  knownOptions(caller, options, optionNames);
  const top = numberOption(caller, "top", options.top ?? 5, { min: 1, integer: true });
  const minCustomers = numberOption(caller, "minCustomers", options.minCustomers ?? 2, { min: 1, integer: true });
  const minCommon = numberOption(caller, "minCommon", options.minCommon ?? 2, { min: 1, integer: true });
  const views = viewsOf(readBrowsingRows(caller, log, options), minCustomers);
  const asked = askedCustomers(caller, views.customers, options.of);
  const alikeOf = likenessFinder(views, minCommon);
  const rows: (Alike & { readonly customer: number; readonly rank: number })[] = [];
  let alone = 0;
  for (const customer of asked) {
    const alike = alikeOf(customer).slice(0, top);
    if (alike.length === 0) alone++;
    alike.forEach((one, place) => {
      rows.push({ ...one, customer, rank: place + 1 });
    });
  }
  const names = views.pages.toArray().map(String);
  return createTable<SimilarHabitsColumns, SimilarHabitsAttributes>(
    {
      customer: views.customers.take(rows.map(({ customer }) => customer)),
      rank: rows.map(({ rank }) => rank),
      other: views.customers.take(rows.map(({ other }) => other)),
      similarity: rows.map(({ similarity }) => similarity),
      commonPages: rows.map(({ common }) => common),
      why: rows.map(({ customer, other }) => whyAlike(views, customer, other, names)),
    },
    { pages: views.countedPages, rarePages: views.pages.length - views.countedPages, alone },
  );
}

/** What customers view: rows of pages with how often, pages that too few view left out. */
interface PageViews extends ItemRows {
  readonly customers: StoredColumn;
  readonly pages: StoredColumn;
  readonly times: Int32Array;
  readonly weight: Float64Array;
  readonly countedPages: number;
}

function viewsOf({ customers, pages, customerOf, pageOf }: BrowsingRows, minCustomers: number): PageViews {
  const keys = Float64Array.from(customerOf, (customer, view) => customer * pages.length + pageOf[view]!).sort();
  const viewers = new Int32Array(pages.length);
  for (let i = 0; i < keys.length; i++) if (i === 0 || keys[i] !== keys[i - 1]) viewers[keys[i]! % pages.length]!++;
  const start = new Int32Array(customers.length + 1);
  const item = new Int32Array(keys.length);
  const times = new Int32Array(keys.length);
  let length = 0;
  for (let i = 0; i < keys.length; i++) {
    const page = keys[i]! % pages.length;
    if (viewers[page]! < minCustomers) continue;
    if (i > 0 && keys[i] === keys[i - 1]) times[length - 1]!++;
    else {
      item[length] = page;
      times[length++] = 1;
    }
    start[Math.floor(keys[i]! / pages.length) + 1] = length;
  }
  for (let customer = 1; customer < start.length; customer++) {
    start[customer] = Math.max(start[customer]!, start[customer - 1]!);
  }
  const rows = { start, item: item.slice(0, length) };
  const weight = weighRows(rows, times, viewers, customers.length);
  const countedPages = viewers.reduce((count, one) => count + (one >= minCustomers ? 1 : 0), 0);
  return { ...rows, customers, pages, times, weight, countedPages };
}

function askedCustomers(caller: string, customers: StoredColumn, of: IdList | undefined): Int32Array {
  if (of === undefined) return Int32Array.from({ length: customers.length }, (_, customer) => customer);
  const asked = placesOfList(caller, "of", customers, of);
  const unknown = asked.indexOf(-1);
  if (unknown < 0) return Int32Array.from(new Set(asked)).sort();
  const value = findColumn(caller, { of }, "of").at(unknown);
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value },
    `option "of": the log has no customer ${showValue(value)}`,
  );
}

interface Alike {
  readonly other: number;
  readonly similarity: number;
  readonly common: number;
}

/** Customers with enough pages in common, the most similar first; equally similar ones by their ids. */
function likenessFinder(views: PageViews, minCommon: number): (customer: number) => Alike[] {
  const { start, item, weight, customers, pages } = views;
  const everyone = Int32Array.from({ length: customers.length }, (_, customer) => customer);
  const inverted = invertRows(views, weight, everyone, pages.length);
  const similarity = new Float64Array(customers.length);
  const common = new Int32Array(customers.length);
  return (customer) => {
    const met: number[] = [];
    for (let i = start[customer]!; i < start[customer + 1]!; i++) {
      const end = inverted.start[item[i]! + 1]!;
      for (let at = inverted.start[item[i]!]!; at < end; at++) {
        const other = inverted.row[at]!;
        if (other === customer) continue;
        if (common[other] === 0) met.push(other);
        common[other]!++;
        similarity[other]! += weight[i]! * inverted.weight[at]!;
      }
    }
    const alike = met.map((other) => ({ other, similarity: Math.min(1, similarity[other]!), common: common[other]! }));
    for (const other of met) {
      similarity[other] = 0;
      common[other] = 0;
    }
    return alike
      .filter((one) => one.common >= minCommon && one.similarity > 0)
      .sort((a, b) => b.similarity - a.similarity || a.other - b.other);
  };
}

/** The pages that two customers have in common, by how much each adds to their similarity. */
function whyAlike({ start, item, weight }: PageViews, a: number, b: number, names: readonly string[]): string {
  const weightOf = new Map<number, number>();
  for (let i = start[a]!; i < start[a + 1]!; i++) weightOf.set(item[i]!, weight[i]!);
  const common: { readonly page: number; readonly adds: number }[] = [];
  for (let i = start[b]!; i < start[b + 1]!; i++) {
    const own = weightOf.get(item[i]!);
    if (own !== undefined) common.push({ page: item[i]!, adds: own * weight[i]! });
  }
  common.sort((one, other) => other.adds - one.adds || one.page - other.page);
  const named = common.slice(0, pagesNamed).map(({ page }) => names[page]!);
  const further = common.length - named.length;
  return `both viewed ${named.join(", ")}${further > 0 ? ` and ${further} more` : ""}`;
}
