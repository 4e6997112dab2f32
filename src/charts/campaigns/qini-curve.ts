import type { QiniReport } from "../../campaigns/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";
import { evenPlaces } from "../drawing/thin-rows.js";

/** What it helps to contact the most movable first: the gain by the share that is contacted. */
export const qiniCurve: ChartDefinition<QiniReport> = {
  kind: "qini",
  shows: ["qini"],
  recognizes: (result) =>
    isObjectWith(result, ["qini", "auuc"]) && hasTable(result, "curve", ["share", "gain", "random"]),
  draw,
};

function draw(report: QiniReport, context: DrawContext): Drawing {
  const { say, percent, decimal, color, compact } = context;
  const rows = report.curve.toRows().filter((row) => row.gain !== null && row.share !== null);
  const shown = evenPlaces(rows.length, 300).map((i) => rows[i]!);
  const { lower, upper } = report.interval;
  const sure = lower > 0;
  return lineDrawing(context, {
    title: say(
      `${sure ? "The scores find those whom a contact moves" : "The scores may be no better than chance"}: Qini ` +
        `${decimal(report.qini, 3)} (${decimal(lower, 3)} to ${decimal(upper, 3)})`,
      `${sure ? "得分能找到会被联系打动的客户" : "得分可能并不优于随机"}：Qini ${decimal(report.qini, 3)}` +
        `（${decimal(lower, 3)} 至 ${decimal(upper, 3)}）`,
    ),
    subtitle: say("Gain by the share contacted, the highest scores first", "按得分从高到低联系时的累计增益"),
    data: report.curve,
    series: [
      {
        label: say("by score", "按得分"),
        color: color.main,
        points: shown.map((row) => ({ x: row.share!, y: row.gain! })),
      },
      {
        label: say("at random", "随机"),
        color: color.muted,
        mark: "dashed",
        points: shown.map((row) => ({ x: row.share!, y: row.random ?? 0 })),
      },
    ],
    x: { label: say("share contacted", "联系的占比"), format: percent as never, ticks: 5 },
    y: { label: say("gain", "增益"), format: compact as never },
    domain: { x: [0, 1] },
  });
}
