import { cell, text } from "@observablehq/plot";
import type { RfmScores } from "../../segments/index.js";
import { toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith, numbersOf } from "../drawing/recognize.js";
import { stepScale } from "../drawing/step-scale.js";

/** Where customers and their money are among recency and frequency. */
export const rfmHeatMap: ChartDefinition<RfmScores> = {
  kind: "heat-map",
  shows: ["scoreRfm"],
  recognizes: (result) => isTableWith(result, ["r", "f", "m", "revenue"], ["model", "segmentSummary"]),
  draw,
};

interface Cell {
  readonly r: number;
  readonly f: number;
  readonly customers: number;
  readonly revenue: number;
  readonly meanRevenue: number | null;
}

function draw(scores: RfmScores, context: DrawContext): Drawing {
  const { say, count, compact, percent, color, counted } = context;
  const { bins } = scores.model;
  const cells = countCells(scores, bins);
  const customers = cells.reduce((sum, one) => sum + one.customers, 0);
  const revenue = cells.reduce((sum, one) => sum + one.revenue, 0);
  const best = cells.find((one) => one.r === bins && one.f === bins)!;
  const scale = stepScale(
    context,
    cells.flatMap(({ meanRevenue }) => (meanRevenue === null ? [] : [meanRevenue])),
  );
  const inkOf = ({ meanRevenue }: Cell) => (meanRevenue === null ? color.muted : scale.ink(meanRevenue));
  const share = revenue > 0 ? percent(best.revenue / revenue) : null;
  const title = say(
    (best.customers === 1
      ? "1 customer is both recent and frequent"
      : `${count(best.customers)} customers are both recent and frequent`) +
      (share === null ? "" : ` and ${best.customers === 1 ? "brings" : "bring"} ${share} of revenue`),
    `${count(best.customers)} 位客户既近期又高频${share === null ? "" : `，贡献销售额的 ${share}`}`,
  );
  const lost = cells.find((one) => one.r === 1 && one.f === bins)!;
  return {
    title,
    subtitle: say(
      `${counted(customers, "customer")} by scores of recency and frequency; upper number: customers, lower number ` +
        `and color: mean revenue per customer`,
      `${count(customers)} 位客户按最近性与频率评分；上行为客户数，下行与颜色为人均销售额`,
    ),
    description: say(
      `Heat map of ${bins} by ${counted(bins, "cell")}. ${title}. ${count(lost.customers)} bought often but not ` +
        `lately.`,
      `${bins}×${bins} 热力图。${title}。${count(lost.customers)} 位客户曾高频购买但近期没有购买。`,
    ),
    legend: scale.legend(compact),
    data: toTable("rfmHeatMap", cells),
    picture: (width) =>
      plotPicture(context, width, {
        height: Math.min(460, Math.max(240, bins * 58 + 70)),
        marginTop: 28,
        marginLeft: 44,
        x: { domain: scoresUpTo(bins), type: "band", padding: 0.04 },
        y: { domain: scoresUpTo(bins).reverse(), type: "band", padding: 0.04 },
        marks: [
          ...bottomAxis(context, {
            label: say("recency score (highest: bought lately)", "最近性得分（越高越近）"),
            grid: false,
          }),
          ...leftAxis(context, { label: say("frequency score", "频率得分"), grid: false }),
          cell(cells, {
            x: "r",
            y: "f",
            rx: 3,
            fill: (one: Cell) => (one.meanRevenue === null ? color.wash : scale.fill(one.meanRevenue)),
          }),
          ...(bins > 7
            ? []
            : [
                text(cells, {
                  x: "r",
                  y: "f",
                  dy: -7,
                  text: (one: Cell) => count(one.customers),
                  fontWeight: 600,
                  fill: inkOf,
                }),
                text(cells, {
                  x: "r",
                  y: "f",
                  dy: 9,
                  text: (one: Cell) => (one.meanRevenue === null ? "" : compact(one.meanRevenue)),
                  fill: inkOf,
                }),
              ]),
        ],
      }),
  };
}

function scoresUpTo(bins: number): number[] {
  return Array.from({ length: bins }, (_, i) => i + 1);
}

function countCells(scores: RfmScores, bins: number): Cell[] {
  const counts = new Int32Array(bins * bins);
  const revenues = new Float64Array(bins * bins);
  const r = numbersOf(scores, "r");
  const f = numbersOf(scores, "f");
  const revenue = numbersOf(scores, "revenue");
  for (let i = 0; i < r.length; i++) {
    if (Number.isNaN(r[i]!)) continue;
    const place = (f[i]! - 1) * bins + r[i]! - 1;
    counts[place]!++;
    revenues[place]! += revenue[i]!;
  }
  return Array.from(counts, (customers, place) => ({
    r: (place % bins) + 1,
    f: Math.floor(place / bins) + 1,
    customers,
    revenue: revenues[place]!,
    meanRevenue: customers === 0 ? null : revenues[place]! / customers,
  }));
}
