import { rfmTransitions, tierMigration } from "../../../segments/index.js";
import type { Table } from "../../../table/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { CommandError } from "../../command/command-error.js";
import { option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { figuresTable, notesOf } from "../../output/figures.js";

const after = option(
  "table",
  "the later file, with the same columns; FILE is the earlier one",
  "较晚的文件;FILE 为较早的文件",
);
const customer = option("text", "the column of ids in both files [customer]", "两个文件的客户列 [customer]");

interface Asked {
  readonly after?: Table;
}

function requireLater(later: Table | undefined): Table {
  if (later !== undefined) return later;
  throw new CommandError("name the later file with --after FILE", "请用 --after 文件 指定较晚的文件");
}

const segments: Analysis = {
  help: bothLanguages("who moved from which RFM segment to which", "RFM 分群之间的迁移"),
  options: {
    after,
    customer,
    segment: option("text", "the column of segments [segment]", "分群列 [segment]"),
    value: option("text", "the column of value [revenue]", "价值列 [revenue]"),
    order: option("list", "segments from the best to the worst", "分群由好到差的顺序"),
  },
  tables: ["flows", "matrix", "movers", "figures"],
  run: async ({ read, values }) => {
    const before = await read();
    const { after: later, ...options } = await values<Asked>();
    const found = rfmTransitions(before, requireLater(later), options);
    const { flows, matrix, movers, warnings } = found;
    const figures = figuresTable(found);
    return {
      table: flows,
      tables: { flows, matrix, movers, figures },
      picture: found,
      before: [String(matrix)],
      after: notesOf(warnings),
    };
  },
};

const tiers: Analysis = {
  help: bothLanguages("who moved between tiers, and what that is worth", "层级之间的迁移及价值"),
  options: {
    after,
    customer,
    tier: option("text", "the column of tiers", "层级列"),
    order: option("list", "tiers from the best to the worst", "层级由高到低的顺序"),
    value: option("text", "the column of value", "价值列"),
    contribution: option("number", "the share of value that is profit", "贡献率"),
    profitBefore: option("number", "the profit of the earlier period", "前期利润"),
    project: option("numbers", "periods ahead to project", "预测的期数"),
  },
  tables: ["flows", "matrix", "rates", "moves", "projection", "figures"],
  run: async ({ read, values }) => {
    const before = await read();
    const { after: later, ...options } = await values<Asked>();
    const found = tierMigration(before, requireLater(later), options as never);
    const { flows, matrix, rates, moves, projection } = found;
    const figures = figuresTable(found);
    return {
      table: flows,
      tables: { flows, matrix, rates, moves, projection, figures },
      picture: found,
      before: [String(matrix)],
    };
  },
};

/** Who moved between two dates. */
export const migration: Command = { segments, tiers };
