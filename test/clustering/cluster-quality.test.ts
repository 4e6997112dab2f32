import { beforeAll, describe, expect, it } from "vitest";
import {
  adjustedRandIndex,
  calinskiHarabasz,
  chooseClusterCount,
  daviesBouldin,
  gapStatistic,
  kMeans,
  silhouette,
  silhouetteReport,
} from "../../src/clustering/index.js";
import { createRandom } from "../../src/numeric/index.js";
import { describeWithSharedData, referenceRows, sharedTable } from "../shared-data.js";
import { onlineRetailPoints } from "./online-retail.js";

const points = [
  [0, 0],
  [1, 0],
  [0, 2],
  [5, 5],
  [6, 5],
  [5, 7],
  [9, 0],
  [9, 1],
];
const labels = [0, 0, 0, 1, 1, 1, 2, 2];
const silhouettes = [
  0.8083772587165003, 0.7746099281975748, 0.6759801375469876, 0.7512433373531772, 0.70122035358315, 0.7226499018873854,
  0.8521900547334336, 0.8321016760053157,
];

/** Three round clusters of 40 points. */
function threeClusters(): number[][] {
  const random = createRandom(8);
  return Array.from({ length: 120 }, (_, row) =>
    [
      [0, 0],
      [8, 0],
      [4, 7],
    ][row % 3]!.map((center) => center + random.normal()),
  );
}

describe("the measures of clusters", () => {
  // scikit-learn 1.2.1
  it("agree with scikit-learn on a small case", () => {
    expect(silhouette(points, labels)).toBeCloseTo(mean(silhouettes), 14);
    silhouetteReport(points, labels).values.forEach((value, row) => {
      expect(value).toBeCloseTo(silhouettes[row]!, 14);
    });
    expect(daviesBouldin(points, labels)).toBeCloseTo(0.27250903657025555, 14);
    expect(calinskiHarabasz(points, labels)).toBeCloseTo(49.781976744186046, 12);
    expect(adjustedRandIndex([0, 0, 1, 1, 2, 2, 2], [0, 0, 1, 2, 2, 2, 1])).toBeCloseTo(0.2125, 14);
  });

  it("do not care how clusters are numbered, or for points without one", () => {
    const renamed = labels.map((label) => [7, 3, 11][label]!);
    expect(silhouette(points, renamed)).toBeCloseTo(silhouette(points, labels), 14);
    expect(daviesBouldin(points, renamed)).toBeCloseTo(daviesBouldin(points, labels), 14);
    const more = [...points, [100, 100]];
    expect(silhouette(more, [...labels, -1])).toBe(silhouette(points, labels));
    expect(calinskiHarabasz(more, [...labels, -1])).toBe(calinskiHarabasz(points, labels));
    expect(silhouetteReport(more, [...labels, -1]).values[8]).toBeNaN();
  });

  it("take a point alone as 0 and points in one place as they are", () => {
    expect([...silhouetteReport([[0], [1], [9]], [0, 0, 1]).values][2]).toBe(0);
    expect(silhouette([[1], [1], [2], [2]], [0, 0, 1, 1])).toBe(1);
    expect(silhouette([[1], [1], [1], [1]], [0, 0, 1, 1])).toBe(0);
    expect(daviesBouldin([[1], [1], [2], [2]], [0, 0, 1, 1])).toBe(0);
    expect(calinskiHarabasz([[1], [1], [2], [2]], [0, 0, 1, 1])).toBe(Number.POSITIVE_INFINITY);
    expect(adjustedRandIndex([0, 0], [1, 1])).toBe(1);
  });

  it("judge a sample close to the whole and say so", () => {
    const random = createRandom(3);
    const many = Array.from({ length: 3000 }, (_, row) => [5 * (row % 2) + random.normal(), random.normal()]);
    const { labels: two } = kMeans(many, { k: 2, restarts: 1 });
    const whole = silhouetteReport(many, two);
    const part = silhouetteReport(many, two, { sample: 400, seed: 1 });
    expect(whole).toMatchObject({ exact: true, standardError: 0, judged: 3000 });
    expect(part).toMatchObject({ exact: false, judged: 400 });
    expect(part.standardError).toBeGreaterThan(0);
    expect(Math.abs(part.mean - whole.mean)).toBeLessThan(4 * part.standardError);
    expect(part.values.filter((value) => !Number.isNaN(value)).length).toBe(400);
  });

  it.each([
    ["one cluster", "one-class", () => silhouette([[1], [2]], [0, 0])],
    ["as many clusters as points", "too-few-rows", () => daviesBouldin([[1], [2]], [0, 1])],
    ["too few labels", "length-mismatch", () => calinskiHarabasz([[1], [2]], [0])],
    ["half a label", "out-of-range", () => silhouette([[1], [2], [3]], [0, 0.5, 1])],
    ["a sample of one", "invalid-option", () => silhouette(points, labels, { sample: 1 })],
    ["groupings of different things", "length-mismatch", () => adjustedRandIndex([1], [1, 2])],
    ["from above to", "invalid-option", () => gapStatistic(points, { from: 3, to: 2 })],
    ["more clusters than points", "too-many-clusters", () => chooseClusterCount(points, { to: 9 })],
  ])("refuse %s", (_, code, run) => {
    expect(run).toThrow(expect.objectContaining({ code }));
  });
});

