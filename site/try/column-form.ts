import type { OrderCheck, SummarizeOptions, Table } from "clientele";
import { element } from "./elements.js";
import type { Say } from "./words.js";

/** The form that asks for the columns, and what was chosen in it. */
export interface ColumnForm {
  readonly form: HTMLFormElement;
  chosen(): SummarizeOptions;
}

/** Asks which column is what; what the check of the file guesses is chosen already. */
export function columnForm(orders: Table, check: OrderCheck, say: Say, onSubmit: () => void): ColumnForm {
  const { customer, date, amount, order } = check.suggested;
  const names = orders.columnNames;
  const pair = typeof amount === "object" ? amount : { quantity: undefined, price: undefined };
  const selects = {
    customer: select(say("Customer", "客户"), names, customer),
    date: select(say("Date", "日期"), names, date),
    amount: select(say("Amount", "金额"), names, typeof amount === "string" ? amount : undefined, say),
    quantity: select(say("or quantity …", "或 数量 …"), names, pair.quantity, say),
    price: select(say("… times price", "… 乘以 单价"), names, pair.price, say),
    order: select(say("Order (invoice) number", "订单号"), names, order, say),
  };
  const drop = element("input", { type: "checkbox", checked: true });
  const form = element(
    "form",
    {
      class: "try-columns",
      submit: (event) => {
        event.preventDefault();
        onSubmit();
      },
    },
    ...Object.values(selects).map(({ label }) => label),
    element(
      "label",
      { class: "try-check" },
      drop,
      say(" Leave rows without a customer out (they are counted)", " 忽略没有客户编号的行（会计数）"),
    ),
    element("button", { type: "submit", class: "try-button" }, say("Analyze", "开始分析")),
  );
  return {
    form,
    chosen: () => {
      const [amountName, quantity, price] = [selects.amount, selects.quantity, selects.price].map(({ value }) =>
        value(),
      );
      return {
        customer: selects.customer.value(),
        date: selects.date.value(),
        ...(amountName === "" ? {} : { amount: amountName! }),
        ...(amountName === "" && quantity !== "" && price !== ""
          ? { amount: { quantity: quantity!, price: price! } }
          : {}),
        ...(selects.order.value() === "" ? {} : { order: selects.order.value() }),
        ...(drop.checked ? { missingCustomer: "drop" as const } : {}),
      };
    },
  };
}

/** A choice among the columns; where `say` is given, none may be chosen, too. */
function select(title: string, names: readonly string[], guess: string | undefined, say?: Say) {
  const none = say === undefined ? [] : [element("option", { value: "" }, say("(none)", "（无）"))];
  const choice = element(
    "select",
    {},
    ...none,
    ...names.map((name) => element("option", { value: name, selected: name === guess }, name)),
  );
  return { label: element("label", {}, title, choice), value: () => choice.value };
}
