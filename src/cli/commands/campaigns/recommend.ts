import {
  type RecommendBySegmentOptions,
  type RecommendNextOptions,
  recommendBySegment,
  recommendNext,
  validateRecommendations,
} from "../../../baskets/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { CommandError } from "../../command/command-error.js";
import { choice, type Options, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { countsInWords, notesOf } from "../../output/figures.js";

const purchases: Options = {
  customer: option("text", "the column of customers", "客户列"),
  item: option("text", "the column of items", "商品列"),
  date: option("text", "the column of dates", "日期列"),
  quantity: option("text", "the column of quantities", "数量列"),
  dateUnit: choice(["ms", "us", "s", "day", "excel"], "what numbers in the date column count", "日期列中数字的单位"),
  timeZone: option("text", "where days are cut: Asia/Shanghai", "按哪个时区划分日期"),
  missingCustomer: choice(["error", "drop"], "rows without a customer [error]", "没有客户的行 [error]"),
};

/** What is on a list, and how it is ranked. */
const listOptions: Options = {
  asOf: option("text", "the day of the offers [after the last purchase]", "推荐日期 [最后购买之后]"),
  days: option("number", "days ahead that the chance is about [28]", "预测天数 [28]"),
  top: option("number", "offers a list [10]", "每份清单的推荐数 [10]"),
  rankBy: choice(["chance", "expectedRevenue"], "what comes first [chance]", "排序依据 [chance]"),
  allow: option("list", "only these items", "仅这些商品"),
  deny: option("list", "none of these items", "排除这些商品"),
  prices: option("table", "a file of current prices", "当前价格文件"),
  seed: option("number", "of the model [0]", "随机种子 [0]"),
};

const offers: Analysis = {
  help: bothLanguages("what to offer each customer next, with chance and reason", "向每位客户推荐什么及理由"),
  options: {
    ...purchases,
    ...listOptions,
    repeats: option("flag", "items that a customer has bought before [true]; --no-repeats", "包括已购商品 [是]"),
    eligible: option("json", 'who gets offers: {"spendPerWeek":10}, or ids', "谁可获推荐(JSON)"),
    amount: option("text", "the column of amounts", "金额列"),
    offers: option("table", "a file of earlier offers and what became of them", "过往推荐文件"),
    ignoredLimit: option("number", "offers in vain after which an item rests", "被忽略多少次后停止推荐"),
    cadence: option("number", "days between two offers", "两次推荐的间隔天数"),
  },
  run: async ({ read, values }) => {
    const found = recommendNext(await read(), await values<RecommendNextOptions>());
    return { table: found, after: [...countsInWords(found.ledger), ...notesOf(found.warnings)] };
  },
};

const segments: Analysis = {
  help: bothLanguages(
    "what to offer each segment: cross-selling and up-selling, with reasons",
    "向各分群推荐什么及理由",
  ),
  options: {
    ...purchases,
    ...listOptions,
    segments: option("table", "a file of which customer is in which segment: customer, segment", "客户分群文件"),
    segment: option("text", "its column of segments, classes or tiers [segment]", "其中的分群列 [segment]"),
    groups: option("table", "a file of which items belong together: item, group", "商品分组文件:item、group"),
  },
  run: async ({ read, values }) => {
    const rows = await read();
    const asked = await values<Partial<RecommendBySegmentOptions>>();
    if (asked.segments === undefined) {
      throw new CommandError("--kind segments needs --segments FILE", "--kind segments 需要 --segments 文件");
    }
    const found = recommendBySegment(rows, asked as RecommendBySegmentOptions);
    return { table: found, after: [...countsInWords(found.ledger), ...notesOf(found.warnings)] };
  },
};

const validation: Analysis = {
  help: bothLanguages("how good such offers would have been", "推荐效果的检验"),
  options: {
    ...purchases,
    cutoff: option("text", "the day up to which purchases are known", "已知购买的截止日期"),
    days: option("number", "days after it that are to be foreseen", "检验天数"),
    top: option("number", "offers a customer [10]", "每位客户的推荐数 [10]"),
    seed: option("number", "of the model [0]", "随机种子 [0]"),
  },
  run: async ({ read, values }) => {
    const found = validateRecommendations(await read(), await values());
    return { table: found, before: [found.finding], after: notesOf(found.warnings) };
  },
};

/** What to offer next. */
export const recommend: Command = { offers, validation, segments };
