import { type ValidateResponseOptions, validateResponse } from "../../../campaigns/index.js";
import type { Command } from "../../command/command.js";
import { choice, option, renamed } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { notesOf } from "../../output/figures.js";

/** Who answers a campaign. */
export const response: Command = {
  response: {
    help: bothLanguages("who answers a campaign, tested on rows that were not learnt from", "谁会响应活动(样本外检验)"),
    options: {
      target: option("text", "the column of who responded", "响应列"),
      positive: option("value", "its value for a response [true, 1 or yes]", "表示响应的值"),
      numeric: option("list", "columns of numbers to learn from [all]", "数值特征列 [全部]"),
      categorical: option("list", "columns of categories to learn from [all]", "类别特征列 [全部]"),
      customer: option("text", "the column of ids [customer]", "客户列 [customer]"),
      classifier: choice(["logistic", "boosted-trees"], "what learns [logistic]", "模型 [logistic]"),
      l2: option("number", "the penalty of large coefficients [1]", "正则化强度 [1]"),
      missingFeatures: renamed("missing", choice(["error", "keep"], "missing values [error]", "缺失值 [error]")),
      test: option("json", 'what it is tested on: {"folds":5} or {"date":"day","share":0.3}', "检验方式(JSON)"),
      bins: option("number", "groups of the gains [10]", "增益分组数 [10]"),
      contactCost: option("number", "what a contact costs", "接触成本"),
      marginPerResponse: option("number", "what a response brings", "每次响应的利润"),
      tolerance: option(
        "number",
        "the share of the best gain that a depth as good may miss [0.05]",
        "可接受的收益差 [0.05]",
      ),
      samples: option("number", "bootstrap samples of the depth", "自助抽样次数"),
      level: option("number", "of the intervals [0.95]", "区间置信度 [0.95]"),
      seed: option("number", "of the samples [0]", "随机种子 [0]"),
    },
    tables: ["gains", "customers", "profile"],
    run: async ({ read, values }) => {
      const found = validateResponse(await read(), await values<ValidateResponseOptions>());
      const { gains, scored, profile, finding, warnings } = found;
      return {
        table: gains,
        tables: { gains, customers: scored, profile },
        picture: found,
        before: [finding],
        after: notesOf(warnings),
      };
    },
  },
};
