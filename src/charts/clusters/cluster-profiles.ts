import { axisX, axisY, cell, text } from "@observablehq/plot";
import type { CustomerClusters, KMeansResult } from "../../clustering/index.js";
import { safeText, stepColor, stepCount, textOnStep } from "../../presentation/index.js";
import { toTable } from "../../table/index.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isModelOf, isObjectWith } from "../drawing/recognize.js";
import { fitText } from "../drawing/text-width.js";

/** What sets clusters apart: each center against the mean of all customers. */
export const clusterProfiles: ChartDefinition<CustomerClusters | KMeansResult> = {
  kind: "profiles",
  shows: ["clusterCustomers", "kMeans", "miniBatchKMeans"],
  recognizes: (result) =>
    isObjectWith(result, ["model", "labels", "sizes"]) &&
    isModelOf((result as KMeansResult).model, ["customer-clusters", "k-means"]),
  draw,
};

interface ProfileCell {
  readonly cluster: number;
  readonly customers: number;
  readonly feature: string;
  readonly center: number | null;
  /** Standard deviations of the feature above the mean. */
  readonly deviation: number;
}

/** Deviations of this size and beyond get the outermost color. */
const farthest = 1.5;

function draw(result: CustomerClusters | KMeansResult, context: DrawContext): Drawing {
  const { say, count, percent, color, counted } = context;
  const cells = "centers" in result ? customerCells(result) : pointCells(result);
  const sizes = Array.from(result.sizes);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const largest = sizes.indexOf(Math.max(...sizes));
  const most = cells
    .filter((one) => one.cluster === largest)
    .reduce((a, b) => (Math.abs(b.deviation) > Math.abs(a.deviation) ? b : a));
  const [english, chinese] = most.deviation < 0 ? ["low", "偏低"] : ["high", "偏高"];
  const title = say(
    `${counted(sizes.length, "cluster")}; the largest (${largest}) has ${percent(sizes[largest]! / total)} of ` +
      `customers, ${english} in ${most.feature}`,
    `${sizes.length} 个群组；最大的（${largest}）占 ${percent(sizes[largest]! / total)}，${context.term(most.feature)}${chinese}`,
  );
  const features = [...new Set(cells.map((one) => one.feature))];
  const colorOf = (one: ProfileCell) => deviationStep(one.deviation);
  return {
    title,
    subtitle: say(
      "Center of each cluster; color: standard deviations below or above the mean of all",
      "各群组的中心；颜色表示低于或高于总体均值的标准差",
    ),
    description: say(
      `Heat map of ${counted(sizes.length, "cluster")} by ${counted(features.length, "feature")}. ${title}. Sizes: ` +
        `${sizes.map(count).join(", ")}.`,
      `${sizes.length} 个群组、${features.length} 个特征的热力图。${title}。规模：${sizes.map(count).join("，")}。`,
    ),
    legend: [
      { color: stepColor(color, 0), label: say("far below", "远低于均值") },
      { color: stepColor(color, 3), label: say("at the mean", "接近均值") },
      { color: stepColor(color, 6), label: say("far above", "远高于均值") },
    ],
    data: toTable("clusterProfiles", cells),
    picture: (width) => {
      const wide = (width - 120) / features.length / 12 - 0.6;
      return plotPicture(context, width, {
        height: 36 + sizes.length * 44,
        marginTop: 30,
        marginLeft: 120,
        marginRight: 2,
        marginBottom: 6,
        x: { domain: features, type: "band", padding: 0.03 },
        y: { domain: sizes.map((_, i) => i), type: "band", padding: 0.06 },
        marks: [
          axisX({
            anchor: "top",
            tickSize: 0,
            label: null,
            fill: color.muted,
            tickFormat: (name: string) => fitText(safeText(context.term(name)), wide),
          }),
          axisY({
            tickSize: 0,
            label: null,
            fill: color.ink,
            tickFormat: (i: number) => `${i}: ${count(sizes[i]!)} (${percent(sizes[i]! / total, 0)})`,
          }),
          cell(cells, {
            x: "feature",
            y: "cluster",
            rx: 3,
            fill: (one: ProfileCell) => stepColor(color, colorOf(one)),
          }),
          text(cells, {
            x: "feature",
            y: "cluster",
            text: (one: ProfileCell) => (one.center === null ? "" : context.compact(one.center)),
            fill: (one: ProfileCell) => textOnStep(color, colorOf(one)),
          }),
        ],
      });
    },
  };
}

function deviationStep(deviation: number): number {
  const place = Math.floor(((deviation + farthest) / (2 * farthest)) * stepCount);
  return Math.max(0, Math.min(stepCount - 1, place));
}

/** The model's own space has the mean at 0 and the deviation 1, but for the weight of a feature. */
function customerCells({ model, centers, sizes }: CustomerClusters): ProfileCell[] {
  return model.centers.flatMap((center, cluster) =>
    model.features.map(({ name, weight }, f) => ({
      cluster,
      customers: sizes[cluster]!,
      feature: name,
      center: centers.column(name).at(cluster) as number | null,
      deviation: weight === 0 ? 0 : center[f]! / Math.sqrt(weight),
    })),
  );
}

/** Of plain points only the centers are known: their own weighted mean and deviation stand in. */
function pointCells({ model, sizes }: KMeansResult): ProfileCell[] {
  const names = model.columns ?? model.centers[0]!.map((_, f) => `${f + 1}`);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return names.flatMap((feature, f) => {
    const values = model.centers.map((center) => center[f]!);
    const mean = values.reduce((sum, value, i) => sum + value * sizes[i]!, 0) / total;
    const spread = Math.sqrt(values.reduce((sum, value, i) => sum + (value - mean) ** 2 * sizes[i]!, 0) / total);
    return values.map((center, cluster) => ({
      cluster,
      customers: sizes[cluster]!,
      feature,
      center,
      deviation: spread === 0 ? 0 : (center - mean) / spread,
    }));
  });
}
