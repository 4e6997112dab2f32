import type { remainingLifetime } from "../../churn/index.js";
import { median } from "../../numeric/index.js";
import { toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith, numbersOf } from "../drawing/recognize.js";

type Remaining = ReturnType<typeof remainingLifetime>;

/** How long customers will stay: how many have so much time left. */
export const remainingBars: ChartDefinition<Remaining> = {
  kind: "remaining",
  shows: ["remainingLifetime"],
  recognizes: (result) => isTableWith(result, ["age", "risk", "expectedRemaining", "medianRemaining"], ["followUp"]),
  draw,
};

const classes = 8;

function draw(remaining: Remaining, context: DrawContext): Drawing {
  const { say, count, decimal, compact, percent, counted } = context;
  const known = numbersOf(remaining, "expectedRemaining").filter((value) => !Number.isNaN(value));
  const most = known.reduce((a, b) => Math.max(a, b), 0);
  const width = most / classes || 1;
  const rows = Array.from({ length: classes }, (_, i) => ({
    from: i * width,
    to: (i + 1) * width,
    customers: known.filter((value) => Math.min(classes - 1, Math.floor(value / width)) === i).length,
  }));
  return barDrawing(context, {
    title:
      known.length === 0
        ? say("No remaining time is known", "剩余时间未知")
        : say(
            `Half of ${counted(known.length, "customer")} have at least ${decimal(median(known))} left`,
            `${count(known.length)} 位客户中一半至少还剩 ${decimal(median(known))}`,
          ),
    subtitle: say(
      `Customers by the time that is expected of them within ${decimal(remaining.horizon)}`,
      `按 ${decimal(remaining.horizon)} 以内的预期剩余时间划分的客户数`,
    ),
    note:
      remaining.unknown === 0
        ? undefined
        : say(`Not known of ${counted(remaining.unknown, "customer")}.`, `${count(remaining.unknown)} 位客户未知。`),
    data: toTable("remainingBars", rows),
    bars: rows.map((row) => ({
      label: `${compact(row.from)} – ${compact(row.to)}`,
      value: row.customers,
      text: `${count(row.customers)} (${percent(row.customers / Math.max(1, known.length))})`,
    })),
    format: compact,
  });
}
