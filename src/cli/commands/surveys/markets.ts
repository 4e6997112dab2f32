import {
  type AffordableMarketTerms,
  affordableMarket,
  demandStates,
  positioning,
  productLifeCycle,
} from "../../../markets/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { figuresTable, notesOf } from "../../output/figures.js";

const position: Analysis = {
  help: bothLanguages("brands beside their rivals, by attributes", "品牌定位"),
  options: {
    attribute: option("text", "the column of attributes", "属性列"),
    brand: option("text", "the column of brands", "品牌列"),
    score: option("text", "the column of scores", "得分列"),
    importance: option("text", "the column of importance", "重要性列"),
    weights: option("text", "a column of weights of respondents", "权重列"),
  },
  tables: ["scores", "gaps"],
  run: async ({ read, values }) => {
    const found = positioning(await read(), await values());
    const { scores, gaps, warnings } = found;
    return { table: scores, tables: { scores, gaps }, picture: found, after: notesOf(warnings) };
  },
};

const demand: Analysis = {
  help: bothLanguages("states of demand of products, and the task of each", "产品需求状态与对策"),
  options: {
    product: option("text", "the column of products", "产品列"),
    period: option("text", "the column of periods", "时期列"),
    demand: option("text", "the column of demand", "需求列"),
    capacity: option("value", "capacity: a column or a number", "产能:列或数字"),
    plan: option("value", "planned demand: a column or a number", "计划需求:列或数字"),
    interest: option("text", "the column of interest", "兴趣列"),
    avoid: option("text", "the column of avoidance", "回避列"),
    season: option("number", "periods of a season", "季节周期"),
    thresholds: option("json", "thresholds of states", "阈值(JSON)"),
  },
  tables: ["products", "states"],
  run: async ({ read, values }) => {
    const found = demandStates(await read(), await values());
    const states = found.summary();
    return {
      table: found,
      tables: { products: found, states },
      before: [String(states)],
      after: notesOf(found.warnings),
    };
  },
};

const lifeCycle: Analysis = {
  help: bothLanguages("stages of a product's life by sales and profit", "产品生命周期"),
  options: {
    period: option("text", "the column of periods", "时期列"),
    sales: option("text", "the column of sales", "销售列"),
    profit: option("text", "the column of profit", "利润列"),
    product: option("text", "the column of products [one product]", "产品列 [单一产品]"),
    threshold: option("number", "the growth that counts", "视为增长的比例"),
    leadTime: option("number", "periods that a successor takes", "后继产品的准备期数"),
  },
  tables: ["periods", "products", "stages"],
  run: async ({ read, values }) => {
    const found = productLifeCycle(await read(), await values());
    return {
      table: found,
      tables: { periods: found, products: found.products, stages: found.summary() },
      after: notesOf(found.warnings),
    };
  },
};

const affordable: Analysis = {
  help: bothLanguages("who can pay an installment, from a column of incomes", "可负担的市场(由收入列)"),
  options: {
    income: option("text", "the column of yearly incomes [income]", "年收入列 [income]"),
    unitPrice: option("number", "the price of a unit", "单价"),
    size: option("number", "units bought", "数量"),
    downPayment: option("number", "the share that is paid down [0]", "首付比例 [0]"),
    months: option("number", "months of the credit", "贷款月数"),
    annualRate: option("number", "its yearly rate", "年利率"),
    incomeShare: option("number", "the share of income that may be spent on it", "可用收入比例"),
    cuts: option("json", 'where core and main market end: {"core":…,"main":…}', "分界(JSON)"),
  },
  tables: ["groups", "customers", "figures"],
  run: async ({ read, values }) => {
    const rows = await read();
    const { income, ...terms } = await values<AffordableMarketTerms & { readonly income?: string }>();
    const incomes = income === undefined || income === "income" ? rows : rows.rename({ [income]: "income" });
    const found = affordableMarket(terms, incomes);
    const { groups, customers } = found;
    const figures = figuresTable(found);
    return { table: groups, tables: { groups, customers, figures }, picture: found, before: [String(figures)] };
  },
};

/** How products stand in their markets. */
export const markets: Command = { position, demand, "life-cycle": lifeCycle, affordable };
