import { inNameOf, optionalPackage } from "../errors/index.js";
import type { TableInput } from "../table/index.js";
import { type ReportOptions, readReportOptions } from "./report-options.js";

/**
 * What is there to know about these customers? Writes one HTML file that a manager can read: findings first, in
 * sentences with numbers and intervals, and what to do first; then charts and tables, each with how it was computed and
 * what it cannot say. The file loads nothing, sorts its tables, offers each as CSV, prints, and has a dark mode.
 *
 * Takes orders with the options of `summarizeCustomers` (`amount` is needed), unit [`"week"`]. `models`, `survey`,
 * `contacts`, `item`, `dimensions`, `experiment` and `signals` add chapters. A file has 3 MB at most: long tables are
 * cut, and say so. Needs the optional packages `@observablehq/plot` and `linkedom`.
 *
 * @returns the HTML as text
 *
 * Errors: those of `summarizeCustomers`, `scoreRfm` and `analyzePareto` for data without which there
 * is no report; what only one chapter needs is said in that chapter. `invalid-option`, `unsupported-input`,
 * `unknown-column`, `missing-package`.
 *
 * @example
 * ```ts
 * import { createReport } from "clientele/report";
 *
 * const columns = { customer: "customer", date: "date", amount: "amount" };
 * const html = await createReport(orders, { ...columns, title: "Our customers" });
 * await writeFile("report.html", html);
 * ```
 */
export async function createReport(orders: TableInput, options: ReportOptions): Promise<string> {
  const caller = "createReport";
  const read = readReportOptions(caller, options);
  const packages = ["@observablehq/plot", "linkedom"];
  const { writeReport } = await optionalPackage(caller, packages, () => import("./write-report.js"));
  try {
    return await writeReport(caller, orders, read);
  } catch (error) {
    return inNameOf(caller, () => {
      throw error;
    });
  }
}
