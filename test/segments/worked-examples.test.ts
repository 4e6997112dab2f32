import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import {
  analyzePareto,
  customerPyramid,
  mendLossMakers,
  selectCustomers,
  tierMigration,
  walletShare,
} from "../../src/index.js";
import { describeWithSharedData, hasSharedData, sharedPath } from "../shared-data.js";

interface WorkedExample {
  readonly id: string;
  readonly inputs: never;
  readonly value: never;
}

const examples = hasSharedData
  ? (JSON.parse(readFileSync(sharedPath("reference/worked-examples.json"), "utf8")) as WorkedExample[])
  : [];

/** So many times each value. */
const repeated = (...parts: readonly (readonly [count: number, value: number])[]): number[] =>
  parts.flatMap(([count, value]) => new Array<number>(count).fill(value));

/** The customers of the pyramid before and after `moves`, each worth the mean of his tier. */
function migrationTables(tiers: Record<string, [number, number]>, moves: Record<string, number>) {
  const names = Object.keys(tiers);
  const before = names.flatMap((tier) => new Array<string>(tiers[tier]![0]).fill(tier));
  const after = [...before];
  for (const [move, count] of Object.entries(moves)) {
    const [from, to] = move.split(" to ") as [string, string];
    // From the end, so that nobody moves twice.
    for (let left = count, row = before.lastIndexOf(from); left > 0; left--, row--) after[row] = to;
  }
  const side = (tier: string[]) => ({
    customer: tier.map((_, i) => i),
    tier,
    revenue: tier.map((name) => tiers[name]![1]),
  });
  return { before: side(before), after: side(after), order: names };
}

const run: Record<string, (example: WorkedExample) => void> = {
  "bank-profit": ({ value }) => {
    const pareto = analyzePareto(repeated([20, 240], [180, 4900 / 180], [280, 10], [520, -2500 / 520]));
    expect(pareto.topShare(0.02)).toBeCloseTo(value["topShare(.02)"], 9);
    expect(pareto.topShare(0.2)).toBeCloseTo(value["topShare(.2)"], 9);
    expect(pareto.negativeCount).toBe(value["negativeCount"]);
    expect(pareto.peakShare).toBeCloseTo(value["peakShare"], 9);
    expect(pareto.consumedShare).toBeCloseTo(0.2, 9);
  },
  "half-eaten": ({ value }) => {
    const pareto = analyzePareto(repeated([20, 8], [50, 0.8], [30, -100 / 30]));
    expect(pareto.peakShare).toBeCloseTo(value["peakShare"], 9);
    expect(pareto.consumedShare).toBeCloseTo(value["consumedShare"], 9);
  },
  mckinsey: ({ value }) => {
    expect(analyzePareto(repeated([40, 2], [960, 20 / 960])).countForShare(0.8)).toBe(value["countForShare(.8)"]);
  },
  "two-measures": ({ inputs, value }) => {
    const [top, other] = [inputs["top 20 of 100"], inputs["other 80"]] as Record<"revenue" | "profit", number>[];
    const column = (name: "revenue" | "profit") => repeated([20, top![name]], [80, other![name]]);
    const pareto = analyzePareto({ revenue: column("revenue"), profit: column("profit") }, { measures: ["profit"] });
    expect(pareto.topShare(0.2)).toBeCloseTo(value["revenueShare"], 9);
    expect(pareto.topShareOf("profit", 0.2)).toBeCloseTo(value["profitShare"], 9);
    expect(pareto.summary().toRows()[3]).toMatchObject({ top: 0.2, items: 20 });
    expect(pareto.summary().column("profitShare").at(3)).toBeCloseTo(value["profitShare"], 9);
  },
  migration: ({ inputs, value }) => {
    const { before, after, order } = migrationTables(inputs["tiers"], inputs["moves up"]);
    const migration = tierMigration(before, after, {
      tier: "tier",
      order,
      value: "revenue",
      contribution: inputs["contribution"],
      profitBefore: inputs["profit before"],
      project: [0.025],
    });
    expect(migration.netUpward).toBeCloseTo(value["netUpward"], 12);
    expect([migration.valueBefore, migration.valueAfter]).toEqual(value["revenue"]);
    expect(migration.valueGain).toBeCloseTo(value["revenueGain"], 9);
    expect(migration.profitGain).toBeCloseTo(value["profitGain"], 9);
    // 2.5 % net upward at what a move up brought here is what happened here.
    expect(migration.projection.column("valueChange").at(0)).toBeCloseTo(345, 9);
    expect(migration.projection.column("profitGain").at(0)).toBeCloseTo(value["profitGain"], 9);
  },
  "wallet-share": ({ inputs, value }) => {
    const wallets = walletShare(inputs, { ours: "ours", total: "total" });
    expect(wallets.column("share").toArray()).toEqual(value["share"]);
    expect(wallets.column("headroom").toArray()).toEqual(value["headroom"]);
    expect(wallets.totalShare).toBeCloseTo(value["totalShare"], 15);
  },
  selection: ({ inputs, value }) => {
    const terms = inputs["value"] as Record<string, number>;
    const points = inputs["own ability 1–5"] as number[];
    const selected = selectCustomers(
      Object.fromEntries(
        Object.entries(terms).map(([name, amount]) => [name === "growth and cross-buying" ? "growth" : name, [amount]]),
      ),
      { ability: points.map((of, i) => ({ name: `ability ${i}`, points: of, weight: 0.2 })) },
    );
    expect(selected.column("value").at(0)).toBe(value["customerValue"]);
    expect(selected.ability).toBeCloseTo(value["ability"], 12);
    expect(selected.abilityIndex).toBeCloseTo(value["ability 0–100"], 12);
  },
  "cost-against-profit": ({ inputs, value }) => {
    const sizes = [1, 4, 15, 80];
    const spread = (shares: number[]) =>
      shares.flatMap((share, i) => new Array<number>(sizes[i]!).fill(share / sizes[i]!));
    const pyramid = customerPyramid(
      { cost: spread(inputs["costShares"]), profit: spread(inputs["profitShares"]) },
      { value: "profit", measures: ["cost"] },
    );
    const ratios = pyramid.summary().column("costToProfit").toArray();
    expect(ratios.length).toBe(5);
    (value as number[]).forEach((ratio, tier) => {
      expect(ratios[tier]).toBeCloseTo(ratio, 9);
    });
    expect(ratios[4]).toBeNull();
  },
  "loss-maker": ({ inputs, value }) => {
    const columns = Object.fromEntries(Object.entries(inputs).map(([name, amount]) => [name, [amount]]));
    const mended = mendLossMakers(columns, {
      revenue: "revenue",
      directCost: "directCost",
      serviceCost: "serviceCost",
    });
    expect(mended.numRows).toBe(1);
    for (const figure of ["profit", "priceChange", "serviceCostChange"] as const) {
      expect(mended.column(figure).at(0)).toBeCloseTo(value[figure], 12);
    }
    expect(mended.column("volumeChange").at(0)).toBeNull();
    expect(mended.column("reason").at(0)).toContain(value["volume"]);
  },
};

describeWithSharedData("the worked examples of segments", () => {
  it.each(Object.keys(run))("gives the value of %s", (id) => {
    const example = examples.find((one) => one.id === id);
    expect(example).toBeDefined();
    run[id]!(example!);
  });
});
