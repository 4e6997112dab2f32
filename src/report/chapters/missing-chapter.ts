import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";

/** A chapter that the data do not allow, with the reason. */
export function missingChapter(id: string, heading: string, reason: string, { say, english }: ChapterContext): Chapter {
  return {
    id,
    heading,
    findings: [say("There are not enough data to say.", "数据不足，无法得出结论。")],
    charts: [],
    tables: [],
    method: say("Not computed.", "未计算。"),
    limits: say(`The reason: ${reason}.`, `原因：${english(`${reason}.`)}`),
  };
}
