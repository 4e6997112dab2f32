import { describe, expect, it } from "vitest";
import {
  calinskiHarabasz,
  chooseClusterCount,
  clusterCustomers,
  daviesBouldin,
  gapStatistic,
  kMeans,
  silhouette,
} from "../../../src/clustering/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { describeWithSharedData } from "../../shared-data.js";
import { onlineRetailPoints } from "../online-retail.js";
import { features, shop } from "../simulated-shop.js";

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

/** One blurred heap in which the criteria have to disagree. */
function heap(): number[][] {
  const random = createRandom(14);
  return Array.from({ length: 150 }, (_, row) => [random.normal() + (row % 2), random.exponential(), random.normal()]);
}

describe("chooseClusterCount", () => {
  it("searches the starts of many points in the sample, and comes to the fits of all points", () => {
    const random = createRandom(5);
    const rows = 9000;
    const center = [0, 0, 5, 1, 2, 6, 9, 9];
    const data = Float64Array.from({ length: 2 * rows }, (_, i) => center[i % 8]! + random.normal());
    const points = { data, rows, columns: 2 };
    const counts = chooseClusterCount(points, { to: 5, sample: 600, restarts: 4, references: 3, resamples: 2 });
    expect(counts.recommendations).toMatchObject({ silhouette: 4, calinskiHarabasz: 4, daviesBouldin: 4, gap: 4 });
    for (const row of counts) {
      const best = kMeans(points, { k: row.k!, restarts: 10, tolerance: 1e-6 }).inertia;
      expect(row.inertia! / best - 1, `k = ${row.k}`).toBeLessThan(0.001);
    }
    expect(counts.column("inertia").at(2)).toBeCloseTo(kMeans(points, { k: 4, tolerance: 1e-5 }).inertia, 0);
  });

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

  it("has in each row what the functions say of the fit of that k", () => {
    const points = heap();
    const counts = chooseClusterCount(points, { from: 1, to: 5, seed: 7 });
    const gaps = gapStatistic(points, { from: 1, to: 5, seed: 7 }).toRows();
    counts.toRows().forEach((row, i) => {
      const fit = kMeans(points, { k: row.k!, seed: 7 });
      expect(row.inertia).toBe(fit.inertia);
      expect(row.gap).toBeCloseTo(gaps[i]!.gap!, 12);
      expect(row.gapError).toBeCloseTo(gaps[i]!.gapError!, 12);
      if (row.k === 1) return;
      expect(row.silhouette).toBe(silhouette(points, fit.labels));
      expect(row.calinskiHarabasz).toBe(calinskiHarabasz(points, fit.labels));
      expect(row.daviesBouldin).toBe(daviesBouldin(points, fit.labels));
    });
  });

  it("takes customers by their features, on the scales of clusterCustomers", () => {
    const customers = shop(200, 3);
    const counts = chooseClusterCount(customers, { features, to: 4, seed: 5 });
    for (const { k, inertia } of counts) {
      expect(inertia).toBe(clusterCustomers(customers, { features, k: k!, seed: 5 }).inertia);
    }
    expect(counts.recommendations.silhouette).toBe(2);
    const holed = { ...customers, profit: customers.profit.map((value, row) => (row % 9 === 0 ? null : value)) };
    expect(() => chooseClusterCount(holed, { features, to: 3 })).toThrow('chooseClusterCount: column "profit", row 1');
    const dropped = chooseClusterCount(holed, { features, to: 3, missing: "drop" });
    expect(dropped.column("inertia").at(0)).toBe(clusterCustomers(holed, { features, k: 2, missing: "drop" }).inertia);
  });

  it("recommends by each criterion the best row of its column, and by the elbow the row farthest below the chord", () => {
    const counts = chooseClusterCount(heap(), { to: 7, seed: 1 });
    const rows = counts.toRows();
    const best = (value: (row: (typeof rows)[number]) => number) =>
      rows.reduce((found, row) => (value(row) > value(found) ? row : found)).k;
    expect(counts.recommendations.silhouette).toBe(best((row) => row.silhouette!));
    expect(counts.recommendations.calinskiHarabasz).toBe(best((row) => row.calinskiHarabasz!));
    expect(counts.recommendations.daviesBouldin).toBe(best((row) => -row.daviesBouldin!));
    expect(counts.recommendations.stability).toBe(best((row) => row.stability!));
    const [first, last] = [rows[0]!, rows.at(-1)!];
    const chord = ({ k }: { k: number | null }) =>
      first.inertia! + ((last.inertia! - first.inertia!) * (k! - first.k!)) / (last.k! - first.k!);
    expect(counts.recommendations.elbow).toBe(best((row) => chord(row) - row.inertia!));
    const taken = new Set(Object.values(counts.recommendations));
    expect(counts.agreement).toBe(taken.size === 1);
    expect(taken.size).toBeGreaterThan(1);
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
    expect(counts.column("inertia").at(1)).toBe(kMeans(many, { k: 3 }).inertia);
    expect(chooseClusterCount([[1], [2], [3], [9], [9.5]]).toColumns().k).toEqual([2, 3, 4]);
  });

  it("leaves out what a sample with few different points cannot say", () => {
    const rare = Array.from({ length: 2000 }, (_, row) => [row < 9 ? row : 50]);
    const counts = chooseClusterCount(rare, { to: 5, sample: 20, references: 2, resamples: 2 });
    expect(counts.toColumns().k).toEqual([2, 3, 4, 5]);
    expect(counts.column("inertia").toArray().every(Number.isFinite)).toBe(true);
    expect(counts.column("gap").at(3)).toBeNull();
    expect(counts.column("stability").at(3)).toBeNull();
  });

  it("does not decide where there is one row or nothing to compare", () => {
    const one = chooseClusterCount([[1], [2]]);
    expect(one.toRows()).toEqual([
      {
        k: 2,
        inertia: 0,
        silhouette: null,
        gap: null,
        gapError: null,
        calinskiHarabasz: null,
        daviesBouldin: null,
        stability: one.column("stability").at(0),
      },
    ]);
    expect(chooseClusterCount([[1], [2], [4]], { from: 1, to: 1 }).recommendations).toEqual({
      elbow: null,
      silhouette: null,
      gap: null,
      calinskiHarabasz: null,
      daviesBouldin: null,
      stability: null,
    });
  });

  it.each([
    ["too-many-clusters", [[1]], {}],
    ["too-many-clusters", [[1], [1], [1]], {}],
    ["too-many-clusters", threeClusters(), { to: 121 }],
    ["invalid-option", threeClusters(), { from: 4, to: 3 }],
    ["invalid-option", threeClusters(), { from: 0 }],
    ["invalid-option", threeClusters(), { seed: Number.NaN }],
    ["invalid-option", threeClusters(), { sample: 9 }],
    ["invalid-option", threeClusters(), { maximum: 3 }],
    ["invalid-option", shop(9, 1), { features: {} }],
    ["invalid-option", shop(9, 1), { features, missing: "guess" }],
    ["unknown-column", shop(9, 1), { features: ["age"] }],
    ["unsupported-input", shop(9, 1), {}],
    ["invalid-option", threeClusters(), { missing: "drop" }],
    ["empty-table", [], {}],
    ["missing-value", [[1], [Number.NaN], [2]], {}],
    ["out-of-range", [[1e200], [-1e200], [2]], {}],
  ])("refuses with %s (%#)", (code, points, options) => {
    expect(() => chooseClusterCount(points as number[][], options as object)).toThrow(
      expect.objectContaining({ name: "ClienteleError", code }),
    );
  });
});

