import { dot, line, ruleY } from "@observablehq/plot";
import type { productLifeCycle } from "../../markets/index.js";
import { bottomAxis, leftAxis, namesWithin } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith } from "../drawing/recognize.js";

type LifeCycle = ReturnType<typeof productLifeCycle>;

/** Where a product stands in its life: sales and profit by period, with the stages. */
export const lifeCycleCurve: ChartDefinition<LifeCycle> = {
  kind: "life-cycle",
  shows: ["productLifeCycle"],
  recognizes: (result) => isTableWith(result, ["change", "stage", "reason"], ["profitPeak", "salesPeak", "products"]),
  draw,
};

const marks = ["circle", "square", "triangle", "diamond", "star", "cross"] as const;

function draw(cycle: LifeCycle, context: DrawContext): Drawing {
  const { say, term, compact, color, counted } = context;
  const several = cycle.products.numRows > 1;
  const product = cycle.products.toRows()[0];
  const { period, sales, profit, chosen } = seriesOf(cycle, product?.product);
  const rows = chosen.map((row, i) => ({
    place: i,
    period: periodText(row[period]),
    sales: Number(row[sales]),
    profit: Number(row[profit]),
    stage: String(row["stage"]),
  }));
  const stages = [...new Set(rows.map((row) => row.stage))];
  const last = rows.at(-1);
  // Stages come back: the last one began after the last period of another.
  const others = rows.map((row) => row.stage !== last?.stage);
  const since = rows[others.lastIndexOf(true) + 1]?.period ?? "–";
  const name = several ? `${product?.product}: ` : "";
  const stage = last?.stage ?? "–";
  const title = say(`${name}${stage} since ${since}`, `${name}自 ${since} 起处于${term(stage)}`);
  return {
    title,
    subtitle: say("Sales and profit by period; the shape of a dot: the stage", "各期销售与利润；点的形状表示阶段"),
    description: say(
      `Line chart of ${counted(rows.length, "period")}. ${title}. Stages: ${stages.join(", ")}.`,
      `${rows.length} 期的折线图。${title}。阶段：${stages.map(term).join("，")}。`,
    ),
    note: several
      ? say(`The first of ${cycle.products.numRows} products.`, `${cycle.products.numRows} 个产品中的第一个。`)
      : undefined,
    legend: [
      { color: color.main, label: say("sales", "销售"), mark: "line" },
      { color: color.third, label: say("profit", "利润"), mark: "line" },
    ],
    data: cycle,
    picture: (width) =>
      plotPicture(context, width, {
        height: 300,
        marginTop: 14,
        marginLeft: 60,
        x: { type: "point", domain: rows.map((row) => row.period) },
        marks: [
          ...bottomAxis(context, {
            grid: false,
            ticks: namesWithin(
              rows.map((row) => row.period),
              width - 72,
            ),
          }),
          ...leftAxis(context, { format: compact as never, ticks: 5 }),
          ruleY([0], { stroke: color.muted }),
          line(rows, { x: "period", y: "sales", stroke: color.main, strokeWidth: 2.2 }),
          line(rows, { x: "period", y: "profit", stroke: color.third, strokeWidth: 2.2 }),
          ...stages.map((stage, i) =>
            dot(
              rows.filter((row) => row.stage === stage),
              { x: "period", y: "sales", symbol: marks[i % marks.length]!, fill: color.main, r: 4.5 },
            ),
          ),
        ],
      }),
  };
}

type SeriesRow = Readonly<Record<string, unknown>>;

/**
 * The columns keep the names that the caller gave them: sales are those whose changes the table shows, periods those
 * that the peak names, and profit is the next column of numbers.
 */
function seriesOf(cycle: LifeCycle, product: unknown) {
  const all = cycle.toRows() as readonly SeriesRow[];
  const names = (cycle.columnNames as readonly string[]).filter(
    (name) => !["change", "stage", "reason"].includes(name),
  );
  const products = names.find((name) => cycle.products.numRows > 1 && all.some((row) => row[name] === product));
  const chosen = products === undefined ? all : all.filter((row) => row[products] === product);
  const numeric = names.filter((name) => name !== products && chosen.every((row) => typeof row[name] === "number"));
  const sales = numeric.find((name) => chosen.every((row, i) => i === 0 || isChange(row, chosen[i - 1]!, name))) ?? "";
  const peak = cycle.products.toRows()[0]?.salesPeak;
  const isPeriod = (name: string): boolean => chosen.some((row) => comparable(row[name]) === comparable(peak));
  const others = names.filter((name) => name !== products && name !== sales);
  const period = others.find((name) => !numeric.includes(name) && isPeriod(name)) ?? others.find(isPeriod) ?? "";
  const profit = numeric.find((name) => name !== sales && name !== period) ?? "";
  return { period, sales, profit, chosen };
}

function isChange(row: SeriesRow, before: SeriesRow, name: string): boolean {
  const change = row["change"];
  if (typeof change !== "number") return true;
  return Math.abs(Number(row[name]) / Number(before[name]) - 1 - change) < 1e-9 * Math.max(1, Math.abs(change));
}

function comparable(value: unknown): unknown {
  return value instanceof Date ? value.getTime() : value;
}

function periodText(value: unknown): string {
  return value instanceof Date ? value.toISOString().slice(0, 7) : String(value);
}
