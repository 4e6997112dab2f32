import type { Table } from "../../../table/index.js";
import type { Analysis, AnyTable, CommandResult } from "../../command/command.js";
import { type Options, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { notesOf } from "../../output/figures.js";

/** The column of ids. */
export const customer = option("text", "the column of ids [customer]", "客户列 [customer]");

/** Columns that a summary of classes adds up. */
export const measures = option("list", "further columns to add up by class", "按类汇总的其他列");

/** The tables of an analysis that divides customers into classes. */
export const classTables = ["customers", "classes"];

/** Classes of customers with their summary. */
interface Classes extends AnyTable {
  summary(): AnyTable;
  readonly warnings?: readonly string[];
}

/** Classes and their summary as a result. */
export function classified(found: Classes): CommandResult {
  const summary = found.summary();
  return {
    table: found,
    tables: { customers: found, classes: summary },
    before: [String(summary)],
    after: notesOf(found.warnings),
  };
}

/** An analysis of a file with one row per customer that divides them into classes. */
export function classesOf(
  en: string,
  zh: string,
  options: Options,
  classify: (rows: Table, options: never) => Classes,
): Analysis {
  return {
    help: bothLanguages(en, zh),
    options,
    tables: classTables,
    run: async ({ read, values }) => classified(classify(await read(), await values<never>())),
  };
}
