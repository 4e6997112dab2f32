import { summarizeCustomers } from "../../customers/index.js";
import { customerLifetimeValue, fitBgNbd, fitGammaGamma, fitMbgNbd, fitParetoNbd } from "../../lifetime-value/index.js";
import type { Table } from "../../table/index.js";
import type { Command } from "../command/command.js";
import { CommandError } from "../command/command-error.js";
import { readValues } from "../command/option.js";
import { completeOrderOptions, orderOptions } from "../options/order-options.js";

const fits = { "bg-nbd": fitBgNbd, "mbg-nbd": fitMbgNbd, "pareto-nbd": fitParetoNbd } as const;

const own = {
  model: {
    kind: "text",
    choices: Object.keys(fits),
    help: { en: "how customers buy and leave [pareto-nbd]", zh: "购买模型 [pareto-nbd]" },
  },
  horizon: { kind: "number", help: { en: "months ahead [12]", zh: "预测月数 [12]" } },
  discountRate: { kind: "rate", help: { en: "a year, or monthly:0.01 [0.1]", zh: "年折现率 [0.1]" } },
  margin: { kind: "number", help: { en: "the share of revenue that is profit [1]", zh: "利润率 [1]" } },
  end: { kind: "text", help: { en: "the last day of observation [last order]", zh: "观察期最后一天" } },
} as const;

const daysPerMonth = 365.25 / 12;

/** What customers will be worth. */
export const value: Command = {
  name: "value",
  help: { en: "what each customer will be worth, with the chance to be active", zh: "客户终身价值" },
  options: { ...orderOptions, ...own },
  run: async (file, { written, read, tell }) => {
    const orders = await read(file);
    const columns = completeOrderOptions(orders, written, tell);
    if (columns.amount === undefined) {
      throw new CommandError("no column is clearly the amount; name it with --amount COLUMN");
    }
    const options = readValues(own, written);
    const {
      model = "pareto-nbd",
      horizon = 12,
      discountRate = { annual: 0.1 },
      margin = 1,
      end,
    } = options as {
      readonly model?: keyof typeof fits;
      readonly horizon?: number;
      readonly discountRate?: { readonly annual: number };
      readonly margin?: number;
      readonly end?: string;
    };
    const all = summarizeCustomers(orders, { ...columns, unit: "week", ...(end === undefined ? {} : { end }) });
    const buyers = all.where(({ frequency }) => frequency !== null);
    const purchases = fits[model](buyers);
    const spend = fitGammaGamma(buyers);
    const worth = customerLifetimeValue(purchases, spend, buyers, {
      horizon: (horizon * daysPerMonth) / 7,
      discountRate,
      margin,
    });
    return {
      table: worth.sortBy({ column: "value", descending: true }) as unknown as Table,
      before: [
        `Value of ${buyers.numRows} customers over ${horizon} months (purchases: ${purchases.kind}, ` +
          `${purchases.status}; spend: ${spend.kind}, ${spend.status}).`,
      ],
      after: [...purchases.notes, ...spend.notes].map((note) => `Note: ${note}`),
    };
  },
};
