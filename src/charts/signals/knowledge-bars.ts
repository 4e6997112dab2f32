import type { CustomerView } from "../../signals/index.js";
import { toTable } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isObjectWith } from "../drawing/recognize.js";

/** What is known of one customer: the rows of each table that are about the customer. */
export const knowledgeBars: ChartDefinition<CustomerView> = {
  kind: "knowledge",
  shows: ["customerView"],
  recognizes: (result) => isObjectWith(result, ["customer", "sections", "absent", "empty"]),
  draw,
};

function draw({ customer, sections, absent, empty }: CustomerView, context: DrawContext): Drawing {
  const { say, count, compact, term, counted } = context;
  const rows = sections.map(({ title, count: known, facts }) => ({
    topic: title,
    rows: known,
    facts: facts
      .filter((fact) => fact.name !== "rows")
      .slice(0, 2)
      .map((fact) => `${fact.name}: ${fact.value}`)
      .join(", "),
  }));
  const known = rows.reduce((sum, row) => sum + row.rows, 0);
  return barDrawing(context, {
    title: say(
      `${counted(known, "row")} in ${counted(rows.length, "table")} ${known === 1 ? "is" : "are"} about ${customer}`,
      `${rows.length} 个表中有 ${count(known)} 行与 ${customer} 有关`,
    ),
    subtitle: say("Rows about the customer in each table", "各表中与该客户有关的行数"),
    note: say(
      `${counted(empty.length, "table holds", "tables hold")} nothing of the customer; ` +
        `${counted(absent.length, "topic has", "topics have")} no table.`,
      `${count(empty.length)} 个表中没有该客户；${count(absent.length)} 个主题没有表。`,
    ),
    data: toTable("knowledgeBars", rows.length === 0 ? [{ topic: "", rows: 0, facts: "" }] : rows),
    bars: rows.map((row) => ({
      label: term(row.topic),
      value: row.rows,
      text: row.facts === "" ? count(row.rows) : `${count(row.rows)} (${row.facts})`,
    })),
    format: compact,
  });
}
