import { checkOrders } from "../../customers/index.js";
import type { Table } from "../../table/index.js";
import type { Command } from "../command/command.js";
import { orderOptions, writtenOrderOptions } from "../options/order-options.js";

const { customer, date, amount, quantity, price, order, dateUnit, timeZone } = orderOptions;

/** What is in an order file, and what will go wrong with it. */
export const check: Command = {
  name: "check",
  help: { en: "what is in an order file, and what will go wrong with it", zh: "检查订单文件:内容与问题" },
  options: {
    customer: customer!,
    date: date!,
    amount: amount!,
    quantity: quantity!,
    price: price!,
    order: order!,
    dateUnit: dateUnit!,
    timeZone: timeZone!,
  },
  run: async (file, { written, read }) => {
    const orders = await read(file);
    const found = checkOrders(orders, writtenOrderOptions(written));
    const { rows, customers, firstDay, lastDay, suggested } = found;
    const facts = [
      `${rows} rows`,
      ...(customers === null ? [] : [`${customers} customers`]),
      ...(firstDay === null ? [] : [`${firstDay} to ${lastDay}`]),
    ];
    const columns = Object.entries(suggested).map(([role, name]) => `${role}: ${JSON.stringify(name)}`);
    return {
      table: found.findings as unknown as Table,
      before: [`${facts.join(", ")}.`, `Columns: ${columns.join(", ")}.`, String(found.columns)],
    };
  },
};
