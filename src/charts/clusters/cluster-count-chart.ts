import { dot, line } from "@observablehq/plot";
import type { ClusterCountTable } from "../../clustering/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { type Panel, panelPicture } from "../drawing/panels.js";
import { isTableWith } from "../drawing/recognize.js";

/** How many clusters: every criterion by k, with the k that it recommends. */
export const clusterCountChart: ChartDefinition<ClusterCountTable> = {
  kind: "choose-k",
  shows: ["chooseClusterCount"],
  recognizes: (result) => isTableWith(result, ["k", "inertia", "silhouette", "stability"], ["recommendations"]),
  draw,
};

const criteria = [
  ["inertia", "elbow", "Inertia (the elbow)", "组内平方和（拐点）"],
  ["silhouette", "silhouette", "Silhouette (high)", "轮廓系数（高）"],
  ["gap", "gap", "Gap (high)", "Gap统计量（高）"],
  ["stability", "stability", "Stability (high)", "稳定性（高）"],
  ["calinskiHarabasz", "calinskiHarabasz", "Calinski-Harabasz (high)", "CH指数（高）"],
  ["daviesBouldin", "daviesBouldin", "Davies-Bouldin (low)", "DB指数（低）"],
] as const;

function draw(choice: ClusterCountTable, context: DrawContext): Drawing {
  const { say, color } = context;
  const { recommendations } = choice;
  const votes = new Map<number, number>();
  for (const k of Object.values(recommendations)) if (k !== null) votes.set(k, (votes.get(k) ?? 0) + 1);
  const [best] = [...votes].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const all = [...votes.values()].reduce((sum, n) => sum + n, 0);
  const title =
    best === undefined
      ? say("No criterion recommends a number of clusters", "没有指标给出推荐的群组数")
      : say(
          `${best[1]} of ${all} criteria recommend ${best[0]} cluster${best[0] === 1 ? "" : "s"}`,
          `${all} 个指标中有 ${best[1]} 个推荐 ${best[0]} 个群组`,
        );
  const rows = choice.toRows();
  const ks = rows.map((row) => row.k!);
  const panels = criteria.map(([column, name, english, chinese]): Panel => {
    const points = rows.flatMap((row) => (row[column] === null ? [] : [{ k: row.k!, value: row[column] }]));
    const chosen = points.filter((point) => point.k === recommendations[name]);
    return {
      heading: say(english, chinese),
      options: {
        height: 150,
        marginTop: 10,
        marginBottom: 26,
        marginLeft: 52,
        marginRight: 10,
        x: { domain: [Math.min(...ks) - 0.2, Math.max(...ks) + 0.2] },
        marks: [
          ...bottomAxis(context, {
            ticks: ks.filter((k) => ks.length < 12 || k % 2 === 0),
            grid: false,
            format: String as never,
          }),
          ...leftAxis(context, { ticks: 4, format: context.compact as never }),
          line(points, { x: "k", y: "value", stroke: color.main, strokeWidth: 2 }),
          dot(points, { x: "k", y: "value", r: 2.5, fill: color.main }),
          dot(chosen, { x: "k", y: "value", r: 6, fill: color.second }),
        ],
      },
    };
  });
  const said = criteria.map(
    ([, name, english, chinese]) => `${say(english, chinese)}: ${recommendations[name] ?? "–"}`,
  );
  return {
    title,
    subtitle: say(
      "Criteria by the number of clusters k; the marked k is recommended",
      "各指标随群组数 k 的变化；标记处为推荐值",
    ),
    description: say(`Line charts. ${title}. ${said.join("; ")}.`, `折线图。${title}。${said.join("；")}。`),
    note: choice.agreement
      ? undefined
      : say("The criteria do not agree: judge by use as well.", "各指标不一致：请结合业务判断。"),
    legend: [{ color: color.second, label: say("recommended", "推荐"), mark: "dot" }],
    data: choice,
    picture: (width) => panelPicture(context, width, panels, 190),
  };
}
