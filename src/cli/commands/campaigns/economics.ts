import {
  type CampaignReturnOptions,
  campaignReturn,
  recoveryValue,
  referralValue,
  retentionEconomics,
} from "../../../campaigns/index.js";
import { affordability, breakEven, installment, paybackTime, presentValue } from "../../../finance/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { choice, type Options, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { figuresTable, notesOf } from "../../output/figures.js";

const units = ["hour", "day", "week", "month", "quarter", "year"];
const unit = choice(units, "the unit of time, to which a rate a year is brought", "时间单位(年利率据此折算)");
const creditUnit = choice(units, "the unit of time [month]", "时间单位 [month]");
const timing = choice(["end", "mid", "start"], "when in a unit money comes", "单位内现金流发生的时点");
const discountRate = option("rate", "a year, or monthly:0.01", "年折现率");
const cashFlows = option("numbers", "a number for each unit of time", "各期现金流");

/** A question whose answer is a few figures. */
function figuresOf(
  help: Analysis["help"],
  options: Options,
  answer: (options: never) => object,
  tables?: readonly string[],
): Analysis {
  return {
    help,
    withoutFile: true,
    options,
    ...(tables === undefined ? {} : { tables }),
    run: async ({ values }) => {
      const found = answer(await values<never>());
      const { reason, schedule } = found as { readonly reason?: string | null; readonly schedule?: never };
      const figures = figuresTable(found);
      const further = schedule === undefined ? {} : { tables: { figures, schedule } };
      return { table: figures, ...further, after: notesOf(reason) };
    },
  };
}

const campaign: Analysis = {
  help: bothLanguages("what a program returns, and how sure that is", "项目回报与敏感度"),
  withoutFile: true,
  options: {
    investment: option("number", "what it costs at the start", "初始投入"),
    cashFlows,
    discountRate,
    unit,
    timing,
    changes: option("numbers", "relative changes of the cash flows", "现金流的相对变化"),
  },
  tables: ["figures", "sensitivity"],
  run: async ({ values }) => {
    const found = campaignReturn(await values<CampaignReturnOptions>());
    const figures = figuresTable(found);
    return { table: figures, tables: { figures, sensitivity: found.sensitivity }, after: notesOf(found.paybackReason) };
  },
};

const retention = figuresOf(
  bothLanguages("what more retention is worth", "提高留存的价值"),
  {
    retention: option("number", "the share who stay, a year", "年留存率"),
    discountRate: option("number", "a year", "年折现率"),
    gain: option("json", 'the change: {"points":0.05} or {"percent":5}', "变化(JSON)"),
  },
  (options) => retentionEconomics(options),
);

const referrals = figuresOf(
  bothLanguages("what referrals bring, and bad word of mouth costs", "推荐的价值与负面口碑的损失"),
  {
    referrals: option("number", "people told by a customer", "每位客户推荐人数"),
    success: option("number", "the share who become customers", "成功比例"),
    generations: option("number", "how often they tell on", "传播代数"),
    value: option("number", "what a customer is worth", "客户价值"),
    told: option("number", "people told by a dissatisfied customer", "不满客户告知人数"),
    deterred: option("number", "the share who stay away", "被劝阻比例"),
    prospectValue: option("number", "what a prospect is worth", "潜在客户价值"),
  },
  (options) => referralValue(options),
);

const recovery = figuresOf(
  bothLanguages("what settling complaints is worth", "投诉补救的价值"),
  {
    complaints: option("number", "how many", "投诉数"),
    stayRecovered: option("number", "the share who stay when it is settled", "补救后留存率"),
    stayOtherwise: option("number", "the share who stay otherwise", "未补救留存率"),
    value: option("number", "what a customer is worth", "客户价值"),
    told: option("number", "people told by a dissatisfied customer", "不满客户告知人数"),
    deterred: option("number", "the share who stay away", "被劝阻比例"),
    prospectValue: option("number", "what a prospect is worth", "潜在客户价值"),
    cost: option("number", "what settling one costs", "每件补救成本"),
  },
  (options) => ({ value: recoveryValue(options) }),
);

const even = figuresOf(
  bothLanguages("how much has to be sold to cover the costs", "盈亏平衡"),
  {
    fixedCosts: option("number", "costs that do not depend on sales", "固定成本"),
    price: option("number", "the price of a unit", "单价"),
    variableCost: option("number", "the cost of a unit", "单位变动成本"),
    expectedSales: option("number", "units that are expected", "预期销量"),
  },
  (options) => breakEven(options),
);

const credit: Options = {
  price: option("number", "the price", "价格"),
  rate: option("rate", "a year, or monthly:0.01", "年利率"),
  term: option("number", "units of the credit", "期数"),
  unit: creditUnit,
  downPayment: option("number", "what is paid down [0]", "首付 [0]"),
  finalPayment: option("number", "what is paid at the end [0]", "尾款 [0]"),
  timing: choice(["end", "start"], "when in a unit is paid [end]", "期内付款时点 [end]"),
};

const ofCredit = ["figures", "schedule"];
const installments = figuresOf(
  bothLanguages("the installment of a credit", "分期付款额"),
  credit,
  (options) => installment(options),
  ofCredit,
);
const afford = figuresOf(
  bothLanguages("who can afford it", "可负担性"),
  {
    ...credit,
    shareOfIncome: option("number", "the share of income that may be spent on it", "可用收入比例"),
    otherPayments: option("number", "other payments a unit", "其他支出"),
    income: option("number", "income a unit", "收入"),
  },
  (options) => affordability(options),
  ofCredit,
);

interface CashFlows {
  readonly cashFlows?: readonly number[];
}

const payback: Analysis = figuresOf(
  bothLanguages("when an investment has paid back", "投资回收期"),
  { cashFlows, investment: option("number", "what it costs at the start", "初始投入"), discountRate, unit, timing },
  ({ cashFlows: flows = [], ...options }: CashFlows) => paybackTime(flows, options),
);

const present: Analysis = figuresOf(
  bothLanguages("what money to come is worth today", "现值"),
  { cashFlows, discountRate, unit, timing },
  ({ cashFlows: flows = [], ...options }: CashFlows) => ({ presentValue: presentValue(flows, options as never) }),
);

/** Money of programs, retention, credit. */
export const economics: Command = {
  campaign,
  retention,
  referrals,
  recovery,
  "break-even": even,
  installment: installments,
  affordability: afford,
  payback,
  "present-value": present,
};
