import { type ExperimentReading, type ReadExperimentOptions, readExperiment } from "../../campaigns/index.js";
import { isTable, type Table, type TableInput } from "../../table/index.js";
import { known } from "../analysis/known.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";
import { missingChapter } from "./missing-chapter.js";

/** An experiment: what `readExperiment` says of it, or its rows with the options of `readExperiment`. */
export type ReportExperiment = ExperimentReading | (ReadExperimentOptions & { readonly rows: TableInput });

/** What a campaign changed, by an experiment with a control group. */
export function experimentChapter(given: ReportExperiment, context: ChapterContext): Chapter {
  const { say, english } = context;
  const heading = say("Did the campaign work?", "活动有效吗？");
  const read = known(() => readingOf(given));
  if ("reason" in read) return missingChapter("experiment", heading, read.reason, context);
  const reading = read.result;
  const chart = context.chart(reading, "experiment");
  return {
    id: "experiment",
    heading,
    findings: [
      `${chart.title}${say(".", "。")}`,
      ...reading.findings.map((finding) => english(`${finding}.`)),
      ...reading.warnings.map((warning) => english(`${warning}.`)),
    ],
    charts: [chart],
    tables: [
      {
        caption: say("Groups of the experiment", "试验各组"),
        file: "experiment",
        table: reading as Table,
        columns: [
          { name: "group", label: say("Group", "组"), format: "text" },
          { name: "n", label: say("Customers", "客户数"), format: "count" },
          { name: "rate", label: say("Rate", "比率"), format: "percent" },
          { name: "lower", label: say("from", "下限"), format: "percent" },
          { name: "upper", label: say("to", "上限"), format: "percent" },
          { name: "difference", label: say("Against the control", "相对对照组"), format: "percent" },
          { name: "differenceLower", label: say("from", "下限"), format: "percent" },
          { name: "differenceUpper", label: say("to", "上限"), format: "percent" },
          { name: "adjustedPValue", label: say("p, adjusted", "校正后 p 值"), format: "decimal" },
        ],
      },
    ],
    method: say(
      "Rates of the groups are compared with that of the control; intervals are Wilson's and Newcombe's, p values " +
        "are adjusted for the number of groups.",
      "各组比率与对照组比较；区间为 Wilson 与 Newcombe 方法，p 值按组数校正。",
    ),
    limits: say(
      "It holds for customers like these, and only if chance decided who came into which group.",
      "仅适用于类似的客户，且前提是分组由随机决定。",
    ),
  };
}

function readingOf(given: ReportExperiment): ExperimentReading {
  if (isTable(given)) return given as ExperimentReading;
  const { rows, ...options } = given as ReadExperimentOptions & { readonly rows: TableInput };
  return readExperiment(rows, options);
}
