import type { WeightSensitivity } from "../../satisfaction/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** How far an index hangs on its weights: where it goes when each weight shrinks or grows, the largest swing first. */
export const weightRanges: ChartDefinition<WeightSensitivity> = {
  kind: "weight-ranges",
  shows: ["weightSensitivity"],
  recognizes: (result) =>
    isObjectWith(result, ["draws", "reversals"]) && hasTable(result, "nodes", ["path", "index", "smaller", "larger"]),
  draw,
};

function draw({ nodes, reversals }: WeightSensitivity, context: DrawContext): Drawing {
  const { say, decimal, count, color, counted } = context;
  const rows = nodes
    .toRows()
    .filter((row) => row.index !== null && row.smaller !== null && row.larger !== null)
    .sort((a, b) => (b.swing ?? 0) - (a.swing ?? 0));
  const nameOf = (row: (typeof rows)[number]): string =>
    [row.group, row.period, row.path].filter((part) => part !== null && part !== "").join(": ");
  const [first] = rows;
  return dotDrawing(context, {
    title:
      first === undefined
        ? say("No weight moves an index", "没有权重影响指数")
        : say(
            `${nameOf(first)} moves the index most: by ${decimal(first.swing ?? 0, 1)} points; ` +
              `${counted(reversals.numRows, "change of rank", "changes of rank")}`,
            `${nameOf(first)} 对指数影响最大：${decimal(first.swing ?? 0, 1)} 分；${count(reversals.numRows)} 次排名变化`,
          ),
    subtitle: say(
      "The index with a smaller and with a larger weight of each indicator",
      "各指标权重减小或增大时的指数",
    ),
    legend: [
      { color: color.sixth, label: say("weight smaller", "权重减小"), mark: "dot" },
      { color: color.main, label: say("weight larger", "权重增大"), mark: "dot" },
    ],
    data: nodes,
    rows: rows.map((row) => ({
      label: nameOf(row),
      dots: [
        { value: row.smaller!, color: color.sixth },
        { value: row.larger!, color: color.main },
      ],
      text: decimal(row.index!, 1),
    })),
    format: (value) => decimal(value, 1),
    joined: true,
  });
}
