import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ColumnRule, lintSegments, ruleGrid, segmentByRules } from "../../../src/segments/index.js";
import { errorOf } from "../../error-of.js";
import { describeWithSharedData, sharedPath } from "../../shared-data.js";

/** The published grid, in the words in which it was published: 以下 includes its number. */
const publishedAges = ["6岁以下", "6–11", "12–19", "20–34", "35–49", "50–64", "65 and over"];
const publishedIncomes = ["800–1500", "1501–4000", "4001–6000", "over 6001"];

const publishedGrid = (ages: readonly string[] = publishedAges, incomes: readonly string[] = publishedIncomes) =>
  ruleGrid({ rows: { column: "age", bands: ages, whole: true }, columns: { column: "income", bands: incomes } });

describe("the linter on a published grid of age × income", () => {
  const lint = lintSegments(publishedGrid());

  it("finds the gaps between the bands of income, whatever the age", () => {
    expect(lint.boxes).toBe(28);
    expect(lint.gaps.map(({ where }) => where)).toEqual([
      "income below 800",
      "income (1500, 1501)",
      "income (4000, 4001)",
      "income (6000, 6001]",
    ]);
  });

  it("finds the age that two bands claim", () => {
    expect(lint.overlaps.map(({ first, second, where }) => [first, second, where])).toEqual(
      publishedIncomes.map((income) => [
        `6岁以下 × ${income}`,
        `6–11 × ${income}`,
        `age 6, income ${income === "over 6001" ? "above 6001" : income}`,
      ]),
    );
    expect(lint.clean).toBe(false);
    expect(lint.unreachable).toEqual([]);
  });

  it("finds no overlap where the first band is under 6", () => {
    expect(lintSegments(publishedGrid(["under 6", ...publishedAges.slice(1)])).overlaps).toEqual([]);
  });

  it("sees the gaps between whole years where years may be parts", () => {
    const grid = ruleGrid({
      rows: { column: "age", bands: publishedAges },
      columns: { column: "income", cuts: [1000] },
    });
    expect(lintSegments(grid).gaps.map(({ where }) => where)).toContain("age (11, 12)");
  });
});

describeWithSharedData("the worked example of the published grid", () => {
  it("is what the linter reports", () => {
    const examples = JSON.parse(readFileSync(sharedPath("reference/worked-examples.json"), "utf8")) as {
      id: string;
      inputs: { ages: string[]; incomes: string[] };
      value: { boxes: number; gaps: string[] };
    }[];
    const { inputs, value } = examples.find(({ id }) => id === "age-income-grid")!;
    const ages = inputs.ages.map((age) => (age === "under 6" ? "6岁以下" : age));
    const lint = lintSegments(publishedGrid(ages, inputs.incomes));
    expect(lint.boxes).toBe(value.boxes);
    expect(lint.gaps.map(({ regions }) => regions.map(({ values }) => values).join())).toEqual(value.gaps);
    expect(lint.overlaps.every(({ where }) => where.startsWith("age 6,"))).toBe(true);
  });
});

