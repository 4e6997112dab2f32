import type { reliability } from "../../path-models/index.js";
import { type DotMark, dotDrawing } from "../drawing/dot-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type Reliability = ReturnType<typeof reliability>;

/** Whether questions measure one thing together: reliability and extracted variance of every construct. */
export const reliabilityDots: ChartDefinition<Reliability> = {
  kind: "reliability",
  shows: ["reliability"],
  recognizes: (result) => isTableWith(result, ["construct", "alpha", "rhoC", "ave"], ["htmt", "items"]),
  draw,
};

/** From here on a scale is called reliable (Nunnally and Bernstein 1994), and convergent (Fornell and Larcker 1981). */
const limits = { reliability: 0.7, variance: 0.5 } as const;

function draw(report: Reliability, context: DrawContext): Drawing {
  const { say, decimal, term, color, counted } = context;
  const rows = report.toRows().filter((row) => row.rhoC !== null || row.ave !== null || row.alpha !== null);
  const weak = rows.filter((row) => (row.rhoC ?? 1) < limits.reliability || (row.ave ?? 1) < limits.variance);
  const named = weak.map((row) => term(row.construct));
  const dots = (row: (typeof rows)[number]): DotMark[] =>
    [
      { value: row.alpha, color: color.main },
      { value: row.rhoC, color: color.second },
      { value: row.ave, color: color.third },
    ].filter((one): one is { value: number; color: string } => one.value !== null);
  return dotDrawing(context, {
    title:
      weak.length === 0
        ? say(
            rows.length === 1
              ? "The construct is measured reliably"
              : `All ${rows.length} constructs are measured reliably`,
            `${rows.length} 个构念的测量均可靠`,
          )
        : say(
            `${weak.length} of ${counted(rows.length, "construct")} ${weak.length === 1 ? "is" : "are"} measured ` +
              `weakly: ${named.join(", ")}`,
            `${rows.length} 个构念中 ${weak.length} 个测量较弱：${named.join("、")}`,
          ),
    subtitle: say(
      "Reliability (0.7 and more is good) and variance extracted (0.5)",
      "信度（0.7 以上为好）与平均提取方差（0.5）",
    ),
    legend: [
      { color: color.main, label: say("Cronbach's alpha", "克朗巴赫 α"), mark: "dot" },
      { color: color.second, label: say("composite reliability", "组合信度"), mark: "dot" },
      { color: color.third, label: say("variance extracted", "平均提取方差"), mark: "dot" },
    ],
    data: report,
    rows: rows.map((row) => ({
      label: term(row.construct),
      dots: dots(row),
      text: dots(row)
        .map(({ value }) => decimal(value, 2))
        .join(" / "),
    })),
    format: (value) => decimal(value, 2),
    rules: [limits.variance, limits.reliability],
  });
}
