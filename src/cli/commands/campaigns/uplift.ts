import {
  type FitUpliftOptions,
  fitUplift,
  predictUplift,
  type QiniOptions,
  qini,
  upliftByDecile,
} from "../../../campaigns/index.js";
import { encodeFeatures } from "../../../learning/index.js";
import { createRandom } from "../../../numeric/index.js";
import type { Table } from "../../../table/index.js";
import type { Command } from "../../command/command.js";
import { CommandError } from "../../command/command-error.js";
import { choice, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";

interface Asked extends FitUpliftOptions, QiniOptions {
  readonly outcome?: string;
  readonly treated?: string;
  readonly features?: readonly string[];
  readonly bins?: number;
}

/** Whom a contact moves. */
export const uplift: Command = {
  uplift: {
    help: bothLanguages(
      "whom a contact moves, from a randomized campaign; checked on half of the rows",
      "接触能打动谁(随机实验)",
    ),
    options: {
      outcome: option("text", "the column of outcomes: 0 and 1", "结果列:0/1"),
      treated: option("text", "the column of who was contacted: 0 and 1", "是否接触列:0/1"),
      features: option("list", "the columns that the effect may depend on [all others]", "特征列 [其余各列]"),
      learner: choice(["two-model", "class-transform", "x"], "the way of learning [two-model]", "学习方法 [two-model]"),
      base: choice(["logistic", "boosted-trees"], "the model behind it [logistic]", "基础模型 [logistic]"),
      l2: option("number", "the penalty of large coefficients", "正则化强度"),
      bins: option("number", "groups of the table [10]", "分组数 [10]"),
      samples: option("number", "bootstrap samples of the interval", "自助抽样次数"),
      level: option("number", "of the intervals [0.95]", "区间置信度 [0.95]"),
      seed: option("number", "of the halves and the samples [0]", "随机种子 [0]"),
    },
    tables: ["deciles", "customers", "curve"],
    run: async ({ read, values }) => {
      const rows = await read();
      const { outcome, treated, features, bins, samples, level, seed, ...fit } = await values<Asked>();
      if (outcome === undefined || treated === undefined) {
        throw new CommandError(
          "name the columns with --outcome COLUMN and --treated COLUMN",
          "请用 --outcome 列 与 --treated 列 指定结果与接触",
        );
      }
      const names = features ?? rows.columnNames.filter((name) => name !== outcome && name !== treated);
      const known = rows.select(...names);
      const learnt = randomHalf(rows.numRows, seed ?? 0);
      const held = learnt.map((taken) => !taken);
      const { X, encoder } = encodeFeatures(known.where(learnt));
      const part = (name: string, mask: boolean[]) => rows.where(mask).column(name);
      const model = fitUplift(X, part(outcome, learnt), part(treated, learnt), fit);
      const effect = predictUplift(model, encodeFeatures(known.where(held), { encoder }).X);
      const report = qini(part(outcome, held), part(treated, held), effect, {
        ...(samples === undefined ? {} : { samples }),
        ...(level === undefined ? {} : { level }),
        ...(seed === undefined ? {} : { seed }),
      });
      const deciles = upliftByDecile(part(outcome, held), part(treated, held), effect, {
        ...(bins === undefined ? {} : { bins }),
        ...(level === undefined ? {} : { level }),
      });
      const scored: Table = rows.withColumn("uplift", predictUplift(model, encodeFeatures(known, { encoder }).X));
      return {
        table: deciles,
        tables: { deciles, customers: scored.sortBy("uplift", "desc"), curve: report.curve },
        picture: report,
        before: [report.finding],
      };
    },
  },
};

/** The half of the rows that a model learns from; it is checked on the others. Order may go with who was contacted. */
function randomHalf(rows: number, seed: number): boolean[] {
  const half = Math.ceil(rows / 2);
  return createRandom(seed).shuffle(Array.from({ length: rows }, (_, row) => row < half));
}
