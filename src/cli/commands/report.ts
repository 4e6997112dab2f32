import type { Command } from "../command/command.js";
import { readValues } from "../command/option.js";
import { completeOrderOptions, orderOptions } from "../options/order-options.js";

const own = {
  title: { kind: "text", help: { en: "the title of the page", zh: "报告标题" } },
  end: { kind: "text", help: { en: "the last day of observation [last order]", zh: "观察期最后一天" } },
} as const;

/** One page that a manager can read. */
export const report: Command = {
  name: "report",
  help: {
    en: "one HTML page: findings, charts, tables; use with --out report.html",
    zh: "一页 HTML 报告:结论、图表与表格",
  },
  options: { ...orderOptions, ...own },
  run: async (file, { written, read, tell, locale }) => {
    const orders = await read(file);
    const columns = completeOrderOptions(orders, written, tell);
    // Charts need packages of their own, which no other command loads.
    const { createReport } = await import("../../report/index.js");
    return createReport(orders, { ...columns, ...readValues(own, written), locale });
  },
};
