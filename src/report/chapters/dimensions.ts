import type { SummarizeOptions } from "../../customers/index.js";
import {
  type Cube,
  createTable,
  cube,
  dateColumn,
  findColumn,
  localMoments,
  type Table,
  timeZoneOption,
} from "../../table/index.js";
import { known } from "../analysis/known.js";
import { pricedOrders } from "../analysis/priced-orders.js";
import type { Chapter } from "../page/chapter.js";
import type { ChapterContext } from "./chapter-context.js";
import { missingChapter } from "./missing-chapter.js";

const caller = "createReport";

/** Values and quarters of a picture. */
const most = { values: 15, quarters: 8 } as const;

/** Where revenue comes from, and how that has changed: a chapter for each column that divides the orders. */
export function dimensionChapters(
  orders: Table,
  dimensions: readonly string[],
  columns: SummarizeOptions,
  context: ChapterContext,
): Chapter[] {
  return dimensions.map((dimension, i) => {
    const id = `dimension-${i + 1}`;
    const heading = context.say(`Where does revenue come from: ${dimension}`, `收入来源：${dimension}`);
    const chapter = known(() => chapterOf(id, heading, dimension, revenueCells(dimension, orders, columns), context));
    return "reason" in chapter ? missingChapter(id, heading, chapter.reason, context) : chapter.result;
  });
}

interface DimensionRow {
  readonly value: string;
  readonly revenue: number;
  readonly share: number;
  readonly before: number | null;
  readonly now: number | null;
  readonly change: number | null;
}

function chapterOf(id: string, heading: string, dimension: string, cells: Cube, context: ChapterContext): Chapter {
  const { say, count, money, percent, counted } = context;
  const { rows, last } = rowsOf(cells);
  const [first] = rows;
  const moved = [...rows]
    .filter((row) => row.before !== null && row.now !== null)
    .sort((a, b) => Math.abs(b.now! - b.before!) - Math.abs(a.now! - a.before!))[0];
  return {
    id,
    heading,
    findings: [
      say(`${counted(rows.length, "value")} of ${dimension}.`, `${dimension} 有 ${count(rows.length)} 个取值。`),
      ...(first === undefined
        ? []
        : [
            say(
              `${first.value} brings most: ${money(first.revenue)}, ${percent(first.share)} of revenue.`,
              `${first.value} 带来最多：${money(first.revenue)}，占收入的 ${percent(first.share)}。`,
            ),
          ]),
      ...(moved === undefined
        ? []
        : [
            say(
              `${moved.value} changed most in ${last}: from ${money(moved.before!)} to ${money(moved.now!)}.`,
              `${last} 变化最大的是 ${moved.value}：由 ${money(moved.before!)} 变为 ${money(moved.now!)}。`,
            ),
          ]),
    ],
    charts: [context.chart(shownCells(cells, rows), "cube")],
    tables: [
      {
        caption: say(`Revenue by ${dimension}`, `按${dimension}的收入`),
        file: id,
        table: createTable([
          ["value", rows.map((row) => row.value)],
          ["revenue", rows.map((row) => row.revenue)],
          ["share", rows.map((row) => row.share)],
          ["before", rows.map((row) => row.before)],
          ["now", rows.map((row) => row.now)],
          ["change", rows.map((row) => row.change)],
        ]) as Table,
        columns: [
          { name: "value", label: dimension, format: "text" },
          { name: "revenue", label: say("Revenue", "收入"), format: "amount" },
          { name: "share", label: say("Share", "占比"), format: "percent" },
          { name: "before", label: say("Quarter before", "上一季度"), format: "amount" },
          { name: "now", label: say("Last full quarter", "最近完整季度"), format: "amount" },
          { name: "change", label: say("Change", "变化"), format: "percent" },
        ],
      },
    ],
    method: say(
      "Revenue of all rows, those without a customer and refunds included, by quarter of the order.",
      "所有行（含无客户编号与退款）按下单季度的收入。",
    ),
    limits: say(
      "It shows where revenue came from, not why; a quarter that is not over is left out of the comparison.",
      "只说明收入来源，不说明原因；未结束的季度不参与比较。",
    ),
  };
}

