import { barY, dot, line } from "@observablehq/plot";
import { purchaseDistribution } from "../../lifetime-value/index.js";
import { toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isModelOf, isObjectWith, numbersOf } from "../drawing/recognize.js";
import { leavingKinds, type ModeledCustomers, modelName } from "./modeled-customers.js";

/** How well a model fits: customers by their number of repeat purchases, as they are and as the model expects them. */
export const repeatCounts: ChartDefinition<ModeledCustomers> = {
  kind: "repeat-counts",
  shows: ["{ model, customers }"],
  recognizes: (result) =>
    isObjectWith(result, ["model", "customers"]) &&
    isModelOf((result as ModeledCustomers).model, [...leavingKinds, "nbd"]),
  draw,
};

/** Customers with this many repeat purchases and more are one bar. */
const last = 7;
/** Ages are brought together in this many classes at most, each at its mean. */
const ageClasses = 60;

function draw({ model, customers: input }: ModeledCustomers, context: DrawContext): Drawing {
  const { say, percent, compact, count, color, counted } = context;
  const customers = toTable("repeatCounts", input);
  const frequencies = numbersOf(customers, "frequency");
  const ages = numbersOf(customers, "age");
  const known = frequencies.flatMap((frequency, i) => (Number.isNaN(frequency) ? [] : [i]));
  const actual = new Float64Array(last + 1);
  for (const i of known) actual[Math.min(last, frequencies[i]!)]!++;
  const expected = expectedCounts(
    model,
    known.map((i) => ages[i]!),
  );
  const rows = Array.from(actual, (value, i) => ({
    repeats: i === last ? `${last}+` : `${i}`,
    actual: value,
    expected: expected[i]!,
  }));
  const apart = rows.reduce((sum, row) => sum + Math.abs(row.actual - row.expected), 0) / 2 / Math.max(1, known.length);
  const title = say(
    `The model expects another number of repeat purchases for ${percent(apart)} of the customers`,
    `模型对 ${percent(apart)} 的客户预期的重复购买次数与实际不符`,
  );
  return {
    title,
    subtitle: say(
      `${counted(known.length, "customer")} by repeat purchases, actual and expected (${modelName(model.kind)})`,
      `${count(known.length)} 位客户按重复购买次数：实际与预期（${modelName(model.kind)}）`,
    ),
    description: say(
      `Bars and a line. ${title}. Without a repeat purchase: ${count(rows[0]!.actual)} actual, ` +
        `${count(rows[0]!.expected)} expected.`,
      `柱形与折线图。${title}。无重复购买：实际 ${count(rows[0]!.actual)}，预期 ${count(rows[0]!.expected)}。`,
    ),
    note: say(
      "Of the time in which the model was fitted: a good fit here does not prove a good forecast.",
      "仅针对拟合期：此处拟合良好并不证明预测良好。",
    ),
    legend: [
      { color: color.main, label: say("actual", "实际") },
      { color: color.second, label: say("expected", "预期"), mark: "line" },
    ],
    data: toTable("repeatCounts", rows),
    picture: (width) =>
      plotPicture(context, width, {
        height: 300,
        marginTop: 26,
        x: { type: "band", domain: rows.map((row) => row.repeats), padding: 0.25 },
        marks: [
          ...bottomAxis(context, { label: say("repeat purchases", "重复购买次数"), grid: false }),
          ...leftAxis(context, { label: say("customers", "客户数"), format: compact as never, ticks: 5 }),
          barY(rows, { x: "repeats", y: "actual", fill: color.main }),
          line(rows, { x: "repeats", y: "expected", stroke: color.second, strokeWidth: 2.5 }),
          dot(rows, { x: "repeats", y: "expected", fill: color.second, r: 4 }),
        ],
      }),
  };
}

/** The distribution of a new customer's repeat purchases up to each age, added up over the ages. */
function expectedCounts(model: ModeledCustomers["model"], ages: readonly number[]): Float64Array {
  const sorted = [...ages].sort((a, b) => a - b);
  const classes = Math.min(ageClasses, sorted.length);
  const counts = new Float64Array(last + 1);
  for (let i = 0; i < classes; i++) {
    const members = sorted.slice(
      Math.floor((sorted.length * i) / classes),
      Math.floor((sorted.length * (i + 1)) / classes),
    );
    const horizon = members.reduce((sum, age) => sum + age, 0) / members.length;
    if (!(horizon > 0)) {
      counts[0]! += members.length;
      continue;
    }
    const { data } = purchaseDistribution(model, [{ frequency: 0, recency: 0, age: 0 }], { horizon, max: last - 1 });
    let rest = 1;
    for (let x = 0; x < last; x++) {
      counts[x]! += members.length * data[x]!;
      rest -= data[x]!;
    }
    counts[last]! += members.length * Math.max(0, rest);
  }
  return counts;
}
