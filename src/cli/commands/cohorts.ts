import { cohorts as cohortsOf } from "../../customers/index.js";
import type { Table } from "../../table/index.js";
import type { Command } from "../command/command.js";
import { readValues } from "../command/option.js";
import { completeOrderOptions, orderOptions } from "../options/order-options.js";

const own = {
  by: { kind: "text", choices: ["month", "week", "quarter"], help: { en: "the period [month]", zh: "周期 [month]" } },
  measure: {
    kind: "text",
    choices: ["customers", "orders", "revenue"],
    help: { en: "what is counted [customers]", zh: "统计内容 [customers]" },
  },
  end: { kind: "text", help: { en: "the last day of observation [last order]", zh: "观察期最后一天" } },
} as const;

/** How many customers of each first period come back. */
export const cohorts: Command = {
  name: "cohorts",
  help: { en: "how many customers of each first period come back", zh: "同期群留存" },
  options: { ...orderOptions, ...own },
  run: async (file, { written, read, tell }) => {
    const orders = await read(file);
    const columns = completeOrderOptions(orders, written, tell);
    return { table: cohortsOf(orders, { ...columns, ...readValues(own, written) }).wide() as unknown as Table };
  },
};
