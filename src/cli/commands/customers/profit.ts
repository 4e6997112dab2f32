import { customerProfit, profitByTenure } from "../../../customers/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { orderOptions, requireAmount } from "../../options/order-options.js";
import { countsInWords } from "../../output/figures.js";

const directCost = option(
  "value",
  'the column of the cost of what was sold, or {"share":0.6} of the amount',
  '销售成本列,或 {"share":0.6}',
);

const customers: Analysis = {
  help: bothLanguages("what each customer earns us after all costs", "各客户扣除全部成本后的利润"),
  orders: orderOptions,
  options: {
    directCost,
    costs: option("table", "a file of further costs: customer, kind, amount", "其他成本文件:customer、kind、amount"),
  },
  run: async (context) => {
    const { table, columns } = await context.ordersInMemory();
    requireAmount(columns);
    const found = customerProfit(table, { ...columns, ...(await context.values<object>()) });
    return { table: found, after: countsInWords(found.ledger) };
  },
};

const tenure: Analysis = {
  help: bothLanguages("profit by year of the relationship", "按关系年数的利润"),
  orders: orderOptions,
  options: { directCost },
  run: async (context) => {
    const { table, columns } = await context.ordersInMemory();
    requireAmount(columns);
    return { table: profitByTenure(table, { ...columns, ...(await context.values<object>()) }) };
  },
};

/** What customers earn us. */
export const profit: Command = { customers, tenure };
