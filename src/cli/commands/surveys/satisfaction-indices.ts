import { importancePerformance, type PathModel } from "../../../path-models/index.js";
import {
  acsi as acsiModel,
  ecsi as ecsiModel,
  type Indicator,
  weightedIndex,
  weightSensitivity,
} from "../../../satisfaction/index.js";
import { createTable } from "../../../table/index.js";
import type { Analysis, CommandContext, CommandResult } from "../../command/command.js";
import { CommandError } from "../../command/command-error.js";
import { choice, type Options, option, renamed } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { notesOf } from "../../output/figures.js";
import { answerOptions, withCodes } from "./satisfaction-scores.js";

const weights = option("text", "a column of weights of respondents", "权重列");

const indexOptions: Options = {
  tree: option("json", "the tree of indicators: @tree.json", "指标树:@tree.json"),
  by: option("text", "a column of groups", "分组列"),
  period: option("text", "a column of periods", "时期列"),
  weights,
  missingAnswers: renamed(
    "missing",
    choice(["error", "listwise", "mean", "renormalize"], "missing answers [error]", "缺失答案 [error]"),
  ),
  normalize: option("flag", "bring weights to a sum of 1", "权重归一"),
  scale: option("json", 'the scale: {"likert":5} or {"from":[1,10]}', "量表(JSON)"),
  confidence: option("number", "of the intervals [0.95]", "区间置信度 [0.95]"),
  ...answerOptions,
};

function requireTree(tree: Indicator | undefined): Indicator {
  if (tree !== undefined) return tree;
  throw new CommandError("name the indicators with --tree @FILE.json", "请用 --tree @文件.json 指定指标树");
}

export const index: Analysis = {
  help: bothLanguages("a weighted index of indicators", "加权满意度指数"),
  options: indexOptions,
  run: async ({ read, values }) => {
    const { tree, ...options } = withCodes(await values<{ readonly tree?: Indicator }>());
    const found = weightedIndex(requireTree(tree), await read(), options);
    return { table: found.nodes, picture: found, after: notesOf(found.warnings) };
  },
};

export const sensitivity: Analysis = {
  help: bothLanguages("how far an index depends on its weights", "指数对权重的敏感度"),
  options: {
    ...indexOptions,
    change: option("number", "the relative change of each weight", "各权重的相对变化"),
    draws: option("number", "random sets of weights", "随机权重的组数"),
    concentration: option("number", "how close they are to the given ones", "随机权重的集中度"),
    seed: option("number", "of the draws [0]", "随机种子 [0]"),
  },
  tables: ["nodes", "draws", "reversals"],
  run: async ({ read, values }) => {
    const { tree, ...options } = withCodes(await values<{ readonly tree?: Indicator }>());
    const { nodes, draws, reversals, warnings } = weightSensitivity(requireTree(tree), await read(), options);
    return { table: nodes, tables: { nodes, draws, reversals }, after: notesOf(warnings) };
  },
};

const construct = (en: string, zh: string) => option("list", `the columns of ${en}`, `${zh}的题目列`);

const modelOptions: Options = {
  expectations: construct("expectations", "期望"),
  quality: construct("perceived quality", "感知质量"),
  value: construct("perceived value", "感知价值"),
  satisfaction: construct("satisfaction", "满意度"),
  complaints: construct("complaints", "抱怨"),
  loyalty: construct("loyalty", "忠诚"),
  complaintsMeasure: choice(["incidence", "handling"], "which way complaints point", "抱怨题的方向"),
  scale: option("numbers", "the lowest and the highest answer [1,10]", "最低分与最高分 [1,10]"),
  scheme: choice(["path", "factorial", "centroid"], "the inner weights", "内部权重方案"),
  consistent: option("flag", "consistent partial least squares", "一致性 PLS"),
  missingAnswers: renamed(
    "missing",
    choice(["error", "listwise", "mean", "pairwise", "em"], "missing answers [error]", "缺失答案 [error]"),
  ),
  weights,
  tolerance: option("number", "the change of weights that counts as none", "收敛容差"),
  maxIterations: option("number", "the most iterations", "最大迭代次数"),
  stopRule: choice(["absolute", "squared"], "how the change is measured", "收敛准则"),
  deviation: choice(["sample", "population"], "which standard deviation", "标准差类型"),
  fSquared: choice(["refit", "fixed"], "how effect sizes are found", "效应量计算方式"),
  ...answerOptions,
};

function modelResult(model: PathModel, name: string, { say }: CommandContext): CommandResult {
  const names = model.constructs;
  const columns = [
    ["construct", names],
    ["index", names.map((each) => model.indices[each] ?? null)],
    ["rSquared", names.map((each) => model.rSquared[each] ?? null)],
  ] as const;
  const indices = createTable(columns);
  const paths = createTable({
    from: model.paths.map(({ from }) => from),
    to: model.paths.map(({ to }) => to),
    effect: model.paths.map(({ value }) => value),
  });
  const score = model.indices["satisfaction"];
  const shown = score === null || score === undefined ? "–" : score.toFixed(1);
  return {
    table: indices,
    tables: { indices, paths, importance: importancePerformance(model, "loyalty") },
    picture: model,
    before: [say(`${name} ${shown} of 100 (${model.status}).`, `${name} ${shown}(满分 100;${model.status})。`)],
    after: notesOf(model.warnings, model.reason),
  };
}

export const acsi: Analysis = {
  help: bothLanguages("American Customer Satisfaction Index", "美国顾客满意度指数(ACSI)"),
  options: modelOptions,
  tables: ["indices", "paths", "importance"],
  run: async (context) => {
    const answers = await context.read();
    return modelResult(acsiModel(answers, withCodes(await context.values<never>())), "ACSI", context);
  },
};

export const ecsi: Analysis = {
  help: bothLanguages("European Customer Satisfaction Index", "欧洲顾客满意度指数(ECSI)"),
  options: { image: construct("image", "形象"), ...modelOptions },
  tables: ["indices", "paths", "importance"],
  run: async (context) => {
    const answers = await context.read();
    return modelResult(ecsiModel(answers, withCodes(await context.values<never>())), "ECSI", context);
  },
};
