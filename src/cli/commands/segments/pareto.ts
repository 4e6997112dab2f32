import { summarizeCustomers } from "../../../customers/index.js";
import {
  analyzePareto,
  type IntervalOptions,
  type ParetoAnalysis,
  type ParetoOptions,
} from "../../../segments/index.js";
import type { Command, CommandContext, CommandResult } from "../../command/command.js";
import { option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { orderOptions, requireAmount } from "../../options/order-options.js";

/** How concentrated revenue is. */
export const pareto: Command = {
  concentration: {
    help: bothLanguages("Gini coefficient and top shares of revenue, or of any value", "收入(或任一数值)的集中度"),
    orders: orderOptions,
    options: {
      value: option(
        "text",
        "a column of values, for a file with one row per customer or product",
        "数值列(每行一个客户或产品)",
      ),
      measures: option(
        "list",
        "further columns whose shares the tops hold, beside --value",
        "其他数值列(与 --value 一起)",
      ),
      interval: option(
        "flag",
        "with bootstrap intervals of the Gini coefficient and the top share",
        "给出基尼系数的区间",
      ),
      level: option("number", "of the intervals [0.95]", "区间置信度 [0.95]"),
      top: option("number", "the share of customers of the interval's top share [0.2]", "头部客户比例 [0.2]"),
      samples: option("number", "bootstrap samples [999]", "自助抽样次数 [999]"),
      seed: option("number", "of the samples [0]", "随机种子 [0]"),
    },
    tables: ["shares", "lorenz", "whale"],
    onEngine: true,
    run: async (context) => {
      type Asked = ParetoOptions & IntervalOptions & { readonly interval?: boolean };
      const { value, measures, interval, ...asked } = await context.values<Asked>();
      const analysis = await analysisOf(context, value, measures);
      const shares = analysis.summary();
      return {
        table: shares,
        tables: { shares, lorenz: analysis.lorenz, whale: analysis.whale },
        picture: analysis,
        before: [sentencesOf(analysis, context), ...(interval === true ? intervalOf(analysis, asked) : [])],
      } satisfies CommandResult;
    },
  },
};

async function analysisOf(
  context: CommandContext,
  value: string | undefined,
  measures: readonly string[] | undefined,
): Promise<ParetoAnalysis> {
  if (value !== undefined) return analyzePareto(await context.read(), { value, ...(measures && { measures }) });
  const orders = await context.orders();
  requireAmount(orders.columns);
  return orders.at === "engine"
    ? orders.engine.analyzePareto(orders.source, orders.columns)
    : analyzePareto(summarizeCustomers(orders.table, orders.columns), { value: "revenue" });
}

function sentencesOf(analysis: ParetoAnalysis, { say }: CommandContext): string {
  const { count, gini, giniReason } = analysis;
  const few = analysis.countForShare(0.8);
  const top = analysis.topShare(0.2);
  const share = top === null ? null : (100 * top).toFixed(1);
  const sentences = [
    few === null ? "" : say(`${few} of ${count} bring 80 % of the total.`, `${count} 中的 ${few} 个贡献总额的 80 %。`),
    share === null ? "" : say(`The top 20 % bring ${share} %.`, `前 20 % 贡献 ${share} %。`),
    gini === null
      ? say(`No Gini: ${giniReason}`, `无基尼系数:${giniReason}`)
      : say(`Gini ${gini.toFixed(3)}.`, `基尼系数 ${gini.toFixed(3)}。`),
  ];
  return sentences.filter((sentence) => sentence !== "").join(" ");
}

function intervalOf(analysis: ParetoAnalysis, options: IntervalOptions): string[] {
  const { gini, topShare, level, top, reason } = analysis.interval(options);
  const shown = (name: string, found: { readonly lower: number; readonly upper: number } | null) =>
    found === null ? [] : [`${name} ${found.lower.toFixed(3)} to ${found.upper.toFixed(3)}`];
  const limits = [...shown("Gini", gini), ...shown(`top ${100 * top} %`, topShare)];
  return [limits.length === 0 ? `No interval: ${reason}` : `${100 * level} % intervals: ${limits.join(", ")}.`];
}
