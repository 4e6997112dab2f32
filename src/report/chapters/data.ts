import { createTable, dayOf, showDay, type Table } from "../../table/index.js";
import { firstMoment, type OrderAnalyses } from "../analysis/order-analyses.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";

/** What the report rests on, and what was done to how many rows. */
export function dataChapter({ customers, buyers, end }: OrderAnalyses, context: ChapterContext): Chapter {
  const { say, count, counted, percent } = context;
  const { ledger } = customers;
  const lines: (readonly [string, number])[] = [
    [say("Left out: no customer", "剔除：无客户编号"), ledger.droppedMissingCustomer],
    [say("Left out: refunds", "剔除：退款"), ledger.droppedRefunds],
    [say("Left out: amount of 0", "剔除：金额为 0"), ledger.droppedZeroAmounts],
    [say("Left out: after the last day", "剔除：截止日之后"), ledger.droppedAfterEnd],
    [say("Refunds, taken off the revenue of their customers", "退款（已从客户收入中扣除）"), ledger.nettedRefunds],
    [say("Purchases, the first row of each", "购买（各取首行）"), purchasesOf(customers)],
    [say("Further rows of a purchase of that day", "同日购买的其他行"), ledger.mergedSameDay],
  ];
  const listed = lines.reduce((sum, [, rows]) => sum + rows, 0);
  // What is neither left out nor a refund nor of a purchase stood on a day of which refunds left nothing.
  lines.push(
    [say("Bought on a day of which refunds left nothing", "购买当日被退款全部抵消"), ledger.rows - listed],
    [say("Rows in the file", "文件总行数"), ledger.rows],
  );
  const shown = lines.filter(([, rows], i) => rows > 0 || i === lines.length - 1);
  const missing = ledger.droppedMissingCustomer;
  const [first, last] = [showDay(dayOf(firstMoment(buyers))), showDay(dayOf(end.getTime()))];
  const without = ledger.customersWithoutPurchase;
  const idle = without === 0 ? "" : `, ${count(without)} of them without a purchase that was not given back`;
  const idleChinese = without === 0 ? "" : `（其中 ${count(without)} 位没有未被退款的购买）`;
  return {
    id: "data",
    heading: say("What the report rests on", "报告的数据基础"),
    findings: [
      say(
        `${counted(ledger.rows, "row")} from ${first} to ${last}, ${counted(ledger.customers, "customer")}${idle}.`,
        `${first} 至 ${last} 共 ${count(ledger.rows)} 行，${count(ledger.customers)} 位客户${idleChinese}。`,
      ),
      ...(missing === 0
        ? []
        : [
            say(
              `${counted(missing, "row")} (${percent(missing / ledger.rows)}) ` +
                `${missing === 1 ? "names no customer and is" : "name no customer and are"} in no figure here.`,
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
      "Every row is in one of these lines, which add up to the last; purchases of a day count as one unless the " +
        "report was told otherwise.",
      "每一行都归入其中一项，合计为最后一项；除非另有指定，同一天的购买算作一次。",
    ),
    limits: say(
      "The report believes the file: orders that are not in it, and customers under two names, are not seen.",
      "报告以文件为准：文件之外的订单、以两个名字出现的客户都无法识别。",
    ),
  };
}

/** Purchases of all customers together: of those who bought one more than they repeated. */
function purchasesOf(customers: OrderAnalyses["customers"]): number {
  let purchases = 0;
  const repeats = customers.column("frequency").toArray();
  const first = customers.column("firstOrder").toArray();
  for (let i = 0; i < repeats.length; i++) if (first[i] !== null) purchases += (repeats[i] ?? 0) + 1;
  return purchases;
}
