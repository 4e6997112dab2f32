import type { SummarizeOptions } from "../../customers/index.js";
import { detectSignals, type SignalRule, type Signals } from "../../signals/index.js";
import { isTable, type Table } from "../../table/index.js";
import { known } from "../analysis/known.js";
import type { OrderAnalyses } from "../analysis/order-analyses.js";
import { pricedOrders } from "../analysis/priced-orders.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";
import { missingChapter } from "./missing-chapter.js";

/** Signals that were detected, rules to detect them in the orders, or `true` for all that orders can feed. */
export type ReportSignals = true | readonly SignalRule[] | Signals;

/** What changed lately, and what to do about it. */
export function signalsChapter(
  orders: Table,
  given: ReportSignals,
  columns: SummarizeOptions,
  { end }: OrderAnalyses,
  context: ChapterContext,
): Chapter {
  const { say, english } = context;
  const heading = say("What needs attention today?", "今天需要关注什么？");
  const found = known(() => signalsOf(orders, given, columns, end));
  if ("reason" in found) return missingChapter("signals", heading, found.reason, context);
  const signals = found.result;
  const chart = context.chart(signals);
  return {
    id: "signals",
    heading,
    findings: [`${chart.title}${say(".", "。")}`, ...signals.warnings.map((warning) => english(`${warning}.`))],
    charts: signals.numRows === 0 ? [] : [chart],
    tables: [
      {
        caption: say("Signals, the most at stake first", "信号（涉及金额从大到小）"),
        file: "signals",
        table: signals as Table,
        columns: [
          { name: "customer", label: say("Customer", "客户"), format: "text" },
          { name: "signal", label: say("Signal", "信号"), format: "text" },
          { name: "value", label: say("At stake", "涉及金额"), format: "amount" },
          { name: "why", label: say("Why", "原因"), format: "text" },
          { name: "action", label: say("What to do", "建议"), format: "text" },
          { name: "since", label: say("Since", "自"), format: "date" },
        ],
      },
    ],
    method: say(
      "Signals that tell the unusual from chance draw their limits from the past, so that false alarms stay below " +
        "the level that was asked for.",
      "区分异常与偶然的信号以历史数据设定界限，使误报不超过给定水平。",
    ),
    limits: say("A signal says that something changed, not why.", "信号只说明发生了变化，不说明原因。"),
  };
}

function signalsOf(given: Table, signals: ReportSignals, columns: SummarizeOptions, asOf: Date): Signals {
  if (isTable(signals)) return signals as Signals;
  const { orders, amount } = pricedOrders("createReport", given, columns.amount);
  const { customer = "customer", date = "date" } = columns;
  return detectSignals({ orders }, signals === true ? "all" : (signals as readonly SignalRule[]), {
    asOf,
    columns: { orders: { customer, date, amount } },
  });
}
