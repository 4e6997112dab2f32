import { beforeAll, describe, expect, it } from "vitest";
import {
  calinskiHarabasz,
  clusterCustomers,
  daviesBouldin,
  gapStatistic,
  type KMeansResult,
  kMeans,
  silhouette,
} from "../../../src/clustering/index.js";
import { describeWithSharedData, referenceRows, sharedTable } from "../../shared-data.js";
import { onlineRetailCustomers, onlineRetailPoints } from "../online-retail.js";

const rows = referenceRows("segmentation-churn-baskets.json").filter((row) => row.topic === "kmeans");

function reference<Value>(dataset: string, quantity: string): Value {
  const found = rows.find((candidate) => candidate.dataset === dataset && candidate.quantity === quantity);
  if (found === undefined) throw new Error(`the reference file has no k-means row ${dataset}: ${quantity}`);
  return found.value as Value;
}

const retail = <Value>(quantity: string) => reference<Value>("online_retail", quantity);

interface Matrix {
  readonly data: Float64Array;
  readonly rows: number;
  readonly columns: number;
}

/** The sum of squared distances to the means of the labeled points, from nothing but points and labels. */
function inertiaOf({ data, rows: count, columns }: Matrix, { labels, sizes }: KMeansResult): number {
  const means = Array.from(sizes, () => new Array<number>(columns).fill(0));
  for (let i = 0; i < count; i++)
    for (let f = 0; f < columns; f++) means[labels[i]!]![f]! += data[i * columns + f]! / sizes[labels[i]!]!;
  let total = 0;
  for (let i = 0; i < count; i++)
    for (let f = 0; f < columns; f++) total += (data[i * columns + f]! - means[labels[i]!]![f]!) ** 2;
  return total;
}

/** Clusters by the last coordinate of their centers, the largest first, as the reference lists them. */
function byRevenue({ model }: KMeansResult): number[] {
  const order = model.centers.map((_, j) => j);
  return order.sort((a, b) => model.centers[b]![2]! - model.centers[a]![2]!);
}

/**
 * Customers from whom the textbook loop ends in the very optimum that the reference found as the best of its 20 starts.
 * For k from 4 on there are better ones, which move a few customers, so its sizes and indices are compared at its own
 * optimum.
 */
const startsOfReference: readonly (readonly [k: number, customers: readonly number[]])[] = [
  [2, [4233, 4272]],
  [3, [86, 4275, 3268]],
  [4, [1478, 1262, 2396, 1248]],
  [5, [464, 455, 4137, 4116, 1562]],
  [6, [4042, 2380, 1058, 1263, 306, 616]],
  [7, [3992, 4175, 2354, 511, 3468, 2553, 269]],
  [8, [532, 1, 2455, 4262, 3978, 2124, 1358, 3341]],
];

