import { counted, requireFreeNames } from "../../errors/index.js";
import { type Column, type Columns, createTable, type Table, textColumnOf } from "../../table/index.js";
import type { ClassMeasure } from "./class-measure.js";
import { type ClassSummary, classSummary, requireSummaryNames } from "./class-summary.js";
import type { CustomerIds } from "./customer-ids.js";

/** A class and who belongs to it, in words and numbers, with the bounds stated as open or closed. */
export interface ClassRule {
  readonly class: string;
  readonly rule: string;
}

/** What every classification says about itself. */
export interface ClassificationAttributes {
  /** One row per class: customers, their share, and the sum (with its share) or the mean of each measure. */
  summary(): ClassSummary;
  /** What the reader must know: customers without a class, ties, classes that stayed empty. */
  readonly warnings: readonly string[];
  /** Every class with its rule, in the order of the classes. */
  readonly rules: readonly ClassRule[];
  /** Where the scheme comes from. */
  readonly source: string;
}

/**
 * Customers in classes: a row a customer in the order given, with `customer`, the measures used, the class in the
 * column `Key`, and the `reason` in words. A customer of whom a measure is missing has no class, a reason that says
 * what is missing, and a place in `warnings`.
 */
export type Classification<
  Key extends string,
  Class extends string = string,
  Added extends Columns = Record<never, never>,
  Attributes = Record<never, never>,
> = Table<
  Columns & { customer: number | string | boolean } & Record<Key, Class> & { reason: string } & Added,
  ClassificationAttributes & Attributes
>;

/** The reason of each row as a code into distinct texts. */
export interface Reasons {
  readonly codes: Int32Array;
  readonly texts: readonly string[];
}

/** What a classification is made of. */
export interface ClassificationParts<Key extends string> {
  readonly caller: string;
  readonly customers: CustomerIds;
  /** Shown in this order, and summed up by class. */
  readonly measures: readonly ClassMeasure[];
  /** Columns between the measures and the class. */
  readonly added?: readonly (readonly [string, ArrayLike<unknown> | Column])[];
  readonly key: Key;
  readonly classes: readonly string[];
  /** The class of each row, −1 where it is not known. */
  readonly codes: Int32Array;
  readonly reasons: Reasons;
  readonly rules: readonly ClassRule[];
  readonly source: string;
  readonly warnings?: readonly string[];
}

/** Puts a classification together. Errors: `duplicate-column` where a measure bears the name of a result. */
export function classification<
  Key extends string,
  Class extends string = string,
  Added extends Columns = Record<never, never>,
  Attributes extends object = Record<never, never>,
>(parts: ClassificationParts<Key>, attributes?: Attributes): Classification<Key, Class, Added, Attributes> {
  const { caller, customers, measures, added = [], key, classes, codes, reasons, rules, source } = parts;
  const names = measures.map(({ name }) => name);
  requireFreeNames(caller, names, ["customer", ...added.map(([name]) => name), key, "reason"]);
  requireSummaryNames(caller, measures);
  const table = createTable<Columns, ClassificationAttributes>(
    [
      ["customer", customers.ids],
      ...measures.map(({ name, values }) => [name, values] as const),
      ...added,
      [key, textColumnOf(key, codes, classes)],
      ["reason", textColumnOf("reason", reasons.codes, reasons.texts)],
    ],
    {
      summary: () => classSummary(codes, classes, measures),
      warnings: Object.freeze([
        ...customers.warnings,
        ...unknownWarning(caller, key, codes),
        ...(parts.warnings ?? []),
      ]),
      rules: Object.freeze(rules.map((rule) => Object.freeze({ ...rule }))),
      source,
      // What a classification adds may say more than what all have, such as a summary with a further column.
      ...attributes,
    },
  );
  return table as unknown as Classification<Key, Class, Added, Attributes>;
}

function unknownWarning(caller: string, key: string, codes: Int32Array): string[] {
  let unknown = 0;
  for (let row = 0; row < codes.length; row++) if (codes[row]! < 0) unknown++;
  if (unknown === 0) return [];
  const have = counted(unknown, "customer has", "customers have");
  return [`${have} no ${key}, because something that ${caller} needs is missing; the column "reason" says what`];
}
