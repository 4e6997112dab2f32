import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareSegments, profileGroups } from "../../../src/customers/index.js";
import { errorOf } from "../../error-of.js";

const answers = {
  answered: [true, true, true, true, false, false, false, false, null],
  age: [51, 48, 60, 57, 30, 33, 41, 28, 99],
  channel: ["web", "shop", "shop", "shop", "web", "web", "web", "shop", "web"],
  member: [true, null, true, false, false, false, true, false, true],
};

describe("responders against non-responders", () => {
  const table = compareSegments(answers, { group: "answered", a: true, b: false });
  const row = (feature: string, level: string | null = null) =>
    table.toRows().find((one) => one.feature === feature && one.level === level)!;

  it("compares means with Welch's interval", () => {
    const age = row("age");
    // Means 54 and 33; Σ squares 90 and 98; se² = 30/4 + (98/3)/4; Welch's degrees 5.989; t.975 = 2.4485.
    expect(age).toMatchObject({ measure: "mean", countA: 4, countB: 4, a: 54, b: 33, difference: 21, size: "large" });
    const error = Math.sqrt(30 / 4 + 98 / 3 / 4);
    expect(age.upper! - age.lower!).toBeCloseTo(2 * 2.4485 * error, 2);
    expect(age.lower! + age.upper!).toBeCloseTo(42, 10);
    // Hedges: (1 − 3 / (4·6 − 1)) · 21 / √((90 + 98) / 6).
    expect(age.effect).toBeCloseTo(((1 - 3 / 23) * 21) / Math.sqrt(188 / 6), 12);
  });

  it("compares shares of texts and of true, leaving out what is missing", () => {
    expect(row("channel", "shop")).toMatchObject({ measure: "share", a: 0.75, b: 0.25, difference: 0.5 });
    expect(row("channel", "shop").effect).toBeCloseTo(
      2 * Math.asin(Math.sqrt(0.75)) - 2 * Math.asin(Math.sqrt(0.25)),
      12,
    );
    expect(row("member", "true")).toMatchObject({ countA: 3, countB: 4, a: 2 / 3, b: 0.25 });
  });

  it("puts the largest effect first and counts who took part", () => {
    const effects = (table.column("effect").toArray() as number[]).map(Math.abs);
    expect([...effects].sort((a, b) => b - a)).toEqual(effects);
    expect(table.rows).toEqual({ a: 4, b: 4 });
    expect(table.outside).toBe(1);
    expect(table.sentences()).toEqual(["age 54.0 against 33.0 (effect 3.26)"]);
  });
});

it("gives the published interval of a difference of shares", () => {
  // Newcombe (1998), table II, example (a): 56/70 against 48/80, method 10: .0524 to .3339.
  const rows = [
    ...Array.from({ length: 70 }, (_, i) => ({ g: "a", yes: i < 56 })),
    ...Array.from({ length: 80 }, (_, i) => ({ g: "b", yes: i < 48 })),
  ];
  const [row] = compareSegments(rows, { group: "g", a: "a", b: "b" }).toRows();
  expect(row!.difference).toBeCloseTo(0.2, 12);
  expect(row!.lower).toBeCloseTo(0.0524, 4);
  expect(row!.upper).toBeCloseTo(0.3339, 4);
});

it("compares with everybody else where no other segment is named, as a profile does", () => {
  const rows = Array.from({ length: 60 }, (_, i) => ({
    segment: ["best", "good", "lost"][i % 3],
    spend: (i * 37) % 50,
    channel: ["web", "shop"][(i * i) % 2],
  }));
  const compared = compareSegments(rows, { group: "segment", a: "best", adjust: "none" });
  const profile = profileGroups(rows, { group: "segment", adjust: "none" }).where((row) => row.group === "best");
  expect(
    compared
      .toRows()
      .map(({ feature, level, a, b, effect, pValue, lower }) => ({ feature, level, a, b, effect, pValue, lower })),
  ).toEqual(
    profile.toRows().map(({ feature, level, value, rest, effect, pValue, lower }) => ({
      feature,
      level,
      a: value,
      b: rest,
      effect,
      pValue,
      lower,
    })),
  );
});

it("says the opposite when the two change places", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          g: fc.constantFrom("a", "b", "c"),
          n: fc.integer({ min: -9, max: 9 }),
          t: fc.constantFrom("x", "y", "z"),
        }),
        { minLength: 1, maxLength: 25 },
      ),
      (given) => {
        const rows = [...given, { g: "a", n: 1, t: "x" }, { g: "b", n: 2, t: "y" }];
        const key = (row: { feature: unknown; level: unknown }) => `${row.feature} ${row.level}`;
        const there = compareSegments(rows, { group: "g", a: "a", b: "b" }).toRows();
        const back = new Map(
          compareSegments(rows, { group: "g", a: "b", b: "a" })
            .toRows()
            .map((row) => [key(row), row]),
        );
        for (const row of there) {
          const other = back.get(key(row))!;
          expect([other.a, other.b]).toEqual([row.b, row.a]);
          if (row.effect !== null && Number.isFinite(row.effect)) expect(other.effect).toBeCloseTo(-row.effect, 10);
          if (row.lower !== null) expect(other.upper).toBeCloseTo(-row.lower, 10);
          if (row.pValue !== null) expect(other.pValue).toBeCloseTo(row.pValue, 10);
        }
      },
    ),
    { numRuns: 60 },
  );
});

