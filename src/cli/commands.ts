import type { Command } from "./command/command.js";
import type { Text } from "./command/text.js";

/** A command as the help lists it; its code is loaded when it is called, so that the program starts at once. */
export interface CommandEntry {
  readonly name: string;
  readonly help: Text;
  readonly load: () => Promise<Command>;
}

/** The commands, in the order in which the help lists them. */
export const commands: readonly CommandEntry[] = [
  {
    name: "check",
    help: { en: "what is in a file, and what will go wrong with it", zh: "检查文件:内容与问题" },
    load: async () => (await import("./commands/customers/check.js")).check,
  },
  {
    name: "summarize",
    help: { en: "one row per customer: orders, recency, age, revenue", zh: "每个客户一行:订单数、最近购买、收入" },
    load: async () => (await import("./commands/customers/summarize.js")).summarize,
  },
  {
    name: "rfm",
    help: { en: "RFM scores and segments", zh: "RFM 评分与分群" },
    load: async () => (await import("./commands/segments/rfm.js")).rfm,
  },
  {
    name: "pareto",
    help: { en: "how concentrated revenue is: Gini, top shares", zh: "收入集中度:基尼系数、头部份额" },
    load: async () => (await import("./commands/segments/pareto.js")).pareto,
  },
  {
    name: "cohorts",
    help: { en: "how many customers of each first period come back", zh: "同期群留存" },
    load: async () => (await import("./commands/customers/cohorts.js")).cohorts,
  },
  {
    name: "cluster",
    help: { en: "kinds of customers, how many there are, who is like whom", zh: "客户聚类与相似客户" },
    load: async () => (await import("./commands/segments/cluster.js")).cluster,
  },
  {
    name: "segments",
    help: { en: "classes of customers, each with its reason", zh: "客户分级及理由" },
    load: async () => (await import("./commands/segments/segments.js")).segments,
  },
  {
    name: "value",
    help: { en: "what each customer will be worth, with the chance to be active", zh: "客户终身价值" },
    load: async () => (await import("./commands/predictions/value.js")).value,
  },
  {
    name: "churn",
    help: { en: "who will leave, with reasons, from a model checked on a later time", zh: "流失风险及原因" },
    load: async () => (await import("./commands/predictions/churn.js")).churn,
  },
  {
    name: "satisfaction",
    help: { en: "how satisfied customers are: scores, indices, ACSI, complaints", zh: "满意度:得分、指数、ACSI、投诉" },
    load: async () => (await import("./commands/surveys/satisfaction.js")).satisfaction,
  },
  {
    name: "cycles",
    help: { en: "who is overdue by his own rhythm of buying", zh: "购买周期与逾期客户" },
    load: async () => (await import("./commands/customers/cycles.js")).cycles,
  },
  {
    name: "profit",
    help: { en: "what customers earn us after all costs", zh: "客户利润" },
    load: async () => (await import("./commands/customers/profit.js")).profit,
  },
  {
    name: "migration",
    help: { en: "who moved between segments or tiers", zh: "分群与层级之间的迁移" },
    load: async () => (await import("./commands/segments/migration.js")).migration,
  },
  {
    name: "compare",
    help: { en: "what sets groups of customers apart", zh: "各组客户的差异" },
    load: async () => (await import("./commands/customers/compare.js")).compare,
  },
  {
    name: "contracts",
    help: {
      en: "relationships that begin and end on a day: rates, balance, reasons",
      zh: "合同客户:流失率、增减、原因",
    },
    load: async () => (await import("./commands/predictions/contracts.js")).contracts,
  },
  {
    name: "survival",
    help: { en: "how long relationships last, and what shortens them", zh: "关系时长与影响因素" },
    load: async () => (await import("./commands/predictions/survival.js")).survival,
  },
  {
    name: "target",
    help: { en: "whom it pays to keep or win back, under a budget", zh: "在预算内挽留或赢回谁" },
    load: async () => (await import("./commands/segments/target.js")).target,
  },
  {
    name: "baskets",
    help: { en: "what is bought together, and what comes next", zh: "购物篮分析" },
    load: async () => (await import("./commands/campaigns/baskets.js")).baskets,
  },
  {
    name: "recommend",
    help: { en: "what to offer each customer next", zh: "向客户推荐什么" },
    load: async () => (await import("./commands/campaigns/recommend.js")).recommend,
  },
  {
    name: "experiment",
    help: { en: "what a campaign changed, and how many customers that takes", zh: "活动效果与样本量" },
    load: async () => (await import("./commands/campaigns/experiment.js")).experiment,
  },
  {
    name: "uplift",
    help: { en: "whom a contact moves", zh: "接触能打动谁" },
    load: async () => (await import("./commands/campaigns/uplift.js")).uplift,
  },
  {
    name: "funnel",
    help: { en: "how leads pass from stage to stage", zh: "转化漏斗" },
    load: async () => (await import("./commands/campaigns/funnel.js")).funnel,
  },
  {
    name: "contacts",
    help: { en: "what contacts achieve and cost, by kind and channel", zh: "接触的效果与成本" },
    load: async () => (await import("./commands/campaigns/contacts.js")).contacts,
  },
  {
    name: "economics",
    help: { en: "what programs, retention and credit are worth", zh: "项目、留存与信贷的价值" },
    load: async () => (await import("./commands/campaigns/economics.js")).economics,
  },
  {
    name: "cube",
    help: { en: "measures by any dimensions, with totals and changes", zh: "任意维度的指标" },
    load: async () => (await import("./commands/customers/cube.js")).cube,
  },
  {
    name: "markets",
    help: { en: "how products stand in their markets", zh: "产品的市场表现" },
    load: async () => (await import("./commands/surveys/markets.js")).markets,
  },
  {
    name: "shop",
    help: { en: "an export of a shop as orders", zh: "商店导出文件转为订单" },
    load: async () => (await import("./commands/customers/shop.js")).shop,
  },
  {
    name: "signals",
    help: { en: "what a team should look at today, by the money at stake", zh: "今日应关注的客户信号" },
    load: async () => (await import("./commands/customers/signals.js")).signals,
  },
  {
    name: "customer",
    help: { en: "everything that is known about one customer", zh: "单个客户的全部信息" },
    load: async () => (await import("./commands/customers/signals.js")).customer,
  },
  {
    name: "identities",
    help: { en: "which records are one person or household, and how fresh they are", zh: "重复记录、家庭与数据新鲜度" },
    load: async () => (await import("./commands/customers/identities.js")).identities,
  },
  {
    name: "response",
    help: { en: "who answers a campaign, and how far down the list a contact pays", zh: "谁会响应活动" },
    load: async () => (await import("./commands/campaigns/response.js")).response,
  },
  {
    name: "browsing",
    help: { en: "how customers move through pages, and whose habits are alike", zh: "浏览行为" },
    load: async () => (await import("./commands/campaigns/browsing.js")).browsing,
  },
  {
    name: "report",
    help: { en: "one HTML page: findings, charts, tables; use with --out report.html", zh: "一页 HTML 报告" },
    load: async () => (await import("./commands/report.js")).report,
  },
];
