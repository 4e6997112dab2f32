import { ClienteleError, showValue } from "../../errors/index.js";
import { wilsonInterval } from "../../numeric/index.js";
import {
  type BootstrapOptions,
  bootstrapPathModel,
  fitPathModel,
  importancePerformance,
  type PathBootstrap,
  type PathModelOptions,
} from "../../path-models/index.js";
import { type AcsiOptions, acsi, netPromoterScore } from "../../satisfaction/index.js";
import { createTable, isTable, type Table, type TableInput, toTable } from "../../table/index.js";
import { known } from "../analysis/known.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";

/** Answers of a survey with what the report is to make of them. */
export interface SurveyAnswers {
  /** A row a respondent, a column a question. */
  readonly answers: TableInput;
  /** The column of "would you recommend us", 0 to 10. */
  readonly recommend?: string;
  /** The model of satisfaction: the options of {@link acsi}, or constructs and paths as for {@link fitPathModel}. */
  readonly model?: AcsiOptions | PathModelOptions;
}

/** Answers with what to make of them, a table of answers alone, or a result of the satisfaction functions. */
export type ReportSurvey = SurveyAnswers | TableInput | object;

const caller = "createReport";
const resampling: BootstrapOptions = { samples: 200, seed: 1 };

/** How satisfied customers are, and what to improve first. */
export function surveyChapter(survey: ReportSurvey, context: ChapterContext): Chapter {
  const { say } = context;
  const heading = say("How satisfied are the customers?", "客户有多满意？");
  const given = isAnswers(survey) ? survey : null;
  const plain = given === null ? known(() => toTable(caller, survey as TableInput)) : null;
  if (given === null && (plain === null || "reason" in plain || !hasNumbers(plain.result))) {
    return resultChapter(heading, survey, context);
  }
  const answers = given === null ? (plain as { result: Table }).result : toTable(caller, given.answers);
  const parts = [
    ...(given?.model === undefined ? [] : [modelPart(answers, given.model, context)]),
    ...(given?.recommend === undefined ? [] : [promoterPart(answers, given.recommend, context)]),
  ];
  return {
    id: "survey",
    heading,
    findings: [
      say(`${context.counted(answers.numRows, "respondent")}.`, `${context.count(answers.numRows)} 位受访者。`),
      ...parts.flatMap((part) => part.findings),
    ],
    charts: parts.flatMap((part) => part.charts),
    tables: [questionTable(answers, context)],
    method: say(
      "Indices are scores of a path model by partial least squares on a scale of 0 to 100, their intervals by " +
        "resampling the respondents; the net promoter score is the share of 9 and 10 less the share of 0 to 6.",
      "指数为偏最小二乘路径模型的得分（0–100），区间由受访者重抽样得到；净推荐值为 9–10 分占比减去 0–6 分占比。",
    ),
    limits: say(
      "Those who answer may differ from those who do not. Effects between constructs are associations; a model draws " +
        "the arrows, the answers do not.",
      "作答者与未作答者可能不同。构念之间的影响只是关联：箭头由模型设定，而非由答案得出。",
    ),
  };
}

interface Part {
  readonly findings: readonly string[];
  readonly charts: Chapter["charts"];
}

function isAnswers(survey: ReportSurvey): survey is SurveyAnswers {
  return typeof survey === "object" && !isTable(survey) && "answers" in survey && typeof survey.answers === "object";
}

function hasNumbers(answers: Table): boolean {
  return answers.numRows > 0 && answers.columnNames.some((name) => answers.column(name).type === "number");
}

/** A result of the satisfaction functions, as it draws itself. */
function resultChapter(heading: string, survey: unknown, context: ChapterContext): Chapter {
  const { say } = context;
  const drawn = known(() => context.chart(survey));
  if ("reason" in drawn) {
    throw new ClienteleError(
      "unsupported-input",
      { function: caller, value: survey },
      `option "survey" must be { answers, recommend?, model? }, a table of answers with numbers, or a result that ` +
        `plot draws, got ${showValue(survey)}`,
    );
  }
  const chart = drawn.result;
  return {
    id: "survey",
    heading,
    findings: [`${chart.title}${say(".", "。")}`],
    charts: [chart],
    tables: [{ caption: say("Survey", "调查"), file: "survey", table: chart.data }],
    method: say("The result was given to the report.", "结果随报告提供。"),
    limits: say("Those who answer may differ from those who do not.", "作答者与未作答者可能不同。"),
  };
}

function modelPart(answers: Table, model: AcsiOptions | PathModelOptions, context: ChapterContext): Part {
  const fitted = "constructs" in model ? fitPathModel(answers, model) : acsi(answers, model);
  const resampled = known(() => bootstrapPathModel(fitted, answers, resampling));
  const result: PathBootstrap | typeof fitted = "result" in resampled ? resampled.result : fitted;
  const indices = context.chart(result, "indices");
  const target = fitted.constructs.includes("satisfaction") ? "satisfaction" : fitted.specification.paths.at(-1)?.to;
  const importance = known(() => importancePerformance(result, String(target)));
  const charts = [indices, context.chart(result, "paths")];
  const findings = [`${indices.title}${context.say(".", "。")}`];
  if ("result" in importance) {
    const chart = context.chart(importance.result);
    charts.push(chart);
    findings.push(`${chart.title}${context.say(".", "。")}`);
  }
  return { findings, charts };
}

function promoterPart(answers: Table, recommend: string, context: ChapterContext): Part {
  const values = answers
    .column(recommend)
    .toArray()
    .filter((value): value is number => typeof value === "number");
  const chart = context.chart(netPromoterScore(values));
  return { findings: [`${chart.title}${context.say(".", "。")}`], charts: [chart] };
}

/** Every question with its mean, its spread and who left it out. */
function questionTable(answers: Table, { say }: ChapterContext) {
  const names = answers.columnNames.filter((name) => answers.column(name).type === "number");
  const rows = names.map((name) => {
    const values = answers
      .column(name)
      .toArray()
      .filter((value): value is number => typeof value === "number");
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const highest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const top = values.filter((value) => value === highest).length / values.length;
    const { lower, upper } = wilsonInterval(top, values.length, 0.95);
    return { name, answered: values.length, mean, top, lower, upper };
  });
  return {
    caption: say("Questions", "问题"),
    file: "questions",
    table: createTable([
      ["question", rows.map((row) => row.name)],
      ["answered", rows.map((row) => row.answered)],
      ["mean", rows.map((row) => row.mean)],
      ["top", rows.map((row) => row.top)],
      ["topLower", rows.map((row) => row.lower)],
      ["topUpper", rows.map((row) => row.upper)],
    ]) as Table,
    columns: [
      { name: "question", label: say("Question", "问题"), format: "text" },
      { name: "answered", label: say("Answers", "作答数"), format: "count" },
      { name: "mean", label: say("Mean", "均值"), format: "decimal" },
      { name: "top", label: say("Highest answer", "最高分占比"), format: "percent" },
      { name: "topLower", label: say("from", "下限"), format: "percent" },
      { name: "topUpper", label: say("to", "上限"), format: "percent" },
    ] as const,
  };
}
