import type { benchmarkIndex } from "../../satisfaction/index.js";
import { barDrawing } from "../drawing/bar-drawing.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { isTableWith } from "../drawing/recognize.js";

type BenchmarkTable = ReturnType<typeof benchmarkIndex>;

/** Where one stands beside the benchmark: the gap of every indicator, with its interval. */
export const benchmarkBars: ChartDefinition<BenchmarkTable> = {
  kind: "benchmark",
  shows: ["benchmarkIndex"],
  recognizes: (result) => isTableWith(result, ["path", "score", "benchmark", "gap", "points"], ["warnings"]),
  draw,
};

function draw(benchmark: BenchmarkTable, context: DrawContext): Drawing {
  const { say, decimal, color, counted } = context;
  const rows = benchmark
    .toRows()
    // The benchmark is not behind itself.
    .filter((row) => row.gap !== null && (row.benchmarkGroup === null || row.group !== row.benchmarkGroup))
    .sort((a, b) => a.gap! - b.gap!);
  const nameOf = (row: (typeof rows)[number]): string =>
    [row.group, row.period, row.name].filter((part) => part !== null && part !== "").join(": ");
  const behind = rows.filter((row) => row.gap! < 0);
  const [worst] = behind;
  return barDrawing(context, {
    title:
      worst === undefined
        ? say(
            `None of ${counted(rows.length, "indicator")} is behind the benchmark`,
            `${rows.length} 个指标均不落后于标杆`,
          )
        : say(
            `${behind.length} of ${rows.length} indicators ${behind.length === 1 ? "is" : "are"} behind; most: ` +
              `${nameOf(worst)}, ${decimal(worst.gap!, 1)} points`,
            `${rows.length} 个指标中 ${behind.length} 个落后；最大：${nameOf(worst)}，${decimal(worst.gap!, 1)} 分`,
          ),
    subtitle: say("Points above or below the benchmark", "高于或低于标杆的分数"),
    legend: [
      { color: color.main, label: say("ahead", "领先") },
      { color: color.second, label: say("behind", "落后") },
    ],
    data: benchmark,
    bars: rows.map((row) => ({
      label: nameOf(row),
      value: row.gap!,
      lower: row.lower,
      upper: row.upper,
      text: `${decimal(row.gap!, 1)} (${decimal(row.score ?? 0, 1)})`,
      color: row.gap! < 0 ? color.second : color.main,
    })),
    format: (value) => decimal(value, 1),
  });
}
