import type { recordFreshness } from "../../customers/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { Bar } from "../drawing/bar-picture.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Freshness = ReturnType<typeof recordFreshness>;

/** How up to date records are: the share of each age, and of the fields that are filled, against their targets. */
export const freshnessBars: ChartDefinition<Freshness> = {
  kind: "freshness",
  shows: ["recordFreshness"],
  recognizes: (result) => isTableWith(result, ["age", "records", "share", "met"], ["fields"]),
  draw,
};

interface Target {
  readonly share: number | null;
  readonly targetLower: number | null;
  readonly targetUpper: number | null;
  readonly met: boolean | null;
}

function draw(freshness: Freshness, context: DrawContext): Drawing {
  const { say, count, percent, term, color, counted } = context;
  const targetOf = ({ targetLower, targetUpper }: Target): string =>
    targetLower === null && targetUpper === null
      ? ""
      : say(
          `, target ${percent(targetLower ?? 0)}–${percent(targetUpper ?? 1)}`,
          `，目标 ${percent(targetLower ?? 0)}–${percent(targetUpper ?? 1)}`,
        );
  const barOf = (label: string, row: Target): Bar => ({
    label,
    value: row.share ?? 0,
    text: `${percent(row.share ?? 0)}${targetOf(row)}`,
    color: row.met === null ? color.sixth : row.met ? color.main : color.second,
  });
  const ages = freshness.toRows();
  const fields = freshness.fields.toRows();
  const missed = [...ages, ...fields].filter((row) => row.met === false).length;
  const [first] = ages;
  const records = ages.reduce((sum, row) => sum + (row.records ?? 0), 0);
  return barDrawing(context, {
    title: say(
      `${percent(first?.share ?? 0)} of ${counted(records, "record")}: ${term(first?.age)}; ` +
        (missed === 0 ? "no target is missed" : `targets missed: ${missed}`),
      `${count(records)} 条记录中 ${percent(first?.share ?? 0)}：${term(first?.age)}；` +
        (missed === 0 ? "目标全部达到" : `未达到的目标：${missed}`),
    ),
    subtitle: say(
      "Share of the records by their age, and of the fields that are filled",
      "按更新时间划分的记录占比，以及字段填写率",
    ),
    legend: [
      { color: color.main, label: say("target met", "达标") },
      { color: color.second, label: say("target missed", "未达标") },
      { color: color.sixth, label: say("no target", "无目标") },
    ],
    data: freshness,
    bars: [
      ...ages.map((row) => barOf(term(row.age), row)),
      ...fields.map((row) => barOf(say(`${row.field} filled`, `${row.field} 已填`), row)),
    ],
    format: percent,
    domain: [0, 1],
  });
}
