import { churnRates, customerBalance, leaveReasons, summarizeContracts } from "../../../churn/index.js";
import { compareRetentionCurves, retentionTable } from "../../../lifetime-value/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { CommandError } from "../../command/command-error.js";
import { choice, type Options, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { orderOptions, withOneAmount } from "../../options/order-options.js";
import { countsInWords, figuresTable } from "../../output/figures.js";

const contractColumns: Options = {
  customer: option("text", "the column of customers", "客户列"),
  start: option("text", "the column of the first day", "开始日期列"),
  end: option("text", "the column of the last day, empty while it runs", "结束日期列(仍有效则为空)"),
  fee: option("text", "the column of the fee", "费用列"),
  dateUnit: choice(["ms", "us", "s", "day", "excel"], "what numbers in date columns count", "日期列中数字的单位"),
  timeZone: option("text", "where days are cut: Asia/Shanghai", "按哪个时区划分日期"),
  endDay: choice(
    ["exclusive", "inclusive"],
    "whether the last day is one of the contract [exclusive]",
    "结束日是否计入 [exclusive]",
  ),
};

const summary: Analysis = {
  help: bothLanguages("contracts of each customer, and revenue retention", "各客户的合同与收入留存"),
  options: {
    ...contractColumns,
    asOf: option("text", "the day of the summary", "汇总日期"),
    since: option("text", "the day that it is compared with", "比较日期"),
    maxGap: option("number", "days between contracts that count as one relationship", "视为连续的最大间隔天数"),
  },
  tables: ["customers", "figures"],
  run: async ({ read, values }) => {
    const found = summarizeContracts(await read(), await values());
    const { netRevenueRetention, grossRevenueRetention, customerRetention, bridge } = found;
    const figures = figuresTable({ netRevenueRetention, grossRevenueRetention, customerRetention, bridge });
    return {
      table: found,
      tables: { customers: found, figures },
      before: [String(figures)],
      after: countsInWords(found.ledger),
    };
  },
};

const relationships: Options = {
  ...orderOptions,
  ...contractColumns,
  lapsedAfter: option(
    "number",
    "days without an order after which a customer is lost, for a file of orders",
    "流失天数(订单文件)",
  ),
  valueDays: option("number", "days of which the orders make a customer's value", "计算客户价值的天数"),
  asOf: option("text", "the day of the reading", "观察日期"),
  segment: option("text", "the column of segments", "分群列"),
  by: choice(["month", "week", "quarter"], "the period [month]", "周期 [month]"),
};

const rates: Analysis = {
  help: bothLanguages("loss rates by period with control limits, from contracts or orders", "各期流失率与控制限"),
  options: {
    ...relationships,
    limit: option("number", "a fixed limit of the rate", "固定控制限"),
    sigmas: option("number", "standard deviations of the limit [3]", "控制限的标准差倍数 [3]"),
  },
  run: async ({ read, values }) => {
    const found = churnRates(await read(), withOneAmount(await values()) as never);
    return { table: found };
  },
};

const balance: Analysis = {
  help: bothLanguages("customers won and lost by period, and where that leads", "各期新增与流失客户及趋势"),
  options: relationships,
  tables: ["periods", "outlook"],
  run: async ({ read, values }) => {
    const found = customerBalance(await read(), withOneAmount(await values()) as never);
    const outlook = figuresTable(found.outlook ?? {});
    return { table: found, tables: { periods: found, outlook } };
  },
};

const reasons: Analysis = {
  help: bothLanguages("why customers left, the vital few first", "流失原因(重要的少数在前)"),
  options: {
    reason: option("text", "the column of reasons", "原因列"),
    customer: contractColumns["customer"]!,
    value: option("text", "the column of the value lost", "损失价值列"),
    several: choice(["split", "each"], "customers with several reasons [split]", "多个原因的客户 [split]"),
    by: choice(["customers", "value"], "what is counted [value, where there is one]", "统计内容 [有价值列时为 value]"),
    vitalShare: option("number", "the share that the vital few make [0.8]", "重要少数的占比 [0.8]"),
  },
  run: async ({ read, values }) => {
    const found = leaveReasons(await read(), await values());
    return { table: found, after: countsInWords(found.ledger) };
  },
};

const retention: Analysis = {
  help: bothLanguages("retention from counts of survivors by period, and which curve goes on", "留存曲线及其外推"),
  options: {
    survivors: option("text", "the column of customers left at the start of each period", "各期初剩余客户数列"),
    unit: choice(["hour", "day", "week", "month", "quarter", "year"], "the length of a period", "时期长度"),
    holdout: option("number", "periods at the end that curves are judged by", "用于检验的末尾期数"),
    horizon: option("value", "how far ahead, in periods, or JSON", "外推期数"),
  },
  tables: ["retention", "curves"],
  run: async ({ read, values }) => {
    const rows = await read();
    type Asked = {
      readonly survivors?: string;
      readonly unit?: "month";
      readonly holdout?: number;
      readonly horizon?: number;
    };
    const { survivors: name, unit, ...asked } = await values<Asked>();
    if (name === undefined) {
      throw new CommandError("name the counts with --survivors COLUMN", "请用 --survivors 列 指定剩余客户数");
    }
    const data = {
      survivors: rows.column(name).toArray() as number[],
      ...(unit === undefined ? {} : { unit }),
    };
    const table = retentionTable(data);
    const curves = compareRetentionCurves({ ...data, ...asked });
    return { table, tables: { retention: table, curves }, after: [String(curves)] };
  },
};

/** Relationships that begin and end on a day. */
export const contracts: Command = { summary, rates, balance, reasons, retention };