describe("chooseClusterCount", () => {
  it("lets every criterion find three clusters that are plain to see", () => {
    const counts = chooseClusterCount(threeClusters(), { from: 1, to: 6, seed: 2 });
    expect(counts.recommendations).toEqual({
      elbow: 3,
      silhouette: 3,
      gap: 3,
      calinskiHarabasz: 3,
      daviesBouldin: 3,
      stability: 3,
    });
    expect(counts.agreement).toBe(true);
    expect(counts.sampled).toBeNull();
    expect(counts.columnNames).toEqual([
      "k",
      "inertia",
      "silhouette",
      "gap",
      "gapError",
      "calinskiHarabasz",
      "daviesBouldin",
      "stability",
    ]);
    expect(counts.head(1).toRows()[0]).toMatchObject({
      k: 1,
      silhouette: null,
      calinskiHarabasz: null,
      daviesBouldin: null,
      stability: null,
    });
    expect(counts.column("stability").at(2)).toBeGreaterThan(0.95);
  });

  it("finds one cluster in noise by the gap, and gives the same table twice", () => {
    const random = createRandom(5);
    const noise = Array.from({ length: 150 }, () => [random.uniform(), random.uniform()]);
    const counts = chooseClusterCount(noise, { from: 1, to: 4 });
    expect(counts.recommendations.gap).toBe(1);
    expect(chooseClusterCount(noise, { from: 1, to: 4 }).toRows()).toEqual(counts.toRows());
  });

  it("looks at a sample of many points and says so, and stops below the number of different points", () => {
    const random = createRandom(6);
    const many = Array.from({ length: 800 }, (_, row) => [9 * (row % 3) + random.normal()]);
    const counts = chooseClusterCount(many, { to: 4, sample: 200 });
    expect(counts.sampled).toBe(200);
    expect(counts.recommendations.silhouette).toBe(3);
    expect(chooseClusterCount([[1], [2], [3], [9], [9.5]]).toColumns().k).toEqual([2, 3, 4]);
  });
});

describeWithSharedData("clusters of Online Retail and of the mall", () => {
  const rows = referenceRows("segmentation-churn-baskets.json").filter((row) => row.topic === "kmeans");
  const value = (dataset: string, quantity: string) =>
    rows.find((row) => row.dataset === dataset && row.quantity === quantity)?.value;
  let retail: Awaited<ReturnType<typeof onlineRetailPoints>>;
  beforeAll(async () => {
    retail = await onlineRetailPoints();
  });

  it.each([2, 3, 4, 5, 6, 7, 8])("have the silhouette and the indices of the reference for k = %i", (k) => {
    const fit = kMeans(retail, { k, tolerance: 0 });
    const wanted = value("online_retail", `k=${k} silhouette`) as number;
    const [davies, calinski] = value("online_retail", `k=${k} davies_bouldin / calinski_harabasz`) as [number, number];
    // Shallow optima a hair better than the reference's best of 20 move a few customers.
    expect(Math.abs(silhouette(retail, fit.labels) - wanted)).toBeLessThan(0.003);
    expect(Math.abs(daviesBouldin(retail, fit.labels) - davies)).toBeLessThan(0.01);
    expect(Math.abs(calinskiHarabasz(retail, fit.labels) / calinski - 1)).toBeLessThan(1e-4);
  });

  it("have the gaps of the reference", () => {
    const wanted = value("online_retail", "[k,gap,s_k]") as [number, number, number][];
    const gaps = gapStatistic(retail, { to: 6, restarts: 2 });
    wanted.forEach(([k, gap], i) => {
      expect(gaps.column("k").at(i)).toBe(k);
      expect(Math.abs(gaps.column("gap").at(i)! - gap)).toBeLessThan(0.03);
    });
    expect(gaps.recommended).toBe(3);
  });

  it.each([4, 5, 6])("have the silhouette of the reference for k = %i in the mall", async (k) => {
    const mall = await sharedTable("mall_customers.csv");
    const matrix = mall
      .toRows()
      .map((row) => [Number(row["Annual Income (k$)"]), Number(row["Spending Score (1-100)"])]);
    const fit = kMeans(matrix, { k, restarts: 50 });
    expect(
      Math.abs(silhouette(matrix, fit.labels) - (value("mall_customers", `k=${k} silhouette`) as number)),
    ).toBeLessThan(1e-6);
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((sum, one) => sum + one, 0) / values.length;
}
