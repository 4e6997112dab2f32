import {
  acquisitionCost,
  campaignRates,
  closingRates,
  compareSources,
  contactEffectiveness,
  contactPressure,
} from "../../../campaigns/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { choice, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { notesOf } from "../../output/figures.js";

const level = option("number", "of the intervals [0.95]", "区间置信度 [0.95]");
const by = option("list", "the columns of groups", "分组列");

const effectiveness: Analysis = {
  help: bothLanguages("what contacts achieve and cost, by kind and channel", "各类接触的效果与成本"),
  options: {
    by,
    outcome: option("text", "the column of outcomes: 0 and 1", "结果列:0/1"),
    cost: option("text", "the column of costs", "成本列"),
    satisfaction: option("text", "the column of satisfaction", "满意度列"),
    level,
  },
  run: async ({ read, values }) => ({ table: contactEffectiveness(await read(), await values()) }),
};

const pressure: Analysis = {
  help: bothLanguages("how contacts wear off as they come closer", "接触频率与效果衰减"),
  options: {
    customer: option("text", "the column of customers [customer]", "客户列 [customer]"),
    date: option("text", "the column of dates [date]", "日期列 [date]"),
    dateUnit: choice(["ms", "us", "s", "day", "excel"], "what numbers in the date column count", "日期列中数字的单位"),
    outcome: option("text", "the column of outcomes: 0 and 1", "结果列:0/1"),
    days: option("number", "days that count as lately", "近期天数"),
    most: option("number", "contacts from which on they are taken together", "合并的接触次数上限"),
    level,
  },
  run: async ({ read, values }) => ({ table: contactPressure(await read(), await values()) }),
};

const closing: Analysis = {
  help: bothLanguages("sales per contact, by anything", "成交率"),
  options: {
    by,
    contacts: option("text", "the column of contacts", "接触数列"),
    sales: option("text", "the column of sales", "成交数列"),
    cost: option("text", "the column of costs", "成本列"),
    level,
  },
  run: async ({ read, values }) => ({ table: closingRates(await read(), await values()) }),
};

const acquisition: Analysis = {
  help: bothLanguages("what winning a customer costs, by channel", "各渠道获客成本"),
  options: {
    channel: option("text", "the column of channels", "渠道列"),
    cost: option("text", "the column of costs", "成本列"),
    customers: option("text", "the column of customers won", "获客数列"),
    margin: option("text", "the column of margins", "利润列"),
    value: option("text", "the column of lifetime values", "终身价值列"),
  },
  run: async ({ read, values }) => ({ table: acquisitionCost(await read(), await values()) }),
};

const rate = (en: string, zh: string) => option("text", `the column of ${en}: 0 and 1`, `${zh}列:0/1`);

const rates: Analysis = {
  help: bothLanguages(
    "response, participation, conversion, cross- and up-selling by campaign",
    "各活动的响应、参与、转化率",
  ),
  options: {
    by,
    response: rate("who responded", "响应"),
    participation: rate("who took part", "参与"),
    conversion: rate("who bought", "转化"),
    crossSelling: rate("who bought something else", "交叉销售"),
    upSelling: rate("who bought something dearer", "升级销售"),
    satisfaction: option("text", "the column of satisfaction", "满意度列"),
    of: option("json", 'what a rate is of: {"conversion":"response"}', "比率的基数(JSON)"),
    level,
  },
  run: async ({ read, values }) => {
    const found = campaignRates(await read(), await values());
    return { table: found, after: notesOf(found.warnings) };
  },
};

const sources: Analysis = {
  help: bothLanguages("where prospects come from who become customers", "成交客户的来源比较"),
  options: {
    source: option("text", "the column of sources", "来源列"),
    won: option("text", "the column of who became a customer: 0 and 1", "是否成交列:0/1"),
    cost: option("text", "the column of costs", "成本列"),
    value: option("text", "the column of values", "价值列"),
    level,
  },
  run: async ({ read, values }) => ({ table: compareSources(await read(), await values()) }),
};

/** What contacts achieve and cost. */
export const contacts: Command = { effectiveness, pressure, rates, sources, closing, acquisition };
