import { areaY, dot, line, ruleY, text } from "@observablehq/plot";
import type { ParetoAnalysis } from "../../segments/index.js";
import { toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { hasTable, numbersOf } from "../drawing/recognize.js";
import { evenPlaces } from "../drawing/thin-rows.js";

/** What the best bring, and what the worst take away again: cumulated value, from the largest down. */
export const whaleCurve: ChartDefinition<ParetoAnalysis> = {
  kind: "whale",
  shows: ["analyzePareto"],
  recognizes: (result) => hasTable(result, "whale", ["rank", "cumulative", "shareOfCount"]),
  draw,
};

interface WhalePoint {
  readonly shareOfCount: number;
  readonly cumulative: number;
}

function draw(pareto: ParetoAnalysis, context: DrawContext): Drawing {
  const { say, percent, compact, color } = context;
  const shares = numbersOf(pareto.whale, "shareOfCount");
  const sums = numbersOf(pareto.whale, "cumulative");
  const places = new Set([...evenPlaces(shares.length, 300), Math.max(0, pareto.peakCount - 1)]);
  const rows: WhalePoint[] = [...places]
    .sort((a, b) => a - b)
    .map((i) => ({ shareOfCount: shares[i]!, cumulative: sums[i]! }));
  const peak = { shareOfCount: pareto.peakCount / pareto.count, cumulative: pareto.peakTotal };
  const title = titleOf(pareto, context);
  return {
    title,
    subtitle: say(
      `Whale curve: value added up over ${context.counted(pareto.count, "customer")}, from the largest to the smallest`,
      `鲸鱼曲线：${context.count(pareto.count)} 位客户从大到小的累计价值`,
    ),
    description: say(
      `Whale curve. ${title}. The total is ${compact(pareto.total)}, the peak ${compact(pareto.peakTotal)}.`,
      `鲸鱼曲线。${title}。总额为 ${compact(pareto.total)}，最高点为 ${compact(pareto.peakTotal)}。`,
    ),
    legend: [
      { color: color.main, label: say("cumulated value", "累计价值"), mark: "line" },
      { color: color.muted, label: say("total", "总额"), mark: "dashed" },
    ],
    data: toTable("whaleCurve", rows),
    picture: (width) =>
      plotPicture(context, width, {
        height: Math.min(400, Math.round(width * 0.56)),
        marginTop: 28,
        marginLeft: 64,
        x: { domain: [0, 1] },
        marks: [
          ...bottomAxis(context, {
            label: say("share of customers, the largest first", "客户占比（从大到小）"),
            format: percent as never,
            ticks: 5,
          }),
          ...leftAxis(context, { label: say("value", "价值"), format: compact as never, ticks: 5 }),
          areaY(rows, { x: "shareOfCount", y: "cumulative", fill: color.main, fillOpacity: 0.14 }),
          ruleY([pareto.total], { stroke: color.muted, strokeDasharray: "5 4" }),
          ruleY([0], { stroke: color.muted }),
          line(rows, { x: "shareOfCount", y: "cumulative", stroke: color.main, strokeWidth: 2.5 }),
          ...(pareto.negativeCount === 0
            ? []
            : [
                dot([peak], { x: "shareOfCount", y: "cumulative", fill: color.second, r: 5 }),
                text([peak], {
                  x: "shareOfCount",
                  y: "cumulative",
                  text: [say(`peak ${compact(pareto.peakTotal)}`, `最高点 ${compact(pareto.peakTotal)}`)],
                  textAnchor: peak.shareOfCount > 0.7 ? "end" : "start",
                  dy: 18,
                  fontWeight: 600,
                  fill: color.ink,
                  stroke: color.paper,
                  strokeWidth: 4,
                }),
              ]),
        ],
      }),
  };
}

function titleOf(pareto: ParetoAnalysis, { say, percent, count, compact, counted }: DrawContext): string {
  if (pareto.negativeCount > 0 && pareto.peakShare !== null) {
    const peak = compact(pareto.peakTotal);
    const lost = compact(pareto.peakTotal - pareto.total);
    return say(
      `The best ${counted(pareto.peakCount, "customer brings", "customers bring")} ${peak}; ` +
        `${counted(pareto.negativeCount, "takes", "take")} ` +
        `${lost} of it back`,
      `最好的 ${count(pareto.peakCount)} 位客户带来 ${peak}；${count(pareto.negativeCount)} 位客户损失其中的 ${lost}`,
    );
  }
  const needed = pareto.countForShare(0.8);
  if (needed === null) return say(`The total is ${compact(pareto.total)}`, `总额为 ${compact(pareto.total)}`);
  const share = percent(needed / pareto.count);
  return say(
    `${counted(needed, "customer")} (${share}) ${needed === 1 ? "brings" : "bring"} 80% of the total`,
    `${count(needed)} 位客户（${share}）带来总额的 80%`,
  );
}
