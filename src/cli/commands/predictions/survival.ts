import { fitCox, hazardRatios, kaplanMeier, logRank, testProportionalHazards } from "../../../survival/index.js";
import type { Table } from "../../../table/index.js";
import type { Analysis, Command } from "../../command/command.js";
import { CommandError } from "../../command/command-error.js";
import { choice, type Options, option } from "../../command/option.js";
import { bothLanguages } from "../../command/text.js";
import { figuresTable, notesOf } from "../../output/figures.js";

const lifetimes: Options = {
  duration: option("text", "the column of how long each was seen", "观察时长列"),
  event: option(
    "text",
    "a column that is 1 or true where it ended, 0 or false where it was still running",
    "是否结束列",
  ),
  count: option("text", "a column of how many equal customers a row stands for", "重复数列"),
};

interface Lifetimes {
  readonly duration?: string;
  readonly event?: string;
  readonly count?: string;
}

/** The columns of lifetimes. Errors: `CommandError` where they are not named. */
function lifetimesOf(rows: Table, { duration, event, count }: Lifetimes) {
  if (duration === undefined || event === undefined) {
    throw new CommandError(
      "name the columns with --duration COLUMN and --event COLUMN",
      "请用 --duration 列 与 --event 列 指定时长与是否结束",
    );
  }
  return {
    durations: rows.column(duration).toArray() as number[],
    events: rows.column(event).toArray() as number[],
    counted: count === undefined ? {} : { count: rows.column(count).toArray() as number[] },
  };
}

const curve: Analysis = {
  help: bothLanguages("the share still there after each time (Kaplan-Meier), by group", "生存曲线(Kaplan-Meier)"),
  options: {
    ...lifetimes,
    groups: option("text", "the column of groups", "分组列"),
    interval: choice(["log-log", "log", "plain"], "how the band is made [log-log]", "区间方法 [log-log]"),
    level: option("number", "of the band [0.95]", "区间置信度 [0.95]"),
    rho: option("number", "the weight of early differences in the test of groups [0]", "组间检验中早期差异的权重 [0]"),
  },
  tables: ["summary", "curve"],
  run: async ({ read, values }) => {
    const rows = await read();
    type Asked = Lifetimes & {
      readonly groups?: string;
      readonly interval?: "log";
      readonly level?: number;
      readonly rho?: number;
    };
    const asked = await values<Asked>();
    const { durations, events, counted } = lifetimesOf(rows, asked);
    const groups = asked.groups === undefined ? undefined : (rows.column(asked.groups).toArray() as string[]);
    const options = {
      ...counted,
      ...(asked.interval === undefined ? {} : { interval: asked.interval }),
      ...(asked.level === undefined ? {} : { level: asked.level }),
    };
    const found =
      groups === undefined
        ? kaplanMeier(durations, events, options)
        : kaplanMeier(durations, events, { ...options, groups });
    const tables = { summary: found.summary, curve: found.table };
    if (groups === undefined) return { table: found.table, tables, picture: found, before: [String(found.summary)] };
    const test = logRank(durations, events, groups, {
      ...counted,
      ...(asked.rho === undefined ? {} : { rho: asked.rho }),
    });
    return { table: found.table, tables, picture: found, before: [String(found.summary), String(figuresTable(test))] };
  },
};

const cox: Analysis = {
  help: bothLanguages("what lengthens and shortens relationships (Cox regression)", "影响关系时长的因素(Cox 回归)"),
  options: {
    ...lifetimes,
    features: option("list", "the columns of numbers that it may depend on [all others]", "自变量列 [其余各列]"),
    ties: choice(["efron", "breslow"], "how equal times are treated [efron]", "相同时间的处理 [efron]"),
    level: option("number", "of the intervals [0.95]", "区间置信度 [0.95]"),
    transform: option("text", "the scale of time of the test of proportional hazards", "比例风险检验的时间尺度"),
  },
  tables: ["ratios", "test"],
  run: async ({ read, values }) => {
    const rows = await read();
    type Asked = Lifetimes & {
      readonly features?: readonly string[];
      readonly ties?: "efron" | "breslow";
      readonly level?: number;
      readonly transform?: string;
    };
    const asked = await values<Asked>();
    const { durations, events, counted } = lifetimesOf(rows, asked);
    const taken = [asked.duration, asked.event, asked.count];
    const features = rows.select(...(asked.features ?? rows.columnNames.filter((name) => !taken.includes(name))));
    const model = fitCox(features, durations, events, {
      ...counted,
      ...(asked.ties === undefined ? {} : { ties: asked.ties }),
    });
    const ratios = hazardRatios(model, asked.level === undefined ? {} : { level: asked.level });
    const transform = asked.transform === undefined ? {} : { transform: asked.transform as "log" };
    const test = testProportionalHazards(model, features, durations, events, { ...counted, ...transform });
    const { concordance, customers, events: ended } = model;
    return {
      table: ratios,
      tables: { ratios, test },
      picture: model,
      before: [String(figuresTable({ customers, events: ended, concordance }))],
      after: notesOf(model.statusReason, model.uncertaintyReason),
    };
  },
};

/** How long until something happens. */
export const survival: Command = { curve, cox };
