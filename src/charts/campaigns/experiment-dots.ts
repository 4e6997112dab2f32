import type { ExperimentReading } from "../../campaigns/index.js";
import { dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

/** What worked: the rate of each group with its interval, the control group first. */
export const experimentDots: ChartDefinition<ExperimentReading> = {
  kind: "experiment",
  shows: ["readExperiment"],
  recognizes: (result) => isTableWith(result, ["group", "n", "rate", "difference", "adjustedPValue"], ["findings"]),
  draw,
};

function draw(reading: ExperimentReading, context: DrawContext): Drawing {
  const { say, percent, count, color, counted } = context;
  const rows = reading.toRows().filter((row) => row.rate !== null);
  const tested = rows.filter((row) => row.difference !== null);
  const sure = tested.filter((row) => (row.adjustedPValue ?? row.pValue ?? 1) < reading.level);
  const best = [...sure].sort((a, b) => Math.abs(b.difference!) - Math.abs(a.difference!))[0];
  return dotDrawing(context, {
    title:
      best === undefined
        ? say(
            `None of ${counted(tested.length, "group")} differs from the control for sure`,
            `${tested.length} 个组与对照组均无显著差异`,
          )
        : differenceWords(best, context),
    subtitle: say(
      `Rate of each group with its ${percent(1 - reading.level)} interval`,
      `各组比率及 ${percent(1 - reading.level)} 区间`,
    ),
    legend: [
      { color: color.sixth, label: say("control", "对照组"), mark: "dot" },
      { color: color.main, label: say("contacted", "处理组"), mark: "dot" },
    ],
    data: reading,
    rows: rows.map((row) => ({
      label: String(row.group),
      dots: [
        {
          value: row.rate!,
          color: row.difference === null ? color.sixth : color.main,
          lower: row.lower,
          upper: row.upper,
        },
      ],
      text: say(`${percent(row.rate!)} of ${count(row.n ?? 0)}`, `${count(row.n ?? 0)} 中 ${percent(row.rate!)}`),
    })),
    format: percent,
  });
}

interface GroupDifference {
  readonly group: string | number | boolean | null;
  readonly difference: number | null;
  readonly differenceLower: number | null;
  readonly differenceUpper: number | null;
}

function differenceWords(
  { group, difference, differenceLower, differenceUpper }: GroupDifference,
  { say, decimal }: DrawContext,
): string {
  const points = (share: number | null): string => decimal((share ?? difference!) * 100, 1);
  const [lower, upper] = [points(differenceLower), points(differenceUpper)];
  const [english, chinese] = difference! > 0 ? ["more", "高"] : ["less", "低"];
  const size = decimal(Math.abs(difference!) * 100, 1);
  return say(
    `${group}: ${size} points ${english} than the control (${lower} to ${upper})`,
    `${group}：比对照组${chinese} ${size} 个百分点（${lower} 至 ${upper}）`,
  );
}
