import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  defaultSegments,
  lintSegments,
  rfmPackageSegments,
  type ScoreRange,
  type SegmentRule,
} from "../../../src/segments/index.js";

/** Every combination of scores, one by one. */
function cells(bins: number): { r: number; f: number; m: number }[] {
  const scores = Array.from({ length: bins }, (_, i) => i + 1);
  return scores.flatMap((r) => scores.flatMap((f) => scores.map((m) => ({ r, f, m }))));
}

function matches(rule: SegmentRule, cell: { r: number; f: number; m: number }): boolean {
  return (["r", "f", "m"] as const).every((axis) => {
    const range = rule[axis];
    if (range === undefined) return true;
    const [from, to] = typeof range === "number" ? [range, range] : range;
    return cell[axis] >= from && cell[axis] <= to;
  });
}

const anyRules = (bins: number) => {
  const score = fc.integer({ min: 1, max: bins });
  const range: fc.Arbitrary<ScoreRange> = fc.oneof(
    score,
    fc.tuple(score, score).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
  );
  return fc.array(
    fc.record(
      { name: fc.constantFrom("A", "B", "C", "__proto__"), r: range, f: range, m: range },
      { requiredKeys: ["name"] },
    ),
    { minLength: 1, maxLength: 7 },
  );
};

describe("lintSegments", () => {
  it("finds nothing wrong with the default segments, for any number of scores", () => {
    for (let bins = 2; bins <= 100; bins++) {
      expect(lintSegments(defaultSegments(bins), { bins })).toMatchObject({ clean: true, gapCells: 0, messages: [] });
    }
    expect(new Set(defaultSegments().map((segment) => segment.name)).size).toBe(11);
    expect(defaultSegments(10).find((segment) => segment.name === "Champions")).toEqual({
      name: "Champions",
      r: [9, 10],
      f: [7, 10],
      m: [5, 10],
    });
    expect(new Set(defaultSegments(3).map((segment) => segment.name)).size).toBe(10);
  });

  it("finds what overlaps and what is missing in the ten segments of R's rfm", () => {
    const lint = lintSegments(rfmPackageSegments());
    expect(lint.clean).toBe(false);
    expect(lint.overlaps.length).toBe(24);
    expect(lint.overlaps.find(({ second }) => second === "Potential Loyalist")).toEqual({
      first: "Champions",
      second: "Potential Loyalist",
      cells: 1,
      example: { r: 5, f: 5, m: 5 },
    });
    expect(lint.gapCells).toBe(10);
    expect(lint.gaps).toContainEqual({ r: [3, 5], f: [4, 5], m: [1, 1], cells: 6 });
    expect(lint.unreachable).toEqual([]);
    expect(lint.messages.length).toBe(25);
  });

  it("finds a rule that can never match", () => {
    const lint = lintSegments([
      { name: "Recent", r: [3, 5] },
      { name: "Best", r: 5, f: 5, m: 5 },
      { name: "Old", r: [1, 2] },
    ]);
    expect(lint.unreachable).toEqual([{ index: 1, name: "Best" }]);
    expect(lint.messages).toEqual([
      '"Recent" and "Best" both claim 1 of 125 score combinations, such as r 5, f 5, m 5; the first one counts',
      'rule 2 ("Best") can never match: earlier rules claim all its scores',
    ]);
  });

  it("lets rules of one name overlap", () => {
    expect(lintSegments([{ name: "All" }, { name: "All", r: 1 }]).overlaps).toEqual([]);
    expect(lintSegments([{ name: "All" }])).toMatchObject({ clean: true, cells: 125 });
  });

  it("agrees with trying every combination of scores", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }).chain((bins) => fc.tuple(fc.constant(bins), anyRules(bins))),
        ([bins, rules]) => {
          const lint = lintSegments(rules, { bins });
          const all = cells(bins);
          const covered = all.filter((cell) => rules.some((rule) => matches(rule, cell)));
          expect(lint.cells).toBe(all.length);
          expect(lint.gapCells).toBe(all.length - covered.length);
          // The boxes of the gaps are disjoint and are exactly what no rule covers.
          for (const cell of all) {
            const inGaps = lint.gaps.filter((gap) => matches({ name: "gap", ...gap }, cell)).length;
            expect(inGaps).toBe(covered.includes(cell) ? 0 : 1);
          }
          const firsts = new Set(covered.map((cell) => rules.findIndex((rule) => matches(rule, cell))));
          expect(lint.unreachable.map(({ index }) => index)).toEqual(
            rules.map((_, index) => index).filter((index) => !firsts.has(index)),
          );
          const pairs = new Map<string, number>();
          for (const cell of all) {
            const names = [...new Set(rules.filter((rule) => matches(rule, cell)).map((rule) => rule.name))];
            names.forEach((second, j) => {
              for (const first of names.slice(0, j))
                pairs.set(`${first} ${second}`, (pairs.get(`${first} ${second}`) ?? 0) + 1);
            });
          }
          expect(
            new Map(lint.overlaps.map(({ first, second, cells: count }) => [`${first} ${second}`, count])),
          ).toEqual(pairs);
          expect(lint.clean).toBe(lint.messages.length === 0);
        },
      ),
    );
  });

  it("refuses what is no set of segments", () => {
    expect(() => lintSegments([])).toThrow("at least one rule");
    expect(() => lintSegments("Champions" as never)).toThrow("must be an array");
    expect(() => lintSegments([{ name: " " }])).toThrow("an object with a name");
    expect(() => lintSegments([{ name: "x", m: [1, 2, 3] as never }])).toThrow("m must be a score");
    expect(() => lintSegments([{ name: "x" }], { bins: 1 })).toThrow('"bins"');
    expect(() => lintSegments([{ name: "x" }], { scores: 5 } as never)).toThrow('no option "scores"');
    expect(() => defaultSegments(0)).toThrow("defaultSegments");
    expect(() => rfmPackageSegments(1.5)).toThrow("rfmPackageSegments");
  });
});
