import { readShopOrders } from "../../../customers/index.js";
import type { Command } from "../../command/command.js";
import { choice, option, renamed } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { countsInWords } from "../../output/figures.js";

/** Exports of shops as orders. */
export const shop: Command = {
  orders: {
    help: bothLanguages("an export of a shop as orders that all commands read", "商店导出文件转为订单"),
    options: {
      shop: choice(["shopify", "woocommerce", "magento", "amazon", "stripe"], "whose export it is", "来源"),
      orderCurrency: renamed("currency", option("text", "the currency to keep: EUR", "保留的货币:EUR")),
    },
    run: async ({ read, values }) => {
      const { orders, ledger } = readShopOrders(await read(), await values());
      return { table: orders, after: countsInWords(ledger) };
    },
  },
};
