import type { CalibratedModel } from "../../learning/index.js";
import { toTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isModelOf } from "../drawing/recognize.js";
import { shareDrawing } from "../drawing/share-drawing.js";
import { evenPlaces } from "../drawing/thin-rows.js";

/** What calibration does to probabilities: those of the model and those that came true. */
export const calibrationMapCurve: ChartDefinition<CalibratedModel> = {
  kind: "calibration-map",
  shows: ["calibrate"],
  recognizes: (result) => isModelOf(result, ["calibrated"]),
  draw,
};

function draw({ map }: CalibratedModel, context: DrawContext): Drawing {
  const { say, percent } = context;
  const rows = pointsOf(map);
  const middle = rows.reduce((a, b) => (Math.abs(b.model - 0.5) < Math.abs(a.model - 0.5) ? b : a), rows[0]!);
  return shareDrawing(context, {
    title: say(
      `A probability of ${percent(middle.model)} becomes ${percent(middle.calibrated)}`,
      `概率 ${percent(middle.model)} 校准为 ${percent(middle.calibrated)}`,
    ),
    subtitle: say(
      map.method === "platt" ? "Platt scaling" : "Isotonic regression",
      map.method === "platt" ? "Platt 校准" : "保序回归校准",
    ),
    data: toTable("calibrationMapCurve", rows),
    curve: say("calibrated", "校准后"),
    diagonal: say("unchanged", "不变"),
    points: rows.map((row) => ({ x: row.model, y: row.calibrated })),
    x: say("probability of the model", "模型概率"),
    y: say("calibrated", "校准后"),
  });
}

const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

function pointsOf(map: CalibratedModel["map"]): { model: number; calibrated: number }[] {
  if (map.method === "isotonic") {
    return evenPlaces(map.logOdds.length, 200).map((i) => ({
      model: logistic(map.logOdds[i]!),
      calibrated: map.probabilities[i]!,
    }));
  }
  return Array.from({ length: 101 }, (_, i) => {
    const model = Math.min(0.999, Math.max(0.001, i / 100));
    return { model, calibrated: logistic(map.intercept + map.slope * Math.log(model / (1 - model))) };
  });
}
