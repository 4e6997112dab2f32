import { scoreRfm } from "../../segments/index.js";
import type { Table } from "../../table/index.js";
import type { Command } from "../command/command.js";
import { readValues } from "../command/option.js";
import { completeOrderOptions, orderOptions } from "../options/order-options.js";

const own = {
  asOf: { kind: "text", help: { en: "the day from which recency counts", zh: "计算最近购买的日期" } },
  bins: { kind: "number", help: { en: "how many scores each measure gets [5]", zh: "每个指标的分数个数 [5]" } },
  binning: {
    kind: "text",
    choices: ["quantile", "rank", "ntile", "rfm-package"],
    help: { en: "how customers are divided", zh: "分箱方法" },
  },
} as const;

/** RFM scores and segments. */
export const rfm: Command = {
  name: "rfm",
  help: { en: "RFM scores and segments", zh: "RFM 评分与分群" },
  options: { ...orderOptions, ...own },
  run: async (file, { written, read, tell }) => {
    const orders = await read(file);
    const columns = completeOrderOptions(orders, written, tell);
    const scores = scoreRfm(orders, { ...columns, ...readValues(own, written) });
    return {
      table: scores as unknown as Table,
      before: [String(scores.segmentSummary())],
      after: scores.warnings.map((warning) => `Note: ${warning}`),
    };
  },
};
