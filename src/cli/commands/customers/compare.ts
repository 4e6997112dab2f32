import { compareSegments, profileGroups } from "../../../customers/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { choice, type Options, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";

const shared: Options = {
  group: option("text", "the column of groups", "分组列"),
  features: option("list", "the columns that are compared [all]", "比较的列 [全部]"),
  adjust: choice(
    ["holm", "benjamini-hochberg", "none"],
    "how p-values of many comparisons are adjusted [holm]",
    "多重比较校正 [holm]",
  ),
  weights: option("text", "a column of weights", "权重列"),
};

const groups: Analysis = {
  help: bothLanguages("what sets each group apart from the others", "各组的特征"),
  options: shared,
  tables: ["profile", "strengths"],
  run: async ({ read, values }) => {
    const found = profileGroups(await read(), await values());
    return {
      table: found,
      tables: { profile: found, strengths: found.strengths },
      before: [found.sentences().join("\n")],
    };
  },
};

const pair: Analysis = {
  help: bothLanguages("what differs between two groups, or a group and the rest", "两组之间的差异"),
  options: {
    ...shared,
    a: option("value", "the group", "组"),
    b: option("value", "the other group [all others]", "另一组 [其余全部]"),
  },
  run: async ({ read, values }) => {
    const found = compareSegments(await read(), await values());
    return { table: found, before: [found.sentences().join("\n")] };
  },
};

/** What groups of customers have for themselves. */
export const compare: Command = { groups, pair };
