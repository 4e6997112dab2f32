import type { CampaignReturn } from "../../campaigns/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** Whether a campaign pays, and how sure that is: its net present value if it brings less or more than planned. */
export const returnCurve: ChartDefinition<CampaignReturn> = {
  kind: "return",
  shows: ["campaignReturn"],
  recognizes: (result) =>
    isObjectWith(result, ["netPresentValue", "breakEvenChange"]) &&
    hasTable(result, "sensitivity", ["change", "netPresentValue"]),
  draw,
};

function draw(campaign: CampaignReturn, context: DrawContext): Drawing {
  const { say, compact, percent, color } = context;
  const rows = campaign.sensitivity.toRows().filter((row) => row.netPresentValue !== null);
  const { breakEvenChange: change } = campaign;
  const limit =
    change === null
      ? ""
      : say(
          `; it breaks even at ${change > 0 ? "+" : ""}${percent(change)}`,
          `；变动 ${change > 0 ? "+" : ""}${percent(change)} 时保本`,
        );
  const [english, chinese] = campaign.netPresentValue >= 0 ? ["brings", "净收益"] : ["loses", "净亏损"];
  const size = compact(Math.abs(campaign.netPresentValue));
  return lineDrawing(context, {
    title: say(`The campaign ${english} ${size}${limit}`, `该活动${chinese} ${size}${limit}`),
    subtitle: say("Net present value if it brings less or more than planned", "收益低于或高于计划时的净现值"),
    data: campaign.sensitivity,
    series: [
      {
        label: say("net present value", "净现值"),
        color: color.main,
        points: rows.map((row) => ({ x: row.change!, y: row.netPresentValue! })),
      },
    ],
    x: { label: say("change of what it brings", "收益变动"), format: percent as never, ticks: 7 },
    y: { label: say("net present value", "净现值"), format: compact as never },
  });
}
