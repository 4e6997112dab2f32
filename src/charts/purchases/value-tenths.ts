import type { LifetimeValues } from "../../lifetime-value/index.js";
import { toTable } from "../../table/index.js";
import { barPicture } from "../drawing/bar-picture.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith, numbersOf } from "../drawing/recognize.js";
import { unitsOf } from "./modeled-customers.js";

/** What the customers are worth, and where that value lies. */
export const valueTenths: ChartDefinition<LifetimeValues> = {
  kind: "value",
  shows: ["customerLifetimeValue"],
  recognizes: (result) => isTableWith(result, ["customer", "discountedPurchases", "expectedSpend", "value"], ["total"]),
  draw,
};

function draw(values: LifetimeValues, context: DrawContext): Drawing {
  const { say, compact, percent, count, color } = context;
  const sorted = numbersOf(values, "value")
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => b - a);
  const total = sorted.reduce((sum, value) => sum + value, 0);
  const groups = Math.min(10, sorted.length);
  const rows = Array.from({ length: groups }, (_, i) => {
    const members = sorted.slice(
      Math.floor((sorted.length * i) / groups),
      Math.floor((sorted.length * (i + 1)) / groups),
    );
    const value = members.reduce((sum, one) => sum + one, 0);
    return {
      tenth: i + 1,
      customers: members.length,
      value,
      mean: value / members.length,
      share: total > 0 ? value / total : 0,
    };
  });
  const span = `${values.horizon} ${unitsOf(values, context)}`;
  const title = say(
    `${count(sorted.length)} customers are worth ${compact(total)} over ${span}; the best tenth hold ` +
      `${percent(rows[0]?.share ?? 0)}`,
    `${count(sorted.length)} 位客户未来 ${span}的价值为 ${compact(total)}；最高的十分之一占 ${percent(rows[0]?.share ?? 0)}`,
  );
  return {
    title,
    subtitle: say(
      "Expected value by tenths of the customers, the most valuable first, discounted to today",
      "按价值从高到低每十分之一客户的预期价值（已折现）",
    ),
    description: say(`Bars. ${title}.`, `条形图。${title}。`),
    note: say(
      "Expected values: single customers can differ far from theirs. The value of customers still to be won " +
        "is not in it.",
      "为期望值：单个客户可能相差很大。不含未来新客户的价值。",
    ),
    data: toTable("valueTenths", rows),
    picture: (width) =>
      barPicture(
        context,
        width,
        rows.map((row) => ({
          label: say(`tenth ${row.tenth}`, `第 ${row.tenth} 个十分位`),
          value: row.value,
          text: `${compact(row.value)} (${percent(row.share)})`,
          color: row.tenth === 1 ? color.second : color.main,
        })),
        { format: compact },
      ),
  };
}
