import {
  assessSegments,
  mendLossMakers,
  selectCustomers,
  upgradeCandidates,
  walletShare,
} from "../../../segments/index.js";
import type { Analysis } from "../../command/command.js";
import { option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { figuresTable, notesOf } from "../../output/figures.js";
import { classesOf, customer, measures } from "./class-tables.js";

/** Which customers to choose. */
export const selection = classesOf(
  "which customers to choose by value and our ability to serve them",
  "客户选择:价值与服务能力",
  {
    customer,
    purchases: option("text", "the column of purchases", "购买列"),
    growth: option("text", "the column of growth", "增长列"),
    intangible: option("text", "the column of intangible value", "无形价值列"),
    cost: option("text", "the column of costs", "成本列"),
    risk: option("text", "the column of risk", "风险列"),
    ability: option("json", "items of our ability", "能力项(JSON)"),
    cuts: option("json", 'cuts: {"value":…,"ability":…}', "分界(JSON)"),
    measures,
  },
  (rows, options) => selectCustomers(rows, options),
);

/** Our share of what customers spend. */
export const wallet: Analysis = {
  help: bothLanguages("our share of what customers spend, and the headroom", "钱包份额与增长空间"),
  options: {
    customer,
    ours: option("text", "the column of what they spend with us", "在我方的消费列"),
    total: option("text", "the column of what they spend in all", "总消费列"),
    estimate: option(
      "json",
      'how unknown totals are estimated: {"by":"segment","quantile":0.9}',
      "总消费的估计方法(JSON)",
    ),
  },
  run: async ({ read, values }) => {
    const found = walletShare(await read(), await values<never>());
    const { totalShare, totalHeadroom } = found;
    return {
      table: found,
      before: [String(figuresTable({ totalShare, totalHeadroom }))],
      after: notesOf(found.warnings),
    };
  },
};

/** Whom to move up a tier. */
export const upgrade: Analysis = {
  help: bothLanguages("whom to move up a tier, by expected gain", "升级候选客户"),
  options: {
    customer,
    value: option("text", "the column of value", "价值列"),
    target: option("value", "the value that makes a tier, or the name of the tier", "目标价值或层级"),
    tier: option("text", "the column of tiers", "层级列"),
    probability: option("value", "the chance to move up: a column or a number", "升级概率:列或数字"),
    gain: option("value", "the gain: a column or a number", "收益:列或数字"),
    cost: option("value", "the cost: a column or a number", "成本:列或数字"),
    drivers: option("list", "columns that tell candidates apart", "驱动因素列"),
  },
  run: async ({ read, values }) => {
    const found = upgradeCandidates(await read(), await values<never>());
    const { target, alreadyThere, worthwhile, expectedGain, warnings } = found;
    const figures = figuresTable({ target, alreadyThere, worthwhile, expectedGain });
    return { table: found, before: [String(figures)], after: notesOf(warnings) };
  },
};

/** What mends customers who cost more than they bring. */
export const losses: Analysis = {
  help: bothLanguages("what mends customers who cost more than they bring", "亏损客户的改善方案"),
  options: {
    customer,
    revenue: option("text", "the column of revenue", "收入列"),
    directCost: option("text", "the column of direct cost", "直接成本列"),
    serviceCost: option("text", "the column of service cost", "服务成本列"),
    fixedShare: option("number", "the share of service cost that stays", "固定服务成本比例"),
  },
  run: async ({ read, values }) => {
    const found = mendLossMakers(await read(), await values<never>());
    const { lossMakers, loss, beyondRepair, warnings } = found;
    return {
      table: found,
      before: [String(figuresTable({ lossMakers, loss, beyondRepair }))],
      after: notesOf(warnings),
    };
  },
};

/** Which segments are worth it. */
export const assessment: Analysis = {
  help: bothLanguages("which segments are worth it: size, growth, profit, reach", "细分市场评估"),
  options: {
    segment: option("text", "the column of segments [segment]", "分群列 [segment]"),
    value: option("text", "the column of value", "价值列"),
    previous: option("text", "the column of value in the period before", "上期价值列"),
    experience: option("text", "the column of experience", "经验列"),
    influence: option("text", "the column of influence", "影响力列"),
    features: option("list", "columns that should set segments apart", "区分特征列"),
    reachable: option("text", "a column that is true for those who can be reached", "可触达标记列"),
    scores: option("json", "scores by hand, by criterion", "人工评分(JSON)"),
    forces: option("json", "scores of market forces", "市场力量评分(JSON)"),
    weights: option("json", "weights of criteria", "准则权重(JSON)"),
  },
  tables: ["segments", "criteria"],
  run: async ({ read, values }) => {
    const found = assessSegments(await read(), await values<never>());
    return { table: found, tables: { segments: found, criteria: found.criteria }, after: notesOf(found.warnings) };
  },
};
