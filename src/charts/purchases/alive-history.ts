import { areaY, line, ruleX } from "@observablehq/plot";
import { ClienteleError } from "../../errors/index.js";
import { type PurchaseModel, probabilityAlive } from "../../lifetime-value/index.js";
import { type DateInput, millisecondsPerDay, parseDate, showDate, toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isModelOf, isObjectWith } from "../drawing/recognize.js";
import { leavingKinds, modelName } from "./modeled-customers.js";

/** The purchases of one customer, and the model that judges them. */
export interface CustomerHistory {
  readonly model: PurchaseModel;
  /** The days of the customer's purchases, in any order. */
  readonly dates: readonly DateInput[];
  /** The last day of observation [the day of the last purchase]. */
  readonly end?: DateInput;
  /** How the customer is called in the title. */
  readonly customer?: string | number;
}

/** When silence became alarming: a customer's probability of being alive, day by day. */
export const aliveHistory: ChartDefinition<CustomerHistory> = {
  kind: "alive-history",
  shows: ["{ model, dates }"],
  recognizes: (result) =>
    isObjectWith(result, ["model", "dates"]) && isModelOf((result as CustomerHistory).model, leavingKinds),
  draw,
};

const unitDays = new Map<string, number>([
  ["day", 1],
  ["week", 7],
  ["month", 365.25 / 12],
  ["quarter", 365.25 / 4],
  ["year", 365.25],
]);

/** Times at which the probability is asked for; every purchase is one more. */
const steps = 240;

function draw({ model, dates, end, customer }: CustomerHistory, context: DrawContext): Drawing {
  const { say, percent, count, color } = context;
  const days = purchaseDays(dates);
  const last = Math.max(end === undefined ? days.at(-1)! : dayNumber("end", end), days.at(-1)!);
  const rows = historyOf(model, days, last);
  const now = rows.at(-1)!;
  const who = customer === undefined ? say("The customer", "该客户") : `${customer}`;
  const silent = last - days.at(-1)!;
  const title = say(
    `${who} is still there with a probability of ${percent(now.probabilityAlive)}, after ${count(silent)} ` +
      "days of silence",
    `${who}沉默 ${count(silent)} 天后的存活概率为 ${percent(now.probabilityAlive)}`,
  );
  return {
    title,
    subtitle: say(
      `Probability of being alive (${modelName(model.kind)}); lines: ${count(days.length)} purchase days`,
      `存活概率（${modelName(model.kind)}）；竖线为 ${count(days.length)} 个购买日`,
    ),
    description: say(
      `Line chart from ${showDate(days[0]! * millisecondsPerDay)} to ${showDate(last * millisecondsPerDay)}. ${title}.`,
      `${showDate(days[0]! * millisecondsPerDay)} 至 ${showDate(last * millisecondsPerDay)} 的折线图。${title}。`,
    ),
    data: toTable("aliveHistory", rows),
    picture: (width) =>
      plotPicture(context, width, {
        height: 260,
        marginTop: 16,
        x: { type: "utc" },
        y: { domain: [0, 1] },
        marks: [
          ...bottomAxis(context, { ticks: 6, grid: false, format: monthOf as never }),
          ...leftAxis(context, { format: percent as never, ticks: 5 }),
          areaY(rows, { x: "date", y: "probabilityAlive", fill: color.main, fillOpacity: 0.14 }),
          ruleX(
            days.map((day) => new Date(day * millisecondsPerDay)),
            { stroke: color.second, strokeWidth: 1.5, strokeOpacity: 0.8 },
          ),
          line(rows, { x: "date", y: "probabilityAlive", stroke: color.main, strokeWidth: 2.2 }),
        ],
      }),
  };
}

/** Year and month of a tick. */
export function monthOf(date: Date): string {
  return date.toISOString().slice(0, 7);
}

function dayNumber(option: string, date: DateInput): number {
  return Math.floor(parseDate("aliveHistory", option, date) / millisecondsPerDay);
}

function purchaseDays(dates: readonly DateInput[]): number[] {
  const days = [...new Set(Array.from(dates, (date) => dayNumber("dates", date)))].sort((a, b) => a - b);
  if (days.length > 0) return days;
  throw new ClienteleError("too-few-rows", { function: "aliveHistory" }, "the customer has no purchase");
}

/** The probability at evenly spaced days and on every purchase day, from what was known on that day. */
function historyOf(model: PurchaseModel, days: readonly number[], last: number) {
  const scale = unitDays.get(model.unit ?? "day") ?? 1;
  const [first] = days as [number, ...number[]];
  const span = last - first;
  const asked = new Set(days);
  for (let i = 0; i <= Math.min(steps, span); i++)
    asked.add(first + Math.round((i * span) / Math.max(1, Math.min(steps, span))));
  const times = [...asked].sort((a, b) => a - b);
  const known = times.map((day) => {
    const before = days.filter((purchase) => purchase <= day);
    return {
      frequency: before.length - 1,
      recency: (before.at(-1)! - first) / scale,
      age: (day - first) / scale,
    };
  });
  const values = probabilityAlive(model, known);
  return times.map((day, i) => ({ date: new Date(day * millisecondsPerDay), probabilityAlive: values[i]! }));
}
