import { funnel as funnelOf } from "../../../campaigns/index.js";
import type { Command } from "../../command/command.js";
import { choice, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { countsInWords } from "../../output/figures.js";

/** How leads pass stages. */
export const funnel: Command = {
  funnel: {
    help: bothLanguages("how many pass from stage to stage, and how long it takes", "各阶段转化率与时长"),
    options: {
      customer: option("text", "the column of customers or leads", "客户或线索列"),
      stage: option("text", "the column of stages", "阶段列"),
      time: option("text", "the column of times", "时间列"),
      stages: option("list", "the stages in their order", "阶段顺序"),
      asOf: option("text", "the day of the reading [the last one of the file]", "观察日期 [文件中最后一天]"),
      by: option("text", "the column of groups", "分组列"),
      dateUnit: choice(
        ["ms", "us", "s", "day", "excel"],
        "what numbers in the time column count",
        "时间列中数字的单位",
      ),
      level: option("number", "of the intervals [0.95]", "区间置信度 [0.95]"),
    },
    run: async ({ read, values }) => {
      const found = funnelOf(await read(), await values());
      return { table: found, after: countsInWords(found.ledger) };
    },
  },
};
