import { groupHouseholds, recordFreshness, resolveIdentities } from "../../../customers/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { choice, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { countsInWords, notesOf } from "../../output/figures.js";

const country = option("text", "the country of phone numbers without a calling code: DE", "无区号电话的国家:DE");

const records: Analysis = {
  help: bothLanguages("which records are the same person, merged into one each", "同一人的重复记录及合并"),
  options: {
    id: option("text", "the column of ids of records", "记录编号列"),
    compare: option(
      "list",
      'columns to compare: name,city or [{"column":"born","as":"date"}] [all]',
      "比较的列 [全部]",
    ),
    block: option("json", 'columns of which one set has to agree: [["name"],["phone"]]', "分块列(JSON)"),
    threshold: option("number", "the probability from which two records are one person [0.5]", "判定阈值 [0.5]"),
    model: option("json", "a model of earlier records: @model.json", "已保存的模型:@model.json"),
    survivorship: option("json", 'which value survives: {"city":"mostRecent"}', "合并取值规则(JSON)"),
    updated: option("text", "the column of the day of the last update", "更新日期列"),
    listFrom: option("number", "the probability from which pairs are listed", "列出记录对的最低概率"),
    largestBlock: option("number", "the most records that are compared with each other", "最大分块"),
    country,
    seed: option("number", "of the random pairs [1]", "随机种子 [1]"),
  },
  tables: ["clusters", "pairs", "merged", "blocking"],
  run: async ({ read, values }) => {
    const found = resolveIdentities(await read(), await values());
    const { clusters, pairs, merged, blocking, ledger, warnings } = found;
    return {
      table: clusters,
      tables: { clusters, pairs, merged, blocking },
      picture: found,
      after: [...countsInWords(ledger), ...notesOf(warnings)],
    };
  },
};

const households: Analysis = {
  help: bothLanguages("customers of one household, with totals", "同一家庭的客户及合计"),
  options: {
    customer: option("text", "the column of ids [customer]", "客户列 [customer]"),
    same: option("json", 'columns that are the same in a household: [["street","surname"]]', "同一家庭的判定列(JSON)"),
    measures: option("measures", "what is added up: sum:balance,count", "汇总指标"),
    mostMembers: option("number", "more members than that are no household", "家庭成员上限"),
    country,
  },
  tables: ["households", "members"],
  run: async ({ read, values }) => {
    const found = groupHouseholds(await read(), await values());
    return {
      table: found,
      tables: { households: found, members: found.membership },
      after: [...countsInWords(found.ledger), ...notesOf(found.warnings)],
    };
  },
};

const freshness: Analysis = {
  help: bothLanguages("how fresh and how filled records are, against targets", "记录的新鲜度与完整度"),
  options: {
    updated: option("text", "the column of the day of the last update", "更新日期列"),
    asOf: option("text", "the day of the reading", "观察日期"),
    targets: option("json", 'target shares: {"within a month":[0.3,1]}', "目标比例(JSON)"),
    fields: option("list", "columns that should be filled; JSON with target shares", "应填写的列"),
    dateUnit: choice(["ms", "us", "s", "day", "excel"], "what numbers in the date column count", "日期列中数字的单位"),
    timeZone: option("text", "where days are cut: Asia/Shanghai", "按哪个时区划分日期"),
  },
  tables: ["ages", "fields"],
  run: async ({ read, values }) => {
    const found = recordFreshness(await read(), await values());
    return { table: found, tables: { ages: found, fields: found.fields }, after: notesOf(found.warnings) };
  },
};

/** Who is who among records, and how good they are. */
export const identities: Command = { records, households, freshness };
