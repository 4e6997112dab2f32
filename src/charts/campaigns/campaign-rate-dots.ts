import type { campaignRates } from "../../campaigns/index.js";
import type { Table } from "../../table/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";
import { groupNames } from "./contact-dots.js";

type Rates = ReturnType<typeof campaignRates>;

/** What campaigns reach: response, conversion and further rates of each with their intervals. */
export const campaignRateDots: ChartDefinition<Rates> = {
  kind: "campaign-rates",
  shows: ["campaignRates"],
  recognizes: (result) => isTableWith(result, ["measure", "of", "base", "count", "value", "lower", "upper"]),
  draw,
};

function draw(rates: Rates, context: DrawContext): Drawing {
  const { say, percent, count, color, term } = context;
  const groups = groupNames(rates as Table, "measure");
  const rows = (rates as Table)
    .toRows()
    .map((row, i) => ({ ...row, group: groups[i]! }) as Readonly<Record<string, unknown>>)
    // Satisfaction is a score, not a share.
    .filter((row) => row["measure"] !== "satisfaction" && row["value"] !== null);
  const nameOf = (row: Readonly<Record<string, unknown>>): string =>
    `${row["group"] === "" ? "" : `${row["group"]}: `}${term(row["measure"])}`;
  const responses = rows.filter((row) => row["measure"] === "response");
  const best = [...(responses.length === 0 ? rows : responses)].sort(
    (a, b) => Number(b["value"]) - Number(a["value"]),
  )[0];
  return dotDrawing(context, {
    title:
      best === undefined
        ? say("No rate is known", "没有可用的比率")
        : say(
            `Highest: ${nameOf(best)}, ${percent(Number(best["value"]))} of ${count(Number(best["base"]))}`,
            `最高：${nameOf(best)}，${count(Number(best["base"]))} 中的 ${percent(Number(best["value"]))}`,
          ),
    subtitle: say("Rates with their intervals", "各项比率及区间"),
    data: rates as Table,
    rows: rows.map((row) => ({
      label: nameOf(row),
      dots: [
        {
          value: Number(row["value"]),
          color: color.main,
          lower: row["lower"] as number | null,
          upper: row["upper"] as number | null,
        },
      ],
      text: say(
        `${percent(Number(row["value"]))} of ${count(Number(row["base"]))}`,
        `${count(Number(row["base"]))} 中 ${percent(Number(row["value"]))}`,
      ),
    })),
    format: percent,
  });
}
