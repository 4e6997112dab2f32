import type { serviceLevel } from "../../satisfaction/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type ServiceLevel = ReturnType<typeof serviceLevel>;
type Figures = ServiceLevel["total"];

/** Whether answers come in the time that was promised: the share in time of each group, the lowest first. */
export const serviceLevelDots: ChartDefinition<ServiceLevel> = {
  kind: "service-level",
  shows: ["serviceLevel"],
  recognizes: (result) =>
    isTableWith(result, ["group", "cases", "inTime", "missed", "pending", "share"], ["total", "target"]),
  draw,
};

function draw(level: ServiceLevel, context: DrawContext): Drawing {
  const { say, percent, count, color } = context;
  const { total } = level;
  const groups = level
    .toRows()
    .filter((row) => row.share !== null)
    .sort((a, b) => a.share! - b.share!);
  const all = { ...total, group: say("all cases", "全部") };
  const rows = total.share === null ? [] : level.numRows === 1 ? [all] : [all, ...groups];
  const settledOf = ({ inTime, missed }: Figures): number => (inTime ?? 0) + (missed ?? 0);
  return dotDrawing(context, {
    title: titleOf(level, context),
    subtitle: say("Share of the cases that were answered in time, with its interval", "按时处理的案件占比及区间"),
    note:
      total.pending === 0
        ? undefined
        : say(
            `Not counted, since open and not yet late: ${count(total.pending ?? 0)}.`,
            `尚未处理且未超时、不计入的：${count(total.pending ?? 0)}。`,
          ),
    data: level,
    rows: rows.map((row, i) => ({
      label: wordOf(row.group),
      dots: [{ value: row.share!, color: i === 0 ? color.second : color.main, lower: row.lower, upper: row.upper }],
      text: say(
        `${percent(row.share!)} of ${count(settledOf(row))}`,
        `${count(settledOf(row))} 个中 ${percent(row.share!)}`,
      ),
    })),
    format: percent,
  });
}

function titleOf({ total, target }: ServiceLevel, { say, percent, count, decimal, counted }: DrawContext): string {
  const [amount, unit] = target < 1 ? [target * 60, say("minute", "分钟")] : [target, say("hour", "小时")];
  const time = `${decimal(amount)} ${unit}${say(amount === 1 ? "" : "s", "")}`;
  if (total.share === null) return say(`No case is known to be within ${time} or late`, `${time}内是否处理均未知`);
  const cases = (total.inTime ?? 0) + (total.missed ?? 0);
  return say(
    `${percent(total.share)} of ${counted(cases, "case")} ${cases === 1 ? "was" : "were"} answered within ${time}`,
    `${count(cases)} 个案件中 ${percent(total.share)} 在 ${time}内处理`,
  );
}

function wordOf(group: unknown): string {
  return group instanceof Date ? group.toISOString().slice(0, 10) : String(group ?? "–");
}
