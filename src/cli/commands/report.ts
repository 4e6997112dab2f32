import type { ReportOptions } from "../../report/index.js";
import type { Command } from "../command/command.js";
import { choice, option, renamed } from "../command/option.js";
import { bothLanguages } from "../command/text.js";
import { orderOptions } from "../options/order-options.js";

/** One page that a manager can read. */
export const report: Command = {
  page: {
    help: bothLanguages("one HTML page: findings, charts, tables; use with --out report.html", "一页 HTML 报告"),
    orders: orderOptions,
    isPage: true,
    options: {
      title: option("text", "the title of the page", "报告标题"),
      reportCurrency: renamed(
        "currency",
        option("text", "the currency of the amounts, to be written: £ or GBP", "金额的货币:£ 或 GBP"),
      ),
      unit: choice(["hour", "day", "week", "month"], "the unit of recency and age [week]", "时间单位 [week]"),
      end: option("text", "the last day of observation [last order]", "观察期最后一天 [最后订单]"),
      sameDay: choice(["merge", "keep"], "orders of one day [merge]", "同一天的订单 [merge]"),
      margin: option("number", "the share of revenue that is profit [1]", "利润率 [1]"),
      discountRate: option("rate", "a year, or monthly:0.01 [0.1]", "年折现率 [0.1]"),
      lapsedAfter: option("number", "days without an order after which a customer has lapsed", "流失天数"),
      models: option("json", "saved models that add a chapter each: @models.json", "附加模型:@models.json"),
      survey: option("table", "a file of survey answers, which adds a chapter (with --survey-options)", "问卷文件"),
      surveyOptions: option("json", "what its columns are", "问卷列说明(JSON)"),
      item: option("text", "the column of items: a chapter on what is bought together", "商品列:购物篮一章"),
      dimensions: option("list", "columns that divide the orders: a chapter for each", "划分订单的列"),
      signals: option(
        "value",
        "true, names of signals or JSON: a chapter on what needs attention",
        "信号一章:true 或 JSON",
      ),
      experiment: option("table", "a file of an experiment, a chapter (with --experiment-options)", "实验文件"),
      experimentOptions: option("json", "what its columns are: the options of readExperiment", "实验列说明(JSON)"),
      contacts: option("table", "a file of contacts, which adds a chapter (with --contact-options)", "接触记录文件"),
      contactOptions: option("json", "what its columns are", "接触记录列说明(JSON)"),
    },
    run: async (context) => {
      const { table, columns } = await context.ordersInMemory();
      type Further = "surveyOptions" | "contactOptions" | "experimentOptions";
      type Asked = Record<string, unknown> & { readonly [Name in Further]?: object };
      const given = await context.values<Asked>();
      const { survey, surveyOptions, contacts, contactOptions, experiment, experimentOptions, signals, ...asked } =
        given;
      // Charts need packages of their own, which no other command loads.
      const { createReport } = await import("../../report/index.js");
      const further = {
        ...(survey === undefined ? {} : { survey: { answers: survey, ...surveyOptions } }),
        ...(signals === undefined ? {} : { signals: typeof signals === "string" ? signals.split(",") : signals }),
        ...(experiment === undefined ? {} : { experiment: { rows: experiment, ...experimentOptions } }),
        ...(contacts === undefined ? {} : { contacts: { log: contacts, ...contactOptions } }),
      };
      const options: object = { ...columns, ...asked, ...further, locale: context.locale };
      return createReport(table, options as ReportOptions);
    },
  },
};