describeWithSharedData("k-means on Online Retail, ln(r, f, m) as z-scores", () => {
  const bestOf200 = (rows.find(({ quantity }) => quantity === "inertia k=2..8")?.value ?? []) as number[];
  const fits = new Map<number, KMeansResult>();
  let points: Matrix;

  const from = (customers: readonly number[]) => {
    const init = customers.map((row) => Array.from(points.data.subarray(3 * row, 3 * row + 3)));
    return kMeans(points, { k: customers.length, init, tolerance: 0, maxIterations: 1000 });
  };

  beforeAll(async () => {
    points = await onlineRetailPoints();
    for (let k = 2; k <= 8; k++) fits.set(k, kMeans(points, { k, tolerance: 0 }));
  });

  describe.each(startsOfReference)("at the optimum of the reference for k = %i", (k, customers) => {
    let fit: KMeansResult;
    beforeAll(() => {
      fit = from(customers);
    });

    it("has its inertia", () => {
      expect(fit.status).toBe("converged");
      expect(Math.abs(fit.inertia - retail<number>(`k=${k} inertia`))).toBeLessThan(1e-6);
      expect(fit.inertia).toBeCloseTo(inertiaOf(points, fit), 8);
    });

    it("has its silhouette and indices", () => {
      const [davies, calinski] = retail<[number, number]>(`k=${k} davies_bouldin / calinski_harabasz`);
      expect(silhouette(points, fit.labels)).toBeCloseTo(retail<number>(`k=${k} silhouette`), 10);
      expect(daviesBouldin(points, fit.labels)).toBeCloseTo(davies, 10);
      expect(calinskiHarabasz(points, fit.labels)).toBeCloseTo(calinski, 7);
    });
  });

  it.each(startsOfReference.slice(1, 4))(
    "has the sizes and centers of the reference for k = %i at its optimum",
    (k, customers) => {
      const fit = from(customers);
      const centers = retail<number[][]>(`k=${k} centres z(r,f,m) same order`);
      expect(byRevenue(fit).map((cluster) => fit.sizes[cluster])).toEqual(
        retail(`k=${k} cluster sizes (by centre z(ln m) descending)`),
      );
      byRevenue(fit).forEach((cluster, i) => {
        fit.model.centers[cluster]!.forEach((coordinate, f) => {
          expect(coordinate).toBeCloseTo(centers[i]![f]!, 10);
        });
      });
    },
  );

  it.each(startsOfReference.map(([k]) => k))(
    "k = %i is no worse than the reference from the library's own starts, and its indices are near",
    (k) => {
      const fit = fits.get(k)!;
      const [davies, calinski] = retail<[number, number]>(`k=${k} davies_bouldin / calinski_harabasz`);
      expect(fit.inertia).toBeLessThanOrEqual(retail<number>(`k=${k} inertia`) + 1e-6);
      expect(fit.inertia).toBeCloseTo(inertiaOf(points, fit), 8);
      expect(Math.abs(silhouette(points, fit.labels) - retail<number>(`k=${k} silhouette`))).toBeLessThan(0.001);
      expect(Math.abs(daviesBouldin(points, fit.labels) - davies)).toBeLessThan(0.01);
      expect(calinskiHarabasz(points, fit.labels)).toBeGreaterThan(calinski - 1e-6);
    },
  );

  it("comes within 1e-4 of the best of 200 starts, with the default tolerance, too", () => {
    expect(bestOf200).toHaveLength(7);
    bestOf200.forEach((inertia, i) => {
      expect(fits.get(i + 2)!.inertia).toBeLessThanOrEqual(inertia * (1 + 1e-4));
      expect(kMeans(points, { k: i + 2 }).inertia).toBeLessThanOrEqual(inertia * (1 + 1e-4));
    });
  });

  it("from the first five customers reaches the inertia and the iterations of the reference", () => {
    const [inertia, iterations] = retail<[number, number]>("k=5 fixed-start inertia, iterations");
    const fit = from([0, 1, 2, 3, 4]);
    expect(fit.inertia).toBeCloseTo(inertia, 6);
    expect(fit.iterations).toBe(iterations);
    expect(fit.status).toBe("converged");
  });

  it("has the gaps of the reference and their errors", () => {
    const wanted = retail<[number, number, number][]>("[k,gap,s_k]");
    const gaps = gapStatistic(points, { to: 6, restarts: 2 });
    wanted.forEach(([k, gap, error], i) => {
      expect(gaps.column("k").at(i)).toBe(k);
      expect(Math.abs(gaps.column("gap").at(i)! - gap)).toBeLessThan(0.03);
      expect(Math.abs(gaps.column("gapError").at(i)! - error)).toBeLessThan(0.03);
    });
    expect(gaps.recommended).toBe(3);
  });

  it("gives the same through clusterCustomers, whose model holds the reference's means and deviations", async () => {
    const { customer, ...columns } = await onlineRetailCustomers();
    const clusters = clusterCustomers(
      { customer, ...columns },
      { features: { recencyDays: "log", orders: "log", revenue: "log" }, k: 3, tolerance: 0 },
    );
    expect(clusters.inertia).toBeCloseTo(fits.get(3)!.inertia, 6);
    expect(clusters.labels).toEqual(fits.get(3)!.labels);
    const means = retail<number[]>("means of ln r,f,m");
    const deviations = retail<number[]>("pop sd of ln r,f,m");
    clusters.model.features.forEach((feature, f) => {
      expect(Math.abs(feature.offset - means[f]!)).toBeLessThan(1e-9);
      expect(Math.abs(feature.spread - deviations[f]!)).toBeLessThan(1e-9);
    });
  });
});

describeWithSharedData("k-means on the mall customers, unscaled income and spending score", () => {
  let points: number[][];

  beforeAll(async () => {
    const mall = await sharedTable("mall_customers.csv");
    points = mall
      .toRows()
      .map((customer) => [Number(customer["Annual Income (k$)"]), Number(customer["Spending Score (1-100)"])]);
  });

  it.each([4, 5, 6])("reaches the inertia and the silhouette of the reference for k = %i", (k) => {
    const fit = kMeans(points, { k, restarts: 50 });
    expect(Math.abs(fit.inertia - reference<number>("mall_customers", `k=${k} inertia`))).toBeLessThan(1e-6);
    const wanted = reference<number>("mall_customers", `k=${k} silhouette`);
    expect(Math.abs(silhouette(points, fit.labels) - wanted)).toBeLessThan(1e-6);
    if (k === 5) expect([...fit.sizes].sort((a, b) => a - b)).toEqual(reference("mall_customers", "k=5 sizes sorted"));
  });
});
