import type { contactPressure } from "../../campaigns/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Pressure = ReturnType<typeof contactPressure>;

/** When contacts become too many: the success rate by the number of contacts before. */
export const pressureCurve: ChartDefinition<Pressure> = {
  kind: "pressure",
  shows: ["contactPressure"],
  recognizes: (result) => isTableWith(result, ["before", "contacts", "successes", "rate"]),
  draw,
};

function draw(pressure: Pressure, context: DrawContext): Drawing {
  const { say, percent, count, color } = context;
  const rows = pressure.toRows().filter((row) => row.rate !== null);
  const [first] = rows;
  const last = rows.at(-1);
  return lineDrawing(context, {
    title:
      first === undefined || last === undefined
        ? say("No contact has a known outcome", "没有已知结果的联系")
        : say(
            `The first contact succeeds in ${percent(first.rate!)} of ${count(first.contacts ?? 0)} cases, one after ` +
              `${count(last.before!)} others in ${percent(last.rate!)} of ${count(last.contacts ?? 0)}`,
            `首次联系 ${count(first.contacts ?? 0)} 次成功 ${percent(first.rate!)}；此前已有 ${count(last.before!)} 次联系时，` +
              `${count(last.contacts ?? 0)} 次成功 ${percent(last.rate!)}`,
          ),
    subtitle: say("Success rate by the number of earlier contacts", "按此前联系次数的成功率"),
    data: pressure,
    series: [
      {
        label: say("success rate", "成功率"),
        color: color.main,
        points: rows.map((row) => ({ x: row.before!, y: row.rate!, lower: row.lower, upper: row.upper })),
      },
    ],
    x: { label: say("contacts before", "此前的联系次数"), ticks: Math.min(10, rows.length) },
    y: { label: say("success rate", "成功率"), format: percent as never },
  });
}
