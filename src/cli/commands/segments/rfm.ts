import { type RfmOptions, scoreRfm } from "../../../segments/index.js";
import type { Command } from "../../command/command.js";
import { choice, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { orderOptions } from "../../options/order-options.js";
import { notesOf } from "../../output/figures.js";

/** RFM scores and segments. */
export const rfm: Command = {
  scores: {
    help: bothLanguages(
      "recency, frequency and monetary value scored, with segments",
      "最近购买、频率、金额评分与分群",
    ),
    orders: orderOptions,
    options: {
      asOf: option("text", "the day from which recency counts [last order]", "计算最近购买的日期 [最后订单]"),
      bins: option(
        "value",
        'scores of each measure [5]; {"recencyDays":5,"orders":4,"revenue":5}',
        "每个指标的分数个数 [5]",
      ),
      binning: choice(
        ["quantile", "rank", "ntile", "rfm-package"],
        "how customers are divided [quantile]",
        "分箱方法 [quantile]",
      ),
      segments: option(
        "value",
        "default, eleven-groups, rfm-package, or JSON rules: @segments.json",
        "分群规则:名称或 JSON",
      ),
      gate: choice(["state", "warn", "error"], "what too few data do [state]", "数据不足时的处理 [state]"),
      model: option("json", "scores by the cuts of a saved model: @model.json", "使用已保存的模型:@model.json"),
    },
    tables: ["customers", "segments"],
    onEngine: true,
    run: async (context) => {
      const orders = await context.orders();
      const options = { ...orders.columns, ...(await context.values<RfmOptions>()) };
      const scores =
        orders.at === "engine" ? await orders.engine.scoreRfm(orders.source, options) : scoreRfm(orders.table, options);
      const segments = scores.segmentSummary();
      return {
        table: scores,
        tables: { customers: scores, segments },
        before: [String(segments)],
        after: notesOf(scores.warnings),
      };
    },
  },
};
