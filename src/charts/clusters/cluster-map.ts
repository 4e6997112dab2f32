import { dot, text } from "@observablehq/plot";
import { type CustomerClusters, featurePoints, type KMeansResult } from "../../clustering/index.js";
import { seriesColor, seriesColors } from "../../presentation/index.js";
import { type Points, pointsOf, toTable } from "../../table/index.js";
import { bottomAxis, leftAxis } from "../drawing/axes.js";
import type { DrawContext } from "../drawing/draw-context.js";
import type { ChartDefinition, Drawing } from "../drawing/drawing.js";
import { plotPicture } from "../drawing/plot-picture.js";
import { isModelOf, isObjectWith } from "../drawing/recognize.js";
import { evenPlaces } from "../drawing/thin-rows.js";
import { principalPlane } from "./principal-components.js";

/** Clusters of plain points, with the points. */
export interface ClusteredPoints {
  readonly clusters: KMeansResult;
  readonly points: Points;
}

/** How far apart clusters are: customers on the plane of the first two principal components. */
export const clusterMap: ChartDefinition<CustomerClusters | ClusteredPoints> = {
  kind: "map",
  shows: ["clusterCustomers", "{ clusters, points }"],
  recognizes: (result) =>
    (isObjectWith(result, ["model", "customers", "labels"]) &&
      isModelOf((result as CustomerClusters).model, ["customer-clusters"])) ||
    (isObjectWith(result, ["clusters", "points"]) &&
      isModelOf((result as ClusteredPoints).clusters?.model, ["k-means"])),
  draw,
};

/** More dots than this hide each other. */
const mostDots = 900;

interface MapDot {
  readonly cluster: number;
  readonly x: number;
  readonly y: number;
}

function draw(result: CustomerClusters | ClusteredPoints, context: DrawContext): Drawing {
  const { say, percent, count, color, counted } = context;
  const { data, rows, columns, labels } = placed(result);
  const { x, y, shares } = principalPlane(data, rows, columns);
  const clusters = Array.from({ length: Math.max(...labels) + 1 }, (_, i) => i);
  const dots: MapDot[] = evenPlaces(rows, mostDots).map((i) => ({ cluster: labels[i]!, x: x[i]!, y: y[i]! }));
  const centers = clusters.map((cluster) => centerOf(cluster, labels, x, y));
  const both = percent(shares[0] + shares[1], 0);
  const title = say(
    `${counted(clusters.length, "cluster")} on a plane that shows ${both} of the differences`,
    `${clusters.length} 个群组，平面保留 ${both} 的差异`,
  );
  const shown =
    dots.length < rows
      ? say(`${count(dots.length)} of ${count(rows)}`, `${count(rows)} 中的 ${count(dots.length)}`)
      : count(rows);
  const ranges = [rangeOf(dots.map((one) => one.x)), rangeOf(dots.map((one) => one.y))] as const;
  return {
    title,
    subtitle: say(`First two principal components of ${shown} customers`, `${shown} 位客户的前两个主成分`),
    description: say(
      `Scatter plot. ${title}. The first component holds ${percent(shares[0])} of the variance, the second ` +
        `${percent(shares[1])}.`,
      `散点图。${title}。第一主成分占方差的 ${percent(shares[0])}，第二主成分占 ${percent(shares[1])}。`,
    ),
    note: say(
      "What the plane leaves out is not seen: clusters that overlap here may be apart in other directions.",
      "平面之外的差异不可见：此处重叠的群组在其他方向上可能分开。",
    ),
    legend: clusters.map((cluster) => ({
      color: seriesColor(color, cluster),
      label: `${cluster}`,
      mark: "dot" as const,
    })),
    data: toTable("clusterMap", dots),
    picture: (width) =>
      plotPicture(context, width, {
        height: Math.min(460, Math.round(width * 0.66)),
        marginTop: 28,
        x: { domain: ranges[0] },
        y: { domain: ranges[1] },
        marks: [
          ...bottomAxis(context, { label: componentLabel(0), ticks: 5, format: plain as never }),
          ...leftAxis(context, { label: componentLabel(1), ticks: 5, format: plain as never }),
          ...clusters.map((cluster) =>
            dot(
              dots.filter((one) => one.cluster === cluster),
              // Beyond six clusters colors come again: the shape tells them apart.
              {
                x: "x",
                y: "y",
                r: 2.6,
                symbol: shapeOf(cluster),
                fill: seriesColor(color, cluster),
                fillOpacity: 0.55,
              },
            ),
          ),
          text(centers, {
            x: "x",
            y: "y",
            text: (one: MapDot) => `${one.cluster}`,
            fontSize: 16,
            fontWeight: 700,
            fill: color.ink,
            stroke: color.paper,
            strokeWidth: 5,
          }),
        ],
      }),
  };

  function componentLabel(i: 0 | 1): string {
    return say(`component ${i + 1} (${percent(shares[i])})`, `主成分 ${i + 1}（${percent(shares[i])}）`);
  }

  function plain(value: number): string {
    return context.compact(value);
  }
}

function placed(result: CustomerClusters | ClusteredPoints) {
  if ("points" in result) {
    const { data, rows, columns } = pointsOf("clusterMap", result.points);
    return { data, rows, columns, labels: result.clusters.labels };
  }
  const { features, missing } = result.model;
  const points = featurePoints("clusterMap", result.customers, features, missing);
  return { ...points, labels: points.sources.map((row) => result.labels[row]!) };
}

function centerOf(cluster: number, labels: Int32Array, x: Float64Array, y: Float64Array): MapDot {
  let [sumX, sumY, n] = [0, 0, 0];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== cluster) continue;
    sumX += x[i]!;
    sumY += y[i]!;
    n++;
  }
  return { cluster, x: sumX / Math.max(1, n), y: sumY / Math.max(1, n) };
}

function shapeOf(cluster: number): "circle" | "square" | "triangle" | "diamond" {
  const shapes = ["circle", "square", "triangle", "diamond"] as const;
  return shapes[Math.floor(cluster / seriesColors.length) % shapes.length]!;
}

/** The range of the values with a little room around it. */
function rangeOf(values: readonly number[]): [number, number] {
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const pad = (high - low || 1) * 0.05;
  return [low - pad, high + pad];
}
