import type { contactEffectiveness } from "../../campaigns/index.js";
import type { Table } from "../../table/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Contacts = ReturnType<typeof contactEffectiveness>;

/** Which contacts succeed: the success rate of each kind with its interval, and what a success costs. */
export const contactDots: ChartDefinition<Contacts> = {
  kind: "contact-rates",
  shows: ["contactEffectiveness"],
  recognizes: (result) => isTableWith(result, ["contacts", "successes", "rate", "costPerSuccess", "scored"]),
  draw,
};

/** The words of the columns that a table was grouped by, those before its first figure. */
export function groupNames(table: Table, firstFigure: string): string[] {
  const names = table.columnNames.slice(0, table.columnNames.indexOf(firstFigure));
  return table.toRows().map((row) => names.map((name) => String(row[name] ?? "–")).join(", "));
}

function draw(contacts: Contacts, context: DrawContext): Drawing {
  const { say, percent, count, compact, color, counted } = context;
  const names = groupNames(contacts as Table, "contacts");
  const rows = contacts
    .toRows()
    .map((row, i) => ({ ...row, name: names[i] === "" ? say("all", "全部") : names[i]! }))
    .filter((row) => row.rate !== null)
    .sort((a, b) => Number(b.rate) - Number(a.rate));
  const [first] = rows;
  const costOf = (row: (typeof rows)[number]): string =>
    row.costPerSuccess === null
      ? ""
      : say(`, ${compact(Number(row.costPerSuccess))} a success`, `，每次成功 ${compact(Number(row.costPerSuccess))}`);
  return dotDrawing(context, {
    title:
      first === undefined
        ? say("No contact has a known outcome", "没有已知结果的联系")
        : say(
            `${first.name} succeeds most often: ${percent(Number(first.rate))} of ` +
              `${counted(Number(first.contacts), "contact")}`,
            `${first.name} 成功率最高：${count(Number(first.contacts))} 次联系中 ${percent(Number(first.rate))}`,
          ),
    subtitle: say("Success rate of each kind of contact with its interval", "各类联系的成功率及区间"),
    data: contacts as Table,
    rows: rows.map((row) => ({
      label: row.name,
      dots: [{ value: Number(row.rate), color: color.main, lower: row.lower, upper: row.upper }] as never,
      text: `${percent(Number(row.rate))}${costOf(row)}`,
    })),
    format: percent,
  });
}
