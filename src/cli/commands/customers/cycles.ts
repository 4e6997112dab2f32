import { type PurchaseCycleOptions, purchaseCycles, reduceOrders } from "../../../customers/index.js";
import type { Command } from "../../command/command.js";
import { option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { orderOptions } from "../../options/order-options.js";
import { countsInWords } from "../../output/figures.js";

/** Who is overdue. */
export const cycles: Command = {
  cycles: {
    help: bothLanguages("each customer's own rhythm, and who is overdue by it", "各客户的购买周期与逾期客户"),
    orders: orderOptions,
    options: {
      asOf: option("text", "the day on which they are looked at [last order]", "观察日期 [最后订单]"),
      margin: option(
        "number",
        "standard deviations beyond which a customer is overdue [3]",
        "视为逾期的标准差倍数 [3]",
      ),
      minIntervals: option("number", "intervals that a customer's own rhythm takes [1]", "计算周期的最少间隔数 [1]"),
    },
    run: async (context) => {
      const { table, columns } = await context.ordersInMemory();
      const { asOf, ...others } = await context.values<Partial<PurchaseCycleOptions>>();
      const day = asOf ?? reduceOrders(table, columns).end;
      const found = purchaseCycles(table, { ...columns, ...others, asOf: day });
      return { table: found, after: countsInWords(found.ledger) };
    },
  },
};
