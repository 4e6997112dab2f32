import type { closingRates } from "../../campaigns/index.js";
import type { Table } from "../../table/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";
import { groupNames } from "./contact-dots.js";

type Closing = ReturnType<typeof closingRates>;

/** Who closes: sales per contact of each group with its interval, and what a sale costs. */
export const closingDots: ChartDefinition<Closing> = {
  kind: "closing",
  shows: ["closingRates"],
  recognizes: (result) => isTableWith(result, ["contacts", "sales", "closing", "costPerSale", "multiple"]),
  draw,
};

function draw(closing: Closing, context: DrawContext): Drawing {
  const { say, percent, compact, color } = context;
  const names = groupNames(closing as Table, "contacts");
  const rows = closing
    .toRows()
    .map((row, i) => ({ ...row, name: names[i] === "" ? say("all", "全部") : names[i]! }))
    .filter((row) => row.closing !== null)
    .sort((a, b) => Number(b.closing) - Number(a.closing));
  const [first] = rows;
  const costOf = (row: (typeof rows)[number]): string =>
    row.costPerSale === null
      ? ""
      : say(`, ${compact(Number(row.costPerSale))} a sale`, `，每单成本 ${compact(Number(row.costPerSale))}`);
  return dotDrawing(context, {
    title:
      first === undefined
        ? say("No contact is known", "没有已知的联系")
        : say(
            `${first.name} closes best: ${percent(Number(first.closing))} of contacts`,
            `${first.name} 成交率最高：${percent(Number(first.closing))}`,
          ),
    subtitle: say("Sales per contact with their interval", "成交率及区间"),
    data: closing as Table,
    rows: rows.map((row) => ({
      label: row.name,
      dots: [{ value: Number(row.closing), color: color.main, lower: row.lower, upper: row.upper }] as never,
      text: `${percent(Number(row.closing))}${costOf(row)}`,
    })),
    format: percent,
  });
}
