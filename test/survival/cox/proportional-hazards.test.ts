import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/numeric/index.js";
import { fitCox, testProportionalHazards } from "../../../src/survival/index.js";
import { table } from "../../../src/table/index.js";
import { errorOf } from "../../error-of.js";
import { leukemia } from "../leukemia.js";

const { durations, events, treated, whiteCells } = leukemia;
const features = table({ treated, whiteCells });

describe("testProportionalHazards", () => {
  const reference = {
    efron: {
      km: [0.00288139245302324, 0.118565292944031, 0.12100388825042],
      rank: [0.0139544802444128, 0.0531837080101681, 0.0664184923860924],
      identity: [0.0334232293369904, 0.196662257587624, 0.228554415358623],
      log: [0.0484098315374079, 0.0509607515857124, 0.111432469320241],
    },
    breslow: {
      km: [0.000372764160880128, 0.128012664801455, 0.129028682263207],
      rank: [0.00145405483935948, 0.0571624624952759, 0.0580100319036789],
      identity: [0.00772596989299175, 0.192523750775019, 0.198077608687046],
      log: [0.0834364691038378, 0.0540216854774587, 0.157750249514292],
    },
  };

  it.each(["efron", "breslow"] as const)("agrees with R's cox.zph for every transform with %s ties", (ties) => {
    const model = fitCox(features, durations, events, { ties });
    for (const transform of ["km", "rank", "identity", "log"] as const) {
      const test = testProportionalHazards(model, features, durations, events, { transform });
      const [first, second, global] = reference[ties][transform];
      expect(test.column("chiSquare").toArray()).toEqual([expect.closeTo(first!, 8), expect.closeTo(second!, 8)]);
      expect(test.global!.chiSquare).toBeCloseTo(global!, 8);
      expect(test.global!.degreesOfFreedom).toBe(2);
    }
  });

  it("finds an effect that wears off and not one that stays", () => {
    const random = createRandom(11);
    const rows = 3000;
    const x = Array.from({ length: rows }, (_, i) => [i % 2, random.normal()]);
    // The first column triples the rate until time 1 and does nothing afterwards.
    const ends = x.map(([fades, stays]) => {
      const rate = Math.exp(0.5 * stays!);
      const early = random.exponential() / (rate * (fades === 1 ? 3 : 1));
      return early < 1 ? early : 1 + random.exponential() / rate;
    });
    const model = fitCox(
      x,
      ends,
      ends.map(() => 1),
      { names: ["fades", "stays"] },
    );
    const test = testProportionalHazards(
      model,
      x,
      ends,
      ends.map(() => 1),
    );
    expect(test.column("pValue").at(0)!).toBeLessThan(1e-6);
    expect(test.column("pValue").at(1)!).toBeGreaterThan(0.01);
    expect(test.column("name").toArray()).toEqual(["fades", "stays"]);
  });

  it("refuses other rows than those the model was fitted to", () => {
    const model = fitCox(features, durations, events);
    const error = errorOf(() =>
      testProportionalHazards(
        model,
        features,
        durations,
        events.map((event, i) => (i === 0 ? 1 - event : event)),
      ),
    );
    expect(error.code).toBe("length-mismatch");
    expect(error.message).toContain("42 customers of whom 30 have left");
  });

  it("refuses the logarithm of an event at time 0", () => {
    const zero = durations.map((value, i) => (i === 0 ? 0 : value));
    const model = fitCox(features, zero, events);
    expect(errorOf(() => testProportionalHazards(model, features, zero, events, { transform: "log" })).code).toBe(
      "out-of-range",
    );
  });
});
