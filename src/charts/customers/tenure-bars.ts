import type { profitByTenure } from "../../customers/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Tenure = ReturnType<typeof profitByTenure>;

/** Whether customers become more profitable with the years. */
export const tenureBars: ChartDefinition<Tenure> = {
  kind: "tenure",
  shows: ["profitByTenure"],
  recognizes: (result) => isTableWith(result, ["year", "buyers", "profitPerCustomer", "profitPerCompleteYear"]),
  draw,
};

function draw(tenure: Tenure, context: DrawContext): Drawing {
  const { say, compact, count, counted } = context;
  const rows = tenure.toRows().filter((row) => row.profitPerCustomer !== null);
  const [first, last] = [rows[0], rows.at(-1)];
  return barDrawing(context, {
    title:
      first === undefined || last === undefined
        ? say("No year of a customer is known", "没有可用的客户年份")
        : first === last
          ? say(
              `A customer brings ${compact(first.profitPerCustomer!)} in year ${first.year}`,
              `每位客户第 ${first.year} 年带来 ${compact(first.profitPerCustomer!)}`,
            )
          : say(
              `A customer brings ${compact(first.profitPerCustomer!)} in year ${first.year} and ` +
                `${compact(last.profitPerCustomer!)} in year ${last.year}`,
              `每位客户第 ${first.year} 年带来 ${compact(first.profitPerCustomer!)}，第 ${last.year} 年带来 ` +
                compact(last.profitPerCustomer!),
            ),
    subtitle: say("Profit per customer by the year since the first purchase", "首次购买后各年的人均利润"),
    note: say("Later years hold only customers who have been there so long.", "较后的年份只包含资历足够长的客户。"),
    data: tenure,
    bars: rows.map((row) => ({
      label: say(`year ${row.year}`, `第 ${row.year} 年`),
      value: row.profitPerCustomer!,
      text: say(
        `${compact(row.profitPerCustomer!)} (${counted(row.customers ?? 0, "customer")})`,
        `${compact(row.profitPerCustomer!)}（${count(row.customers ?? 0)} 位客户）`,
      ),
    })),
    format: compact,
  });
}
