import { targetRetention, winBack } from "../../../churn/index.js";
import type { Analysis, AnyTable, Command, CommandResult } from "../../command/command.js";
import { type Options, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { figuresTable } from "../../output/figures.js";

const plan: Options = {
  customer: option("text", "the column of ids, to carry them along", "客户列,保留在结果中"),
  value: option("value", "what a customer is worth: a column or a number", "客户价值:列或数字"),
  cost: option("value", "what a contact costs: a column or a number", "接触成本:列或数字"),
  incentive: option("value", "what an offer costs when it is taken: a column or a number", "优惠成本:列或数字"),
  budget: option("number", "the most that may be spent", "预算上限"),
  capacity: option("value", 'the most contacts, or {"perEmployee":20,"employees":3}', "接触数量上限"),
};

/** The plan with what it costs and brings. */
function planned(
  found: AnyTable & { readonly contacted: number; readonly spent: number; readonly expectedGain: number },
): CommandResult {
  const { contacted, spent, expectedGain } = found;
  return { table: found, picture: found, before: [String(figuresTable({ contacted, spent, expectedGain }))] };
}

const keep: Analysis = {
  help: bothLanguages("whom to contact so that they stay, under a budget", "在预算内联系谁以留住客户"),
  options: {
    ...plan,
    risk: option("value", "the chance to leave: a column or a number", "流失概率:列或数字"),
    success: option("value", "the chance that a contact keeps them: a column or a number", "挽留成功率:列或数字"),
    acceptance: option("value", "the chance that the offer is taken: a column or a number", "优惠接受率:列或数字"),
  },
  run: async ({ read, values }) => planned(targetRetention(await read(), await values())),
};

const back: Analysis = {
  help: bothLanguages("whom of the lost to win back, under a budget", "在预算内赢回哪些流失客户"),
  options: {
    ...plan,
    probability: option(
      "value",
      "the chance that a contact brings them back: a column or a number",
      "赢回概率:列或数字",
    ),
    unprompted: option("value", "the chance that they come back anyway: a column or a number", "自行回归概率:列或数字"),
    recencyDays: option("text", "the column of days since the last order", "最近购买天数列"),
    lapsedAfter: option("number", "days after which a customer counts as lost", "流失天数"),
  },
  run: async ({ read, values }) => planned(winBack(await read(), await values())),
};

/** Whom it pays to contact. */
export const target: Command = { keep, back };
