import { ruleX } from "@observablehq/plot";
import type { UpgradeCandidates } from "../../segments/index.js";
import { toTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { lineDrawing } from "../drawing/line-drawing.js";
import { isTableWith } from "../drawing/recognize.js";
import { evenPlaces } from "../drawing/thin-rows.js";

/** Whom to move up: the gain to expect as more customers are upgraded, the most worthwhile first. */
export const upgradeCurve: ChartDefinition<UpgradeCandidates> = {
  kind: "upgrade",
  shows: ["upgradeCandidates"],
  recognizes: (result) => isTableWith(result, ["customer", "rank", "probability", "expectedGain", "worthwhile"]),
  draw,
};

function draw(candidates: UpgradeCandidates, context: DrawContext): Drawing {
  const { say, count, compact, color, counted } = context;
  const ranked = candidates
    .toRows()
    .filter((row) => row.expectedGain !== null)
    .sort((a, b) => Number(a.rank) - Number(b.rank));
  let sum = 0;
  const sums = ranked.map((row) => (sum += Number(row.expectedGain)));
  const worthwhile = ranked.filter((row) => row.worthwhile === true).length;
  const rows = [
    { customers: 0, expectedGain: 0 },
    ...evenPlaces(sums.length, 300).map((i) => ({ customers: i + 1, expectedGain: sums[i]! })),
  ];
  return lineDrawing(context, {
    title: say(
      `${count(worthwhile)} of ${counted(ranked.length, "candidate")} ${worthwhile === 1 ? "is" : "are"} worth an ` +
        `upgrade: ${compact(sums[worthwhile - 1] ?? 0)} to gain`,
      `${count(ranked.length)} 位候选客户中 ${count(worthwhile)} 位值得升级：预期收益 ${compact(sums[worthwhile - 1] ?? 0)}`,
    ),
    subtitle: say("Expected gain added up, the most worthwhile first", "按价值从高到低累计的预期收益"),
    data: toTable("upgradeCurve", rows),
    series: [
      {
        label: say("gain", "收益"),
        color: color.main,
        points: rows.map((row) => ({ x: row.customers, y: row.expectedGain })),
      },
    ],
    x: { label: say("customers upgraded", "升级的客户数"), format: compact as never, ticks: 6 },
    y: { label: say("expected gain", "预期收益"), format: compact as never },
    marks: [ruleX([worthwhile], { stroke: color.second, strokeWidth: 2, strokeDasharray: "5 4" })],
    legend: [{ color: color.second, label: say("not worthwhile beyond", "此后不再值得"), mark: "dashed" }],
  });
}
