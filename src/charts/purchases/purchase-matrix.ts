import { expectedPurchases, type PurchaseModel, probabilityAlive } from "../../lifetime-value/index.js";
import { toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { stepCells } from "../drawing/step-cells.js";
import { stepScale } from "../drawing/step-scale.js";
import { isModeled, leavingKinds, type ModeledCustomers, modelName, spanOf, unitsOf } from "./modeled-customers.js";

/** What a model expects of a customer by the number of repeat purchases and the time of the last one. */
export const purchaseMatrix: ChartDefinition<PurchaseModel | ModeledCustomers> = {
  kind: "purchase-matrix",
  shows: ["fitBgNbd", "fitMbgNbd", "fitParetoNbd", "fitBgCnbdK", "fitMbgCnbdK", "{ model, customers }"],
  recognizes: (result) => isModeled(result, leavingKinds),
  draw: (result, context) => draw("purchaseMatrix", result, context),
};

/** Who is still there, says a model, by the number of repeat purchases and the time of the last one. */
export const aliveMatrix: ChartDefinition<PurchaseModel | ModeledCustomers> = {
  kind: "alive-matrix",
  shows: ["fitBgNbd", "fitMbgNbd", "fitParetoNbd", "fitBgCnbdK", "fitMbgCnbdK", "{ model, customers }"],
  recognizes: (result) => isModeled(result, leavingKinds),
  draw: (result, context) => draw("aliveMatrix", result, context),
};

const steps = 26;

interface MatrixRow {
  readonly frequency: number;
  readonly recency: number;
  readonly value: number;
}

function draw(
  caller: "purchaseMatrix" | "aliveMatrix",
  result: PurchaseModel | ModeledCustomers,
  context: DrawContext,
): Drawing {
  const { say, percent, decimal, counted } = context;
  const { model, age, frequency } = spanOf(caller, result);
  const horizon = age / 4;
  const alive = caller === "aliveMatrix";
  const rows = matrixOf(model, age, frequency, alive ? null : horizon);
  const format = alive ? (value: number) => percent(value, 0) : (value: number) => decimal(value);
  const scale = stepScale(
    context,
    rows.map((row) => row.value),
    "equal",
  );
  const best = rows.reduce((a, b) => (b.value > a.value ? b : a));
  const silent = rows.filter((row) => row.frequency === frequency).reduce((a, b) => (b.recency < a.recency ? b : a));
  const units = unitsOf(model, context);
  const span = `${decimal(horizon)} ${units}`;
  const title = alive
    ? say(
        `${counted(frequency, "repeat purchase")}, then silence: ${format(silent.value)} still there; bought just ` +
          `now: ${format(best.value)}`,
        `重复购买 ${frequency} 次后沉默的客户存活概率为 ${format(silent.value)}；刚刚购买的为 ${format(best.value)}`,
      )
    : say(
        `Up to ${format(best.value)} purchases expected in ${span}, after ${counted(best.frequency, "repeat")} until ` +
          `${decimal(best.recency)}`,
        `未来 ${span}内最多预期 ${format(best.value)} 次购买（重复 ${best.frequency} 次，最近购买在 ${decimal(best.recency)}）`,
      );
  const wide = age / steps;
  return {
    title,
    subtitle: alive
      ? say(
          `Probability of being alive at age ${decimal(age)} (${modelName(model.kind)})`,
          `客户年龄 ${decimal(age)} 时的存活概率（${modelName(model.kind)}）`,
        )
      : say(
          `Expected purchases in ${span} at age ${decimal(age)} (${modelName(model.kind)})`,
          `客户年龄 ${decimal(age)} 时未来 ${span} 的预期购买次数（${modelName(model.kind)}）`,
        ),
    description: say(
      `Matrix of frequency by recency. ${title}. Many purchases with a last one long ago mean that the ` +
        "customer has left.",
      `频率与最近性矩阵。${title}。购买多而最近一次很久以前，意味着客户已经离开。`,
    ),
    legend: scale.legend(format),
    data: toTable(caller, rows),
    picture: (width) =>
      plotPicture(context, width, {
        height: Math.min(420, Math.round(width * 0.6)),
        marginTop: 26,
        x: { domain: [-wide / 2, age + wide / 2] },
        y: { domain: [-0.5, frequency + 0.5] },
        marks: [
          ...bottomAxis(context, {
            label: say(`age at the last purchase (${units})`, `最近一次购买时的年龄（${units}）`),
            grid: false,
            ticks: 6,
          }),
          ...leftAxis(context, { label: say("repeat purchases", "重复购买次数"), grid: false, ticks: 6 }),
          ...stepCells(
            rows.map((row) => ({
              x1: row.recency - wide / 2,
              x2: row.recency + wide / 2,
              y1: row.frequency - 0.5,
              y2: row.frequency + 0.5,
              value: row.value,
            })),
            scale,
          ),
        ],
      }),
  };
}

/** Customers without a repeat purchase have recency 0; all others bought last at some step after it. */
function matrixOf(model: PurchaseModel, age: number, most: number, horizon: number | null): MatrixRow[] {
  const cells: { frequency: number; recency: number; age: number }[] = [];
  for (let frequency = 0; frequency <= most; frequency++) {
    for (let step = frequency === 0 ? 0 : 1; step <= (frequency === 0 ? 0 : steps); step++) {
      cells.push({ frequency, recency: (age * step) / steps, age });
    }
  }
  const values = horizon === null ? probabilityAlive(model, cells) : expectedPurchases(model, cells, { horizon });
  return cells.map(({ frequency, recency }, i) => ({ frequency, recency, value: values[i]! }));
}