describe("survey weights", () => {
  const rows = Array.from({ length: 40 }, (_, i) => ({
    g: i % 2 === 0 ? "a" : "b",
    n: (i * 17) % 23,
    t: ["x", "y", "z"][(i * i) % 3],
    w: 1 + (i % 4),
  }));
  const features = ["n", "t"];

  it("weigh means and shares", () => {
    const weighted = compareSegments(rows, { group: "g", a: "a", b: "b", features, weights: "w" });
    const own = rows.filter(({ g }) => g === "a");
    const total = own.reduce((sum, { w }) => sum + w, 0);
    const row = weighted.toRows().find(({ feature }) => feature === "n")!;
    expect(row.a).toBeCloseTo(own.reduce((sum, { w, n }) => sum + w * n, 0) / total, 12);
    const x = weighted.toRows().find(({ level }) => level === "x")!;
    expect(x.a).toBeCloseTo(own.reduce((sum, { w, t }) => sum + (t === "x" ? w : 0), 0) / total, 12);
    expect(row.countA).toBe(20);
  });

  it("count as the effective number of rows in the test of means", () => {
    const weighted = compareSegments(rows, { group: "g", a: "a", b: "b", features: ["n"], weights: "w" }).toRows()[0]!;
    const half = (g: string) => {
      const own = rows.filter((row) => row.g === g);
      const [sum, squared] = [own.reduce((s, { w }) => s + w, 0), own.reduce((s, { w }) => s + w * w, 0)];
      const mean = own.reduce((s, { w, n }) => s + w * n, 0) / sum;
      const count = sum ** 2 / squared;
      const variance = (own.reduce((s, { w, n }) => s + w * (n - mean) ** 2, 0) / sum) * (count / (count - 1));
      return { mean, count, variance };
    };
    const [a, b] = [half("a"), half("b")];
    const pooled = Math.sqrt(((a.count - 1) * a.variance + (b.count - 1) * b.variance) / (a.count + b.count - 2));
    const correction = 1 - 3 / (4 * (a.count + b.count - 2) - 1);
    expect(weighted.effect).toBeCloseTo((correction * (a.mean - b.mean)) / pooled, 12);
    expect(weighted.difference).toBeCloseTo((weighted.lower! + weighted.upper!) / 2, 12);
  });

  it("that are all the same change nothing, nor does their unit, and 0 leaves a row out", () => {
    const plain = compareSegments(rows, { group: "g", a: "a", b: "b", features }).toRows();
    const close = (weights: number[], expected: typeof plain) => {
      const found = compareSegments(rows, { group: "g", a: "a", b: "b", features, weights }).toRows();
      const byKey = new Map(found.map((row) => [`${row.feature} ${row.level}`, row]));
      for (const row of expected) {
        const other = byKey.get(`${row.feature} ${row.level}`)!;
        for (const name of ["a", "b", "effect", "pValue", "lower", "upper", "countA"] as const) {
          expect(other[name]).toBeCloseTo(row[name]!, 9);
        }
      }
    };
    close(
      rows.map(() => 3.7),
      plain,
    );
    const without = compareSegments(rows.slice(4), { group: "g", a: "a", b: "b", features }).toRows();
    close(
      rows.map((_, i) => (i < 4 ? 0 : 1)),
      without,
    );
  });

  it("belong to profiles of groups, too", () => {
    const weighted = profileGroups(rows, { group: "g", features, weights: "w" });
    const compared = compareSegments(rows, { group: "g", a: "a", b: "b", features, weights: "w" });
    expect(
      weighted
        .where((row) => row.group === "a")
        .column("value")
        .toArray(),
    ).toEqual(compared.column("a").toArray());
    expect(weighted.strengths.column("strength").at(0)).toBeGreaterThan(0);
    expect(profileGroups(rows, { group: "g", weights: "w" }).column("feature").toArray()).not.toContain("w");
  });
});

it("refuses segments that are not there, or that are the same", () => {
  const compare = (more: object) => errorOf(() => compareSegments(answers, { group: "answered", a: true, ...more }));
  expect(compare({ b: "no" }).message).toContain(
    'no row has "no", the value of option "b"; the segments are true, false',
  );
  expect(compare({ a: 1 }).code).toBe("out-of-range");
  expect(compare({ b: true }).code).toBe("one-class");
  expect(compare({ features: ["answered"] }).code).toBe("invalid-option");
  expect(compare({ features: ["income"] }).code).toBe("unknown-column");
  expect(compare({ weights: [1] }).code).toBe("length-mismatch");
  expect(errorOf(() => compareSegments({ g: ["a", "a"], n: [1, 2] }, { group: "g", a: "a" })).code).toBe("one-class");
});