function quarterOf(moment: number): string {
  const day = new Date(moment);
  return `${day.getUTCFullYear()}-Q${Math.floor(day.getUTCMonth() / 3) + 1}`;
}

/** Revenue by the column and the quarter. */
function revenueCells(dimension: string, given: Table, columns: SummarizeOptions): Cube {
  const { orders, amount } = pricedOrders(caller, given, columns.amount);
  const zone = timeZoneOption(caller, columns.timeZone);
  const moments = localMoments(dateColumn(caller, orders, columns.date ?? "date", columns), zone);
  const values = findColumn(caller, orders, dimension);
  // The picture names its axes by these columns.
  const name = dimension === "quarter" || dimension === "revenue" ? "value" : dimension;
  const table = createTable([
    [name, values.toArray().map((value) => (value === null ? "–" : String(value)))],
    ["quarter", Array.from(moments, quarterOf)],
    ["revenue", orders.column(amount)],
  ]) as Table;
  return cube(table, { dimensions: [name, "quarter"], measures: { revenue: { sum: "revenue" } } });
}

function rowsOf(cells: Cube): { readonly rows: readonly DimensionRow[]; readonly last: string } {
  const quarters = quartersOf(cells);
  // The last one may not be over yet.
  const [before, last] = [quarters.at(-3), quarters.at(-2)];
  const byValue = new Map<string, Map<string, number>>();
  const revenues = Array.from(cells.column("revenue"), (revenue) => Number(revenue ?? 0));
  const quarterOfCell = Array.from(cells.column("quarter"), String);
  for (const [i, value] of valuesOf(cells).entries()) {
    const sums = byValue.get(value) ?? new Map<string, number>();
    byValue.set(value, sums.set(quarterOfCell[i]!, revenues[i]!));
  }
  const sumOf = (sums: ReadonlyMap<string, number>): number => [...sums.values()].reduce((sum, one) => sum + one, 0);
  const total = [...byValue.values()].reduce((sum, sums) => sum + sumOf(sums), 0);
  const rows = [...byValue].map(([value, sums]) => {
    const revenue = sumOf(sums);
    const then = before === undefined ? null : (sums.get(before) ?? 0);
    const now = last === undefined || before === undefined ? null : (sums.get(last) ?? 0);
    const change = then === null || now === null || !(then > 0) ? null : now / then - 1;
    return { value, revenue, share: total > 0 ? revenue / total : 0, before: then, now, change };
  });
  return { rows: rows.sort((a, b) => b.revenue - a.revenue), last: last ?? "" };
}

/** The values of the column that divides the orders, cell by cell; it is the first one. */
function valuesOf(cells: Cube): string[] {
  return Array.from(cells.column(cells.columnNames[0]!), String);
}

function quartersOf(cells: Cube): string[] {
  return [...new Set(Array.from(cells.column("quarter"), String))].sort();
}

/** The cells of the largest values and the latest quarters, the largest value first. */
function shownCells(cells: Cube, rows: readonly DimensionRow[]): Cube {
  const quarters = new Set(quartersOf(cells).slice(-most.quarters));
  const values = new Map(rows.slice(0, most.values).map(({ value }, i) => [value, i]));
  const quarterOfCell = Array.from(cells.column("quarter"), String);
  const shown = valuesOf(cells).map((value, i) => values.has(value) && quarters.has(quarterOfCell[i]!));
  const kept = cells.where(shown);
  const order = valuesOf(kept as Cube).map((value) => values.get(value)!);
  const sorted = kept.withColumn("\u0000order", order).sortBy("\u0000order").drop("\u0000order");
  return sorted as Cube;
}
