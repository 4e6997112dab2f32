import type { leaveReasons } from "../../churn/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type LeaveReasons = ReturnType<typeof leaveReasons>;

/** Why customers leave: the few reasons behind most of the losses. */
export const reasonBars: ChartDefinition<LeaveReasons> = {
  kind: "reasons",
  shows: ["leaveReasons"],
  recognizes: (result) => isTableWith(result, ["reason", "customers", "customerShare", "vital"], ["by"]),
  draw,
};

function draw(reasons: LeaveReasons, context: DrawContext): Drawing {
  const { say, percent, count, compact, color, counted } = context;
  const byValue = reasons.by === "value";
  const rows = reasons.toRows();
  const vital = rows.filter((row) => row.vital === true);
  const share = vital.reduce((sum, row) => sum + ((byValue ? row.valueShare : row.customerShare) ?? 0), 0);
  const [what, chinese] = byValue ? ["the value lost", "流失价值"] : ["those who left", "流失客户"];
  return barDrawing(context, {
    title: say(
      `${vital.length} of ${counted(rows.length, "reason")} ${vital.length === 1 ? "stands" : "stand"} behind ` +
        `${percent(share)} of ${what}`,
      `${rows.length} 个原因中的 ${vital.length} 个占${chinese}的 ${percent(share)}`,
    ),
    subtitle: say(
      `Reasons given, by ${byValue ? "value" : "customers"}`,
      `流失原因（按${byValue ? "价值" : "客户数"}）`,
    ),
    note: say("As given by those who answered; those who did not may have others.", "仅为作答者给出的原因。"),
    legend: [
      { color: color.second, label: say("the vital few", "关键少数") },
      { color: color.main, label: say("the others", "其他") },
    ],
    data: reasons,
    bars: rows.map((row) => ({
      label: String(row.reason),
      value: (byValue ? row.value : row.customers) ?? 0,
      text:
        `${byValue ? compact(row.value ?? 0) : count(row.customers ?? 0)} ` +
        `(${percent((byValue ? row.valueShare : row.customerShare) ?? 0)})`,
      color: row.vital === true ? color.second : color.main,
    })),
    format: compact,
  });
}
