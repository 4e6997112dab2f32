import {
  type DifferenceInDifferencesOptions,
  differenceInDifferences,
  type MatchedEffectOptions,
  matchedEffect,
} from "../../../campaigns/index.js";
import type { Analysis } from "../../command/command.js";
import { choice, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { countsInWords, figuresTable, notesOf } from "../../output/figures.js";

const level = option("number", "of the intervals [0.95]", "区间置信度 [0.95]");

/** What changed beyond the change of a control group. */
export const differences: Analysis = {
  help: bothLanguages(
    "what changed in a group beyond the change of another (difference in differences)",
    "双重差分:处理组相对对照组的变化",
  ),
  options: {
    group: option("text", "the column of groups", "组别列"),
    treated: option(
      "value",
      "the group that got the treatment; all others are the control",
      "处理组的名称,其余为对照组",
    ),
    period: option("text", "the column of periods: numbers or dates", "时期列:数字或日期"),
    start: option("value", "the first period with the treatment", "处理开始的时期"),
    outcome: option("text", "the column of what is compared", "结果列"),
    customer: option(
      "text",
      "the column of who is seen in several periods [each row alone]",
      "跨期观察的客户列 [各行独立]",
    ),
    dateUnit: choice(
      ["ms", "us", "s", "day", "excel"],
      "what numbers in a column of dates count [ms]",
      "日期列中数字的单位 [ms]",
    ),
    level,
  },
  tables: ["figures", "means", "periods"],
  run: async ({ read, values }) => {
    const found = differenceInDifferences(await read(), await values<DifferenceInDifferencesOptions>());
    const { effect, treatedChange, controlChange, trendBefore, means, periods, finding, ledger, warnings } = found;
    const figures = figuresTable({ effect, treatedChange, controlChange, trendBefore });
    return {
      table: figures,
      tables: { figures, means, periods },
      picture: found,
      before: [finding],
      after: [...countsInWords(ledger), ...notesOf(warnings)],
    };
  },
};

/** What a treatment did, by controls who were as likely to get it. */
export const matched: Analysis = {
  help: bothLanguages(
    "what a treatment did that was not given by lot, by matched controls (propensity scores)",
    "倾向得分匹配:非随机处理的效果",
  ),
  options: {
    treated: option("text", "the column of who was treated: 0 and 1, or true and false", "是否接受处理列:0/1"),
    outcome: option("text", "the column of what is compared", "结果列"),
    numeric: option(
      "list",
      "columns of numbers that decided who was treated [all, without both]",
      "决定处理的数值列 [均未指定时为全部]",
    ),
    categorical: option(
      "list",
      "columns of categories that decided who was treated [all, without both]",
      "决定处理的类别列 [均未指定时为全部]",
    ),
    customer: option("text", "the column of ids [customer]", "客户列 [customer]"),
    caliper: option(
      "json",
      "standard deviations of the log-odds that a control may lie away [0.2]; null: any",
      "对照与处理的最大距离(对数几率标准差)[0.2];null 为不限",
    ),
    ratio: option("number", "controls for each treated customer at most [1]", "每位处理客户的最多对照数 [1]"),
    replacement: option("flag", "a control may serve several treated customers [false]", "对照可重复使用 [否]"),
    l2: option("number", "the penalty of large coefficients [1]", "正则化强度 [1]"),
    level,
    seed: option("number", "of the lot among equally near controls [0]", "等距对照抽签的随机种子 [0]"),
  },
  tables: ["figures", "balance", "matches"],
  run: async ({ read, values }) => {
    const found = matchedEffect(await read(), await values<MatchedEffectOptions>());
    const { balance, matches, finding, warnings, ...rest } = found;
    const figures = figuresTable(rest);
    return {
      table: figures,
      tables: { figures, balance, matches },
      picture: found,
      before: [finding],
      after: notesOf(warnings),
    };
  },
};