describeWithSharedData("chooseClusterCount on Online Retail", () => {
  it("shows that the silhouette takes two kinds of customers and the gap three", async () => {
    const counts = chooseClusterCount(await onlineRetailPoints(), { to: 6, restarts: 5, resamples: 2 });
    expect(counts.recommendations).toMatchObject({ silhouette: 2, gap: 3 });
    expect(counts.agreement).toBe(false);
  });
});

describe("a table that begins with two clusters", () => {
  const random = createRandom(8);
  const noise = Array.from({ length: 200 }, () => [random.uniform(), random.uniform(), random.uniform()]);
  const apart = Array.from({ length: 200 }, (_, row) => [(row % 3) * 9 + random.normal(), random.normal()]);

  it("says that there is nothing to divide, the gap being judged at one cluster as well", () => {
    for (const from of [1, 2, 4]) {
      const counts = chooseClusterCount(noise, { from, to: 6, seed: 1 });
      expect(counts.recommendations.gap).toBe(1);
      expect(counts.warnings[0]).toMatch(/^no clusters were found/);
      expect(counts.column("k").at(0)).toBe(from);
    }
    const [one, two] = [1, 2].map((from) => chooseClusterCount(noise, { from, to: 5, seed: 1 }).toRows());
    expect(two!.map(({ gap, gapError }) => [gap, gapError])).toEqual(
      one!.slice(1).map(({ gap, gapError }) => [gap, gapError]),
    );
  });

  it("warns of nothing where there are clusters, and of one cloud where silhouettes are low", () => {
    expect(chooseClusterCount(apart, { to: 5, seed: 1 })).toMatchObject({ warnings: [], recommendations: { gap: 3 } });
    const wide = Array.from({ length: 150 }, () => Array.from({ length: 8 }, () => random.normal()));
    expect(chooseClusterCount(wide, { to: 4, seed: 1 }).warnings.at(-1)).toMatch(/^no substantial structure/);
  });
});
