import {
  complaintSummary,
  cronbachAlpha,
  loyaltyZones,
  perceivedValue,
  satisfactionWorth,
} from "../../../satisfaction/index.js";
import type { Analysis } from "../../command/command.js";
import { choice, type Options, option, renamed } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { figuresTable, notesOf } from "../../output/figures.js";
import { answerOptions, withCodes } from "./satisfaction-scores.js";

const respondents: Options = {
  weights: option("text", "a column of weights of respondents", "权重列"),
  missingAnswers: renamed("missing", choice(["error", "listwise"], "missing answers [error]", "缺失答案 [error]")),
  confidence: option("number", "of the intervals [0.95]", "区间置信度 [0.95]"),
  ...answerOptions,
};
const scored = (en: string, zh: string) =>
  option("value", `the column of ${en}, or JSON with its scale`, `${zh}列或 JSON`);
const bins = option("number", "steps of the curve [10]", "曲线分段数 [10]");

export const zones: Analysis = {
  help: bothLanguages("loyalty against satisfaction: defection, indifference, affection", "忠诚区:流失、观望、忠诚"),
  options: {
    satisfaction: scored("satisfaction", "满意度"),
    loyalty: scored("loyalty", "忠诚"),
    cuts: option("numbers", "where zones end", "分区界限"),
    bins,
    ...respondents,
  },
  tables: ["zones", "curve"],
  run: async ({ read, values }) => {
    const found = loyaltyZones(await read(), withCodes(await values<never>()));
    return {
      table: found.zones,
      tables: { zones: found.zones, curve: found.curve },
      picture: found,
      after: notesOf(found.warnings),
    };
  },
};

export const perceived: Analysis = {
  help: bothLanguages("value for money as customers see it", "感知价值"),
  options: {
    qualityGivenPrice: option("text", "the column of quality given the price", "给定价格的质量列"),
    priceGivenQuality: option("text", "the column of the price given quality", "给定质量的价格列"),
    scale: option("json", 'the scale: {"likert":5} or {"from":[1,10]}', "量表(JSON)"),
    itemWeights: option("numbers", "weights of the two questions", "两题权重"),
    loyalty: scored("loyalty", "忠诚"),
    retention: scored("retention", "留存"),
    recommendation: scored("recommendation", "推荐"),
    bins,
    ...respondents,
  },
  tables: ["questions", "relations", "curves"],
  run: async ({ read, values }) => {
    const { questions, relations, curves, index, warnings } = perceivedValue(
      await read(),
      withCodes(await values<never>()),
    );
    return {
      table: questions,
      tables: { questions, relations, curves },
      before: [`Index ${index.toFixed(1)}`],
      after: notesOf(warnings),
    };
  },
};

export const worth: Analysis = {
  help: bothLanguages("what more satisfied customers are worth", "满意度的价值"),
  options: {
    satisfaction: scored("satisfaction", "满意度"),
    outcome: option("text", "the column of what follows, such as staying or spending", "结果列"),
    value: option("number", "what a unit of it is worth", "结果的单位价值"),
    customers: option("number", "how many customers there are", "客户总数"),
    controls: option("list", "columns that are held fixed", "控制变量列"),
    cuts: option("numbers", "where groups end", "分组界限"),
    ...respondents,
  },
  run: async ({ read, values }) => {
    const { table, warnings } = satisfactionWorth(await read(), withCodes(await values<never>()));
    return { table, after: notesOf(warnings) };
  },
};

export const alpha: Analysis = {
  help: bothLanguages("Cronbach's alpha of items", "克朗巴赫 α 系数"),
  options: {
    items: option("list", "the columns of answers [all]", "答题列 [全部]"),
    missingAnswers: respondents["missingAnswers"]!,
    ...answerOptions,
  },
  run: async ({ read, values }) => {
    const {
      raw,
      standardized,
      respondents: count,
      items,
      warnings,
    } = cronbachAlpha(await read(), withCodes(await values<never>()));
    const figures = figuresTable({ raw, standardized, respondents: count });
    return { table: items, tables: { items, figures }, before: [String(figures)], after: notesOf(warnings) };
  },
  tables: ["items", "figures"],
};

export const complaints: Analysis = {
  help: bothLanguages("complaints by cause: rates, valid ones, time to resolve, trend", "按原因的投诉分析"),
  options: {
    cause: option("text", "the column of causes", "原因列"),
    received: option("text", "the column of the day received", "受理日期列"),
    resolved: option("text", "the column of the day resolved", "解决日期列"),
    valid: option("text", "a column that is true for valid complaints", "有效投诉标记列"),
    customer: option("text", "the column of customers", "客户列"),
    returned: option("value", "a column that is true for those who bought again, or JSON", "再次购买标记列"),
    missingCause: choice(["error", "keep"], "complaints without a cause [error]", "没有原因的投诉 [error]"),
    asOf: option("text", "the day of the summary [the last one of the file]", "汇总日期 [文件中最后一天]"),
    timeZone: option("text", "where days are cut: Asia/Shanghai", "按哪个时区划分日期"),
    dateUnit: choice(["ms", "us", "s", "day", "excel"], "what numbers in date columns count", "日期列中数字的单位"),
    customers: option("number", "how many customers there are", "客户总数"),
    period: choice(["day", "week", "month", "quarter", "year"], "the period of the trend [month]", "趋势周期 [month]"),
    confidence: respondents["confidence"]!,
  },
  tables: ["causes", "trend", "total"],
  run: async ({ read, values }) => {
    const found = complaintSummary(await read(), await values<never>());
    const { causes, trend, total } = found;
    return { table: causes, tables: { causes, trend, total: figuresTable(total) }, picture: found };
  },
};
