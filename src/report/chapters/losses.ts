import type { CustomerBalanceColumns } from "../../churn/index.js";
import { wilsonInterval } from "../../numeric/index.js";
import { millisecondsPerDay, type Table } from "../../table/index.js";
import { resultOf } from "../analysis/known.js";
import { firstMoment, type OrderAnalyses } from "../analysis/order-analyses.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";
import { missingChapter } from "./missing-chapter.js";

/** How many customers were won and lost in each quarter. */
export function lossesChapter(analyses: OrderAnalyses, context: ChapterContext): Chapter {
  const { say } = context;
  const heading = say("How many customers were won and lost?", "赢得和流失了多少客户？");
  if ("reason" in analyses.balance) return missingChapter("losses", heading, analyses.balance.reason, context);
  const balance = balanceKnown(analyses.balance.result, analyses);
  const { lapsedAfter: days } = analyses;
  const unknown = say("not known", "不可知");
  const chosen = analyses.lapsedAfterGiven
    ? say("as the report was told", "由报告选项指定")
    : say("a silence unusual for these customers, by their own intervals", "依客户自身间隔判断的异常沉默");
  return {
    id: "losses",
    heading,
    findings: lossSentences(analyses, context),
    charts: [context.chart(analyses.balance.result)],
    tables: [
      {
        caption: say("Customers by quarter", "各季度客户"),
        file: "won-and-lost",
        table: balance,
        columns: [
          { name: "period", label: say("Quarter", "季度"), format: "text" },
          { name: "start", label: say("At its start", "期初"), format: "count" },
          { name: "new", label: say("New", "新增"), format: "count" },
          { name: "returned", label: say("Returned", "回归"), format: "count" },
          { name: "lost", label: say("Lost", "流失"), format: "count" },
          { name: "end", label: say("At its end", "期末"), format: "count" },
          { name: "lossRate", label: say("Loss rate", "流失率"), format: "percent", unknown },
          { name: "lostValue", label: say("Yearly revenue lost", "流失的年收入"), format: "amount", unknown },
        ],
      },
    ],
    method: say(
      `A customer counts as lost ${days} days after the last order (${chosen}), and as returned when an order comes ` +
        "after that. The rate is the share of those there at the start of the quarter who were lost in it; who comes " +
        "and is lost within one quarter is in none of its columns.",
      `最后一次购买 ${days} 天后视为流失（${chosen}），之后再购买则视为回归。流失率为期初客户中流失的比例；` +
        "在同一季度内到来又流失的客户不计入该季度任何一列。",
    ),
    limits: say(
      `Customers do not say that they leave: ${days} days are a convention, and a loss is seen ${days} days late. ` +
        `In the first ${days} days of the file nobody can be seen to be lost, so that the rate of quarters that ` +
        "began in them is not known; a quarter that is not over counts what was seen so far. Customers from before " +
        "the first order of the file look like new ones when they first order in it.",
      `客户不会宣告离开：${days} 天只是约定，流失会迟 ${days} 天才被看到。文件最初 ${days} 天内看不到流失，` +
        "始于其间的季度流失率不可知；未结束的季度只计至今。" +
        "文件起始之前的老客户在文件中首次下单时会被视为新客户。",
    ),
  };
}

/** The balance without the rates of quarters in which a loss could not be seen all the time. */
function balanceKnown(balance: Table<CustomerBalanceColumns>, { buyers, lapsedAfter }: OrderAnalyses): Table {
  const seenFrom = firstMoment(buyers) + lapsedAfter * millisecondsPerDay;
  const rows = balance.toRows();
  const seen = rows.map(({ period }) => quarterStart(period ?? "") >= seenFrom);
  const known = balance.withColumn(
    "lossRate",
    rows.map(({ lossRate }, i) => (seen[i] ? lossRate : null)),
  );
  if (!balance.columnNames.some((name) => name === "lostValue")) return known as Table;
  return known.withColumn(
    "lostValue",
    rows.map(({ lostValue, lost }, i) => (seen[i] || (lost ?? 0) > 0 ? lostValue : null)),
  ) as Table;
}

