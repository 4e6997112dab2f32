import { describe, expect, it } from "vitest";
import { compareSources } from "../../../src/campaigns/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";

const prospects = {
  source: ["web", "fair", "friend", "web", "fair", "friend", "friend", "tv"],
  won: [1, 0, 1, 0, 0, 1, 0, null],
  count: [10, 40, 30, 90, 10, 5, 15, 4],
  cost: [2, 20, 0, 2, 20, 0, 0, 100],
  worth: [300, null, 500, null, null, null, null, null],
};

describe("compareSources", () => {
  const sources = compareSources(prospects, { cost: "cost", value: "worth" });

  it("gives rates, costs and worth by source, the highest rate first", () => {
    expect(sources.toRows()).toMatchObject([
      { source: "friend", prospects: 50, open: 0, won: 35, rate: 0.7, cost: 0, costPerProspect: 0, costPerCustomer: 0 },
      { source: "web", prospects: 100, won: 10, rate: 0.1, cost: 200, costPerCustomer: 20, valuePerCustomer: 300 },
      { source: "fair", prospects: 50, won: 0, rate: 0, cost: 1000, costPerCustomer: null, valuePerCustomer: null },
      { source: "tv", prospects: 4, open: 4, won: 0, rate: null, difference: null, adjustedPValue: null, cost: 400 },
    ]);
    expect(sources.column("valueToCost").toArray()).toEqual([null, 15, 0, 0]);
    expect(sources.warnings.join()).toContain("the value of 5 of those won is not known");
    // Customers won whose worth is not known do not lower the mean.
    expect(sources.column("valuePerCustomer").at(0)).toBe(500);
  });

  it("compares each source with all others together, and all of them at once", () => {
    // 35 of 50 against 10 of 150.
    const [friend] = sources.toRows();
    expect(friend!.difference).toBeCloseTo(0.7 - 10 / 150, 12);
    expect(sources.findings.map((finding) => finding.split(" ")[0])).toEqual(['"friend"', '"web"', '"fair"']);
    // Pearson by hand: rate 45 / 200; (35 − 11.25)² / 8.71875 + (10 − 22.5)² / 17.4375 + (0 − 11.25)² / 8.71875 = 88.2.
    expect(sources.pValue!).toBeLessThan(1e-18);
    expect(sources.warnings[0]).toContain("4 prospects are open");
  });

  it("takes a value that is not known for unknown, not for nothing", () => {
    const rows = {
      source: ["fair", "fair", "web", "web", "tv"],
      won: [1, 1, 1, 1, 0],
      cost: [50, 50, 1, 1, 5],
      value: [null, null, 3, null, null],
    };
    const found = compareSources(rows, { cost: "cost", value: "value" });
    // The web: two customers worth 3 as far as known, for 2; nobody came from television, which is known.
    expect(found.column("valueToCost").toArray()).toEqual([null, 3, 0]);
    expect(found.warnings).toHaveLength(1);
    expect(compareSources(rows, { cost: "cost" }).warnings).toEqual([]);
  });

  it("sees a difference between equal sources as often as it says", () => {
    const random = createRandom(17);
    let alarms = 0;
    for (let study = 0; study < 200; study++) {
      const rows = Array.from({ length: 300 }, (_, i) => ({ source: i % 3, won: random.uniform() < 0.3 ? 1 : 0 }));
      if (compareSources(rows).pValue! < 0.05) alarms++;
    }
    expect(alarms).toBeLessThanOrEqual(20);
  });

  it("has nothing to compare a single source with", () => {
    const single = compareSources({ source: ["web", "web"], won: [1, 0] });
    expect(single.toRows()[0]).toMatchObject({ rate: 0.5, difference: null, cost: null, valueToCost: null });
    expect(single.pValue).toBeNull();
  });

  it("refuses outcomes between yes and no, and negative costs", () => {
    expect(errorOf(() => compareSources({ source: ["a"], won: [2] })).code).toBe("out-of-range");
    const negative = () => compareSources({ source: ["a"], won: [1], cost: [-1] }, { cost: "cost" });
    expect(errorOf(negative).code).toBe("out-of-range");
  });
});
