import { dayOf, showDay, type TableInput, toTable } from "../table/index.js";
import { resultOf } from "./analysis/known.js";
import { analyzeOrders, firstMoment, type OrderAnalyses } from "./analysis/order-analyses.js";
import { bestCustomersChapter, bestSentence } from "./chapters/best-customers.js";
import { type ChapterContext, chapterContext } from "./chapters/chapter-context.js";
import { concentrationChapter, topSentence } from "./chapters/concentration.js";
import { contactFirstChapter, silentSentence } from "./chapters/contact-first.js";
import { contactsChapter } from "./chapters/contacts.js";
import { dataChapter } from "./chapters/data.js";
import { lossesChapter, lossSentences } from "./chapters/losses.js";
import { modelChapters } from "./chapters/models.js";
import { retentionChapter } from "./chapters/retention.js";
import { onceSentence, segmentsChapter } from "./chapters/segments.js";
import { surveyChapter } from "./chapters/survey.js";
import { valueChapter, worthSentence } from "./chapters/value.js";
import type { Chapter } from "./page/chapter.js";
import { type Page, type PageLimits, pageMarkup } from "./page/page.js";
import { type ReadOptions, type ReportOptions, readReportOptions } from "./report-options.js";

/** Bytes of the largest report. */
const largest = 3_000_000;

/** How much goes into the page, less and less until it is small enough. */
const limits: readonly PageLimits[] = [
  { rows: 200, csvRows: 5000, csvLength: 160_000, charts: 8, chapters: 60 },
  { rows: 60, csvRows: 500, csvLength: 40_000, charts: 8, chapters: 60 },
  { rows: 20, csvRows: 50, csvLength: 8_000, charts: 2, chapters: 40 },
  { rows: 8, csvRows: 8, csvLength: 2_000, charts: 1, chapters: 16 },
];

/**
 * What is there to know about these customers? Writes one HTML file that a manager can read: findings first, in
 * sentences with numbers and intervals, and what to do first; then charts and tables, each with how it was computed and
 * what it cannot say. The file loads nothing, sorts its tables, offers each as CSV, prints, and has a dark mode.
 *
 * Takes orders with the options of `summarizeCustomers` (`amount` is needed), unit [`"week"`]. `models`, `survey`
 * and `contacts` add chapters. A file has 3 MB at most: long tables are cut, and say so. Needs the optional packages
 * `@observablehq/plot` and `linkedom`.
 *
 * @returns the HTML as text
 *
 * Errors: those of `summarizeCustomers`, `scoreRfm` and `analyzePareto` for data without which there
 * is no report; what only one chapter needs is said in that chapter. `invalid-option`, `unsupported-input`.
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
  const analyses = analyzeOrders(toTable(caller, orders), read);
  const context = chapterContext(read.locale);
  const page = pageOf(analyses, read, context);
  let html = "";
  for (const limit of limits) {
    html = await pageMarkup(page, limit, context);
    if (new TextEncoder().encode(html).length <= largest) break;
  }
  return html;
}

function pageOf(analyses: OrderAnalyses, options: ReadOptions, context: ChapterContext): Page {
  const { say, count } = context;
  const { buyers, end, pareto } = analyses;
  const value = resultOf(analyses.value);
  const [first, last] = [showDay(dayOf(firstMoment(buyers))), showDay(dayOf(end.getTime()))];
  const [customers, revenue] = [count(buyers.numRows), context.compact(pareto.total)];
  return {
    title: options.title ?? say("Our customers", "客户分析报告"),
    subtitle: say(
      `${customers} customers, revenue of ${revenue}, ${first} to ${last}`,
      `${customers} 位客户，收入 ${revenue}，${first} 至 ${last}`,
    ),
    summary: [
      bestSentence(analyses, context),
      topSentence(pareto, context),
      ...lossSentences(analyses, context),
      ...(value === null ? [] : [worthSentence(value, context)]),
      onceSentence(analyses.customers, context),
    ],
    actions: actionsOf(analyses, context),
    chapters: chaptersOf(analyses, options, context),
  };
}

function chaptersOf(analyses: OrderAnalyses, options: ReadOptions, context: ChapterContext): Chapter[] {
  return [
    bestCustomersChapter(analyses, context),
    contactFirstChapter(analyses, context),
    segmentsChapter(analyses, context),
    concentrationChapter(analyses, context),
    lossesChapter(analyses, context),
    retentionChapter(analyses, context),
    valueChapter(analyses, options.margin, context),
    ...(options.survey === null ? [] : [surveyChapter(options.survey, context)]),
    ...(options.contacts === null ? [] : [contactsChapter(options.contacts, analyses, context)]),
    ...modelChapters(options.models, context),
    dataChapter(analyses, context),
  ];
}

/** What to do first, in order of what is at stake now. */
function actionsOf(analyses: OrderAnalyses, context: ChapterContext): string[] {
  const { say, count, percent, term } = context;
  const rows = analyses.scores.segmentSummary().toRows();
  const actions = [silentSentence(analyses, context)];
  const fresh = rows.filter((row) => row.segment === "New Customers" || row.segment === "Promising");
  const newcomers = fresh.reduce((sum, row) => sum + (row.customers ?? 0), 0);
  if (newcomers > 0) {
    actions.push(
      say(
        `Win a second order from the ${count(newcomers)} who bought once and lately (segments New Customers ` +
          "and Promising).",
        `促成 ${count(newcomers)} 位近期首购客户的第二次购买（细分：${term("New Customers")}、${term("Promising")}）。`,
      ),
    );
  }
  const champions = rows.find((row) => row.segment === "Champions");
  if (champions?.customers) {
    const [number, share] = [count(champions.customers), percent(champions.revenueShare ?? 0)];
    actions.push(
      say(
        `Keep the ${number} Champions close: they bring ${share} of revenue.`,
        `维护好 ${number} 位${term("Champions")}：他们带来 ${share} 的收入。`,
      ),
    );
  }
  const { droppedMissingCustomer, rows: all } = analyses.customers.ledger;
  if (droppedMissingCustomer / all > 0.02) {
    actions.push(
      say(
        `Find out who bought in the ${percent(droppedMissingCustomer / all)} of rows that name no customer.`,
        `查明 ${percent(droppedMissingCustomer / all)} 没有客户编号的行属于谁。`,
      ),
    );
  }
  return actions;
}
