import { checkOrders, type OrderColumns } from "../../customers/index.js";
import type { Table } from "../../table/index.js";
import { CommandError } from "../command/command-error.js";
import { type Options, readValues, type Written } from "../command/option.js";
import type { Text } from "../command/text.js";

const column = (en: string, zh: string): Options[string] => ({ kind: "text", help: { en, zh } });

/** Which columns hold what, as on the command line; what is not named is guessed. */
const columnOptions: Options = {
  customer: column("the column of the customer", "客户列"),
  date: column("the column of the date", "日期列"),
  amount: column("the column of the amount", "金额列"),
  quantity: column("with --price: amount = quantity × price", "与 --price 一起:金额 = 数量 × 单价"),
  price: column("the column of the unit price", "单价列"),
  order: column("the column of the order or invoice number", "订单号列"),
};

/** The columns and policies of orders: the options of `summarizeCustomers` that all analyses of orders share. */
export const orderOptions: Options = {
  ...columnOptions,
  dateUnit: {
    kind: "text",
    choices: ["ms", "us", "s", "day", "excel"],
    help: { en: "what numbers in the date column count", zh: "日期列中数字的单位" },
  },
  timeZone: { kind: "text", help: { en: "where days are cut: Asia/Shanghai", zh: "按哪个时区划分日期" } },
  missingCustomer: {
    kind: "text",
    choices: ["error", "drop"],
    help: { en: "rows without a customer", zh: "没有客户的行" },
  },
  refunds: { kind: "text", choices: ["net", "drop", "keep"], help: { en: "negative amounts", zh: "负金额(退款)" } },
  zeroAmounts: { kind: "text", choices: ["keep", "drop"], help: { en: "amounts of 0", zh: "金额为 0 的行" } },
};

/** Options of orders that were written, `quantity` and `price` as one amount. */
export function writtenOrderOptions(written: Written): Record<string, unknown> {
  const { quantity, price, ...others } = readValues(orderOptions, written);
  if (quantity === undefined && price === undefined) return others;
  if (quantity === undefined || price === undefined || others["amount"] !== undefined) {
    throw new CommandError("the amount is --amount COLUMN, or --quantity COLUMN with --price COLUMN");
  }
  return { ...others, amount: { quantity, price } };
}

/** How many rows are looked at when columns are guessed. */
const rowsForGuess = 20_000;

const guessed: Text = { en: "guessed", zh: "推测" };

/** Orders with their columns; what was not written is guessed from names and contents, and told. */
export function completeOrderOptions(
  orders: Table,
  written: Written,
  tell: (text: Text) => void,
): OrderColumns & Record<string, unknown> {
  const given = writtenOrderOptions(written);
  const { suggested } = checkOrders(orders.head(rowsForGuess), columnsAmong(given));
  const columns: Record<string, unknown> = {};
  for (const role of ["customer", "date", "amount", "order", "dateUnit"] as const) {
    if (given[role] !== undefined || suggested[role] === undefined) continue;
    columns[role] = suggested[role];
    const shown = showColumn(suggested[role]);
    tell({ en: `${role}: ${shown} (${guessed.en})`, zh: `${role}:${shown}(${guessed.zh})` });
  }
  const complete = { ...given, ...columns };
  for (const role of ["customer", "date"]) {
    if (typeof (complete as Record<string, unknown>)[role] === "string") continue;
    throw new CommandError(
      `no column is clearly the ${role}; name it with --${role} COLUMN. The columns are ` +
        `${orders.columnNames.join(", ")}`,
    );
  }
  return complete as OrderColumns & Record<string, unknown>;
}

function columnsAmong(given: Record<string, unknown>): Partial<OrderColumns> {
  const known = ["customer", "date", "amount", "order", "dateUnit", "timeZone"];
  return Object.fromEntries(Object.entries(given).filter(([name]) => known.includes(name)));
}

function showColumn(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  const { quantity, price } = value as { readonly quantity: string; readonly price: string };
  return `${JSON.stringify(quantity)} × ${JSON.stringify(price)}`;
}
