import { summarizeCustomers } from "../../customers/index.js";
import type { Table } from "../../table/index.js";
import type { Command } from "../command/command.js";
import { readValues } from "../command/option.js";
import { completeOrderOptions, orderOptions } from "../options/order-options.js";
import { countsInWords } from "../output/counts-in-words.js";

const own = {
  unit: {
    kind: "text",
    choices: ["hour", "day", "week", "month"],
    help: { en: "the unit of recency and age [day]", zh: "时间单位 [day]" },
  },
  end: { kind: "text", help: { en: "the last day of observation [last order]", zh: "观察期最后一天" } },
  sameDay: { kind: "text", choices: ["merge", "keep"], help: { en: "orders of one day", zh: "同一天的订单" } },
} as const;

/** Orders as one row per customer. */
export const summarize: Command = {
  name: "summarize",
  help: { en: "one row per customer: orders, recency, age, revenue", zh: "每个客户一行:订单数、最近购买、收入" },
  options: { ...orderOptions, ...own },
  run: async (file, { written, read, tell }) => {
    const orders = await read(file);
    const columns = completeOrderOptions(orders, written, tell);
    const customers = summarizeCustomers(orders, { ...columns, ...readValues(own, written) });
    const { ledger } = customers;
    return { table: customers as unknown as Table, after: countsInWords(ledger) };
  },
};
