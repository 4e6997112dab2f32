import { axisY, cell, text } from "@observablehq/plot";
import type { CohortTable } from "../../customers/index.js";
import { toTable } from "../../table/index.js";
import { bottomAxis, namesWithin } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith } from "../drawing/recognize.js";
import { stepScale } from "../drawing/step-scale.js";

/** Do the customers of a period come back: the share of each cohort in the periods after its first. */
export const cohortHeatMap: ChartDefinition<CohortTable> = {
  kind: "cohorts",
  shows: ["cohorts"],
  recognizes: (result) => isTableWith(result, ["cohort", "offset", "value", "complete"], ["by", "measure"]),
  draw,
};

interface CohortCell {
  readonly cohort: string;
  readonly offset: number;
  readonly value: number;
  /** The value of the cohort in its first period. */
  readonly base: number;
  readonly share: number | null;
  readonly complete: boolean;
}

function draw(cohorts: CohortTable, context: DrawContext): Drawing {
  const { say, percent, color, compact, counted } = context;
  const cells = cellsOf(cohorts);
  const scale = stepScale(
    context,
    cells.flatMap((one) => (one.offset > 0 && one.share !== null && one.share > 0 ? [one.share] : [])),
  );
  const names = [...new Set(cells.map((one) => one.cohort))];
  const offsets = [...new Set(cells.map((one) => one.offset))];
  const period = say(cohorts.by, context.term(cohorts.by));
  const title = titleOf(cohorts.measure, cells, period, context);
  return {
    title,
    subtitle: say(
      `${measureWord(cohorts.measure, context)} of each cohort as a share of its first ${period}`,
      `各批次客户的${measureWord(cohorts.measure, context)}，相对首个${period}的比例`,
    ),
    description: say(
      `Heat map of ${counted(names.length, "cohort")} by the ${period}s since the first purchase. ${title}.`,
      `${names.length} 个批次按首次购买后的${period}数的热力图。${title}。`,
    ),
    note: cells.some((one) => !one.complete)
      ? say(`* the ${period} is not over yet`, `* 该${period}尚未结束`)
      : undefined,
    legend: scale.legend(percent),
    data: toTable(
      "cohortHeatMap",
      cells.map(({ base: _, ...one }) => one),
    ),
    picture: (width) => {
      const room = (width - 134) / offsets.length;
      const roomForShares = room > 29;
      return plotPicture(context, width, {
        height: 56 + names.length * (names.length > 30 ? 14 : 26),
        marginTop: 8,
        marginLeft: 130,
        marginRight: 4,
        x: { domain: offsets, type: "band", padding: 0.05 },
        y: { domain: names, type: "band", padding: 0.06 },
        marks: [
          ...bottomAxis(context, {
            label: say(`${period}s since the first purchase`, `首次购买后的${period}数`),
            grid: false,
            ticks: namesWithin(offsets, width - 134),
          }),
          axisY({
            tickSize: 0,
            label: null,
            fill: color.muted,
            tickFormat: (name: string) => `${name}  ${compact(cells.find((one) => one.cohort === name)?.value ?? 0)}`,
          }),
          cell(cells, {
            x: "offset",
            y: "cohort",
            rx: 2,
            fill: (one: CohortCell) => (one.offset === 0 || one.share === null ? color.wash : scale.fill(one.share)),
          }),
          text(cells, {
            x: "offset",
            y: "cohort",
            // Where there is no room for shares, the star alone says which periods are not over.
            text: (one: CohortCell) =>
              `${roomForShares && one.share !== null ? percent(one.share, 0) : ""}${one.complete ? "" : "*"}`,
            fontSize: room > 36 ? 11 : 10,
            fill: (one: CohortCell) => (one.offset === 0 || one.share === null ? color.muted : scale.ink(one.share)),
          }),
        ],
      });
    },
  };
}

function cellsOf(cohorts: CohortTable): CohortCell[] {
  const rows = cohorts.toRows();
  const first = new Map<string, number>();
  for (const row of rows) if (row.offset === 0) first.set(String(row.cohort), row.value ?? 0);
  return rows.flatMap((row) => {
    if (row.value === null) return [];
    const base = first.get(String(row.cohort)) ?? 0;
    return [
      {
        cohort: String(row.cohort),
        offset: row.offset!,
        value: row.value,
        base,
        share: base > 0 ? row.value / base : null,
        complete: row.complete === true,
      },
    ];
  });
}

/** The share of all cohorts together that is there one period later, over those for which that period is over. */
function titleOf(measure: string, cells: readonly CohortCell[], period: string, { say, percent }: DrawContext): string {
  const known = cells.filter((one) => one.offset === 1 && one.complete && one.share !== null);
  const base = known.reduce((sum, one) => sum + one.base, 0);
  const kept = known.reduce((sum, one) => sum + one.value, 0);
  if (!(base > 0)) return say("No cohort has a second period yet", "尚无批次进入第二个周期");
  const share = percent(kept / base);
  if (measure === "customers") {
    return say(
      `One ${period} after the first purchase ${share} are there again`,
      `首次购买后一${period}，${share} 再次购买`,
    );
  }
  const [what, are, whatChinese] = measure === "orders" ? ["orders", "are", "订单数"] : ["revenue", "is", "销售额"];
  return say(
    `One ${period} after the first purchase ${what} ${are} at ${share} of the first ${period}`,
    `首次购买后一${period}，${whatChinese}为首${period}的 ${share}`,
  );
}

function measureWord(measure: string, { say }: DrawContext): string {
  if (measure === "orders") return say("Orders", "订单数");
  return measure === "revenue" ? say("Revenue", "销售额") : say("Buying customers", "购买客户数");
}
