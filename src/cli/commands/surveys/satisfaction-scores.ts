import {
  customerEffortScore,
  customerSatisfactionScore,
  netPromoterScore,
  rescale,
  satisfactionRate,
  surveySampleSize,
} from "../../../satisfaction/index.js";
import { createTable, type Table } from "../../../table/index.js";
import type { Analysis } from "../../command/command.js";
import { CommandError } from "../../command/command-error.js";
import { choice, type Options, option, renamed } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { figuresTable } from "../../output/figures.js";

/** Answers that are codes or labels; all functions of surveys take these. */
export const answerOptions: Options = {
  missingValues: option("list", "codes that mean no answer: 99,NA", "表示未作答的代码:99,NA"),
  answerLabels: option("json", 'labels and their scores: {"very satisfied":5}', "答案文字与分值(JSON)"),
};

const item = option("text", "the column of answers", "答题列");
const weights = option("text", "a column of weights of respondents", "权重列");
const confidence = option("number", "of the intervals [0.95]", "区间置信度 [0.95]");
const missingAnswers = renamed("missing", choice(["error", "drop"], "missing answers [error]", "缺失答案 [error]"));

/** Codes are numbers where they look so. */
export function withCodes<Values extends object>(values: Values): Values {
  const { missingValues } = values as { readonly missingValues?: unknown };
  if (!Array.isArray(missingValues)) return values;
  return {
    ...values,
    missingValues: missingValues.map((code) => (Number.isFinite(Number(code)) ? Number(code) : code)),
  };
}

interface Asked {
  readonly items?: readonly string[];
  readonly from?: number;
  readonly to?: number;
  readonly satisfied?: number;
  readonly promoter?: string;
}

export const scores: Analysis = {
  help: bothLanguages("means, shares of satisfied and Net Promoter Score of columns", "各题均分、满意比例与净推荐值"),
  options: {
    items: option("list", "the columns of answers", "答题列"),
    from: option("number", "the lowest answer [1]", "最低分 [1]"),
    to: option("number", "the highest answer [10]", "最高分 [10]"),
    satisfied: option("number", "answers from which respondents are satisfied", "视为满意的分数"),
    promoter: option("text", "the column of the recommendation question, 0 to 10", "推荐意愿列(0–10)"),
  },
  run: async ({ read, values }) => {
    const answers = await read();
    const asked = await values<Asked>();
    if (asked.items === undefined && asked.promoter === undefined) {
      const names = answers.columnNames.join(", ");
      throw new CommandError(
        `name the answers with --items COLUMN,COLUMN or --promoter COLUMN; the columns are ${names}`,
        `请用 --items 列,列 或 --promoter 列 指定答题列;现有列:${names}`,
      );
    }
    return { table: scoresOf(answers, asked) };
  },
};

interface Score {
  readonly item: string;
  readonly measure: string;
  readonly score: number | null;
  readonly answers: number;
}

/** Mean on 0..100, share of satisfied, and Net Promoter Score, each where it was asked for. */
function scoresOf(answers: Table, { items = [], from = 1, to = 10, satisfied, promoter }: Asked): Table {
  const known = (name: string) => [...answers.column(name)].filter((score) => score !== null) as number[];
  const rows = items.flatMap((name): Score[] => {
    const given = known(name);
    const scaled = rescale(given, { from: [from, to], to: [0, 100] });
    const mean = given.length === 0 ? null : scaled.reduce((sum, score) => sum + score, 0) / scaled.length;
    const row = { item: name, measure: "mean on 0..100", score: mean, answers: given.length };
    if (satisfied === undefined) return [row];
    const rate = satisfactionRate(given, { threshold: satisfied });
    return [row, { item: name, measure: `rate of ${satisfied} and more`, score: rate, answers: given.length }];
  });
  if (promoter !== undefined) {
    const given = known(promoter);
    const { score } = netPromoterScore(given);
    rows.push({ item: promoter, measure: "Net Promoter Score", score, answers: given.length });
  }
  const columns = ["item", "measure", "score", "answers"] as const;
  return createTable(columns.map((name) => [name, rows.map((row) => row[name])] as const));
}

/** A score of one column of answers, as its function gives it. */
function scoreOf(
  help: Analysis["help"],
  options: Options,
  score: (answers: readonly (number | null)[], options: never) => object,
): Analysis {
  return {
    help,
    options: { item, ...options, weights, confidence, missingAnswers, ...answerOptions },
    run: async ({ read, values }) => {
      const rows = await read();
      type Chosen = { readonly item?: string; readonly weights?: string };
      const { item: name, weights: weighted, ...asked } = withCodes(await values<Chosen>());
      if (name === undefined)
        throw new CommandError("name the answers with --item COLUMN", "请用 --item 列 指定答题列");
      const given = weighted === undefined ? {} : { weights: rows.column(weighted).toArray() };
      const answers = rows.column(name).toArray() as (number | null)[];
      return { table: figuresTable(score(answers, { ...asked, ...given } as never)) };
    },
  };
}

export const promoter = scoreOf(
  bothLanguages("Net Promoter Score of a column, with its interval", "净推荐值及区间"),
  { interval: choice(["wald", "adjusted"], "how the interval is made [wald]", "区间方法 [wald]") },
  (answers, options) => netPromoterScore(answers, options),
);

export const csat = scoreOf(
  bothLanguages("customer satisfaction score of a column", "顾客满意度得分(CSAT)"),
  {
    scale: option("numbers", "the lowest and the highest answer [1,5]", "最低分与最高分 [1,5]"),
    satisfied: option("number", "answers from which respondents are satisfied", "视为满意的分数"),
  },
  (answers, options) => customerSatisfactionScore(answers, options),
);

export const effort = scoreOf(
  bothLanguages("customer effort score of a column", "顾客费力度得分(CES)"),
  {
    scale: option("numbers", "the lowest and the highest answer [1,7]", "最低分与最高分 [1,7]"),
    high: choice(["easy", "effort"], "what high answers mean [easy]", "高分的含义 [easy]"),
    easyLevels: option("number", "how many of the levels count as easy", "视为轻松的等级数"),
  },
  (answers, options) => customerEffortScore(answers, options),
);

export const sampleSize: Analysis = {
  help: bothLanguages("how many respondents a survey needs", "问卷所需样本量"),
  withoutFile: true,
  options: {
    margin: option("number", "the margin of error: 0.05", "误差范围:0.05"),
    population: option("number", "how many there are [very many]", "总体人数 [极大]"),
    confidence,
    z: option("number", "the quantile instead of a confidence", "分位数(代替置信度)"),
    proportion: option("number", "the share that is expected [0.5]", "预期比例 [0.5]"),
    designEffect: option("number", "of the way of sampling [1]", "设计效应 [1]"),
    responseRate: option("number", "the share who answer [1]", "回收率 [1]"),
  },
  run: async ({ values }) => ({ table: figuresTable(surveySampleSize(await values())) }),
};
