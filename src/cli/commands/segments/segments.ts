import { summarizeCustomers } from "../../../customers/index.js";
import {
  abcClasses,
  assessSegments,
  bankClasses,
  type ColumnRule,
  channelPreference,
  customerPyramid,
  gradeCustomers,
  lifecycleStages,
  mendLossMakers,
  relationshipStates,
  relationshipStrength,
  type SegmentByRulesOptions,
  segmentByRules,
  selectCustomers,
  transactionalRelational,
  upgradeCandidates,
  valueMatrix,
  walletShare,
} from "../../../segments/index.js";
import type { Table } from "../../../table/index.js";
import type { Analysis, AnyTable, Command, CommandContext, CommandResult } from "../../command/command.js";
import { CommandError } from "../../command/command-error.js";
import { choice, type Options, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { orderOptions, requireAmount } from "../../options/order-options.js";
import { figuresTable, notesOf } from "../../output/figures.js";

const customer = option("text", "the column of ids [customer]", "客户列 [customer]");
const measures = option("list", "further columns to add up by class", "按类汇总的其他列");
const classes = ["customers", "classes"];

/** Classes of customers with their summary. */
interface Classes extends AnyTable {
  summary(): AnyTable;
  readonly warnings?: readonly string[];
}

function classified(found: Classes): CommandResult {
  const summary = found.summary();
  return {
    table: found,
    tables: { customers: found, classes: summary },
    before: [String(summary)],
    after: notesOf(found.warnings),
  };
}

/** An analysis of a file with one row per customer that divides them into classes. */
function classesOf(
  en: string,
  zh: string,
  options: Options,
  classify: (rows: Table, options: never) => Classes,
): Analysis {
  return {
    help: bothLanguages(en, zh),
    options,
    tables: classes,
    run: async ({ read, values }) => classified(classify(await read(), await values<never>())),
  };
}

const value = option(
  "text",
  "the column to rank by, for a file with one row per customer [revenue of orders]",
  "排序用的数值列",
);

/** Customers with the column to rank by: those of the file, or those of its orders. */
async function rankedCustomers(context: CommandContext, by: string | undefined): Promise<Table> {
  if (by !== undefined) return context.read();
  const { table, columns } = await context.ordersInMemory();
  requireAmount(columns);
  const customers: object = summarizeCustomers(table, columns);
  return customers as Table;
}

const pyramid: Analysis = {
  help: bothLanguages("tiers by share of customers: platinum, gold, iron, lead", "客户金字塔:铂金、黄金、铁、铅"),
  orders: orderOptions,
  options: {
    value,
    tiers: option("json", 'tiers of your own: [{"name":"top","share":0.1},…]', "自定义层级(JSON)"),
    cost: option("text", "the column of costs", "成本列"),
    profit: option("text", "the column of profits", "利润列"),
    measures,
  },
  tables: classes,
  run: async (context) => {
    const asked = await context.values<{ readonly value?: string }>();
    const { customer: id } = context.written;
    const rows = await rankedCustomers(context, asked.value);
    const named = asked.value !== undefined && typeof id === "string" ? { customer: id } : {};
    return classified(customerPyramid(rows, { ...asked, value: asked.value ?? "revenue", ...named }));
  },
};

const abc: Analysis = {
  help: bothLanguages("classes A, B and C by share of value", "ABC 分类"),
  orders: orderOptions,
  options: {
    value,
    method: choice(["shares", "geometry"], "how classes end [shares]", "分界方法 [shares]"),
    shares: option("numbers", "shares of value at which A and B end [0.8,0.95]", "A、B 类的价值份额 [0.8,0.95]"),
    measures,
  },
  tables: classes,
  run: async (context) => {
    const asked = await context.values<{ readonly value?: string }>();
    return classified(
      abcClasses(await rankedCustomers(context, asked.value), { ...asked, value: asked.value ?? "revenue" }),
    );
  },
};

const rules: Analysis = {
  help: bothLanguages("segments by rules of your own on any columns", "按自定义规则分群"),
  options: {
    customer,
    rules: option("json", 'the rules: [{"name":"young","when":{"age":{"below":30}}}] or @rules.json', "规则(JSON)"),
    lint: option("flag", "refuse rules that overlap or leave gaps; --no-lint", "检查规则的重叠与空缺"),
    measures,
    otherwise: option("text", "the name of the rest [Others]", "其余客户的名称 [Others]"),
    within: option("json", "what customers the rules are for, as conditions", "规则适用范围(JSON)"),
  },
  tables: classes,
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

const matrix = classesOf(
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

const lifecycle = classesOf(
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

const states = classesOf(
  "states of the relationship: potential, target, active, lost",
  "客户关系状态",
  {
    customer,
    orders: option("text", "the column of orders [orders]", "订单数列"),
    recencyDays: option("text", "the column of days since the last order [recencyDays]", "最近购买天数列"),
    potential: option("text", "a column that is true for potential customers", "潜在客户标记列"),
    target: option("text", "a column that is true for target customers", "目标客户标记列"),
    lostAfter: option("number", "days without an order after which a customer is lost", "流失天数"),
    measures,
  },
  (rows, options) => relationshipStates(rows, options),
);

const strength = classesOf(
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

const relational = classesOf(
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

const grades = classesOf(
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

const bank = classesOf(
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

const selection = classesOf(
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

const channels = classesOf(
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

const wallet: Analysis = {
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

const upgrade: Analysis = {
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

const losses: Analysis = {
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

const assessment: Analysis = {
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

/** Classes of customers, each with its reason. */
export const segments: Command = {
  pyramid,
  abc,
  rules,
  "value-matrix": matrix,
  lifecycle,
  states,
  strength,
  relational,
  grades,
  bank,
  selection,
  channels,
  wallet,
  upgrade,
  losses,
  assessment,
};