describe("the linter on rules of any columns", () => {
  it("tells open from closed ends", () => {
    const rules = (end: object) => [
      { name: "low", when: { x: end } },
      { name: "high", when: { x: { from: 30 } } },
    ];
    expect(lintSegments(rules({ below: 30 })).messages).toEqual([]);
    expect(lintSegments(rules({ to: 30 })).messages).toEqual([
      '"low" and "high" both claim x 30; the first one counts',
    ]);
    expect(lintSegments(rules({ to: 29 })).messages).toEqual(["no rule covers x (29, 30)"]);
    expect(lintSegments(rules({ to: 29 }), { within: { x: { from: 0, whole: true } } }).clean).toBe(true);
  });

  it("finds values that no rule names, unless it is told that there are no others", () => {
    const rules: ColumnRule[] = [
      { name: "online", when: { channel: { in: ["web", "app"] } } },
      { name: "branch", when: { channel: "branch" } },
    ];
    expect(lintSegments(rules).gaps.map(({ where }) => where)).toEqual(["channel any other value"]);
    expect(lintSegments(rules, { within: { channel: { in: ["web", "app", "branch"] } } }).clean).toBe(true);
    expect(lintSegments(rules, { within: { channel: { in: ["web", "phone"] } } }).messages).toEqual([
      'no rule covers channel "phone"',
      'rule 2 ("branch") can never match: earlier rules claim all of it',
    ]);
  });

  it("knows that true and false are all there is", () => {
    expect(lintSegments([{ name: "yes", when: { member: true } }]).gaps.map(({ where }) => where)).toEqual([
      "member false",
    ]);
    expect(
      lintSegments([
        { name: "yes", when: { member: true } },
        { name: "no", when: { member: false } },
      ]).clean,
    ).toBe(true);
  });

  it("finds a rule that can never match", () => {
    const lint = lintSegments([
      { name: "adult", when: { age: { from: 18 } } },
      { name: "old", when: { age: { from: 65 } } },
      { name: "child", when: { age: { below: 18 } } },
    ]);
    expect(lint.unreachable).toEqual([{ index: 1, name: "old" }]);
  });

  it("lets rules of one name overlap, and a rule without conditions cover everything", () => {
    const lint = lintSegments([
      { name: "all", when: { age: { from: 18 } } },
      { name: "all", when: {} },
    ]);
    expect(lint).toMatchObject({ clean: true, messages: [] });
  });

  it("agrees with trying every value", () => {
    const values = [0, 0.5, 0.75, 1, 1.5, 2, 2.25, 2.5, 3];
    const texts = ["a", "b", "z"];
    const end = fc.constantFrom(0.5, 1, 2, 2.5);
    const range = fc.oneof(
      end.map((from) => ({ from })),
      end.map((above) => ({ above })),
      end.map((to) => ({ to })),
      fc
        .tuple(end, end)
        .filter(([a, b]) => a < b)
        .map(([from, below]) => ({ from, below })),
    );
    const when = fc.record(
      { x: range, y: range, t: fc.constantFrom("a", "b", { in: ["a", "b"] }) },
      { requiredKeys: [] },
    );
    const rule = fc.record({ name: fc.constantFrom("A", "B", "C", "__proto__"), when });
    fc.assert(
      fc.property(fc.array(rule, { minLength: 1, maxLength: 6 }), (given) => {
        const rules = given as ColumnRule[];
        const columns = [...new Set(rules.flatMap((one) => Object.keys(one.when)))];
        const cells = values.flatMap((x) => values.flatMap((y) => texts.map((t) => ({ x, y, t }))));
        const matching = cells.map((cell) => rules.flatMap((one, i) => (matches(one, cell) ? [i] : [])));
        const lint = lintSegments(rules);
        const firsts = new Set(matching.map(([first]) => first));
        // Every slab between the ends holds one of the values.
        expect(lint.unreachable.map(({ index }) => index)).toEqual(
          [...rules.keys()].filter((index) => !firsts.has(index)),
        );
        expect(lint.gaps.length > 0).toBe(matching.some((found) => found.length === 0));
        const pairs = new Set(
          matching.flatMap((found) => {
            const names = [...new Set(found.map((index) => rules[index]!.name))];
            return names.flatMap((second, j) => names.slice(0, j).map((first) => `${first} ${second}`));
          }),
        );
        expect(new Set(lint.overlaps.map(({ first, second }) => `${first} ${second}`))).toEqual(pairs);
        for (const { regions } of lint.gaps) {
          for (const { column } of regions) expect(columns).toContain(column);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("refuses what is no set of rules", () => {
    const one = (when: object) => () => lintSegments([{ name: "x", when: when as ColumnRule["when"] }]);
    expect(errorOf(one({ age: { from: 5, below: 5 } })).message).toContain("nothing lies in [5, 5)");
    expect(errorOf(one({ age: { from: 5, above: 4 } })).message).toContain('"from" (at least) or "above"');
    expect(errorOf(one({ age: {} })).message).toContain("needs one of from");
    expect(errorOf(one({ age: { form: 5 } })).message).toContain('no option "form"');
    expect(errorOf(one({ age: { in: [] } })).message).toContain("one or more values");
    expect(errorOf(one({ age: { in: ["a", 1] } })).message).toContain("mixed");
    expect(errorOf(one({ age: [1, 2] })).message).toContain("a condition is");
    expect(errorOf(one({ age: { from: Number.NaN } })).message).toContain("must be numbers");
    const mixed = [
      { name: "a", when: { x: { from: 1 } } },
      { name: "b", when: { x: "one" } },
    ];
    expect(errorOf(() => lintSegments(mixed)).message).toContain("numbers in this column and others for texts");
    expect(errorOf(() => lintSegments([{ name: "", when: {} }])).code).toBe("invalid-option");
    const holed = new Array(2);
    holed[1] = { name: "x", when: {} };
    expect(errorOf(() => segmentByRules({ customer: [1] }, holed)).code).toBe("invalid-option");
    expect(errorOf(() => lintSegments([{ name: "x", when: {} }], { bins: 5 } as never)).code).toBe("invalid-option");
  });
});

function matches({ when }: ColumnRule, cell: Readonly<Record<string, number | string>>): boolean {
  return Object.entries(when).every(([column, condition]) => {
    const value = cell[column]!;
    if (typeof condition !== "object") return value === condition;
    const { from, above, to, below, in: values } = condition;
    return (
      (from === undefined || Number(value) >= from) &&
      (above === undefined || Number(value) > above) &&
      (to === undefined || Number(value) <= to) &&
      (below === undefined || Number(value) < below) &&
      (values === undefined || values.includes(value))
    );
  });
}
