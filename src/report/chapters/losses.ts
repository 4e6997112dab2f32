import { wilsonInterval } from "../../numeric/index.js";
import type { Table } from "../../table/index.js";
import { resultOf } from "../analysis/known.js";
import type { OrderAnalyses } from "../analysis/order-analyses.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";
import { missingChapter } from "./missing-chapter.js";

/** How many customers were won and lost in each quarter. */
export function lossesChapter(analyses: OrderAnalyses, context: ChapterContext): Chapter {
  const { say } = context;
  const heading = say("How many customers were won and lost?", "赢得和流失了多少客户？");
  if ("reason" in analyses.balance) return missingChapter("losses", heading, analyses.balance.reason, context);
  const balance = analyses.balance.result;
  const { lapsedAfter: days } = analyses;
  const chosen = analyses.lapsedAfterGiven
    ? say("as the report was told", "由报告选项指定")
    : say("a silence unusual for these customers, by their own intervals", "依客户自身间隔判断的异常沉默");
  return {
    id: "losses",
    heading,
    findings: lossSentences(analyses, context),
    charts: [context.chart(balance)],
    tables: [
      {
        caption: say("Customers by quarter", "各季度客户"),
        file: "won-and-lost",
        table: balance as Table,
        columns: [
          { name: "period", label: say("Quarter", "季度"), format: "text" },
          { name: "start", label: say("At its start", "期初"), format: "count" },
          { name: "new", label: say("New", "新增"), format: "count" },
          { name: "returned", label: say("Returned", "回归"), format: "count" },
          { name: "lost", label: say("Lost", "流失"), format: "count" },
          { name: "end", label: say("At its end", "期末"), format: "count" },
          { name: "lossRate", label: say("Loss rate", "流失率"), format: "percent" },
          { name: "lostValue", label: say("Yearly revenue lost", "流失的年收入"), format: "amount" },
        ],
      },
    ],
    method: say(
      `A customer counts as lost ${days} days after the last order (${chosen}), and as returned when an order comes ` +
        "after that. The rate is the share of those there at the start of the quarter who were lost in it.",
      `最后一次购买 ${days} 天后视为流失（${chosen}），之后再购买则视为回归。流失率为期初客户中流失的比例。`,
    ),
    limits: say(
      `Customers do not say that they leave: ${days} days are a convention, and a loss is seen ${days} days late. ` +
        "The first quarters cannot have losses yet, and one that is not over counts what was seen so far.",
      `客户不会宣告离开：${days} 天只是约定，流失会迟 ${days} 天才被看到。最初的季度尚不可能有流失，未结束的季度只计至今。`,
    ),
  };
}

/** The quarter that runs, and the last one that is over. */
export function lossSentences(analyses: OrderAnalyses, context: ChapterContext): string[] {
  const { say, count, percent, compact } = context;
  const rows = (resultOf(analyses.balance)?.toRows() ?? []).filter((row) => row.lossRate !== null);
  const over = rows.filter((row) => row.complete === true).at(-1);
  const running = rows.at(-1);
  const sentences: string[] = [];
  if (running !== undefined && running !== over) {
    const [lost, won, back] = [count(running.lost ?? 0), count(running.new ?? 0), count(running.returned ?? 0)];
    const now = count(running.end ?? 0);
    sentences.push(
      say(
        `This quarter (${running.period}, not over yet) ${lost} customers were lost so far, ${won} are new and ` +
          `${back} came back; ${now} are customers now.`,
        `本季度（${running.period}，尚未结束）至今流失 ${lost} 位客户，新增 ${won} 位，回归 ${back} 位；现有 ${now} 位。`,
      ),
    );
  }
  if (over !== undefined) {
    const interval = wilsonInterval(over.lossRate!, over.start ?? 1, 0.95);
    const [rate, lower, upper] = [percent(over.lossRate!), percent(interval.lower), percent(interval.upper)];
    const [lost, start, value] = [count(over.lost ?? 0), count(over.start ?? 0), compact(over.lostValue ?? 0)];
    sentences.push(
      say(
        `In ${over.period}, the last full quarter, ${lost} of ${start} customers were lost: ${rate} (95% interval ` +
          `${lower} to ${upper}), who had brought ${value} in the year before.`,
        `${over.period}（最近的完整季度）${start} 位客户中流失 ${lost} 位：${rate}（95% 区间 ${lower} 至 ${upper}），` +
          `他们此前一年带来 ${value}。`,
      ),
    );
  }
  return sentences;
}
