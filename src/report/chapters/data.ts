import { createTable, dayOf, showDay, type Table } from "../../table/index.js";
import { firstMoment, type OrderAnalyses } from "../analysis/order-analyses.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";

/** What the report rests on, and what was done to how many rows. */
export function dataChapter({ customers, buyers, end }: OrderAnalyses, context: ChapterContext): Chapter {
  const { say, count, percent } = context;
  const { ledger } = customers;
  const lines: (readonly [string, number])[] = [
    [say("Rows in the file", "文件行数"), ledger.rows],
    [say("Left out: no customer", "剔除：无客户编号"), ledger.droppedMissingCustomer],
    [say("Left out: refunds", "剔除：退款"), ledger.droppedRefunds],
    [say("Left out: amount of 0", "剔除：金额为 0"), ledger.droppedZeroAmounts],
    [say("Left out: after the last day", "剔除：截止日之后"), ledger.droppedAfterEnd],
    [say("Merged with another row of the day", "并入同日其他行"), ledger.mergedSameDay],
    [say("Refunds netted", "退款冲减"), ledger.nettedRefunds],
    [say("Days that refunds canceled", "被退款抵消的购买日"), ledger.cancelledDays],
    [say("Customers", "客户数"), ledger.customers],
    [say("Customers without a purchase", "无购买的客户"), ledger.customersWithoutPurchase],
  ];
  const shown = lines.filter(([, rows], i) => rows > 0 || i === 0);
  const missing = ledger.droppedMissingCustomer;
  const [first, last] = [showDay(dayOf(firstMoment(buyers))), showDay(dayOf(end.getTime()))];
  return {
    id: "data",
    heading: say("What the report rests on", "报告的数据基础"),
    findings: [
      say(
        `${count(ledger.rows)} rows from ${first} to ${last}, ${count(ledger.customers)} customers.`,
        `${first} 至 ${last} 共 ${count(ledger.rows)} 行，${count(ledger.customers)} 位客户。`,
      ),
      ...(missing === 0
        ? []
        : [
            say(
              `${count(missing)} rows (${percent(missing / ledger.rows)}) name no customer and are in no figure here.`,
              `${count(missing)} 行（${percent(missing / ledger.rows)}）没有客户编号，未计入任何数字。`,
            ),
          ]),
    ],
    charts: [],
    tables: [
      {
        caption: say("What was done to how many rows", "对多少行做了什么"),
        file: "data",
        table: createTable([
          ["what", shown.map(([what]) => what)],
          ["rows", shown.map(([, rows]) => rows)],
        ]) as Table,
        columns: [
          { name: "what", label: say("What", "事项"), format: "text" },
          { name: "rows", label: say("Count", "数量"), format: "count" },
        ],
      },
    ],
    method: say(
      "Every row is in one of these lines; purchases of a day count as one unless the report was told otherwise.",
      "每一行都归入其中一项；除非另有指定，同一天的购买算作一次。",
    ),
    limits: say(
      "The report believes the file: orders that are not in it, and customers under two names, are not seen.",
      "报告以文件为准：文件之外的订单、以两个名字出现的客户都无法识别。",
    ),
  };
}
