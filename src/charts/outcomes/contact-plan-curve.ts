import { areaY, line, ruleX } from "@observablehq/plot";
import type { ContactColumns, ContactPlan } from "../../churn/index.js";
import { type Table, toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith } from "../drawing/recognize.js";
import { evenPlaces } from "../drawing/thin-rows.js";

type PlannedContacts = Table<ContactColumns, ContactPlan>;

/** Whom to contact: the gain to expect as more customers are contacted, the most worthwhile first. */
export const contactPlanCurve: ChartDefinition<PlannedContacts> = {
  kind: "contact-plan",
  shows: ["targetRetention", "winBack"],
  recognizes: (result) =>
    isTableWith(result, ["cost", "expectedGain", "contact", "rank"], ["contacted", "expectedGain", "spent"]),
  draw,
};

function draw(plan: PlannedContacts, context: DrawContext): Drawing {
  const { say, count, compact, color, counted } = context;
  const ranked = plan
    .toRows()
    .filter((row) => row.rank !== null && row.expectedGain !== null)
    .sort((a, b) => a.rank! - b.rank!);
  let sum = 0;
  const sums = ranked.map((row) => (sum += row.expectedGain!));
  const rows = [
    { contacted: 0, expectedGain: 0 },
    ...evenPlaces(sums.length, 300).map((i) => ({ contacted: i + 1, expectedGain: sums[i]! })),
  ];
  const title = say(
    `Contact ${counted(plan.contacted, "customer")} for ${compact(plan.spent)}: a gain of ` +
      `${compact(plan.expectedGain)} is expected`,
    `联系 ${count(plan.contacted)} 位客户，花费 ${compact(plan.spent)}，预期收益 ${compact(plan.expectedGain)}`,
  );
  return {
    title,
    subtitle: say("Expected gain added up, the most worthwhile customers first", "按价值从高到低累计的预期收益"),
    description: say(
      `Curve of ${counted(ranked.length, "customer")}. ${title}.`,
      `${count(ranked.length)} 位客户的曲线。${title}。`,
    ),
    legend: [{ color: color.second, label: say("the plan ends here", "计划截止处"), mark: "dashed" }],
    data: toTable("contactPlanCurve", rows),
    picture: (width) =>
      plotPicture(context, width, {
        height: 300,
        marginTop: 26,
        marginLeft: 60,
        marks: [
          ...bottomAxis(context, {
            label: say("customers contacted", "联系的客户数"),
            format: compact as never,
            ticks: 6,
          }),
          ...leftAxis(context, { label: say("expected gain", "预期收益"), format: compact as never, ticks: 5 }),
          areaY(rows, { x: "contacted", y: "expectedGain", fill: color.main, fillOpacity: 0.14 }),
          line(rows, { x: "contacted", y: "expectedGain", stroke: color.main, strokeWidth: 2.4 }),
          ruleX([plan.contacted], { stroke: color.second, strokeWidth: 2, strokeDasharray: "5 4" }),
        ],
      }),
  };
}
