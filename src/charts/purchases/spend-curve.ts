import type { GammaGammaModel } from "../../lifetime-value/index.js";
import { logGamma } from "../../numeric/index.js";
import { toTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { isModelOf } from "../drawing/recognize.js";

/** How much customers differ in what they spend: the density of their mean spend by a Gamma-Gamma model. */
export const spendCurve: ChartDefinition<GammaGammaModel> = {
  kind: "spend",
  shows: ["fitGammaGamma"],
  recognizes: (result) => isModelOf(result, ["gamma-gamma"]),
  draw,
};

const points = 120;

function draw({ parameters }: GammaGammaModel, context: DrawContext): Drawing {
  const { say, compact, color } = context;
  const { p, q, gamma } = parameters;
  // The mean spend of a customer is p / ν with ν ~ Gamma(q, rate γ): an inverse gamma distribution of scale p γ
  // (Fader and Hardie 2013, The Gamma-Gamma model of monetary value, section 2).
  const scale = p * gamma;
  const mode = scale / (q + 1);
  const mean = q > 1 ? scale / (q - 1) : null;
  const end = 6 * mode;
  const rows = Array.from({ length: points }, (_, i) => {
    const spend = (end * (i + 1)) / points;
    const density = Math.exp(q * Math.log(scale) - logGamma(q) - (q + 1) * Math.log(spend) - scale / spend);
    return { spend, density };
  });
  return lineDrawing(context, {
    title:
      mean === null
        ? say(
            `Most customers spend about ${compact(mode)} a purchase; the mean is not finite`,
            `多数客户每次约消费 ${compact(mode)}；均值不存在`,
          )
        : say(
            `Customers spend ${compact(mean)} a purchase on average, most about ${compact(mode)}`,
            `客户每次平均消费 ${compact(mean)}，多数约为 ${compact(mode)}`,
          ),
    subtitle: say(
      "Density of the mean spend of customers (Gamma-Gamma model)",
      "客户平均消费的密度（Gamma-Gamma 模型）",
    ),
    data: toTable("spendCurve", rows),
    series: [
      {
        label: say("density", "密度"),
        color: color.main,
        points: rows.map((row) => ({ x: row.spend, y: row.density })),
      },
    ],
    x: { label: say("mean spend of a customer", "客户平均消费"), format: compact as never, ticks: 7 },
    y: { label: say("density", "密度"), format: compact as never },
  });
}
