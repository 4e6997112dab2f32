import { describe, expect, it } from "vitest";
import { differenceOfShares } from "../../../src/campaigns/experiments/difference-of-shares.js";
import { readExperiment } from "../../../src/campaigns/index.js";
import { createRandom } from "../../../src/numeric/index.js";
import { errorOf } from "../../error-of.js";
import { describeWithSharedData, sharedTable } from "../../shared-data.js";

/** Customers of an experiment as rows with a count. */
const counted = (groups: Readonly<Record<string, readonly [yes: number, no: number]>>) =>
  Object.entries(groups).flatMap(([group, [yes, no]]) => [
    { group, outcome: 1, count: yes },
    { group, outcome: 0, count: no },
  ]);

const columns = { group: "group", outcome: "outcome" } as const;

describe("differenceOfShares", () => {
  it("gives the intervals that Newcombe (1998, table II, method 10) prints", () => {
    const printed: [number, number, number, number, number, number][] = [
      [56, 70, 48, 80, 0.0524, 0.3339],
      [9, 10, 3, 10, 0.1705, 0.809],
      [6, 7, 2, 7, 0.0582, 0.8062],
      [5, 56, 0, 29, -0.0381, 0.1926],
      [0, 10, 0, 20, -0.1611, 0.2775],
      [10, 10, 0, 10, 0.6075, 1],
    ];
    for (const [a, m, b, n, lower, upper] of printed) {
      const found = differenceOfShares({ successes: a, n: m }, { successes: b, n }, 0.95);
      expect(found.lower).toBeCloseTo(lower, 4);
      expect(found.upper).toBeCloseTo(upper, 4);
    }
  });
});

describe("readExperiment", () => {
  it("reads rates, differences and p-values against the control", () => {
    const reading = readExperiment(counted({ none: [10, 90], mail: [20, 80], call: [30, 70] }), {
      ...columns,
      control: "none",
    });
    const [none, mail, call] = reading.toRows();
    expect(none).toMatchObject({ group: "none", n: 100, rate: 0.1, difference: null, pValue: null });
    expect(mail!.difference).toBeCloseTo(0.1, 12);
    // Chi-square of 10/100 against 20/100: 200 (10·80 − 90·20)² / (30 · 170 · 100 · 100) = 3.9216; p = 0.04767.
    expect(mail!.pValue).toBeCloseTo(0.04767, 5);
    expect(mail!.adjustedPValue).toBeCloseTo(0.04767, 5);
    expect(call!.adjustedPValue).toBeCloseTo(2 * call!.pValue!, 12);
    expect(reading.findings[1]).toMatch(/^"call" against "none": works; 20\.00 points/);
  });

  it("compares amounts by Welch's test", () => {
    const rows = [
      ...[4, 5, 6, 7].map((spend) => ({ group: "mail", outcome: true, spend })),
      ...[1, 2, 3].map((spend) => ({ group: "none", outcome: false, spend })),
    ];
    const [mail] = readExperiment(rows, { ...columns, control: "none", value: "spend" }).toRows();
    expect(mail!.valueDifference).toBeCloseTo(3.5, 12);
    // s² / n: 5/12 and 1/3; t = 3.5 / √0.75 = 4.0415 with 4.9592 degrees of freedom: p = 0.01005.
    expect(mail!.valuePValue).toBeCloseTo(0.01005, 4);
    expect(mail!.valueLower).toBeCloseTo(3.5 - 2.577 * Math.sqrt(0.75), 3);
  });

  it("keeps the promised rate of false alarms over five looks", () => {
    const random = createRandom(11);
    let alarms = 0;
    const trials = 400;
    for (let trial = 0; trial < trials; trial++) {
      const yes = [0, 0];
      let found = false;
      for (let look = 1; look <= 5 && !found; look++) {
        yes[0]! += random.binomial(200, 0.3);
        yes[1]! += random.binomial(200, 0.3);
        const n = 200 * look;
        const reading = readExperiment(counted({ none: [yes[0]!, n - yes[0]!], mail: [yes[1]!, n - yes[1]!] }), {
          ...columns,
          control: "none",
          looks: { planned: 5, done: look },
        });
        found = reading.column("adjustedPValue").at(1)! < reading.level;
      }
      if (found) alarms++;
    }
    expect(alarms / trials).toBeLessThan(0.05 + 2 * Math.sqrt((0.05 * 0.95) / trials));
    expect(alarms).toBeGreaterThan(0);
  });

  it("warns of groups that are too small for the test", () => {
    const reading = readExperiment(counted({ none: [10, 90], mail: [1, 2] }), { ...columns, control: "none" });
    expect(reading.warnings).toEqual([expect.stringMatching(/"mail" of 3 is small/)]);
  });

  it("answers where nobody, or everybody, said yes", () => {
    const [, mail] = readExperiment(counted({ none: [0, 50], mail: [0, 50] }), {
      ...columns,
      control: "none",
    }).toRows();
    expect(mail).toMatchObject({ rate: 0, lower: 0, difference: 0, pValue: 1 });
  });

  it("refuses an experiment that is none", () => {
    const rows = counted({ none: [10, 90], mail: [20, 80] });
    const code = (call: () => unknown) => errorOf(call).code;
    expect(errorOf(() => readExperiment(rows, { ...columns, control: "nobody" })).message).toMatch(/"none", "mail"/);
    expect(code(() => readExperiment(rows.slice(0, 2), { ...columns, control: "none" }))).toBe("one-class");
    expect(code(() => readExperiment([{ group: "a", outcome: 2 }], { ...columns, control: "a" }))).toBe("out-of-range");
    const looks = { planned: 3, done: 4 };
    expect(code(() => readExperiment(rows, { ...columns, control: "none", looks }))).toBe("invalid-option");
  });
});

describeWithSharedData("the e-mail experiment of Hillstrom", () => {
  it("has the rates that are known of it", async () => {
    const reading = readExperiment(await sharedTable("hillstrom.csv.gz"), {
      group: "segment",
      outcome: "visit",
      control: "No E-Mail",
      value: "spend",
    });
    const rate = new Map(reading.toRows().map((row) => [row.group, row.rate!]));
    expect(rate.get("No E-Mail")).toBeCloseTo(0.106167, 6);
    expect(rate.get("Womens E-Mail")).toBeCloseTo(0.1514, 6);
    expect(rate.get("Mens E-Mail")).toBeCloseTo(0.182757, 6);
    expect(reading.findings).toHaveLength(2);
  });
});
