import { cohorts as cohortsOf } from "../../../customers/index.js";
import type { Command } from "../../command/command.js";
import { choice, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { orderOptions } from "../../options/order-options.js";

/** How many customers of each first period come back. */
export const cohorts: Command = {
  cohorts: {
    help: bothLanguages("a row for each first period, a column for each period after it", "按首购时期分组的留存"),
    orders: orderOptions,
    options: {
      by: choice(["month", "week", "quarter"], "the period [month]", "周期 [month]"),
      measure: choice(["customers", "orders", "revenue"], "what is counted [customers]", "统计内容 [customers]"),
      end: option("text", "the last day of observation [last order]", "观察期最后一天 [最后订单]"),
    },
    tables: ["values", "rates", "long"],
    onEngine: true,
    run: async (context) => {
      const orders = await context.orders();
      const options = { ...orders.columns, ...(await context.values<object>()) };
      const found =
        orders.at === "engine" ? await orders.engine.cohorts(orders.source, options) : cohortsOf(orders.table, options);
      const values = found.wide();
      return { table: values, tables: { values, rates: found.wide("rate"), long: found }, picture: found };
    },
  },
};
