import { summarizeCustomers } from "../../../customers/index.js";
import type { Command } from "../../command/command.js";
import { choice, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { orderOptions } from "../../options/order-options.js";
import { countsInWords } from "../../output/figures.js";

/** Orders as one row per customer. */
export const summarize: Command = {
  customers: {
    help: bothLanguages("one row per customer", "每个客户一行"),
    orders: orderOptions,
    options: {
      unit: choice(["hour", "day", "week", "month"], "the unit of recency and age [day]", "时间单位 [day]"),
      end: option("text", "the last day of observation [last order]", "观察期最后一天 [最后订单]"),
      sameDay: choice(["merge", "keep"], "orders of one day [merge]", "同一天的订单 [merge]"),
    },
    onEngine: true,
    run: async (context) => {
      const orders = await context.orders();
      const options = { ...orders.columns, ...(await context.values<object>()) };
      const customers =
        orders.at === "engine"
          ? await orders.engine.summarizeCustomers(orders.source, options)
          : summarizeCustomers(orders.table, options);
      return { table: customers, after: countsInWords(customers.ledger) };
    },
  },
};
