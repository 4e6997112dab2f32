import { describe, expect, it } from "vitest";
import { betaGeometricRecipe } from "../../../src/lifetime-value/beta-geometric/beta-geometric-recipe.js";
import { bestMaximum } from "../../../src/lifetime-value/fitting/best-maximum.js";
import { readOpportunities, readPurchases } from "../../../src/lifetime-value/fitting/customer-statistics.js";
import { type FitRecipe, searchStarts } from "../../../src/lifetime-value/fitting/fit-purchases.js";
import { maximizeLikelihood } from "../../../src/lifetime-value/fitting/maximize-likelihood.js";
import { groupPurchases } from "../../../src/lifetime-value/fitting/purchase-groups.js";
import { type PurchaseModel, simulateCustomers } from "../../../src/lifetime-value/index.js";
import { bgBbRecipe } from "../../../src/lifetime-value/purchases/bg-bb.js";
import { paretoNbdRecipe } from "../../../src/lifetime-value/purchases/pareto-nbd.js";
import { createRandom } from "../../../src/numeric/index.js";
import { createTable, type Table } from "../../../src/table/index.js";
import { describeWithSharedData, sharedTable } from "../../shared-data.js";

type Recipe = FitRecipe<string>;

const recipes: Readonly<Record<string, Recipe>> = {
  "bg-nbd": betaGeometricRecipe({ stages: 1, immediate: 0 }),
  "mbg-nbd": betaGeometricRecipe({ stages: 1, immediate: 1 }),
  "mbg-cnbd-2": betaGeometricRecipe({ stages: 2, immediate: 1 }),
  "pareto-nbd": paretoNbdRecipe,
  "bg-bb": bgBbRecipe,
};

const bgTruths = [
  { kind: "mbg-nbd", parameters: { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 } },
  { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 } },
  { kind: "bg-nbd", parameters: { r: 1.5, alpha: 8, a: 0.5, b: 4 } },
] as const;
const paretoTruths = [
  { kind: "pareto-nbd", parameters: { r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 } },
  { kind: "pareto-nbd", parameters: { r: 1.2, alpha: 6, s: 0.4, beta: 20 } },
] as const;
const donorTruths = [
  { kind: "bg-bb", parameters: { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 } },
  { kind: "bg-bb", parameters: { alpha: 0.5, beta: 2, gamma: 1, delta: 5 } },
] as const;

const sizes = [25, 50, 80, 150];

/** How far the fit of a sample falls short of the best of a search from 50 random starting points. */
function shortfall(kind: string, customers: Table, seed: number): number {
  const recipe = recipes[kind]!;
  const groups = groupPurchases((kind === "bg-bb" ? readOpportunities : readPurchases)("test", customers));
  if (groups.meanFrequency === 0) return 0;
  const likelihood = recipe.logLikelihood(groups);
  const directions = recipe.directions(groups);
  const starts = searchStarts(groups, recipe, directions);
  const fitted = bestMaximum(likelihood, directions, starts, 200, groups.groups).maximum.value;
  const random = createRandom(seed);
  let best = fitted;
  for (let i = 0; i < 50; i++) {
    const moves = directions.map((_, k) => (k === 0 ? 1 : 2) * random.normal());
    const start = starts.usual[0]!.map((value, p) =>
      directions.reduce((sum, { weights }, k) => sum + moves[k]! * weights[p]!, value),
    );
    const found = maximizeLikelihood(likelihood, directions, start);
    if (found.ended !== "failed" && found.value > best) best = found.value;
  }
  return best - fitted;
}

describe.each([
  ["bg-nbd", bgTruths],
  ["mbg-nbd", bgTruths],
  ["mbg-cnbd-2", bgTruths],
  ["pareto-nbd", paretoTruths],
  ["bg-bb", donorTruths],
] as const)("fits of %s to 80 simulated samples of 25 to 150 customers", (kind, truths) => {
  it("are no worse than a search from 50 starting points", () => {
    const worse: string[] = [];
    for (let i = 0; i < 80; i++) {
      const truth = truths[i % truths.length] as PurchaseModel;
      const age = kind === "bg-bb" ? 6 + 3 * (i % 3) : 39;
      const sample = simulateCustomers(truth, { customers: sizes[i % 4]!, age, seed: 3000 + i });
      const lost = shortfall(kind, sample as object as Table, i);
      if (lost > 1e-4) worse.push(`sample ${i}: ${lost}`);
    }
    expect(worse).toEqual([]);
  });
});

/** So many of the rows, drawn without replacement. */
function drawn(columns: Readonly<Record<string, readonly number[]>>, size: number, seed: number): Table {
  const random = createRandom(seed);
  const rows = Object.values(columns)[0]!.length;
  const chosen = new Set<number>();
  while (chosen.size < size) chosen.add(Math.floor(random.uniform() * rows));
  const entries = Object.entries(columns).map(([name, values]) => [name, [...chosen].map((row) => values[row]!)]);
  return createTable(Object.fromEntries(entries));
}

describeWithSharedData("fits to 20 draws each from CDNOW and the donations", () => {
  it("are no worse than a search from 50 starting points", async () => {
    const cdnow = await sharedTable("cdnow_btyd_cbs.csv");
    const donors = await sharedTable("donations_rf_matrix.csv");
    const numbers = (table: Table, name: string): number[] => table.column(name).toArray() as number[];
    const shoppers = { frequency: numbers(cdnow, "x"), recency: numbers(cdnow, "t.x"), age: numbers(cdnow, "T.cal") };
    const repeated = (name: string): number[] =>
      numbers(donors, name).flatMap((value, row) => {
        return new Array<number>(numbers(donors, "custs")[row]!).fill(value);
      });
    const givers = { frequency: repeated("x"), recency: repeated("t.x"), opportunities: repeated("n.cal") };
    const worse: string[] = [];
    for (const kind of Object.keys(recipes)) {
      for (let i = 0; i < 20; i++) {
        const lost = shortfall(kind, drawn(kind === "bg-bb" ? givers : shoppers, sizes[i % 4]!, i), i);
        if (lost > 1e-4) worse.push(`${kind}, draw ${i}: ${lost}`);
      }
    }
    expect(worse).toEqual([]);
  });
});
