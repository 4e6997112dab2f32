import { barY, dot, line, ruleY } from "@observablehq/plot";
import type { CustomerProfits } from "../../customers/index.js";
import { toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isTableWith, numbersOf } from "../drawing/recognize.js";

/** Who costs and who earns: cost and profit of each tenth of the customers, the most profitable first. */
export const profitBars: ChartDefinition<CustomerProfits> = {
  kind: "profit",
  shows: ["customerProfit"],
  recognizes: (result) => isTableWith(result, ["customer", "revenue", "directCost", "serviceCost", "profit"]),
  draw,
};

interface Tenth {
  readonly tenth: number;
  readonly customers: number;
  readonly cost: number;
  readonly profit: number;
}

function draw(profits: CustomerProfits, context: DrawContext): Drawing {
  const { say, compact, color } = context;
  const tenths = tenthsOf(profits);
  const total = tenths.reduce((sum, one) => sum + one.profit, 0);
  const title = titleOf(profits, tenths, total, context);
  return {
    title,
    subtitle: say(
      "Cost and profit by tenths of the customers, the most profitable first",
      "按利润从高到低每十分之一客户的成本与利润",
    ),
    description: say(
      `Bars and a line. ${title}. The total profit is ${compact(total)}.`,
      `柱形与折线图。${title}。总利润为 ${compact(total)}。`,
    ),
    legend: [
      { color: color.main, label: say("profit", "利润") },
      { color: color.second, label: say("cost", "成本"), mark: "line" },
    ],
    data: toTable("profitBars", tenths),
    picture: (width) =>
      plotPicture(context, width, {
        height: 300,
        marginTop: 24,
        marginLeft: 60,
        x: { type: "band", domain: tenths.map((one) => one.tenth), padding: 0.2 },
        marks: [
          ...bottomAxis(context, { label: say("tenth of the customers", "客户十分位"), grid: false }),
          ...leftAxis(context, { format: compact as never, ticks: 6 }),
          barY(tenths, { x: "tenth", y: "profit", fill: color.main }),
          line(tenths, { x: "tenth", y: "cost", stroke: color.second, strokeWidth: 2.5 }),
          dot(tenths, { x: "tenth", y: "cost", fill: color.second, r: 3.5 }),
          ruleY([0], { stroke: color.muted }),
        ],
      }),
  };
}

function titleOf(profits: CustomerProfits, tenths: readonly Tenth[], total: number, context: DrawContext): string {
  const { say, count, percent, compact, counted } = context;
  const losing = numbersOf(profits, "profit").filter((profit) => profit < 0);
  if (losing.length > 0) {
    const lost = compact(losing.reduce((sum, profit) => sum - profit, 0));
    const share = percent(losing.length / profits.numRows);
    return say(
      `${counted(losing.length, "customer")} (${share}) ${losing.length === 1 ? "costs" : "cost"} ${lost} more than ` +
        `they bring`,
      `${count(losing.length)} 位客户（${share}）亏损 ${lost}`,
    );
  }
  const best = tenths[0]?.profit ?? 0;
  if (!(total > 0)) return say(`The total profit is ${compact(total)}`, `总利润为 ${compact(total)}`);
  return say(
    `The best tenth of customers earn ${percent(best / total)} of the profit`,
    `利润最高的十分之一客户贡献 ${percent(best / total)} 的利润`,
  );
}

function tenthsOf(profits: CustomerProfits): Tenth[] {
  const profit = numbersOf(profits, "profit");
  const revenue = numbersOf(profits, "revenue");
  const order = profit.map((_, i) => i).sort((a, b) => profit[b]! - profit[a]! || a - b);
  const groups = Math.min(10, order.length);
  return Array.from({ length: groups }, (_, group) => {
    const rows = order.slice(
      Math.floor((order.length * group) / groups),
      Math.floor((order.length * (group + 1)) / groups),
    );
    const sum = (of: (row: number) => number): number => rows.reduce((total, row) => total + of(row), 0);
    return {
      tenth: group + 1,
      customers: rows.length,
      cost: sum((row) => revenue[row]! - profit[row]!),
      profit: sum((row) => profit[row]!),
    };
  });
}
