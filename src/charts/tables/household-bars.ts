import type { groupHouseholds } from "../../customers/index.js";
import { toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith, numbersOf } from "../drawing/recognize.js";

type Households = ReturnType<typeof groupHouseholds>;

/** How many customers live together: households by their members. */
export const householdBars: ChartDefinition<Households> = {
  kind: "households",
  shows: ["groupHouseholds"],
  recognizes: (result) => isTableWith(result, ["household", "members"], ["membership"]),
  draw,
};

function draw(households: Households, context: DrawContext): Drawing {
  const { say, count, percent, compact, counted } = context;
  const members = numbersOf(households, "members");
  const bySize = new Map<number, number>();
  for (const size of members) bySize.set(size, (bySize.get(size) ?? 0) + 1);
  const rows = [...bySize]
    .map(([size, number]) => ({ members: size, households: number }))
    .sort((a, b) => a.members - b.members);
  const customers = members.reduce((sum, size) => sum + size, 0);
  const together = members.reduce((sum, size) => sum + (size > 1 ? size : 0), 0);
  const share = percent(together / Math.max(1, customers));
  return barDrawing(context, {
    title: say(
      `${counted(customers, "customer")} ${customers === 1 ? "forms" : "form"} ` +
        `${counted(members.length, "household")}; ${share} share one`,
      `${count(customers)} 位客户组成 ${count(members.length)} 个家庭；${share} 与他人同户`,
    ),
    subtitle: say("Households by their number of customers", "按客户数划分的家庭数"),
    data: toTable("householdBars", rows.length === 0 ? [{ members: 0, households: 0 }] : rows),
    bars: rows.map((row) => ({
      label: say(counted(row.members, "customer"), `${row.members} 位`),
      value: row.households,
      text: count(row.households),
    })),
    format: compact,
  });
}
