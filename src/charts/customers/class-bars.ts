import type { Table } from "../../table/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** Customers in classes, with a summary by class: every function that divides customers. */
export type ClassifiedCustomers = Table & {
  summary(): Table;
  readonly rules: readonly unknown[];
  readonly source: string;
};

/** How many customers each class has, and what they bring. */
export const classBars: ChartDefinition<ClassifiedCustomers> = {
  kind: "classes",
  shows: [
    "segmentByRules",
    "valueMatrix",
    "customerPyramid",
    "lifecycleStages",
    "gradeCustomers",
    "bankClasses",
    "channelPreference",
    "relationshipStates",
    "relationshipStrength",
    "selectCustomers",
    "transactionalRelational",
  ],
  recognizes: isClassified,
  draw,
};

/** Whether a result is customers in classes. */
export function isClassified(result: unknown): boolean {
  return isTableWith(result, ["customer", "reason"], ["summary", "rules", "source"]);
}

/** A class of a summary. */
export interface ClassRow {
  readonly name: string;
  readonly customers: number;
  readonly share: number;
  /** Of the first measure; null where there is none. */
  readonly measureShare: number | null;
}

/** The classes of a summary in its order, and the name of the first measure. */
export function classRows(summary: Table, context: DrawContext): { rows: ClassRow[]; measure: string | null } {
  const measured = summary.columnNames.find((name) => name.endsWith("Share") && name !== "customerShare");
  const rows = summary.toRows().map((row) => ({
    name: row["class"] === null ? context.say("not known", "未知") : context.term(row["class"]),
    customers: Number(row["customers"] ?? 0),
    share: Number(row["customerShare"] ?? 0),
    measureShare: measured === undefined || row[measured] == null ? null : Number(row[measured]),
  }));
  return { rows, measure: measured === undefined ? null : measured.slice(0, -"Share".length) };
}

function draw(classified: ClassifiedCustomers, context: DrawContext): Drawing {
  const { say, count, percent, color, counted } = context;
  const data = classified.summary();
  const { rows, measure } = classRows(data, context);
  const largest = rows.reduce<ClassRow | null>((a, b) => (a === null || b.customers > a.customers ? b : a), null);
  return barDrawing(context, {
    title:
      largest === null
        ? say("There are no classes", "没有分类")
        : say(
            `${largest.name} is the largest class: ${counted(largest.customers, "customer")} ` +
              `(${percent(largest.share)})`,
            `最大的一类是${largest.name}：${count(largest.customers)} 位客户（${percent(largest.share)}）`,
          ),
    subtitle:
      measure === null
        ? say("Share of customers by class", "各类客户占比")
        : say(`Share of customers and of ${measure} by class`, `各类的客户占比与 ${measure} 占比`),
    legend:
      measure === null
        ? []
        : [
            { color: color.main, label: say("customers", "客户数") },
            { color: color.third, label: measure },
          ],
    data,
    bars: rows.flatMap((row) => [
      { label: row.name, value: row.share, text: `${count(row.customers)} (${percent(row.share)})`, color: color.main },
      ...(row.measureShare === null ? [] : [{ label: "", value: row.measureShare, color: color.third }]),
    ]),
    format: percent,
  });
}
