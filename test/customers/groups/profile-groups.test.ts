import { describe, expect, it } from "vitest";
import { profileGroups } from "../../../src/customers/groups/profile-groups.js";
import { adjustPValues, createRandom } from "../../../src/numeric/index.js";

const spend = [3, 5, 4, 6, 2, 5, 9, 7, 8, 11, 6, 1, 2, 2, 3, 1, 4, 2.5];
const letters = [..."aababbbbbabaaaabab"];
const cluster = spend.map((_, row) => (row < 6 ? 0 : row < 11 ? 1 : 2));

describe("profileGroups", () => {
  const profile = profileGroups({ cluster, spend, letters }, { group: "cluster", features: ["spend", "letters"] });
  const find = (group: number, feature: string, level: string | null) =>
    profile.toRows().find((row) => row.group === group && row.feature === feature && row.level === level)!;

  // scipy 1.10: ttest_ind(equal_var=False) and Hedges' formula
  it.each([
    [0, 4.166666666666667, 4.708333333333333, -0.176255824852913, 0.6433942577735057],
    [1, 8.2, 3.1153846153846154, 2.8914604958577454, 0.0016971516478577707],
    [2, 2.2142857142857144, 6, -1.644275903582781, 0.0008098623907926444],
  ])("compares the mean of group %i with the rest", (group, value, rest, effect, pValue) => {
    const row = find(group, "spend", null);
    expect(row.measure).toBe("mean");
    expect(row.value).toBeCloseTo(value, 12);
    expect(row.rest).toBeCloseTo(rest, 12);
    expect(row.effect).toBeCloseTo(effect, 12);
    expect(row.pValue).toBeCloseTo(pValue, 12);
  });

  // scipy 1.10: chi2_contingency(correction=False)
  it.each([
    [0, 0.5, 0.5, 0, 1],
    [1, 0.2, 0.6153846153846154, -0.876369287051367, 0.11440386714766129],
    [2, 0.7142857142857143, 0.36363636363636365, 0.7191376748372305, 0.14692434036214394],
  ])("compares the share of a value in group %i with the rest", (group, value, rest, effect, pValue) => {
    const row = find(group, "letters", "a");
    expect(row.measure).toBe("share");
    expect(row.value).toBeCloseTo(value, 12);
    expect(row.rest).toBeCloseTo(rest, 12);
    expect(row.effect).toBeCloseTo(effect, 12);
    expect(row.pValue).toBeCloseTo(pValue, 12);
  });

  it("says how strongly each feature differs over all groups", () => {
    expect(profile.strengths.toRows()).toEqual([
      { feature: "spend", measure: "eta-squared", strength: expect.closeTo(0.7644471874955147, 12) },
      { feature: "letters", measure: "cramers-v", strength: expect.closeTo(0.4140393356054125, 12) },
    ]);
  });

  it("orders groups ascending and effects by size, and describes each group", () => {
    expect(profile.toColumns().group).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2]);
    expect(Math.abs(profile.column("effect").at(3)!)).toBeGreaterThan(Math.abs(profile.column("effect").at(4)!));
    expect(profile.sentences({ top: 1 })[1]).toBe("cluster 1 (5 rows): spend 8.20 against 3.12 (effect 2.89)");
  });

  it("names each feature once in a sentence, a text by the value that the group has more of", () => {
    const mixed = profileGroups(
      {
        g: ["x", "x", "x", "x", "y", "y", "y", "y"],
        n: [1, 2, 3, 4, 2, 3, 4, 6],
        two: ["a", "a", "a", "b", "b", "b", "b", "b"],
        three: ["p", "p", "q", "q", "q", "r", "r", "r"],
        same: [1, 1, 1, 1, 1, 1, 1, 1],
      },
      { group: "g" },
    );
    expect(mixed.sentences()).toEqual([
      "g x (4 rows): two = a 75 % against 0 % (effect 2.09); three = r 0 % against 75 % (effect -2.09); n 2.50 " +
        "against 3.75 (effect -0.72)",
      "g y (4 rows): two = b 100 % against 25 % (effect 2.09); three = r 75 % against 0 % (effect 2.09); n 3.75 " +
        "against 2.50 (effect 0.72)",
    ]);
    expect(mixed.sentences({ top: 1 })[0]).toBe(mixed.sentences()[0]!.split(";")[0]);
  });

  it("corrects p-values for all comparisons of the table", () => {
    const raw = profile.toColumns().pValue as number[];
    expect(profile.toColumns().adjustedP).toEqual(adjustPValues(raw, "holm"));
    const plain = profileGroups({ cluster, spend }, { group: "cluster", adjust: "none" });
    expect(plain.toColumns().adjustedP).toEqual(plain.toColumns().pValue);
  });

  it("leaves out rows without a group and missing cells, and takes the share of true", () => {
    const holed = profileGroups(
      { g: ["x", "x", null, "y", "y", ""], v: [1, null, 100, 3, 5, 7], member: [true, false, true, true, null, false] },
      { group: "g" },
    );
    expect(holed.withoutGroup).toBe(2);
    const rows = holed.toRows();
    expect(rows.filter((row) => row.feature === "v").map(({ group, count, value }) => [group, count, value])).toEqual([
      ["x", 1, 1],
      ["y", 2, 4],
    ]);
    expect(
      rows
        .filter((row) => row.feature === "member")
        .map(({ group, count, value, level }) => [group, count, value, level]),
    ).toEqual([
      ["x", 2, 0.5, "true"],
      ["y", 1, 1, "true"],
    ]);
    expect(rows.find((row) => row.group === "x" && row.feature === "v")!.pValue).toBeNull();
  });

  it("separates constants completely and survives hostile names", () => {
    const odd = profileGroups(
      { ["__proto__"]: [1, 1, 2, 2], constructor: [5, 5, 9, 9], same: [3, 3, 3, 3] },
      { group: "__proto__" },
    );
    const rows = odd.toRows();
    expect(rows.map((row) => [row.feature, row.effect, row.pValue])).toEqual([
      ["constructor", Number.NEGATIVE_INFINITY, 0],
      ["same", 0, 1],
      ["constructor", Number.POSITIVE_INFINITY, 0],
      ["same", 0, 1],
    ]);
  });

  it("finds nothing in a constant, whatever the sizes of the groups", () => {
    const sizes = [3, 10, 7];
    const group = sizes.flatMap((size, label) => Array.from({ length: size }, () => label));
    for (const constant of [0.1, 1 / 3, 1e15 + 0.3, -7e-9]) {
      const flat = profileGroups({ group, x: group.map(() => constant) }, { group: "group" });
      for (const row of flat) expect(row).toMatchObject({ value: constant, rest: constant, effect: 0, pValue: 1 });
      expect(flat.strengths.toRows()).toEqual([{ feature: "x", measure: "eta-squared", strength: null }]);
      expect(flat.sentences()[1]).toBe("group 1 (10 rows): nothing sets it apart");
    }
  });

  it("says the same in any unit, also where squares leave the range of doubles, and wherever 0 is", () => {
    const of = (unit: number, offset = 0) =>
      profileGroups({ cluster, spend: spend.map((value) => offset + unit * value) }, { group: "cluster" }).toRows();
    const plain = of(1);
    for (const unit of [1e300, 1e307, 1e-300, 5e-310]) {
      of(unit).forEach((row, i) => {
        expect(row.effect).toBeCloseTo(plain[i]!.effect!, 10);
        expect(row.pValue).toBeCloseTo(plain[i]!.pValue!, 10);
        expect(row.value! / unit).toBeCloseTo(plain[i]!.value!, 10);
        expect(row.rest! / unit).toBeCloseTo(plain[i]!.rest!, 10);
      });
    }
    of(1, 1e9).forEach((row, i) => {
      expect(row.effect).toBeCloseTo(plain[i]!.effect!, 6);
    });
  });

  it("does not know an effect where one group has one row and the rest two", () => {
    const rows = profileGroups({ g: ["a", "b", "c"], x: [1, 2, 30] }, { group: "g" });
    for (const row of rows) expect(row).toMatchObject({ effect: null, pValue: null, adjustedP: null });
    expect(rows.sentences()[2]).toBe("g c (1 row): nothing sets it apart");
  });

  it("compares each of many groups with all the others, as one group against one would", () => {
    const random = createRandom(3);
    const group = Array.from({ length: 1200 }, (_, row) => row % 300);
    const x = group.map((label) => (label % 7) + random.normal());
    const all = profileGroups({ group, x }, { group: "group" }).toRows();
    for (const label of [0, 1, 150, 299]) {
      const alone = profileGroups({ own: group.map((other) => other === label), x }, { group: "own" }).toRows();
      const own = alone.find((row) => row.group === true)!;
      const found = all.find((row) => row.group === label)!;
      for (const name of ["value", "rest", "effect", "pValue"] as const) expect(found[name]).toBeCloseTo(own[name]!, 9);
      expect(found.count).toBe(4);
    }
  });

  it("leaves frozen input as it was, and does not depend on the order of the rows", () => {
    const order = spend.map((_, row) => (row * 7) % spend.length);
    const input = Object.freeze({
      cluster: Object.freeze(order.map((row) => cluster[row]!)),
      spend: Object.freeze(order.map((row) => spend[row]!)),
      letters: Object.freeze(order.map((row) => letters[row]!)),
    });
    const again = profileGroups(input, { group: "cluster", features: ["spend", "letters"] });
    for (const row of again) {
      const same = find(Number(row.group), row.feature!, row.level);
      expect(row.effect).toBeCloseTo(same.effect!, 12);
      expect(row.pValue).toBeCloseTo(same.pValue!, 12);
    }
  });

  it.each([
    [{ group: "nobody" }, "unknown-column"],
    [{ group: "cluster", features: ["nothing"] }, "unknown-column"],
    [{ group: "cluster", features: ["cluster"] }, "invalid-option"],
    [{ group: "cluster", feature: ["spend"] }, "invalid-option"],
    [{ group: "cluster", features: ["day"] }, "column-type"],
    [{ group: "cluster", features: ["spend", "spend"] }, "duplicate-column"],
    [{ group: "cluster", features: [] }, "invalid-option"],
    [{ group: "cluster", features: "spend" }, "invalid-option"],
    [{ group: "cluster", adjust: "bonferroni" }, "invalid-option"],
    [{ group: "same" }, "one-class"],
    [{ group: "cluster", features: ["endless"] }, "not-finite"],
  ])("refuses %j", (options, code) => {
    const input = {
      cluster,
      spend,
      same: spend.map(() => "one"),
      day: spend.map(() => new Date(0)),
      endless: spend.map((value, row) => (row === 3 ? Number.POSITIVE_INFINITY : value)),
    };
    expect(() => profileGroups(input, options as { group: string })).toThrow(expect.objectContaining({ code }));
    expect(() => profileGroups({ cluster: [] }, { group: "cluster" })).toThrow(
      expect.objectContaining({ code: "empty-table" }),
    );
  });
});
