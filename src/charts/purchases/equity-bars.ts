import type { CustomerEquity } from "../../lifetime-value/index.js";
import { barPicture } from "../drawing/bar-picture.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { hasTable, isObjectWith } from "../drawing/recognize.js";

/** What all customers together are worth, by group. */
export const equityBars: ChartDefinition<CustomerEquity> = {
  kind: "equity",
  shows: ["customerEquity"],
  recognizes: (result) =>
    isObjectWith(result, ["current", "future", "mean"]) && hasTable(result, "byGroup", ["group", "equity", "share"]),
  draw,
};

function draw(equity: CustomerEquity, context: DrawContext): Drawing {
  const { say, compact, percent, count, counted } = context;
  const groups = equity.byGroup.toRows().sort((a, b) => (b.equity ?? 0) - (a.equity ?? 0));
  const title = say(
    `The customers are worth ${compact(equity.total)}, ${compact(equity.mean)} each on average`,
    `客户资产为 ${compact(equity.total)}，人均 ${compact(equity.mean)}`,
  );
  const bars = [
    ...(groups.length > 0
      ? groups.slice(0, 20).map((row) => ({
          label: context.term(row.group),
          value: row.equity ?? 0,
          text: `${compact(row.equity ?? 0)}${row.share === null ? "" : ` (${percent(row.share)})`}`,
        }))
      : [{ label: say("customers of today", "现有客户"), value: equity.current }]),
    ...(equity.future === 0
      ? []
      : [{ label: say("customers still to come", "未来客户"), value: equity.future, color: context.color.third }]),
  ];
  return {
    title,
    subtitle: say(
      `Customer equity of ${counted(equity.customers, "customer")}`,
      `${count(equity.customers)} 位客户的客户资产`,
    ),
    description: say(`Bars. ${title}.`, `条形图。${title}。`),
    data: equity.byGroup,
    picture: (width) => barPicture(context, width, bars, { format: compact }),
  };
}
