import { describe, expect, it } from "vitest";
import { adjustPValues } from "../../src/customers/adjust-p-values.js";
import { profileGroups } from "../../src/customers/profile-groups.js";

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
    expect(profile.describe({ top: 1 })[1]).toBe("cluster 1 (5 rows): spend 8.20 against 3.12 (effect 2.89)");
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

  it.each([
    [{ group: "nobody" }, "unknown-column"],
    [{ group: "cluster", features: ["nothing"] }, "unknown-column"],
    [{ group: "cluster", features: ["cluster"] }, "invalid-option"],
    [{ group: "cluster", feature: ["spend"] }, "invalid-option"],
    [{ group: "cluster", features: ["day"] }, "column-type"],
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
    expect(() => profileGroups(input, options)).toThrow(expect.objectContaining({ code }));
    expect(() => profileGroups({ cluster: [] }, { group: "cluster" })).toThrow(
      expect.objectContaining({ code: "empty-table" }),
    );
  });
});

describe("adjustPValues", () => {
  it("follows Holm, and Benjamini and Hochberg, by hand", () => {
    const p = [0.01, 0.04, 0.03, 0.005, Number.NaN];
    expect(adjustPValues(p, "holm")).toEqual(
      [0.03, 0.06, 0.06, 0.02, Number.NaN].map((x) => (Number.isNaN(x) ? x : expect.closeTo(x, 12))),
    );
    expect(adjustPValues(p, "benjamini-hochberg")).toEqual(
      [0.02, 0.04, 0.04, 0.02, Number.NaN].map((x) => (Number.isNaN(x) ? x : expect.closeTo(x, 12))),
    );
  });
});
