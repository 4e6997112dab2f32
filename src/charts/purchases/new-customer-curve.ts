import { expectedPurchasesNewCustomer, type PurchaseModel } from "../../lifetime-value/index.js";
import { toTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { isModelOf } from "../drawing/recognize.js";
import { leavingKinds, modelName, spanOf, unitsOf } from "./modeled-customers.js";

/** How often a new customer will buy: expected purchases added up over time. */
export const newCustomerCurve: ChartDefinition<PurchaseModel> = {
  kind: "new-customer",
  shows: ["fitNbd", "fitBgBb", "fitBgNbd", "fitMbgNbd", "fitParetoNbd", "fitBgCnbdK", "fitMbgCnbdK"],
  recognizes: (result) => isModelOf(result, [...leavingKinds, "nbd", "bg-bb"]),
  draw,
};

function draw(model: PurchaseModel, context: DrawContext): Drawing {
  const { say, decimal, color } = context;
  // BG/BB counts chances to buy, one after another.
  const discrete = model.kind === "bg-bb";
  const horizon = discrete ? 20 : spanOf("newCustomerCurve", model).age;
  const steps = discrete ? horizon : 40;
  const rows = Array.from({ length: steps + 1 }, (_, i) => ({
    time: (horizon * i) / steps,
    purchases: i === 0 ? 0 : expectedPurchasesNewCustomer(model, (horizon * i) / steps),
  }));
  const [last, half] = [rows.at(-1)!.purchases, rows[steps / 2]!.purchases];
  const units = discrete ? say("opportunities", "次机会") : unitsOf(model, context);
  const [name, total, early] = [modelName(model.kind), decimal(last), decimal(half)];
  return lineDrawing(context, {
    title: say(
      `A new customer will buy ${total} times more in ${horizon} ${units}, ${early} of them in the first half`,
      `新客户在 ${horizon} ${units}内预期再购买 ${total} 次，其中前一半时间 ${early} 次`,
    ),
    subtitle: say(`Expected purchases of a new customer, by ${name}`, `新客户的预期购买次数（${name}）`),
    data: toTable("newCustomerCurve", rows),
    series: [
      { label: name, color: color.main, points: rows.map(({ time, purchases }) => ({ x: time, y: purchases })) },
    ],
    x: { label: units, ticks: 8 },
    y: { label: say("purchases", "购买次数"), format: context.compact as never },
  });
}
