import {
  channelPreference,
  lifecycleStages,
  relationshipStates,
  relationshipStrength,
  transactionalRelational,
} from "../../../segments/index.js";
import { choice, option } from "../../command/option.js";
import { classesOf, customer, measures } from "./class-tables.js";

/** Stages of the relationship. */
export const lifecycle = classesOf(
  "stages of the relationship: exploration, build-up, stability, decline, recovery",
  "客户生命周期阶段",
  {
    customer,
    preset: choice(["classic", "fine"], "the stages [classic]", "阶段划分 [classic]"),
    current: option("text", "the column of value in this period", "本期价值列"),
    previous: option("text", "the column of value in the period before", "上期价值列"),
    age: option("text", "the column of days since the first purchase", "首购以来天数列"),
    periodDays: option("number", "days of a period", "周期天数"),
    change: option("number", "the relative change that counts", "视为变化的比例"),
    measures,
  },
  (rows, options) => lifecycleStages(rows, options),
);

/** States of the relationship. */
export const states = classesOf(
  "states of the relationship: potential, target, active, lost",
  "客户关系状态",
  {
    customer,
    orders: option("text", "the column of orders [orders]", "订单数列 [orders]"),
    recencyDays: option(
      "text",
      "the column of days since the last order [recencyDays]",
      "最近购买天数列 [recencyDays]",
    ),
    potential: option("text", "a column that is true for potential customers", "潜在客户标记列"),
    target: option("text", "a column that is true for target customers", "目标客户标记列"),
    lostAfter: option("number", "days without an order after which a customer is lost", "流失天数"),
    measures,
  },
  (rows, options) => relationshipStates(rows, options),
);

/** How strong relationships are. */
export const strength = classesOf(
  "strength of the relationship by retention, share of wallet, tenure, recommendation",
  "客户关系强度",
  {
    customer,
    retention: option("text", "the column of retention", "留存列"),
    walletShare: option("text", "the column of the share of wallet", "钱包份额列"),
    tenure: option("text", "the column of tenure", "关系时长列"),
    recommendation: option("text", "the column of recommendations", "推荐列"),
    cuts: option("json", "cuts of each indicator", "各指标分界(JSON)"),
    points: option("json", "cuts of the points", "总分分界(JSON)"),
    measures,
  },
  (rows, options) => relationshipStrength(rows, options),
);

/** Who buys by the piece, and who has a relationship. */
export const relational = classesOf(
  "transactional and relational customers, and who can become profitable",
  "交易型与关系型客户",
  {
    customer,
    relational: option("json", "conditions under which a customer is relational", "关系型条件(JSON)"),
    profit: option("text", "the column of profit", "利润列"),
    gain: option("text", "the column of possible gains", "可增收益列"),
    current: option("text", "the column of value in this period", "本期价值列"),
    previous: option("text", "the column of value in the period before", "上期价值列"),
    shares: option("json", 'shares of customers: {"profitable":0.2,"growable":0.2}', "比例(JSON)"),
    measures,
  },
  (rows, options) => transactionalRelational(rows, options),
);

/** Which channels customers prefer. */
export const channels = classesOf(
  "which channel customers prefer, from a log of contacts",
  "渠道偏好(由接触记录)",
  {
    customer,
    channel: option("text", "the column of channels [channel]", "渠道列 [channel]"),
    kinds: option("json", 'kinds of channels: {"web":"electronic","branch":"branch"}', "渠道类型(JSON)"),
    mixed: option("numbers", "the electronic shares from and to which customers are mixed", "混合型的电子渠道份额"),
  },
  (rows, options) => channelPreference(rows, options),
);
