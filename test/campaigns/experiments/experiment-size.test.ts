import { describe, expect, it } from "vitest";
import { detectableEffect, experimentSize, readExperiment } from "../../../src/campaigns/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";

describe("experimentSize", () => {
  it("gives the numbers of the formula of Fleiss", () => {
    // R, power.prop.test(p1 = .1, p2 = .12, power = .8): 3840.848 per group.
    expect(experimentSize({ baseline: 0.1, effect: 0.02 }).exact).toBeCloseTo(3840.848, 2);
    // R's own example, p1 = .50, p2 = .75, power = .90: n = 76.7.
    expect(experimentSize({ baseline: 0.5, effect: 0.25, power: 0.9 }).exact).toBeCloseTo(76.7, 1);
  });

  it("asks more of several groups", () => {
    const two = experimentSize({ baseline: 0.1, effect: 0.02 });
    const three = experimentSize({ baseline: 0.1, effect: 0.02, groups: 3 });
    expect(three.levelPerComparison).toBe(0.025);
    expect(three.perGroup).toBeGreaterThan(two.perGroup);
    expect(three.total).toBe(3 * three.perGroup);
  });

  it("asks for as many as the last of several looks needs, at the level that it is judged by", () => {
    const plan = { baseline: 0.1, effect: 0.02, looks: 5 };
    const { levelPerComparison, perGroup } = experimentSize(plan);
    const reading = readExperiment(
      { group: ["a", "b"], bought: [1, 0] },
      { group: "group", outcome: "bought", control: "b", looks: { planned: 5, done: 5 } },
    );
    expect(levelPerComparison).toBe(reading.level);
    expect(perGroup).toBeGreaterThan(experimentSize({ ...plan, looks: 1 }).perGroup);
    expect(detectableEffect({ baseline: 0.1, perGroup, looks: 5 })).toBeCloseTo(0.02, 4);
    expect(experimentSize({ ...plan, looks: 1 })).toEqual(experimentSize({ baseline: 0.1, effect: 0.02 }));
    expect(errorOf(() => experimentSize({ ...plan, looks: 0 })).code).toBe("invalid-option");
  });

  it("finds the effect as often as it promises", () => {
    const { perGroup } = experimentSize({ baseline: 0.2, effect: 0.1 });
    const random = createRandom(5);
    let found = 0;
    const trials = 500;
    for (let trial = 0; trial < trials; trial++) {
      const [none, mail] = [random.binomial(perGroup, 0.2), random.binomial(perGroup, 0.3)];
      const rows = [
        { group: "none", outcome: 1, count: none },
        { group: "none", outcome: 0, count: perGroup - none },
        { group: "mail", outcome: 1, count: mail },
        { group: "mail", outcome: 0, count: perGroup - mail },
      ];
      const reading = readExperiment(rows, { group: "group", outcome: "outcome", control: "none" });
      if (reading.column("pValue").at(1)! < 0.05) found++;
    }
    expect(Math.abs(found / trials - 0.8)).toBeLessThan(3 * Math.sqrt((0.8 * 0.2) / trials));
  });

  it("refuses effects that cannot be", () => {
    expect(errorOf(() => experimentSize({ baseline: 0.1, effect: 0 })).code).toBe("out-of-range");
    expect(errorOf(() => experimentSize({ baseline: 0.9, effect: 0.2 })).message).toMatch(/no share/);
  });
});

describe("detectableEffect", () => {
  it("is what the size was computed for", () => {
    const { exact } = experimentSize({ baseline: 0.1, effect: 0.02, groups: 3 });
    expect(detectableEffect({ baseline: 0.1, perGroup: exact, groups: 3 })).toBeCloseTo(0.02, 10);
  });

  it("is null for groups in which nothing can be seen", () => {
    expect(detectableEffect({ baseline: 0.5, perGroup: 1 })).toBeNull();
  });
});
