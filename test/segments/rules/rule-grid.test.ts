import { describe, expect, it } from "vitest";
import { lintSegments, ruleGrid, rulePreset, segmentByRules } from "../../../src/segments/index.js";
import { readBand } from "../../../src/segments/rules/band-text.js";
import { showInterval } from "../../../src/segments/rules/interval.js";
import { errorOf } from "../../error-of.js";

describe("bands in words", () => {
  it.each([
    ["under 6", "below 6"],
    ["< 6", "below 6"],
    ["不足18岁", "below 18"],
    ["6岁以下", "up to 6"],
    ["6 and under", "up to 6"],
    ["at most 6.5", "up to 6.5"],
    ["over 6001", "above 6001"],
    ["more than 1,500", "above 1500"],
    ["65 and over", "65 and over"],
    ["65+", "65 and over"],
    ["65岁以上", "65 and over"],
    ["6–11", "6–11"],
    ["6-11", "6–11"],
    ["6岁至11岁", "6–11"],
    ["800 to 1,500", "800–1500"],
    ["-5 - -1", "-5–-1"],
    ["7", "7"],
  ])("reads %j as %j", (text, expected) => {
    expect(showInterval(readBand(text)!)).toBe(expected);
  });

  it.each(["", "young", "6 11", "6–", "1e5"])("does not read %j", (text) => {
    expect(readBand(text)).toBeNull();
  });
});

describe("ruleGrid", () => {
  it("makes a rule for every cell, row by row", () => {
    const grid = ruleGrid({
      rows: { column: "age", cuts: [30] },
      columns: { column: "member", values: [true, false] },
      basis: "demography",
    });
    expect(grid).toEqual([
      { name: "below 30 × true", basis: "demography", when: { age: { below: 30 }, member: true } },
      { name: "below 30 × false", basis: "demography", when: { age: { below: 30 }, member: false } },
      { name: "30 and over × true", basis: "demography", when: { age: { from: 30 }, member: true } },
      { name: "30 and over × false", basis: "demography", when: { age: { from: 30 }, member: false } },
    ]);
    expect(lintSegments(grid).clean).toBe(true);
  });

  it("takes names for the cells, and bands as ends or values", () => {
    const grid = ruleGrid({
      rows: { column: "age", bands: [{ name: "young", below: 30 }, { from: 30 }] },
      columns: { column: "channel", bands: [{ name: "online", in: ["web", "app"] }] },
      names: [["a"], ["b"]],
    });
    expect(grid.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(grid[1]!.when).toEqual({ age: { from: 30 }, channel: { in: ["web", "app"] } });
  });

  it("keeps hostile names of columns as they are", () => {
    const grid = ruleGrid({ rows: { column: "__proto__", cuts: [1] }, columns: { column: "constructor", cuts: [1] } });
    expect(Object.keys(grid[0]!.when)).toEqual(["__proto__", "constructor"]);
    expect(lintSegments(grid)).toMatchObject({ clean: true, boxes: 4 });
  });

  it("refuses bands that it cannot read, cuts out of order and names that do not fit", () => {
    const columns = { column: "x", cuts: [1] };
    expect(errorOf(() => ruleGrid({ rows: { column: "age", bands: ["young"] }, columns })).message).toContain(
      '"young"',
    );
    expect(errorOf(() => ruleGrid({ rows: { column: "age", bands: ["11–6"] }, columns })).code).toBe("invalid-option");
    expect(errorOf(() => ruleGrid({ rows: { column: "age", cuts: [2, 1] }, columns })).message).toContain("ascending");
    expect(errorOf(() => ruleGrid({ rows: { column: "age" }, columns })).message).toContain("one of bands");
    expect(errorOf(() => ruleGrid({ rows: columns, columns })).code).toBe("duplicate-column");
    const named = { rows: { column: "age", cuts: [1] }, columns, names: [["a"]] };
    expect(errorOf(() => ruleGrid(named)).message).toContain("2 lists of 2 names");
  });
});

describe("rulePreset", () => {
  const within = {
    "age-income": {},
    "life-stage-income": {
      lifeStage: { in: ["single", "couple", "young children", "older children", "empty nest", "retired"] },
    },
    "family-life-cycle": {},
    "bank-nine-cells": {},
  } as const;

  it.each([
    ["age-income", 35],
    ["life-stage-income", 30],
    ["family-life-cycle", 10],
    ["bank-nine-cells", 9],
  ] as const)("covers everybody once with %s", (preset, boxes) => {
    const cuts = preset === "bank-nine-cells" ? { cuts: { contribution: [0, 500], potential: [100, 900] } } : {};
    const rules = rulePreset(preset, cuts);
    expect(rules.length).toBe(boxes);
    expect(lintSegments(rules, { within: within[preset] }).messages).toEqual([]);
  });

  it("places families in their stage", () => {
    const families = [
      { customer: 1, head: 25, partner: false, children: 0, youngestChild: null, working: true },
      { customer: 2, head: 30, partner: true, children: 2, youngestChild: 5, working: true },
      { customer: 3, head: 50, partner: true, children: 1, youngestChild: 15, working: true },
      { customer: 4, head: 70, partner: true, children: 0, youngestChild: null, working: false },
      { customer: 5, head: 38, partner: false, children: 1, youngestChild: 3, working: true },
      { customer: 6, head: 80, partner: false, children: 0, youngestChild: null, working: false },
      { customer: 7, head: 40, partner: true, children: 1, youngestChild: null, working: true },
    ];
    const segments = segmentByRules(families, rulePreset("family-life-cycle", { columns: { age: "head" } }));
    expect(segments.column("segment").toArray()).toEqual([
      "bachelor",
      "full nest I",
      "full nest III",
      "empty nest II",
      "single parent",
      "solitary survivor, retired",
      "Others",
    ]);
    expect(segments.column("reason").at(6)).toBe("youngestChild is missing");
  });

  it("asks for what only the caller knows, and refuses what it does not know", () => {
    expect(errorOf(() => rulePreset("bank-nine-cells")).message).toContain("cuts.contribution");
    expect(errorOf(() => rulePreset("bank-nine-cells", { cuts: { contribution: [1], potential: [1, 2] } })).code).toBe(
      "invalid-option",
    );
    expect(errorOf(() => rulePreset("zodiac" as never)).message).toContain("family-life-cycle");
    expect(errorOf(() => rulePreset("age-income", { columns: { salary: "x" } })).message).toContain('"salary"');
    expect(errorOf(() => rulePreset("family-life-cycle", { cuts: { age: [1, 2] } })).code).toBe("invalid-option");
  });
});
