import { readFile } from "node:fs/promises";
import {
  acsi,
  type Indicator,
  netPromoterScore,
  rescale,
  satisfactionRate,
  weightedIndex,
} from "../../satisfaction/index.js";
import { createTable, type Table } from "../../table/index.js";
import type { Command } from "../command/command.js";
import { CommandError } from "../command/command-error.js";
import { readValues } from "../command/option.js";

const own = {
  items: { kind: "list", help: { en: "the columns of answers", zh: "答题列" } },
  from: { kind: "number", help: { en: "the lowest answer [1]", zh: "最低分 [1]" } },
  to: { kind: "number", help: { en: "the highest answer [10]", zh: "最高分 [10]" } },
  satisfied: { kind: "number", help: { en: "answers from which respondents are satisfied", zh: "视为满意的分数" } },
  promoter: {
    kind: "text",
    help: { en: "the column of the recommendation question, 0 to 10", zh: "推荐意愿列(0–10)" },
  },
  tree: { kind: "text", help: { en: "a JSON file with a tree of indicators", zh: "指标树(JSON 文件)" } },
  acsi: {
    kind: "text",
    help: { en: "a JSON file that names the items of the ACSI constructs", zh: "ACSI 构念的题目(JSON 文件)" },
  },
} as const;

interface Asked {
  readonly items?: readonly string[];
  readonly from?: number;
  readonly to?: number;
  readonly satisfied?: number;
  readonly promoter?: string;
  readonly tree?: string;
  readonly acsi?: string;
}

/** How satisfied customers are. */
export const satisfaction: Command = {
  name: "satisfaction",
  help: { en: "scores of survey answers, a weighted index, or the ACSI", zh: "满意度:得分、加权指数或 ACSI" },
  options: own,
  run: async (file, { written, read }) => {
    const answers = await read(file);
    const asked = readValues(own, written) as Asked;
    if (asked.tree !== undefined) return indexOf(answers, await jsonFile(asked.tree));
    if (asked.acsi !== undefined) return acsiOf(answers, await jsonFile(asked.acsi));
    if (asked.items === undefined && asked.promoter === undefined) {
      throw new CommandError(
        `name the answers with --items COLUMN,COLUMN or --promoter COLUMN; the columns are ` +
          `${answers.columnNames.join(", ")}`,
      );
    }
    return { table: scoresOf(answers, asked) };
  },
};

async function jsonFile(path: string): Promise<unknown> {
  const text = await readFile(path, "utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(`${path} is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function indexOf(answers: Table, tree: unknown) {
  const index = weightedIndex(tree as Indicator, answers);
  return { table: index.nodes as unknown as Table };
}

function acsiOf(answers: Table, options: unknown) {
  const model = acsi(answers, options as Parameters<typeof acsi>[1]);
  const names = Object.keys(model.indices);
  const table = createTable({ construct: names, index: names.map((name) => model.indices[name] ?? null) });
  return {
    table: table as unknown as Table,
    before: [`ACSI ${model.indices["satisfaction"]?.toFixed(1)} of 100 (${model.status}).`],
  };
}

/** Mean on 0..100, share of satisfied, and Net Promoter Score, each where it was asked for. */
function scoresOf(answers: Table, { items = [], from = 1, to = 10, satisfied, promoter }: Asked): Table {
  const rows: { item: string; measure: string; score: number | null; answers: number }[] = items.flatMap((item) => {
    const scores = answers.column(item).toArray() as (number | null)[];
    const known = scores.filter((score) => score !== null);
    const scaled = rescale(known, { from: [from, to], to: [0, 100] });
    const mean = scaled.reduce((sum, score) => sum + score, 0) / scaled.length;
    const row = { item, measure: "mean on 0..100", score: known.length === 0 ? null : mean, answers: known.length };
    if (satisfied === undefined) return [row];
    const rate = satisfactionRate(known, { threshold: satisfied });
    return [row, { item, measure: `rate of ${satisfied} and more`, score: rate, answers: known.length }];
  });
  if (promoter !== undefined) {
    const given = answers
      .column(promoter)
      .toArray()
      .filter((score) => score !== null) as number[];
    rows.push({
      item: promoter,
      measure: "Net Promoter Score",
      score: netPromoterScore(given).score,
      answers: given.length,
    });
  }
  return createTable({
    item: rows.map(({ item }) => item),
    measure: rows.map(({ measure }) => measure),
    score: rows.map(({ score }) => score),
    answers: rows.map(({ answers: count }) => count),
  }) as unknown as Table;
}
