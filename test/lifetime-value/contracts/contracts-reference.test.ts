import { expect, it } from "vitest";
import {
  discountedLifetime,
  fitShiftedBetaGeometric,
  type ShiftedBetaGeometricModel,
  survivalCurve,
} from "../../../src/lifetime-value/index.js";
import { describeWithSharedData, type ReferenceRow, referenceRows, sharedTable } from "../../shared-data.js";

const model = fitShiftedBetaGeometric({ survivors: [2, 1] });

/** A model with given parameters. */
function modelWith(parameters: { alpha: number; beta: number }): ShiftedBetaGeometricModel {
  return { ...model, parameters };
}

/** The survivors of a segment, from percent still alive. */
async function survivorsOf(row: ReferenceRow): Promise<number[]> {
  const dataset = row.dataset!;
  if (dataset.includes("4 renewals")) return [1000, 631, 468, 382, 326];
  const table = await sharedTable("sbg_survival.csv");
  const column = dataset.includes("High End") ? "highend_pct_alive" : "regular_pct_alive";
  const percent = table.column(column).toArray() as number[];
  return percent.slice(0, 8).map((share) => share * 10);
}

async function compute(row: ReferenceRow): Promise<number[]> {
  const inputs = row.inputs as { alpha: number; beta: number; d: number };
  if (row.dataset === "params") {
    const given = modelWith(inputs);
    const discountRate = { perUnit: inputs.d ?? 0.1 };
    if (row.quantity.startsWith("DEL")) return [discountedLifetime(given, { discountRate })];
    return [1, 2, 3, 4, 5].map((n) => discountedLifetime(given, { discountRate, renewals: n - 1 }));
  }
  const fit = fitShiftedBetaGeometric({ survivors: await survivorsOf(row) });
  expect(fit.status).toBe("converged");
  if (row.quantity === "log-likelihood") return [fit.logLikelihood];
  if (row.quantity.startsWith("MLE")) return [fit.parameters.alpha, fit.parameters.beta];
  return [...survivalCurve(fit, 12).subarray(1)].map((share) => share * 100);
}

describeWithSharedData("the shifted beta-geometric model gives the published numbers", () => {
  const rows = referenceRows("lifetime-value.json").filter((row) => row.model === "sBG");

  it("has all of them in the reference file", () => expect(rows).toHaveLength(13));

  it.each(rows.map((row) => [row.quantity, row.dataset, row] as const))("%s (%s)", async (_, __, row) => {
    const expected = [row.value].flat() as number[];
    const actual = await compute(row);
    expect(actual).toHaveLength(expected.length);
    for (const [i, value] of expected.entries()) {
      expect(Math.abs(actual[i]! - value)).toBeLessThanOrEqual(row.tolerance!);
    }
  });
});
