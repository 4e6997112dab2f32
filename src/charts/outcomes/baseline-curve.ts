import type { baselineHazard } from "../../survival/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { isTableWith } from "../drawing/recognize.js";
import { evenPlaces } from "../drawing/thin-rows.js";

type Baseline = ReturnType<typeof baselineHazard>;

/** How long a customer of the baseline stays, by a Cox model. */
export const baselineCurve: ChartDefinition<Baseline> = {
  kind: "baseline",
  shows: ["baselineHazard"],
  recognizes: (result) => isTableWith(result, ["time", "cumulativeHazard", "survival"]),
  draw,
};

function draw(baseline: Baseline, context: DrawContext): Drawing {
  const { say, decimal, percent, color } = context;
  const rows = baseline.toRows().filter((row) => row.time !== null && row.survival !== null);
  const half = rows.find((row) => row.survival! <= 0.5);
  const last = rows.at(-1);
  const points = evenPlaces(rows.length, 300).map((i) => ({ x: rows[i]!.time!, y: rows[i]!.survival! }));
  return lineDrawing(context, {
    title:
      half !== undefined
        ? say(`Half have left by ${decimal(half.time!)}`, `一半客户在 ${decimal(half.time!)} 之前离开`)
        : last === undefined
          ? say("Nothing was observed", "没有观察值")
          : say(
              `${percent(last.survival!)} are still there at ${decimal(last.time!)}, when observation ends`,
              `观察期末（${decimal(last.time!)}）仍有 ${percent(last.survival!)} 在`,
            ),
    subtitle: say("Share of customers of the baseline still there", "基准客户的仍在比例"),
    data: baseline,
    series: [{ label: say("survival", "生存率"), color: color.main, points: [{ x: 0, y: 1 }, ...points] }],
    x: { label: say("time since the beginning", "自开始以来的时间"), ticks: 8 },
    y: { format: percent as never },
    domain: { y: [0, 1] },
  });
}
