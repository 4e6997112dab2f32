import { barY, ruleY, text } from "@observablehq/plot";
import type { summarizeContracts } from "../../churn/index.js";
import { toTable } from "../../table/index.js";
import { bottomAxis, leftAxis, namesWithin } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith } from "../drawing/recognize.js";
import { textWidth } from "../drawing/text-width.js";

type ContractSummary = ReturnType<typeof summarizeContracts>;

/** Where recurring revenue went: from the fees at the beginning to those at the end. */
export const revenueBridge: ChartDefinition<ContractSummary> = {
  kind: "bridge",
  shows: ["summarizeContracts"],
  recognizes: (result) =>
    isTableWith(result, ["customer", "duration", "event", "contracts"], ["bridge", "netRevenueRetention"]) &&
    (result as ContractSummary).bridge !== null,
  draw,
};

function draw(contracts: ContractSummary, context: DrawContext): Drawing {
  const { say, percent, compact, color } = context;
  const bridge = contracts.bridge!;
  const steps = [
    { step: say("start", "期初"), change: bridge.start, whole: true },
    { step: say("churned", "流失"), change: -Math.abs(bridge.churned), whole: false },
    { step: say("contraction", "缩减"), change: -Math.abs(bridge.contraction), whole: false },
    { step: say("expansion", "扩张"), change: bridge.expansion, whole: false },
    { step: say("new", "新增"), change: bridge.new, whole: false },
    { step: say("end", "期末"), change: bridge.end, whole: true },
  ];
  let level = 0;
  const rows = steps.map(({ step, change, whole }) => {
    const from = whole ? 0 : level;
    level = from + change;
    return { step, change, from, to: level, whole };
  });
  const net = contracts.netRevenueRetention;
  const title =
    net === null
      ? say(
          `Recurring revenue went from ${compact(bridge.start)} to ${compact(bridge.end)}`,
          `经常性收入从 ${compact(bridge.start)} 变为 ${compact(bridge.end)}`,
        )
      : say(
          `${percent(net)} of the recurring revenue was kept (net), ` +
            `${percent(contracts.grossRevenueRetention ?? 0)} without expansion`,
          `净收入留存率 ${percent(net)}，不计扩张为 ${percent(contracts.grossRevenueRetention ?? 0)}`,
        );
  return {
    title,
    subtitle: say("Recurring fees", "经常性费用"),
    description: say(
      `Bridge. ${title}. ${rows.map((row) => `${row.step}: ${compact(row.change)}`).join(", ")}.`,
      `瀑布图。${title}。${rows.map((row) => `${row.step}：${compact(row.change)}`).join("，")}。`,
    ),
    data: toTable("revenueBridge", rows),
    picture: (width) => {
      const names = rows.map((row) => row.step);
      const upright = namesWithin(names, width - 76).length < names.length;
      const room = upright ? Math.ceil(Math.max(...names.map(textWidth)) * 12) + 12 : 44;
      return plotPicture(context, width, {
        height: 256 + room,
        marginTop: 22,
        marginLeft: 60,
        marginBottom: room,
        x: { type: "band", domain: names, padding: 0.3 },
        marks: [
          ...bottomAxis(context, { grid: false, upright }),
          ...leftAxis(context, { format: compact as never, ticks: 5 }),
          barY(rows, {
            x: "step",
            y1: "from",
            y2: "to",
            fill: (row: (typeof rows)[number]) =>
              row.whole ? color.sixth : row.change < 0 ? color.second : color.main,
          }),
          text(rows, {
            x: "step",
            y: (row: (typeof rows)[number]) => Math.max(row.from, row.to),
            text: (row: (typeof rows)[number]) => compact(row.change),
            dy: -8,
            fill: color.ink,
          }),
          ruleY([0], { stroke: color.muted }),
        ],
      });
    },
  };
}