/** The first moment of a quarter such as 2011-Q3. */
function quarterStart(quarter: string): number {
  const [year, number] = quarter.split("-Q").map(Number);
  return Date.UTC(year ?? Number.NaN, 3 * ((number ?? Number.NaN) - 1), 1);
}

/** What lost means here, the quarter that runs, and the last one that is over. */
export function lossSentences(analyses: OrderAnalyses, context: ChapterContext): string[] {
  const balance = resultOf(analyses.balance);
  if (balance === null) return [];
  const rows = balance.toRows();
  const rates = balanceKnown(balance, analyses).column("lossRate").toArray();
  const over = rows.filter((row, i) => row.complete === true && rates[i] !== null).at(-1);
  const running = rows.at(-1);
  return [
    ...(running === undefined ? [] : [meaningSentence(running, analyses, context)]),
    ...(running === undefined || running.complete === true ? [] : [runningSentence(running, context)]),
    ...(over === undefined ? [] : [overSentence(over, context)]),
  ];
}

type BalanceRow = ReturnType<Table<CustomerBalanceColumns>["toRows"]>[number];

/** How many count as customers by the convention, of all who ever bought. */
function meaningSentence(last: BalanceRow, analyses: OrderAnalyses, { say, count, counted }: ChapterContext): string {
  const { buyers, lapsedAfter: days } = analyses;
  // The new ones of all quarters may be fewer: who comes and is lost within a quarter is never counted as new.
  const [all, now] = [buyers.numRows, last.end ?? 0];
  const [won, still, silent] = [count(all), count(now), count(all - now)];
  return say(
    `Lost means here ${counted(days, "day")} without an order: a convention, by which a loss is seen ` +
      `${counted(days, "day")} late. Of the ${counted(all, "customer")} who ever bought ` +
      `${counted(now, "is a customer", "are customers")} ` +
      `now, and ${counted(all - now, "has", "have")} been silent for that long.`,
    `此处“流失”指 ${days} 天未下单：这是约定，流失会迟 ${days} 天才被看到。` +
      `曾购买的 ${won} 位客户中，现有客户 ${still} 位，另有 ${silent} 位沉默已达该天数。`,
  );
}

function runningSentence(running: BalanceRow, { say, count, counted }: ChapterContext): string {
  const [lost, won, back] = [count(running.lost ?? 0), count(running.new ?? 0), count(running.returned ?? 0)];
  return say(
    `This quarter (${running.period}, not over yet) ${counted(running.lost ?? 0, "customer")} came to count as lost ` +
      `so far, ${counted(running.new ?? 0, "is", "are")} new and ${back} came back.`,
    `本季度（${running.period}，尚未结束）至今计为流失 ${lost} 位客户，新增 ${won} 位，回归 ${back} 位。`,
  );
}

function overSentence(over: BalanceRow, { say, count, percent, money, counted }: ChapterContext): string {
  const interval = wilsonInterval(over.lossRate!, over.start ?? 1, 0.95);
  const [rate, lower, upper] = [percent(over.lossRate!), percent(interval.lower), percent(interval.upper)];
  const [lost, start, value] = [count(over.lost ?? 0), count(over.start ?? 0), money(over.lostValue ?? 0)];
  return say(
    `In ${over.period}, the last full quarter, ${lost} of ${counted(over.start ?? 0, "customer")} ` +
      `${over.lost === 1 ? "was" : "were"} lost: ${rate} (95% interval ${lower} to ${upper}), who had brought ` +
      `${value} in the year before.`,
    `${over.period}（最近的完整季度）${start} 位客户中流失 ${lost} 位：${rate}（95% 区间 ${lower} 至 ${upper}），` +
      `他们此前一年带来 ${value}。`,
  );
}
