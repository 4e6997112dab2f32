import { dayOf, findColumn, showDay, type Table, type TableInput, toTable } from "../table/index.js";
import { resultOf } from "./analysis/known.js";
import { analyzeOrders, firstMoment, type OrderAnalyses } from "./analysis/order-analyses.js";
import { basketsChapter } from "./chapters/baskets.js";
import { bestCustomersChapter, bestSentence } from "./chapters/best-customers.js";
import { type ChapterContext, chapterContext } from "./chapters/chapter-context.js";
import { concentrationChapter, topSentence } from "./chapters/concentration.js";
import { contactFirstChapter, silentSentence } from "./chapters/contact-first.js";
import { contactsChapter } from "./chapters/contacts.js";
import { dataChapter } from "./chapters/data.js";
import { dimensionChapters } from "./chapters/dimensions.js";
import { experimentChapter } from "./chapters/experiment.js";
import { lossesChapter, lossSentences } from "./chapters/losses.js";
import { modelChapters } from "./chapters/models.js";
import { retentionChapter } from "./chapters/retention.js";
import { onceSentence, segmentsChapter } from "./chapters/segments.js";
import { signalsChapter } from "./chapters/signals.js";
import { surveyChapter } from "./chapters/survey.js";
import { valueChapter, worthSentences } from "./chapters/value.js";
import type { Chapter } from "./page/chapter.js";
import { type Page, type PageLimits, pageMarkup } from "./page/page.js";
import type { ReadOptions } from "./report-options.js";

/** Bytes of the largest report. */
const largest = 3_000_000;

/** How much goes into the page, less and less until it is small enough. */
const limits: readonly PageLimits[] = [
  {
    rows: 200,
    columns: 100,
    csvRows: 50_000,
    csvLength: 900_000,
    charts: 8,
    chartLength: 400_000,
    findings: 60,
    textLength: 20_000,
    chapters: 60,
  },
  {
    rows: 200,
    columns: 100,
    csvRows: 5000,
    csvLength: 160_000,
    charts: 8,
    chartLength: 400_000,
    findings: 60,
    textLength: 20_000,
    chapters: 60,
  },
  {
    rows: 60,
    columns: 40,
    csvRows: 500,
    csvLength: 40_000,
    charts: 8,
    chartLength: 150_000,
    findings: 30,
    textLength: 6_000,
    chapters: 60,
  },
  {
    rows: 20,
    columns: 16,
    csvRows: 50,
    csvLength: 8_000,
    charts: 2,
    chartLength: 60_000,
    findings: 15,
    textLength: 2_000,
    chapters: 40,
  },
  {
    rows: 8,
    columns: 8,
    csvRows: 8,
    csvLength: 2_000,
    charts: 1,
    chartLength: 40_000,
    findings: 8,
    textLength: 400,
    chapters: 16,
  },
];

/** The report as HTML; what {@link createReport} does once the packages are there that draw. */
export async function writeReport(caller: string, orders: TableInput, read: ReadOptions): Promise<string> {
  const table = toTable(caller, orders);
  for (const name of [...(read.item === null ? [] : [read.item]), ...read.dimensions]) findColumn(caller, table, name);
  const context = chapterContext(read.locale, read.currency);
  const page = pageOf(table, analyzeOrders(table, read), read, context);
  let html = "";
  for (const limit of limits) {
    html = await pageMarkup(page, limit, context);
    if (bytesOf(html) <= largest) return html;
  }
  // Whatever the data: one chapter after the other is left out.
  const least = limits.at(-1)!;
  for (let chapters = least.chapters - 1; chapters >= 0 && bytesOf(html) > largest; chapters--) {
    html = await pageMarkup(page, { ...least, chapters }, context);
  }
  return html;
}

function bytesOf(html: string): number {
  return new TextEncoder().encode(html).length;
}

function pageOf(orders: Table, analyses: OrderAnalyses, options: ReadOptions, context: ChapterContext): Page {
  const { say, count, counted } = context;
  const { buyers, end, pareto } = analyses;
  const value = resultOf(analyses.value);
  const [first, last] = [showDay(dayOf(firstMoment(buyers))), showDay(dayOf(end.getTime()))];
  const [customers, revenue] = [count(buyers.numRows), context.money(pareto.total)];
  const currency =
    options.currency === null ? say(" (amounts are in the currency of the file)", "（金额以文件中的货币计）") : "";
  return {
    title: options.title ?? say("Our customers", "客户分析报告"),
    subtitle: say(
      `${counted(buyers.numRows, "customer")}, revenue of ${revenue}${currency}, ${first} to ${last}`,
      `${customers} 位客户，收入 ${revenue}${currency}，${first} 至 ${last}`,
    ),
    summary: [
      bestSentence(analyses, context),
      topSentence(pareto, context),
      ...lossSentences(analyses, context),
      ...(value === null ? [] : worthSentences(value, context)),
      onceSentence(analyses.customers, context),
    ],
    actions: actionsOf(analyses, context),
    chapters: chaptersOf(orders, analyses, options, context),
  };
}

function chaptersOf(orders: Table, analyses: OrderAnalyses, options: ReadOptions, context: ChapterContext): Chapter[] {
  return [
    bestCustomersChapter(analyses, context),
    contactFirstChapter(analyses, context),
    ...(options.signals === null ? [] : [signalsChapter(orders, options.signals, options.orders, analyses, context)]),
    segmentsChapter(analyses, context),
    concentrationChapter(analyses, context),
    lossesChapter(analyses, context),
    retentionChapter(analyses, context),
    valueChapter(analyses, context),
    ...dimensionChapters(orders, options.dimensions, options.orders, context),
    ...(options.item === null ? [] : [basketsChapter(orders, { orders: options.orders, item: options.item }, context)]),
    ...(options.experiment === null ? [] : [experimentChapter(options.experiment, context)]),
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
