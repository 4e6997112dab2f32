import { checkOrders, type OrderColumns } from "../../customers/index.js";
import type { Table } from "../../table/index.js";
import type { CompleteOrderOptions } from "../command/command.js";
import { CommandError } from "../command/command-error.js";
import { choice, type Options, option, type Written } from "../command/option.js";
import { readValues } from "../command/option-values.js";
import type { Text } from "../command/text.js";

/** Which columns hold what, as on the command line; what is not named is guessed. */
export const orderColumnOptions: Options = {
  customer: option("text", "the column of the customer", "客户列"),
  date: option("text", "the column of the date", "日期列"),
  amount: option("text", "the column of the amount", "金额列"),
  quantity: option("text", "with --price: amount = quantity × price", "与 --price 一起:金额 = 数量 × 单价"),
  price: option("text", "the column of the unit price", "单价列"),
  order: option("text", "the column of the order or invoice number", "订单号列"),
  dateUnit: choice(["ms", "us", "s", "day", "excel"], "what numbers in the date column count", "日期列中数字的单位"),
  timeZone: option("text", "where days are cut: Asia/Shanghai", "按哪个时区划分日期"),
};

/** The columns and policies of orders: the options of `summarizeCustomers` that all analyses of orders share. */
export const orderOptions: Options = {
  ...orderColumnOptions,
  missingCustomer: choice(["error", "drop"], "rows without a customer [error]", "没有客户的行 [error]"),
  refunds: choice(["net", "drop", "keep"], "negative amounts [net]", "负金额(退款)[net]"),
  zeroAmounts: choice(["keep", "drop"], "amounts of 0 [keep]", "金额为 0 的行 [keep]"),
};

/** Options of orders that were written, `quantity` and `price` as one amount. */
export function writtenOrderOptions(options: Options, written: Written): Record<string, unknown> {
  return withOneAmount(readValues(options, written));
}

/** Options of orders with `quantity` and `price` as one amount. Errors: `CommandError` where one is missing. */
export function withOneAmount({ quantity, price, ...others }: Record<string, unknown>): Record<string, unknown> {
  if (quantity === undefined && price === undefined) return others;
  if (quantity === undefined || price === undefined || others["amount"] !== undefined) {
    throw new CommandError(
      "the amount is --amount COLUMN, or --quantity COLUMN with --price COLUMN",
      "金额用 --amount 列,或 --quantity 列 与 --price 列",
    );
  }
  return { ...others, amount: { quantity, price } };
}

/** How many rows are looked at when columns are guessed. */
const rowsForGuess = 20_000;

/**
 * Options of orders with their columns; what was not written is guessed from names and contents of the rows (some of
 * them will do), and told.
 */
export function completeOrderOptions(
  rows: Table,
  given: Record<string, unknown>,
  tell: (text: Text) => void,
): CompleteOrderOptions {
  const { suggested } = checkOrders(rows.head(rowsForGuess), columnsAmong(given, rows));
  const columns: Record<string, unknown> = {};
  for (const role of ["customer", "date", "amount", "order", "dateUnit"] as const) {
    if (given[role] !== undefined || suggested[role] === undefined) continue;
    columns[role] = suggested[role];
    const shown = showColumn(suggested[role]);
    tell({ en: `${role}: ${shown} (guessed)`, zh: `${role}:${shown}(推测)` });
  }
  return requireCustomerAndDate({ ...given, ...columns }, rows.columnNames);
}

/** Errors: `CommandError` where it is not clear which column holds customers or dates. */
export function requireCustomerAndDate(
  options: Record<string, unknown>,
  columnNames: readonly string[],
): CompleteOrderOptions {
  for (const role of ["customer", "date"]) {
    if (typeof options[role] === "string") continue;
    const names = columnNames.join(", ");
    throw new CommandError(
      `no column is clearly the ${role}; name it with --${role} COLUMN${names && `. The columns are ${names}`}`,
      `无法确定 ${role} 列;请用 --${role} 列名 指定${names && `。现有列:${names}`}`,
    );
  }
  return options as CompleteOrderOptions;
}

/** Errors: `CommandError` where no column is known to hold amounts. */
export function requireAmount({ amount }: CompleteOrderOptions): void {
  if (amount !== undefined) return;
  throw new CommandError(
    "no column is clearly the amount; name it with --amount COLUMN",
    "无法确定金额列;请用 --amount 列名 指定",
  );
}

/** What was given and is there: of what is not, the analysis itself says so. */
function columnsAmong(given: Record<string, unknown>, { columnNames }: Table): Partial<OrderColumns> {
  const isThere = (value: unknown): boolean =>
    typeof value === "string" ? columnNames.includes(value) : Object.values(value as object).every(isThere);
  const options = ["dateUnit", "timeZone"];
  const columns = ["customer", "date", "amount", "order"];
  return Object.fromEntries(
    Object.entries(given).filter(
      ([name, value]) => options.includes(name) || (columns.includes(name) && isThere(value)),
    ),
  );
}

function showColumn(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  const { quantity, price } = value as { readonly quantity: string; readonly price: string };
  return `${JSON.stringify(quantity)} × ${JSON.stringify(price)}`;
}
