import type { SimpleLifetimeValue } from "../../lifetime-value/index.js";
import { toTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isObjectWith } from "../drawing/recognize.js";
import { waterfallDrawing } from "../drawing/waterfall-drawing.js";

/** What the value of a customer is made of: margins and what is taken from them. */
export const lifetimeWaterfall: ChartDefinition<SimpleLifetimeValue> = {
  kind: "lifetime-parts",
  shows: ["simpleLifetimeValue"],
  recognizes: (result) => isObjectWith(result, ["value", "parts", "marginPerUnit", "worthSpending"]),
  draw,
};

function draw({ value, parts }: SimpleLifetimeValue, context: DrawContext): Drawing {
  const { say, compact } = context;
  const steps = [
    { label: say("margin", "利润"), change: parts.margin },
    { label: say("cross-selling", "交叉销售"), change: parts.crossSelling },
    { label: say("referrals", "推荐"), change: parts.referrals },
    { label: say("defaults", "违约"), change: parts.defaults },
    { label: say("cost of retention", "保留成本"), change: parts.retentionCost },
    { label: say("cost of acquisition", "获客成本"), change: parts.acquisitionCost },
  ].filter(({ change }) => change !== 0);
  return waterfallDrawing(context, {
    title: say(`A customer is worth ${compact(value)}`, `每位客户价值 ${compact(value)}`),
    subtitle: say("What the value is made of, discounted", "价值的构成（折现后）"),
    data: toTable("lifetimeWaterfall", steps.length === 0 ? [{ label: "", change: 0 }] : steps),
    steps,
    end: say("value", "价值"),
    format: compact,
  });
}
