import {
  type LifeEventRulesOptions,
  lifeEventRules,
  type PropensityOptions,
  productHoldings,
  propensity,
} from "../../../baskets/index.js";
import type { Table } from "../../../table/index.js";
import type { Analysis } from "../../command/command.js";
import { CommandError } from "../../command/command-error.js";
import { choice, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { countsInWords, figuresTable, notesOf } from "../../output/figures.js";

const customer = option("text", "the column of customers [customer]", "客户列 [customer]");
const product = option("text", "the column of products [product]", "产品列 [product]");
const dateUnit = choice(
  ["ms", "us", "s", "day", "excel"],
  "what numbers in the time column count [ms]",
  "时间列中数字的单位 [ms]",
);

/** Which products customers hold. */
export const holdings: Analysis = {
  help: bothLanguages("which products customers hold, alone and together", "客户持有的产品"),
  options: { customer, product, household: option("text", "the column of households", "家庭列") },
  tables: ["depth", "pairs", "matrix", "figures"],
  run: async ({ read, values }) => {
    const { matrix, customers, households } = productHoldings(await read(), await values());
    const figures = figuresTable({ customers, households });
    const { depth, pairs } = customers;
    return { table: depth, tables: { depth, pairs, matrix, figures }, before: [String(figures)] };
  },
};

/** Which product each customer is likely to get next. */
export const propensities: Analysis = {
  help: bothLanguages(
    "which product each customer is likely to get next, and how sure that is",
    "客户购买各产品的倾向",
  ),
  options: {
    customer,
    product,
    customers: option("table", "a file with a row per customer: what else is known of each", "客户特征文件"),
    numeric: option("list", "columns of numbers in it to learn from [all]", "其中的数值特征列 [全部]"),
    categorical: option("list", "columns of categories in it to learn from [all]", "其中的类别特征列 [全部]"),
    time: option("text", "the column of when the product was got", "获得产品的时间列"),
    dateUnit,
    days: option("number", "days ahead that the chance is about, with --time [90]", "预测天数(需 --time)[90]"),
    asOf: option("text", "the day up to which holdings are known [the last one]", "已知持有情况的截止日期 [最后一条]"),
    folds: option("number", "parts of the cross-fit, without --time [5]", "交叉拟合的份数(无 --time)[5]"),
    l2: option("number", "the penalty of large coefficients [1]", "正则化强度 [1]"),
    level: option("number", "of the intervals [0.95]", "区间置信度 [0.95]"),
    seed: option("number", "of the cross-fit [0]", "交叉拟合的随机种子 [0]"),
  },
  tables: ["customers", "validation"],
  run: async ({ read, values }) => {
    const found = propensity(await read(), await values<PropensityOptions>());
    const { validation, ledger, warnings } = found;
    return {
      table: found,
      tables: { customers: found, validation },
      before: [String(validation)],
      after: [...countsInWords(ledger), ...notesOf(warnings)],
    };
  },
};

/** Which product a change in life calls for. */
export const lifeEvents: Analysis = {
  help: bothLanguages("which product a change in life calls for, from events and purchases", "生活事件与产品需求"),
  options: {
    purchases: option("table", "a file of what customers bought, and when", "购买记录文件"),
    customers: option("table", "a file with a row per customer [those who bought]", "客户文件 [有购买者]"),
    customer,
    event: option("text", "the column of what happened [event]", "事件列 [event]"),
    product,
    time: option("text", "the column of dates, in both files [date]", "日期列(两个文件)[date]"),
    dateUnit,
    within: option("number", "days after the event in which a purchase counts [90]", "事件后多少天内的购买计入 [90]"),
    asOf: option("text", "the day up to which purchases are known [the last one]", "已知购买的截止日期 [最后一次购买]"),
    minCount: option("number", "how often at least the product follows the event [1]", "最少次数 [1]"),
  },
  run: async ({ read, values }) => {
    const events = await read();
    const { purchases, ...asked } = await values<LifeEventRulesOptions & { readonly purchases?: Table }>();
    if (purchases === undefined) {
      throw new CommandError("--kind life-events needs --purchases FILE", "--kind life-events 需要 --purchases 文件");
    }
    const rules = lifeEventRules(events, purchases, asked);
    return { table: rules, after: countsInWords(rules.ledger) };
  },
};
