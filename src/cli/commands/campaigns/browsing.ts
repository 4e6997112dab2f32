import { similarHabits, summarizeBrowsing } from "../../../baskets/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { choice, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";

const customer = option("text", "the column of customers [customer]", "客户列 [customer]");
const page = option("text", "the column of pages [page]", "页面列 [page]");

const sessions: Analysis = {
  help: bothLanguages("sessions, steps from page to page and paths of a browsing log", "浏览会话、页面跳转与路径"),
  options: {
    customer,
    page,
    time: option("text", "the column of times [time]", "时间列 [time]"),
    dateUnit: choice(["ms", "us", "s", "day", "excel"], "what numbers in the time column count", "时间列中数字的单位"),
    gapMinutes: option("number", "minutes of silence that end a session [30]", "会话间隔分钟数 [30]"),
    paths: option("number", "how many paths are listed", "列出的路径数"),
    minCount: option("number", "steps that occurred less often are left out", "最少次数"),
  },
  tables: ["pages", "sessions", "transitions", "paths"],
  run: async ({ read, values }) => {
    const found = summarizeBrowsing(await read(), await values());
    const { pages, sessions: each, transitions, paths } = found;
    return { table: pages, tables: { pages, sessions: each, transitions, paths }, picture: found };
  },
};

const similar: Analysis = {
  help: bothLanguages("customers of similar habits", "浏览习惯相似的客户"),
  options: {
    customer,
    page,
    of: option("list", "only for these customers", "仅针对这些客户"),
    top: option("number", "how many a customer [5]", "每位客户的个数 [5]"),
    minCustomers: option("number", "pages of fewer customers are left out", "页面的最少客户数"),
    minCommon: option("number", "pages that two customers have to share", "共同页面的最少数"),
  },
  run: async ({ read, values }) => ({ table: similarHabits(await read(), await values()) }),
};

/** How customers move through pages. */
export const browsing: Command = { sessions, similar };
