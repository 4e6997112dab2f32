import { areaY, line } from "@observablehq/plot";
import { seriesColor } from "../../presentation/index.js";
import type { SurvivalCurve } from "../../survival/index.js";
import { toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";
import { evenPlaces } from "../drawing/thin-rows.js";

/** How long customers stay: the share still there at each age, by group where there are groups. */
export const survivalCurves: ChartDefinition<SurvivalCurve> = {
  kind: "survival",
  shows: ["kaplanMeier"],
  recognizes: (result) =>
    isObjectWith(result, ["groups", "median", "interval"]) && hasTable(result, "table", ["time", "survival", "lower"]),
  draw,
};

/** Groups that are drawn; more cannot be told apart. */
const mostGroups = 6;

interface SurvivalPoint {
  readonly group: string;
  readonly time: number;
  readonly survival: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

function draw(curve: SurvivalCurve, context: DrawContext): Drawing {
  const { say, percent, decimal, color } = context;
  const names = curve.groups.length === 0 ? [""] : curve.groups.slice(0, mostGroups).map(String);
  const points = pointsOf(curve);
  const rows = names.flatMap((name) => thinned(points.filter((point) => point.group === name)));
  const grouped = names.length > 1;
  const end = rows.reduce((most, row) => Math.max(most, row.time), 0);
  const title = grouped ? titleOfGroups(curve, names, context) : titleOfAll(curve, rows, context);
  return {
    title,
    subtitle: say(
      `Share of the customers still there (Kaplan-Meier)${grouped ? "" : ` with its ${percent(curve.level)} interval`}`,
      `仍在的客户比例（Kaplan-Meier）${grouped ? "" : `与 ${percent(curve.level)} 区间`}`,
    ),
    description: say(
      `Step curve${grouped ? "s" : ""} up to time ${decimal(end)}. ${title}.`,
      `至 ${decimal(end)} 的阶梯曲线。${title}。`,
    ),
    note:
      curve.groups.length > mostGroups
        ? say(
            `The first ${mostGroups} of ${curve.groups.length} groups.`,
            `仅显示 ${curve.groups.length} 组中的前 ${mostGroups} 组。`,
          )
        : undefined,
    legend: grouped ? names.map((label, i) => ({ color: seriesColor(color, i), label, mark: "line" as const })) : [],
    data: toTable("survivalCurves", rows),
    picture: (width) =>
      plotPicture(context, width, {
        height: 320,
        marginTop: 14,
        y: { domain: [0, 1] },
        marks: [
          ...bottomAxis(context, { label: say("time since the beginning", "自开始以来的时间"), ticks: 8, grid: false }),
          ...leftAxis(context, { format: percent as never, ticks: 5 }),
          ...names.flatMap((name, i) => {
            const own = rows.filter((row) => row.group === name);
            const stroke = seriesColor(color, i);
            const banded = own.filter((row) => row.lower !== null && row.upper !== null);
            return [
              areaY(banded, {
                x: "time",
                y1: "lower",
                y2: "upper",
                curve: "step-after",
                fill: stroke,
                fillOpacity: 0.13,
              }),
              line(own, { x: "time", y: "survival", curve: "step-after", stroke, strokeWidth: 2.2 }),
            ];
          }),
        ],
      }),
  };
}

function titleOfAll(
  curve: SurvivalCurve,
  rows: readonly SurvivalPoint[],
  { say, percent, decimal }: DrawContext,
): string {
  const last = rows.at(-1)!;
  return curve.median === null
    ? say(
        `${percent(last.survival)} are still there at ${decimal(last.time)}, when observation ends`,
        `观察期末（${decimal(last.time)}）仍有 ${percent(last.survival)} 在`,
      )
    : say(`Half have left by ${decimal(curve.median)}`, `一半客户在 ${decimal(curve.median)} 之前离开`);
}

/** The best and the worst group at the latest time at which both are known. */
function titleOfGroups(curve: SurvivalCurve, names: readonly string[], { say, percent, decimal }: DrawContext): string {
  const labels = curve.groups.slice(0, names.length);
  const time = Math.min(...labels.map((label) => curve.group(label).table.column("time").toArray().at(-1) ?? 0));
  const known = labels
    .map((label) => ({ name: String(label), survival: curve.survivalAt(time, label) ?? 0 }))
    .sort((a, b) => b.survival - a.survival);
  const [best, worst] = [known[0]!, known.at(-1)!];
  return say(
    `At ${decimal(time)}, ${percent(best.survival)} of ${best.name} are still there, ` +
      `${percent(worst.survival)} of ${worst.name}`,
    `到 ${decimal(time)} 时，${best.name} 仍有 ${percent(best.survival)}，${worst.name} 仅 ${percent(worst.survival)}`,
  );
}

function pointsOf(curve: SurvivalCurve): SurvivalPoint[] {
  const grouped = (curve.table.columnNames as readonly string[]).includes("group");
  const rows = curve.table.toRows() as readonly Record<string, number | string | boolean | null>[];
  return rows.map((row) => ({
    group: grouped ? String(row["group"]) : "",
    time: Number(row["time"]),
    survival: Number(row["survival"]),
    lower: row["lower"] as number | null,
    upper: row["upper"] as number | null,
  }));
}

/** From 1 at time 0, with a few hundred steps at most. */
function thinned(points: readonly SurvivalPoint[]): SurvivalPoint[] {
  const [first] = points;
  if (first === undefined) return [];
  const start = first.time > 0 ? [{ ...first, time: 0, survival: 1, lower: 1, upper: 1 }] : [];
  return [...start, ...evenPlaces(points.length, 300).map((i) => points[i]!)];
}
