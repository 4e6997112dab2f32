import { known } from "../analysis/known.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";

/** A chapter for each model or result that was given along. */
export function modelChapters(
  models: readonly (readonly [name: string, result: unknown])[],
  context: ChapterContext,
): Chapter[] {
  return models.map(([name, result], i) => modelChapter(`model-${i + 1}`, name, result, context));
}

function modelChapter(id: string, name: string, result: unknown, context: ChapterContext): Chapter {
  const { say } = context;
  const drawn = known(() => context.chart(result));
  const facts = factsOf(result, context);
  const heading = say(`Model: ${name}`, `模型：${name}`);
  if ("reason" in drawn) {
    return {
      id,
      heading,
      findings: [say("There is no picture of this model.", "该模型没有图形。"), ...facts],
      charts: [],
      tables: [],
      method: say("Given to the report.", "随报告提供。"),
      limits: context.english(drawn.reason),
    };
  }
  const chart = drawn.result;
  return {
    id,
    heading,
    findings: [`${chart.title}${say(".", "。")}`, ...facts],
    charts: [chart],
    tables: [{ caption: say(`Data of ${name}`, `${name} 的数据`), file: `model-${id.slice(6)}`, table: chart.data }],
    method: say(
      "The model was given to the report; the picture shows what it says.",
      "模型随报告提供；图形显示其结论。",
    ),
    limits: say(
      "The report has not seen the data that the model was fitted to, and cannot judge how well it fits.",
      "报告未见到该模型的拟合数据，无法判断拟合优劣。",
    ),
  };
}

/** How a model was fitted, as far as it says so. */
function factsOf(result: unknown, { say, count, counted, decimal, term }: ChapterContext): string[] {
  if (typeof result !== "object" || result === null || !("kind" in result)) return [];
  const model: Readonly<Record<string, unknown>> = result as never;
  const facts = [`${model["kind"]}`];
  if (typeof model["status"] === "string")
    facts.push(say(`status: ${model["status"]}`, `状态：${term(model["status"])}`));
  if (typeof model["customers"] === "number")
    facts.push(say(counted(model["customers"], "customer"), `${count(model["customers"])} 位客户`));
  if (typeof model["logLikelihood"] === "number") {
    facts.push(say(`log-likelihood ${decimal(model["logLikelihood"])}`, `对数似然 ${decimal(model["logLikelihood"])}`));
  }
  return [`${facts.join(", ")}${say(".", "。")}`];
}
