import { summarizeCustomers } from "../../customers/index.js";
import { analyzePareto, type ParetoAnalysis } from "../../segments/index.js";
import type { Table } from "../../table/index.js";
import type { Command } from "../command/command.js";
import { CommandError } from "../command/command-error.js";
import { readValues } from "../command/option.js";
import { completeOrderOptions, orderOptions } from "../options/order-options.js";

const own = {
  value: {
    kind: "text",
    help: {
      en: "a column of values, for a file with one row per customer or product",
      zh: "数值列(每行一个客户或产品)",
    },
  },
} as const;

/** How concentrated revenue is. */
export const pareto: Command = {
  name: "pareto",
  help: { en: "how concentrated revenue is: Gini, top shares", zh: "收入集中度:基尼系数、头部份额" },
  options: { ...orderOptions, ...own },
  run: async (file, { written, read, tell }) => {
    const rows = await read(file);
    const { value } = readValues(own, written);
    if (typeof value === "string") return resultOf(analyzePareto(rows, { value }));
    const columns = completeOrderOptions(rows, written, tell);
    if (columns.amount === undefined) {
      throw new CommandError("no column is clearly the amount; name it with --amount COLUMN");
    }
    return resultOf(analyzePareto(summarizeCustomers(rows, columns), { value: "revenue" }));
  },
};

function resultOf(analysis: ParetoAnalysis) {
  const { count, gini, giniReason } = analysis;
  const few = analysis.countForShare(0.8);
  const top = analysis.topShare(0.2);
  const sentences = [
    few === null ? "" : `${few} of ${count} bring 80 % of the total.`,
    top === null ? "" : `The top 20 % bring ${(100 * top).toFixed(1)} %.`,
    gini === null ? `No Gini: ${giniReason}` : `Gini ${gini.toFixed(3)}.`,
  ];
  return {
    table: analysis.summary() as unknown as Table,
    before: [sentences.filter((sentence) => sentence !== "").join(" ")],
  };
}
