import { expect, test } from "vitest";
import {
  ahpWeights,
  criticWeights,
  cronbachAlpha,
  entropyWeights,
  type Indicator,
  netPromoterScore,
  surveySampleSize,
  weightedIndex,
} from "../../src/satisfaction/index.js";
import { randomIndexOf } from "../../src/satisfaction/weights/random-index.js";
import { describeWithSharedData, type ReferenceRow, referenceRows, sharedTable } from "../shared-data.js";
import { gasSupplyTree } from "./gas-supply-tree.js";

const rows = referenceRows("satisfaction.json");

/** The number in brackets of a quantity such as "weight[3]". */
function place(row: ReferenceRow): string {
  return /\[(.*)\]/.exec(row.quantity)![1]!;
}

function matrixOf(row: ReferenceRow): (number | string)[][] {
  return Object.values(row.inputs as Record<string, (number | string)[][]>)[0]!;
}

const threeByThree = [
  [1, "1/3", 5],
  [3, 1, 7],
  ["1/5", "1/7", 1],
];

const ahpTables = { RI: "saaty", RI_TL: "tummala-ling" } as const;

function ahp(row: ReferenceRow): number {
  const table = row.quantity.split("[")[0]!;
  if (table === "RI" || table === "RI_TL") return randomIndexOf(ahpTables[table], Number(place(row)))!;
  const result = ahpWeights(row.inputs === undefined ? threeByThree : matrixOf(row));
  if (row.quantity === "lambda_max") return result.lambdaMax;
  if (row.quantity === "CI") return result.consistencyIndex;
  if (row.quantity.startsWith("CR")) return result.consistencyRatio!;
  return result.weights[Number(place(row)) - 1]!;
}

function entropy(row: ReferenceRow): number {
  const result = entropyWeights(matrixOf(row) as number[][]);
  const index = Number(place(row)) - 1;
  return row.quantity.startsWith("entropy") ? result.entropy[index]! : result.weights[index]!;
}

function netPromoter(row: ReferenceRow): number {
  if (row.dataset === "population p=1/2,1/3,1/6") {
    const result = netPromoterScore({ promoters: 3, passives: 2, detractors: 1 });
    return row.quantity.startsWith("Var") ? 6 * (result.standardError / 100) ** 2 : result.score / 100;
  }
  const result = netPromoterScore({ promoters: 291, passives: 476, detractors: 395 });
  const byQuantity: Record<string, number> = {
    NPS: result.score,
    standard_error: result.standardError,
    ci_low: result.lower,
    ci_high: result.upper,
    margin_of_error: result.marginOfError,
  };
  return byQuantity[row.quantity]!;
}

function sampleSize(row: ReferenceRow): number {
  if (row.quantity === "n0") return surveySampleSize({ margin: 0.05, z: 1.96 }).exact;
  const population = Number(/N=(\d+)/.exec(row.dataset!)![1]);
  return surveySampleSize({ population, margin: 0.05, z: Math.sqrt(3.841) }).exact;
}

function alpha(row: ReferenceRow): number {
  const result = cronbachAlpha({ a: [4, 3, 5, 2], b: [5, 4, 5, 3], c: [4, 3, 5, 2] });
  if (row.quantity === "alpha") return result.raw;
  return result.items.column("variance").at(Number(place(row)) - 1)!;
}

function acsiScore(row: ReferenceRow): number {
  const means = /\((.*)\)/.exec(row.dataset!)![1]!.split(",").map(Number);
  const weights = String(row.settings).startsWith("equal")
    ? [undefined, undefined, undefined]
    : [0.3885, 0.319, 0.2925];
  const tree: Indicator = {
    name: "satisfaction",
    children: weights.map((weight, i) => ({ name: `q${i}`, ...(weight === undefined ? {} : { weight }) })),
  };
  return weightedIndex(tree, [{ q0: means[0], q1: means[1], q2: means[2] }], { scale: { from: [1, 10] } }).index!;
}

function weightedTree(row: ReferenceRow): number {
  const answers = {
    pressure: [80],
    gasQuality: [60],
    repairAttitude: [100],
    timeliness: [80],
    result: [60],
    readerAttitude: [40],
    errors: [60],
    billsOnTime: [80],
  };
  const { nodes, index } = weightedIndex(gasSupplyTree, answers);
  if (row.quantity === "CSI") return index!;
  const names: Record<string, string> = { supply: "supply", repair: "repair", meter: "meter reading" };
  return nodes
    .where((node) => node.name === names[place(row)])
    .column("score")
    .at(0)!;
}

const computations: Record<string, (row: ReferenceRow) => number> = {
  AHP: ahp,
  "Entropy weights": entropy,
  "CRITIC weights": (row) => criticWeights(matrixOf(row) as number[][]).weights[Number(place(row)) - 1]!,
  NPS: netPromoter,
  "Sample size": sampleSize,
  "ACSI score": acsiScore,
  "Weighted tree": weightedTree,
};

describeWithSharedData("reference numbers of scores, weights and survey statistics", () => {
  for (const [model, compute] of Object.entries(computations)) {
    const targets = rows.filter((row) => row.model === model);
    test(`there are targets for ${model}`, () => expect(targets.length).toBeGreaterThan(3));
    test.each(targets.map((row) => [row.dataset, row.quantity, row] as const))(`${model}, %s: %s`, (_, __, row) => {
      expect(Math.abs(compute(row) - Number(row.value))).toBeLessThanOrEqual(row.tolerance!);
    });
  }

  const alphaRows = rows.filter((row) => row.model === "Cronbach alpha");
  test.each(alphaRows.filter((row) => row.dataset !== "mobi").map((row) => [row.quantity, row] as const))(
    "Cronbach alpha of the worked example: %s",
    (_, row) => {
      expect(Math.abs(alpha(row) - Number(row.value))).toBeLessThanOrEqual(row.tolerance!);
    },
  );

  const items: Record<string, string> = {
    Image: "IMAG",
    Expectation: "CUEX",
    Quality: "PERQ",
    Value: "PERV",
    Satisfaction: "CUSA",
    Loyalty: "CUSL",
  };
  test.each(alphaRows.filter((row) => row.dataset === "mobi").map((row) => [row.quantity, row] as const))(
    "Cronbach alpha of the mobile phone survey: %s",
    async (_, row) => {
      const mobi = await sharedTable("mobi.csv");
      const names = mobi.columnNames.filter((name) => name.startsWith(items[place(row)]!));
      const result = cronbachAlpha(mobi, { items: names });
      const value = row.quantity.startsWith("alpha_raw") ? result.raw : result.standardized;
      expect(Math.abs(value - Number(row.value))).toBeLessThanOrEqual(row.tolerance!);
    },
  );
});
