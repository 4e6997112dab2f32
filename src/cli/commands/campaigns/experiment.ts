import { detectableEffect, experimentSize, readExperiment } from "../../../campaigns/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { type Options, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { figuresTable, notesOf } from "../../output/figures.js";
import { differences, matched } from "./quasi-experiments.js";

const reading: Analysis = {
  help: bothLanguages("what a campaign changed, against its control group", "活动效果(对照组比较)"),
  options: {
    group: option("text", "the column of groups", "组别列"),
    outcome: option("text", "the column of outcomes: 0 and 1, or true and false", "结果列:0/1"),
    control: option("value", "the name of the control group", "对照组名称"),
    value: option("text", "the column of amounts", "金额列"),
    level: option("number", "the chance to find an effect that is not there [0.05]", "显著性水平 [0.05]"),
    looks: option("json", 'repeated looks: {"planned":4,"done":1}', "多次查看(JSON)"),
  },
  run: async ({ read, values }) => {
    const found = readExperiment(await read(), await values());
    return { table: found, before: [found.findings.join("\n")], after: notesOf(found.warnings) };
  },
};

const sizeOptions: Options = {
  baseline: option("number", "the rate without the campaign", "基准比例"),
  power: option("number", "the chance to find the effect [0.8]", "检验效能 [0.8]"),
  level: option("number", "the chance to find one that is not there [0.05]", "显著性水平 [0.05]"),
  groups: option("number", "groups, the control included [2]", "组数(含对照组)[2]"),
  looks: option("number", "how often it will be looked at, the end included [1]", "查看次数(含结束时)[1]"),
};

const size: Analysis = {
  help: bothLanguages("how many customers an experiment takes", "实验所需样本量"),
  withoutFile: true,
  options: { ...sizeOptions, effect: option("number", "the difference of rates to be found", "要发现的差异") },
  run: async ({ values }) => ({ table: figuresTable(experimentSize(await values())) }),
};

const detectable: Analysis = {
  help: bothLanguages("the smallest effect that an experiment finds", "可发现的最小差异"),
  withoutFile: true,
  options: { ...sizeOptions, perGroup: option("number", "customers a group", "每组客户数") },
  run: async ({ values }) => ({ table: figuresTable({ effect: detectableEffect(await values()) }) }),
};

/** What a campaign changed. */
export const experiment: Command = {
  reading,
  size,
  detectable,
  "difference-in-differences": differences,
  matched,
};
