import type { OrderCheck } from "../../customers/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** What is wrong in an order file: the rows that each finding concerns. */
export const findingBars: ChartDefinition<OrderCheck> = {
  kind: "findings",
  shows: ["checkOrders"],
  recognizes: (result) =>
    isObjectWith(result, ["rows", "suggested"]) &&
    hasTable(result, "findings", ["severity", "code", "rows", "finding"]),
  draw,
};

function draw(check: OrderCheck, context: DrawContext): Drawing {
  const { say, count, percent, compact, color, counted } = context;
  const rows = check.findings.toRows();
  const serious = rows.filter((row) => row.severity === "error" || row.severity === "warning");
  const [first] = serious;
  const nameOf = ({ column, code }: (typeof rows)[number]): string => (column ? `${column}: ${code}` : String(code));
  const colors = new Map([
    ["error", color.second],
    ["warning", color.fifth],
  ]);
  return barDrawing(context, {
    title:
      first === undefined
        ? say(`Nothing is wrong in ${counted(check.rows, "row")}`, `${count(check.rows)} 行未发现问题`)
        : say(
            `${count(serious.length)} ${serious.length === 1 ? "finding" : "findings"} in ${count(check.rows)} rows ` +
              `to look at; the first: ${nameOf(first)}`,
            `${count(check.rows)} 行中有 ${serious.length} 个问题需要查看；首先：${nameOf(first)}`,
          ),
    subtitle: say("Rows that each finding concerns", "各问题涉及的行数"),
    legend: [
      { color: color.second, label: say("error", "错误") },
      { color: color.fifth, label: say("warning", "警告") },
      { color: color.sixth, label: say("note", "提示") },
    ],
    data: check.findings,
    bars: rows.map((row) => ({
      label: nameOf(row),
      value: row.rows ?? 0,
      text: `${count(row.rows ?? 0)} (${percent((row.rows ?? 0) / Math.max(1, check.rows))})`,
      color: colors.get(String(row.severity)) ?? color.sixth,
    })),
    format: compact,
  });
}
