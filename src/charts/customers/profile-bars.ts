import type { GroupProfile } from "../../customers/index.js";
import { barPicture } from "../drawing/bar-picture.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** What sets groups apart most: effect sizes against the rest. */
export const profileBars: ChartDefinition<GroupProfile> = {
  kind: "profile",
  shows: ["profileGroups"],
  recognizes: (result) => isTableWith(result, ["group", "feature", "value", "rest", "effect"], ["strengths"]),
  draw,
};

function draw(profile: GroupProfile, context: DrawContext): Drawing {
  const { say, decimal, color, compact, percent, term } = context;
  const rows = profile
    .toRows()
    .filter((row) => row.effect !== null)
    .sort((a, b) => Math.abs(b.effect!) - Math.abs(a.effect!))
    .slice(0, 16);
  const nameOf = (row: (typeof rows)[number]) =>
    `${term(row.group)}${say(": ", "：")}${term(row.feature)}` +
    (row.level === null || row.level === "" ? "" : ` = ${row.level}`);
  const shown = (row: (typeof rows)[number], value: number) =>
    row.measure === "share" ? percent(value) : compact(value);
  const [first] = rows;
  const title =
    first === undefined
      ? say("Nothing sets the groups apart", "各组之间没有差异")
      : say(
          `Most distinct: ${nameOf(first)}, ${shown(first, first.value ?? 0)} against ${shown(first, first.rest ?? 0)}`,
          `差异最大：${nameOf(first)}，${shown(first, first.value ?? 0)}，其余为 ${shown(first, first.rest ?? 0)}`,
        );
  return {
    title,
    subtitle: say(
      "Effect size of each group against the rest (the 16 largest)",
      "各组相对其余客户的效应量（最大的16项）",
    ),
    description: say(`Bars. ${title}.`, `条形图。${title}。`),
    note: say(
      "Orange: the difference may be chance (adjusted p above 0.05).",
      "橙色：差异可能出于偶然（校正后 p 大于 0.05）。",
    ),
    data: profile,
    picture: (width) =>
      barPicture(
        context,
        width,
        rows.map((row) => ({
          label: nameOf(row),
          value: row.effect!,
          text: decimal(row.effect!, 2),
          color: row.adjustedP !== null && row.adjustedP > 0.05 ? color.second : color.main,
        })),
        { format: (value) => decimal(value, 1) },
      ),
  };
}
