import {
  bankClasses,
  type ColumnRule,
  gradeCustomers,
  type SegmentByRulesOptions,
  segmentByRules,
  valueMatrix,
} from "../../../segments/index.js";
import type { Analysis } from "../../command/command.js";
import { CommandError } from "../../command/command-error.js";
import { choice, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { classesOf, classified, classTables, customer, measures } from "./class-tables.js";

/** Segments by rules on any columns. */
export const rules: Analysis = {
  help: bothLanguages("segments by rules of your own on any columns", "按自定义规则分群"),
  options: {
    customer,
    rules: option("json", 'the rules: [{"name":"young","when":{"age":{"below":30}}}] or @rules.json', "规则(JSON)"),
    lint: option("flag", "refuse rules that overlap or leave gaps; --no-lint", "检查规则的重叠与空缺"),
    measures,
    otherwise: option("text", "the name of the rest [Others]", "其余客户的名称 [Others]"),
    within: option("json", "what customers the rules are for, as conditions", "规则适用范围(JSON)"),
  },
  tables: classTables,
  run: async ({ read, values }) => {
    const rows = await read();
    const { rules: given, ...others } = await values<
      SegmentByRulesOptions & { readonly rules?: readonly ColumnRule[] }
    >();
    if (given === undefined) {
      throw new CommandError("--kind rules needs --rules @FILE.json", "--kind rules 需要 --rules @文件.json");
    }
    return classified(segmentByRules(rows, given, others));
  },
};

/** Value today against value tomorrow. */
export const matrix = classesOf(
  "value today against value tomorrow, with stated cuts",
  "当前价值与潜在价值矩阵",
  {
    customer,
    x: option("value", "the column of one axis, or JSON", "横轴列或 JSON"),
    y: option("value", "the column of the other axis, or JSON", "纵轴列或 JSON"),
    cuts: option("json", 'where axes are cut: {"x":100,"y":[1,2]} [the medians]', "分界(JSON)"),
    preset: option("text", "names and advice that come with the library", "预设名称与建议"),
    cells: option("json", "names and advice of your own", "自定义名称与建议(JSON)"),
    need: option("text", "a column of needs, the third axis", "需求列"),
    measures,
  },
  (rows, options) => valueMatrix(rows, options),
);

/** Grades by weighted indicators. */
export const grades = classesOf(
  "grades A to D by weighted indicators",
  "客户等级 A–D(加权指标)",
  {
    customer,
    indicators: option("json", "the indicators with their weights", "指标与权重(JSON)"),
    cuts: option("numbers", "points from which A, B and C are given", "A、B、C 的分数线"),
    rules: option("json", "rules that raise or lower a grade", "升降级规则(JSON)"),
    reviewed: option("text", "the day of the review", "评审日期"),
    reviewMonths: option("json", 'months to the next review by grade: {"A":12}', "各等级复审月数(JSON)"),
    measures,
  },
  (rows, options) => gradeCustomers(rows, options),
);

/** Contribution classes of a bank. */
export const bank = classesOf(
  "contribution classes of a bank by deposits and loans",
  "银行客户贡献分类(存款、贷款)",
  {
    customer,
    on: choice(["deposits", "loans", "whole"], "what is classified [whole]", "分类依据 [whole]"),
    deposits: option("text", "the column of deposits", "存款列"),
    loans: option("text", "the column of loans", "贷款列"),
    before: option("json", 'the columns of the period before: {"deposits":"d0","loans":"l0"}', "上期列(JSON)"),
    potential: option("text", "the column of potential", "潜力列"),
    cuts: option("json", "the cuts", "分界(JSON)"),
    decline: option("number", "the relative decline that counts", "视为下降的比例"),
    measures,
  },
  (rows, options) => bankClasses(rows, options),
);
