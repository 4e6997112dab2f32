import { summarizeCustomers } from "../../../customers/index.js";
import { abcClasses, customerPyramid } from "../../../segments/index.js";
import type { Table } from "../../../table/index.js";
import type { Analysis, CommandContext } from "../../command/command.js";
import { choice, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { orderOptions, requireAmount } from "../../options/order-options.js";
import { classified, classTables, measures } from "./class-tables.js";

const value = option(
  "text",
  "the column to rank by, for a file with one row per customer [revenue of orders]",
  "排序用的数值列(每行一个客户)[订单的收入]",
);

/** Customers with the column to rank by: those of the file, or those of its orders. */
async function rankedCustomers(context: CommandContext, by: string | undefined): Promise<Table> {
  if (by !== undefined) return context.read();
  const { table, columns } = await context.ordersInMemory();
  requireAmount(columns);
  const customers: object = summarizeCustomers(table, columns);
  return customers as Table;
}

/** Tiers by share of customers. */
export const pyramid: Analysis = {
  help: bothLanguages("tiers by share of customers: platinum, gold, iron, lead", "客户金字塔:铂金、黄金、铁、铅"),
  orders: orderOptions,
  options: {
    value,
    tiers: option("json", 'tiers of your own: [{"name":"top","share":0.1},…]', "自定义层级(JSON)"),
    cost: option("text", "the column of costs", "成本列"),
    profit: option("text", "the column of profits", "利润列"),
    measures,
  },
  tables: classTables,
  run: async (context) => {
    const asked = await context.values<{ readonly value?: string }>();
    const { customer: id } = context.written;
    const rows = await rankedCustomers(context, asked.value);
    const named = asked.value !== undefined && typeof id === "string" ? { customer: id } : {};
    return classified(customerPyramid(rows, { ...asked, value: asked.value ?? "revenue", ...named }));
  },
};

/** Classes by share of value. */
export const abc: Analysis = {
  help: bothLanguages("classes A, B and C by share of value", "ABC 分类"),
  orders: orderOptions,
  options: {
    value,
    method: choice(["shares", "geometry"], "how classes end [shares]", "分界方法 [shares]"),
    shares: option("numbers", "shares of value at which A and B end [0.8,0.95]", "A、B 类的价值份额 [0.8,0.95]"),
    measures,
  },
  tables: classTables,
  run: async (context) => {
    const asked = await context.values<{ readonly value?: string }>();
    return classified(
      abcClasses(await rankedCustomers(context, asked.value), { ...asked, value: asked.value ?? "revenue" }),
    );
  },
};
