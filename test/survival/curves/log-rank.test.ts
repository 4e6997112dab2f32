import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logRank } from "../../../src/survival/index.js";
import { errorOf } from "../../error-of.js";
import { leukemia } from "../leukemia.js";

describe("logRank", () => {
  it("gives the textbook statistic of the leukemia trial (16.79) and R survival's to ten digits", () => {
    const test = logRank(leukemia.durations, leukemia.events, leukemia.treated);
    expect(test.chiSquare).toBeCloseTo(16.792940989217, 10);
    expect(test.degreesOfFreedom).toBe(1);
    expect(logRank(leukemia.durations, leukemia.events, { groups: leukemia.treated, rho: 1 }).chiSquare).toBeCloseTo(
      14.457150818717,
      10,
    );
  });

  it("observes as many ends in all as it expects", () => {
    const { table } = logRank(leukemia.durations, leukemia.events, leukemia.treated);
    const sum = (name: "observed" | "expected") =>
      table
        .column(name)
        .toArray()
        .reduce<number>((a, b) => a + b!, 0);
    expect(sum("observed")).toBe(30);
    expect(sum("expected")).toBeCloseTo(30, 10);
  });

  it("has uniform p-values when the groups do not differ", () => {
    // A permutation test is exact: among shuffled labels the asymptotic p-value must be about uniform.
    const { durations, events } = leukemia;
    let state = 7;
    const next = () => {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    };
    const pValues = Array.from({ length: 400 }, () => {
      const labels = durations
        .map((_, i) => [i % 3, next()] as const)
        .sort((a, b) => a[1] - b[1])
        .map(([label]) => label);
      return logRank(durations, events, labels).pValue;
    });
    for (const level of [0.1, 0.5, 0.9]) {
      const share = pValues.filter((p) => p <= level).length / pValues.length;
      expect(Math.abs(share - level)).toBeLessThan(0.08);
    }
  });

  it("does not care how groups are called or in which order rows come, and counts stand for rows", () => {
    const rows = fc.array(
      fc.tuple(
        fc.integer({ min: 0, max: 9 }),
        fc.constantFrom(0, 1),
        fc.constantFrom("a", "b", "c"),
        fc.integer({ min: 1, max: 3 }),
      ),
      { minLength: 6, maxLength: 30 },
    );
    fc.assert(
      fc.property(rows, (given) => {
        fc.pre(new Set(given.map((row) => row[2])).size > 1 && given.some((row) => row[1] === 1));
        const repeated = given.flatMap((row) => Array.from({ length: row[3] }, () => row));
        const run = (list: typeof given, count?: number[]) =>
          logRank(
            list.map((row) => row[0]),
            list.map((row) => row[1]),
            list.map((row) => row[2]),
            count === undefined ? {} : { count },
          );
        const plain = run(repeated);
        expect(run([...repeated].reverse()).chiSquare).toBeCloseTo(plain.chiSquare, 8);
        expect(
          run(
            given,
            given.map((row) => row[3]),
          ).chiSquare,
        ).toBeCloseTo(plain.chiSquare, 8);
      }),
    );
  });

  it("compares hundreds of groups as R does, and refuses a column of ids", () => {
    const ids = Array.from({ length: 200 }, (_, i) => i);
    const durations = ids.map((i) => i + 1);
    const test = logRank(
      durations,
      ids.map(() => 1),
      ids,
    );
    // survdiff(Surv(1:200, rep(1, 200)) ~ factor(1:200)) of R survival 3.5-3
    expect(test.chiSquare).toBeCloseTo(1055.483, 3);
    expect(test.degreesOfFreedom).toBe(199);
    const many = Array.from({ length: 1001 }, (_, i) => i);
    const error = errorOf(() => logRank(many, new Uint8Array(1001).fill(1), many));
    expect(error.code).toBe("out-of-range");
    expect(error.message).toContain("is it a column of ids?");
  });

  it("gives no degree of freedom to a group nobody of which was ever at risk", () => {
    const test = logRank([5, 6, 7, 8, 1, 1], [1, 1, 1, 1, 0, 0], ["a", "b", "a", "b", "gone", "gone"]);
    expect(test.degreesOfFreedom).toBe(1);
    expect(test.chiSquare).toBeCloseTo(logRank([5, 6, 7, 8], [1, 1, 1, 1], ["a", "b", "a", "b"]).chiSquare, 12);
  });

  it.each([
    ["one-class", () => logRank([1, 2], [0, 0], ["a", "b"])],
    ["too-few-rows", () => logRank([1, 2], [1, 0], ["a", "a"])],
    ["length-mismatch", () => logRank([1, 2], [1, 0], ["a"])],
    ["invalid-option", () => logRank([1, 2], [1, 0], ["a", "b"], { rho: -1 })],
    ["invalid-option", () => logRank([1, 2], [1, 0], { groups: ["a", "b"], weight: 1 } as never)],
  ])("refuses bad input with %s (%#)", (code, call) => {
    expect(errorOf(call).code).toBe(code);
  });
});
