import { describe, expect, it } from "vitest";
import { encodeFeatures, fitBoostedTrees, fitLogistic, parseColumns, predictProbability } from "../../src/index.js";
import { createPool } from "../../src/parallel/index.js";
import { describeWithSharedData, sharedTable } from "../shared-data.js";

const customers = Array.from({ length: 40 }, (_, i) => ({
  tenure: i === 3 ? null : (i * 7) % 23,
  fee: 5,
  plan: i % 3 === 0 ? "a" : "b",
  churn: i % 2 === 0 ? "Yes" : "No",
}));
const target = { target: "churn", positive: "Yes" } as const;

describe("an error leads on", () => {
  it("from a missing number to the option of the encoder, whose result boosted trees take", () => {
    expect(() => encodeFeatures(customers, target)).toThrow(
      'column "tenure", row 4: the number is missing; missing: "keep"',
    );
    const { X, y } = encodeFeatures(customers, { ...target, missing: "keep" });
    const model = fitBoostedTrees(X, y, { trees: 3, minLeaf: 5 });
    expect(predictProbability(model, X).every(Number.isFinite)).toBe(true);
  });

  it("from features to their columns, by the names that X has", () => {
    const kept = encodeFeatures(customers, { ...target, numeric: ["tenure"], missing: "keep" });
    expect(() => fitLogistic(kept.X, kept.y)).toThrow('fitLogistic: column "tenure", row 4: the number is missing');
    const known = customers.filter(({ tenure }) => tenure !== null);
    const constant = encodeFeatures(known, { ...target, numeric: ["tenure", "fee"] });
    expect(() => fitLogistic(constant.X, constant.y)).toThrow('fitLogistic: column "fee": has the value 5');
    const named = { names: ["age", "visits"] };
    expect(() =>
      fitLogistic(
        [
          [1, 2],
          [Number.NaN, 3],
        ],
        [0, 1],
        named,
      ),
    ).toThrow('column "age", row 2');
    const model = fitLogistic(
      encodeFeatures(known, { ...target, numeric: ["tenure"] }).X,
      known.map((_, i) => i % 2),
    );
    expect(() => predictProbability(model, [[Number.NaN]])).toThrow('column "tenure", row 1');
  });

  it("from a page without shared memory to the headers that give it", () => {
    const shared = globalThis.SharedArrayBuffer;
    try {
      Reflect.deleteProperty(globalThis, "SharedArrayBuffer");
      expect(() => createPool({ workers: 1 })).toThrow(
        expect.objectContaining({
          message: expect.stringMatching(/Cross-Origin-Opener-Policy: same-origin.*Embedder-Policy: require-corp/),
        }) as Error,
      );
    } finally {
      globalThis.SharedArrayBuffer = shared;
    }
  });

  it.each([
    ["Mar 13, 2026, 10:00:00 AM", "MMM d, yyyy, h:mm:ss a"],
    ["13 March 2026 10:30", "d MMMM yyyy H:mm"],
    ["Mar 13, 2026", "MMM d, yyyy"],
  ])("from the date %s to a pattern that reads it", (day, pattern) => {
    expect(() => parseColumns([{ day }], { types: { day: "date" } })).toThrow(`dateFormat: "${pattern}"`);
    expect(parseColumns([{ day }], { dateFormat: pattern }).column("day").type).toBe("date");
  });
});

describeWithSharedData("an error on the telco file leads on", () => {
  it("from the missing charges to the option missing, and from the ids to the columns", async () => {
    const telco = await sharedTable("telco_churn.csv");
    const outcome = { target: "Churn", positive: "Yes" } as const;
    expect(() => encodeFeatures(telco, outcome)).toThrow('with the options "numeric" and "categorical"');
    const columns = { ...outcome, numeric: ["tenure", "TotalCharges"], categorical: ["Contract"] };
    expect(() => encodeFeatures(telco, columns)).toThrow(
      'column "TotalCharges", row 489: the number is missing; missing: "keep"',
    );
    expect(encodeFeatures(telco, { ...columns, missing: "keep" }).ledger).toMatchObject({ rows: 7043, missing: 11 });
  });
});
