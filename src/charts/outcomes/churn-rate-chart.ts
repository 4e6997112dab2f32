import { dot, line } from "@observablehq/plot";
import type { churnRates } from "../../churn/index.js";
import { seriesColor } from "../../presentation/index.js";
import { bottomAxis, leftAxis, namesWithin } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith } from "../drawing/recognize.js";

type ChurnRates = ReturnType<typeof churnRates>;

/** Whether more customers leave than usual: the loss of each period with its limit. */
export const churnRateChart: ChartDefinition<ChurnRates> = {
  kind: "churn-rates",
  shows: ["churnRates"],
  recognizes: (result) => isTableWith(result, ["period", "customers", "lost", "lossRate", "limit"], ["means"]),
  draw,
};

function draw(rates: ChurnRates, context: DrawContext): Drawing {
  const { say, percent, color, counted } = context;
  const rows = rates
    .toRows()
    .filter((row) => row.lossRate !== null)
    .map((row) => ({ ...row, period: String(row.period), segment: row.segment == null ? "" : String(row.segment) }));
  const segments = [...new Set(rows.map((row) => row.segment))].slice(0, 6);
  const periods = [...new Set(rows.map((row) => row.period))];
  const closed = rows.filter((row) => row.complete !== false);
  const last = closed.at(-1) ?? rows.at(-1);
  const above = rows.filter((row) => row.aboveLimit === true);
  const loud = say(
    `${above.length} of ${rows.length} above the limit`,
    `${rows.length} 个中 ${above.length} 个超过上限`,
  );
  const title =
    last === undefined ? say("No period has customers to lose", "没有可流失的客户") : titleOf(last, loud, context);
  return {
    title,
    subtitle: say(`Share of the customers lost per ${rates.by}`, `每${context.term(rates.by)}流失率`),
    description: say(
      `Line chart of ${counted(periods.length, "period")}. ${title}.`,
      `${periods.length} 期的折线图。${title}。`,
    ),
    legend: [
      ...(segments.length > 1
        ? segments.map((label, i) => ({ color: seriesColor(color, i), label, mark: "line" as const }))
        : []),
      ...(segments.length === 1 ? [{ color: color.second, label: say("limit", "上限"), mark: "dashed" as const }] : []),
      { color: color.ink, label: say("above its limit", "超过上限"), mark: "dot" },
    ],
    data: rates,
    picture: (width) =>
      plotPicture(context, width, {
        height: 300,
        marginTop: 14,
        x: { type: "point", domain: periods },
        y: { zero: true },
        marks: [
          ...bottomAxis(context, { grid: false, ticks: namesWithin(periods, width - 72) }),
          ...leftAxis(context, { format: percent as never, ticks: 5 }),
          ...(segments.length === 1
            ? [line(rows, { x: "period", y: "limit", stroke: color.second, strokeWidth: 1.6, strokeDasharray: "5 4" })]
            : []),
          ...segments.map((segment, i) =>
            line(
              rows.filter((row) => row.segment === segment),
              { x: "period", y: "lossRate", stroke: seriesColor(color, i), strokeWidth: 2.2 },
            ),
          ),
          dot(above, { x: "period", y: "lossRate", fill: color.ink, r: 5 }),
        ],
      }),
  };
}

interface Loss {
  readonly period: string;
  readonly segment: string;
  readonly lossRate: number | null;
}

function titleOf({ period, segment, lossRate }: Loss, loud: string, { say, percent }: DrawContext): string {
  const of = segment === "" ? "" : say(` of ${segment}`, `（${segment}）`);
  const lost = percent(lossRate ?? 0);
  return say(`${lost}${of} left in ${period}; ${loud}`, `${period}${of} 流失 ${lost}；${loud}`);
}
