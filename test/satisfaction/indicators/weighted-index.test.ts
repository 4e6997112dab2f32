import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom, mean, type Random, standardDeviation, studentTQuantile } from "../../../src/numeric/index.js";
import {
  benchmarkIndex,
  type IndexResult,
  type Indicator,
  weightedIndex,
  weightSensitivity,
} from "../../../src/satisfaction/index.js";
import { errorOf } from "../../error-of.js";
import { gasSupplyTree } from "../gas-supply-tree.js";

const pair: Indicator = {
  name: "index",
  children: [
    { name: "price", weight: 0.25 },
    { name: "service", weight: 0.75 },
  ],
};

const gasAnswers = {
  pressure: [5],
  gasQuality: [4],
  repairAttitude: [4],
  timeliness: [4],
  result: [4],
  readerAttitude: [5],
  errors: [5],
  billsOnTime: [3],
};

function node(result: IndexResult, path: string, group: unknown = "all") {
  const found = result.nodes.toRows().find((row) => row.path === path && row.group === group);
  if (found === undefined) throw new Error(`no node ${path}`);
  return found;
}

describe("the gas supplier's tree", () => {
  test("gives 4.40 on the scale of five, that is 88 of 100", () => {
    expect(weightedIndex(gasSupplyTree, gasAnswers).index).toBeCloseTo(4.4, 12);
    const result = weightedIndex(gasSupplyTree, gasAnswers, { scale: { likert: 5 } });
    expect(result.index).toBeCloseTo(88, 12);
    expect(node(result, "gas supply/supply").score).toBeCloseTo(92, 12);
    expect(node(result, "gas supply/repair").score).toBeCloseTo(80, 12);
    expect(node(result, "gas supply/meter reading").score).toBeCloseTo(88, 12);
  });

  test("lists every node with its level and weights", () => {
    const { nodes } = weightedIndex(gasSupplyTree, gasAnswers);
    expect(nodes.columnNames).toEqual(
      expect.arrayContaining(["path", "level", "weight", "score", "contribution", "group"]),
    );
    expect(nodes.numRows).toBe(12);
    expect(nodes.column("level").toArray()).toEqual([0, 1, 2, 2, 1, 2, 2, 2, 1, 2, 2, 2]);
    expect(node(weightedIndex(gasSupplyTree, gasAnswers), "gas supply").weight).toBe(1);
    expect(
      nodes
        .where((row) => row.level === 2)
        .column("overallWeight")
        .toArray(),
    ).toEqual([0.12, 0.08, 0.02, 0.04, 0.04, 0.21, 0.28, 0.21].map((weight) => expect.closeTo(weight, 12)));
  });

  test("says which points of the index come from where", () => {
    const result = weightedIndex(gasSupplyTree, gasAnswers, { scale: { likert: 5 } });
    expect(node(result, "gas supply/meter reading/errors").contribution).toBeCloseTo(28, 12);
    const leaves = result.nodes
      .where((row) => row.level === 2)
      .column("contribution")
      .toArray() as number[];
    expect(leaves.reduce((sum, points) => sum + points, 0)).toBeCloseTo(88, 12);
  });
});

describe("weightedIndex", () => {
  test("scores groups and periods, in the order of groups and then of periods", () => {
    const answers = {
      company: ["b", "a", "b", "a", "b"],
      year: [2025, 2026, 2024, 2025, 2025],
      price: [40, 60, 20, 80, 60],
      service: [80, 60, 40, 40, 100],
    };
    const { nodes, index } = weightedIndex(pair, answers, { by: "company", period: "year" });
    const roots = nodes.where((row) => row.level === 0).toRows();
    expect(roots.map((row) => [row.group, row.period, row.score, row.respondents])).toEqual([
      ["b", 2024, 35, 1],
      ["b", 2025, 80, 2],
      ["a", 2025, 50, 1],
      ["a", 2026, 60, 1],
    ]);
    expect(index).toBeCloseTo((35 + 70 + 90 + 50 + 60) / 5, 12);
  });

  test("keeps the type of the labels", () => {
    const answers = {
      vip: [true, false],
      day: ["2026-01-31", "2025-01-31"].map((day) => new Date(day)),
      price: [1, 2],
      service: [1, 2],
    };
    const { nodes } = weightedIndex(pair, answers, { by: "vip", period: "day" });
    expect(nodes.toRows()[0]).toMatchObject({ group: true, period: new Date("2026-01-31") });
  });

  test("gives each respondent's own index in the order of the answers", () => {
    expect(Array.from(weightedIndex(pair, { price: [0, 100], service: [100, 0] }).scores)).toEqual([75, 25]);
  });

  test("the standard error of complete answers is that of the mean of the respondents' indices", () => {
    const random = createRandom(4);
    const price = Array.from({ length: 40 }, () => 100 * random.uniform());
    const service = Array.from({ length: 40 }, () => 100 * random.uniform());
    const result = weightedIndex(pair, { price, service });
    const error = standardDeviation(result.scores) / Math.sqrt(40);
    const root = node(result, "index");
    expect(root.score).toBeCloseTo(mean(result.scores), 10);
    expect(root.standardError).toBeCloseTo(error, 10);
    expect(root.upper! - root.score!).toBeCloseTo(error * studentTQuantile(0.975, 39), 10);
    expect(node(result, "index/price").standardError).toBeCloseTo(standardDeviation(price) / Math.sqrt(40), 10);
  });

  test("one respondent has a score and no standard error", () => {
    expect(node(weightedIndex(pair, [{ price: 10, service: 20 }]), "index")).toMatchObject({
      score: 17.5,
      standardError: null,
      lower: null,
      upper: null,
    });
  });

  test("an interval stays within the scale, where one is declared", () => {
    const answers = { price: [5, 4], service: [5, 5] };
    const declared = node(weightedIndex(pair, answers, { scale: { likert: 5 } }), "index");
    expect(declared).toMatchObject({ score: 97.5, upper: 100 });
    expect(declared.lower).toBeGreaterThan(20);
    expect(node(weightedIndex(pair, answers), "index").upper).toBeGreaterThan(5);
  });

  test("survey weights count a respondent as often as they say", () => {
    const weighted = weightedIndex(pair, { price: [0, 100], service: [40, 80], w: [3, 1] }, { weights: "w" });
    const repeated = weightedIndex(pair, { price: [0, 0, 0, 100], service: [40, 40, 40, 80] });
    expect(weighted.index).toBeCloseTo(repeated.index!, 12);
    expect(node(weighted, "index/price").score).toBe(25);
    expect(node(weighted, "index").respondents).toBe(2);
    const vector = weightedIndex(pair, { price: [0, 100], service: [40, 80] }, { weights: [3, 1] });
    expect(vector.index).toBe(weighted.index);
  });

  test("a respondent of weight 0 gets a score and does not count", () => {
    const result = weightedIndex(pair, { price: [0, 100], service: [40, 80] }, { weights: [0, 2] });
    expect(Array.from(result.scores)).toEqual([30, 85]);
    expect(node(result, "index")).toMatchObject({ score: 85, respondents: 1 });
  });

  test("siblings without weights count equally", () => {
    const tree = { name: "index", children: [{ name: "price" }, { name: "service" }] };
    expect(weightedIndex(tree, { price: [20], service: [60] }).index).toBe(40);
  });

  test("a tree of one question is that question", () => {
    expect(weightedIndex({ name: "price" }, { price: [20, 40] }).index).toBe(30);
  });

  test("goes as deep as it is asked to", () => {
    let tree: Indicator = { name: "leaf", column: "x" };
    for (let level = 0; level < 2000; level++) tree = { name: "n", children: [tree] };
    const { nodes, index } = weightedIndex(tree, { x: [42] });
    expect(nodes.numRows).toBe(2001);
    expect(index).toBe(42);
  });

  test("a question may have its own scale, reversed too", () => {
    const tree: Indicator = {
      name: "index",
      children: [
        { name: "price", scale: { likert: 5 } },
        { name: "trouble", scale: { from: [0, 10], reverse: true } },
      ],
    };
    expect(weightedIndex(tree, { price: [4], trouble: [2] }).index).toBe(80);
  });

  test("normalizes weights when asked, and says so", () => {
    const tree: Indicator = {
      name: "index",
      children: [
        { name: "price", weight: 1 },
        { name: "service", weight: 3 },
      ],
    };
    const result = weightedIndex(tree, { price: [0], service: [100] }, { normalize: true });
    expect(result.index).toBe(75);
    expect(result.normalized).toEqual([{ path: "index", sum: 4 }]);
    expect(weightedIndex(pair, { price: [0], service: [100] }, { normalize: true }).normalized).toEqual([]);
  });

  test("does not change what it is given", () => {
    const answers = Object.freeze({ price: Object.freeze([1, 5]), service: Object.freeze([2, 4]) });
    const before = JSON.stringify([gasSupplyTree, pair, answers]);
    weightedIndex(Object.freeze(pair), answers, Object.freeze({ scale: Object.freeze({ likert: 5, reverse: true }) }));
    expect(JSON.stringify([gasSupplyTree, pair, answers])).toBe(before);
  });

  test("takes any name for data", () => {
    const tree: Indicator = { name: "__proto__", children: [{ name: "constructor" }, { name: "toString" }] };
    const answers = [{ constructor: 10, toString: 30, hasOwnProperty: "valueOf" }];
    const { nodes } = weightedIndex(tree, answers, { by: "hasOwnProperty" });
    expect(nodes.toRows()[0]).toMatchObject({ path: "__proto__", group: "valueOf", score: 20 });
  });
});

describe("missing answers", () => {
  const answers = { price: [20, null, 60, 100], service: [40, 80, null, 60] };

  test("are an error that names question and respondent, unless told otherwise", () => {
    expect(errorOf(() => weightedIndex(pair, answers))).toMatchObject({
      code: "missing-value",
      place: { function: "weightedIndex", column: "price", row: 2 },
    });
  });

  test("leave their respondents out with listwise", () => {
    const result = weightedIndex(pair, answers, { missing: "listwise" });
    expect(result.index).toBeCloseTo((35 + 70) / 2, 12);
    expect(Array.from(result.scores)).toEqual([35, Number.NaN, Number.NaN, 70]);
    expect(result.ledger).toEqual({
      respondents: 4,
      used: 2,
      dropped: 2,
      missing: "listwise",
      missingAnswers: [
        { path: "index/price", column: "price", count: 1 },
        { path: "index/service", column: "service", count: 1 },
      ],
    });
  });

  test("are the mean of those who answered with mean", () => {
    const result = weightedIndex(pair, answers, { missing: "mean" });
    expect(node(result, "index/price")).toMatchObject({ score: 60, respondents: 3 });
    expect(result.index).toBeCloseTo(0.25 * 60 + 0.75 * 60, 12);
    expect(result.scores[1]).toBeCloseTo(0.25 * 60 + 0.75 * 80, 12);
    expect(node(result, "index/price").standardError).toBeCloseTo(standardDeviation([20, 60, 100]) / Math.sqrt(3), 10);
  });

  test("are filled within the group, and a question nobody of a group answered leaves it without an index", () => {
    const result = weightedIndex(
      pair,
      { by: ["a", "a", "b", "b"], price: [20, null, null, null], service: [40, 80, 60, 60] },
      { by: "by", missing: "mean" },
    );
    expect(node(result, "index", "a").score).toBe(0.25 * 20 + 0.75 * 60);
    expect(node(result, "index/price", "a").standardError).toBeNull();
    expect(node(result, "index", "a").standardError).toBeNull();
    expect(node(result, "index", "b").score).toBeNull();
    expect(node(result, "index/service", "b").score).toBe(60);
  });

  test("leave the weights to the questions answered with renormalize", () => {
    const result = weightedIndex(pair, answers, { missing: "renormalize" });
    expect(Array.from(result.scores)).toEqual([35, 80, 60, 70]);
    expect(node(result, "index/price")).toMatchObject({ score: 60, respondents: 3 });
    expect(result.ledger).toMatchObject({ used: 4, dropped: 0 });
  });

  test("a respondent who answered nothing has no index", () => {
    const result = weightedIndex(pair, { price: [null, 40], service: [null, 40] }, { missing: "renormalize" });
    expect(result.ledger).toMatchObject({ used: 1, dropped: 1 });
    expect(result.index).toBe(40);
    const none = weightedIndex(pair, { price: [null], service: [null] }, { missing: "renormalize" });
    expect(none.index).toBeNull();
    expect(node(none, "index").score).toBeNull();
  });

  describe("that two companies have in different shares", () => {
    // Equal answers; one company asked 10 % of its customers about service, the other 50 %.
    const rows = ["a", "b"].flatMap((company) =>
      Array.from({ length: 20 }, (_, i) => ({
        company,
        price: 90,
        service: i < (company === "a" ? 2 : 10) ? 50 : null,
      })),
    );
    const tree = {
      name: "index",
      children: [
        { name: "price", weight: 0.5 },
        { name: "service", weight: 0.5 },
      ],
    };
    const by = (missing: "renormalize" | "mean" | "listwise") => weightedIndex(tree, rows, { by: "company", missing });
    const scores = (result: IndexResult) => ["a", "b"].map((company) => node(result, "index", company).score);

    test("move the index with renormalize, which is said, and not with mean", () => {
      expect(scores(by("renormalize"))).toEqual([88, 80]);
      expect(by("renormalize").warnings).toEqual([
        expect.stringMatching(
          /^"index\/service" was left unanswered by 50 % of "b" and by 90 % of "a": .*use missing "mean" to compare them$/,
        ),
      ]);
      expect(scores(by("mean"))).toEqual([70, 70]);
      expect(by("mean").warnings).toEqual([]);
      expect(scores(by("listwise"))).toEqual([70, 70]);
      expect(by("listwise").warnings).toEqual([expect.stringContaining("only respondents with every answer count")]);
    });

    test("are said by the sensitivity to weights and by the benchmark too", () => {
      const { warnings } = by("renormalize");
      const options = { by: "company", missing: "renormalize", draws: 0 } as const;
      expect(weightSensitivity(tree, rows, options).warnings).toEqual(warnings);
      const benchmark = benchmarkIndex(by("renormalize"), { against: "best" });
      expect(benchmark.warnings).toEqual(warnings);
      expect(benchmark.toRows().map(({ gap }) => gap)).toEqual([0, 0, 0, -8, 0, 0]);
      expect(benchmarkIndex(by("mean"), { against: "best" }).warnings).toEqual([]);
    });

    test("are said of periods, with both names, and count by survey weights", () => {
      const waves = rows.map((row) => ({ ...row, wave: row.company === "a" ? 2025 : 2026, company: "ours" }));
      const result = weightedIndex(tree, waves, { by: "company", period: "wave", missing: "renormalize" });
      expect(result.warnings[0]).toContain('by 50 % of "ours" in 2026 and by 90 % of "ours" in 2025');
      const weights = rows.map(({ service }, row) => (row < 20 && service === null ? 1 / 9 : 1));
      expect(weightedIndex(tree, rows, { by: "company", missing: "renormalize", weights }).warnings).toEqual([
        expect.stringContaining("uneven weights leave 20 respondents the effect of 7.2"),
      ]);
    });
  });

  test("contributions of the leaves add up to the index, whatever is missing", () => {
    const answer = fc.option(fc.double({ min: 0, max: 100, noNaN: true }), { freq: 3 });
    const row = fc.record(Object.fromEntries(Object.keys(gasAnswers).map((name) => [name, answer])));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 12 }), (rows) => {
        for (const missing of ["listwise", "renormalize", "mean"] as const) {
          const result = weightedIndex(gasSupplyTree, rows, { missing });
          const root = node(result, "gas supply");
          if (root.score === null) continue;
          const leaves = result.nodes
            .where((each) => each.level === 2)
            .column("contribution")
            .toArray();
          const points = leaves.reduce<number>((sum, value) => sum + value!, 0);
          expect(points).toBeCloseTo(root.score!, 8);
        }
      }),
    );
  });

  test("without missing answers every way of treating them is the same", () => {
    const answer = fc.double({ min: 0, max: 100, noNaN: true });
    const row = fc.record({ price: answer, service: answer });
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 9 }), (rows) => {
        const plain = weightedIndex(pair, rows).nodes.toColumns();
        for (const missing of ["listwise", "renormalize", "mean"] as const) {
          const other = weightedIndex(pair, rows, { missing }).nodes.toColumns();
          for (const name of ["score", "standardError", "contribution"] as const) {
            other[name].forEach((value, i) => {
              expect(value).toBeCloseTo(plain[name][i]!, 9);
            });
          }
        }
      }),
    );
  });
});

describe("the interval of the index", () => {
  /**
   * Answers with a common mood; price answered by four in five at random, everybody sampled with unequal chances that
   * are told by weights.
   */
  const survey = (random: Random, gaps: boolean, unequal: boolean) => {
    const count = 80;
    const columns = { price: new Float64Array(count), service: new Float64Array(count), w: new Float64Array(count) };
    for (let row = 0; row < count; ) {
      const mood = random.normal();
      const isKept = !unequal || random.uniform() < (mood > 0 ? 0.9 : 0.3);
      const price = 60 + 15 * mood + 10 * random.normal();
      const service = 70 + 10 * mood + 10 * random.normal();
      if (!isKept) continue;
      columns.price[row] = gaps && random.uniform() < 0.2 ? Number.NaN : price;
      columns.service[row] = service;
      columns.w[row] = unequal ? 1 / (mood > 0 ? 0.9 : 0.3) : 1;
      row++;
    }
    return columns;
  };
  const truth = 0.25 * 60 + 0.75 * 70;

  test.each([
    ["complete answers", false, false, "error"],
    ["answers filled with the mean", true, false, "mean"],
    ["complete respondents alone", true, false, "listwise"],
    ["unequal chances, told by weights", false, true, "error"],
    ["unequal chances and answers filled with the mean", true, true, "mean"],
  ] as const)("covers the truth at its level with %s", (_, gaps, unequal, missing) => {
    const random = createRandom(31);
    const surveys = 1000;
    let covered = 0;
    for (let i = 0; i < surveys; i++) {
      const root = node(weightedIndex(pair, survey(random, gaps, unequal), { missing, weights: "w" }), "index");
      if (root.lower! <= truth && truth <= root.upper!) covered++;
    }
    expect(covered / surveys).toBeGreaterThan(0.925);
    expect(covered / surveys).toBeLessThan(0.975);
  });
});

describe("what is wrong with a tree or its answers is named", () => {
  const leaf = (name: string, weight?: number): Indicator => (weight === undefined ? { name } : { name, weight });
  const tree = (...children: Indicator[]): Indicator => ({ name: "t", children });
  const answers = { a: [1, 2], b: [3, 4] };

  test("weights that do not sum to 1, with the node", () => {
    const error = errorOf(() => weightedIndex(tree(leaf("a", 0.5), leaf("b", 0.6)), answers));
    expect(error.code).toBe("weights-sum");
    expect(error.message).toContain('"t"');
    expect(error.message).toContain("1.1");
    const inner = tree({ name: "u", weight: 1, children: [leaf("a", 0.2), leaf("b", 0.2)] });
    expect(errorOf(() => weightedIndex(inner, answers)).message).toContain('"t/u"');
  });

  test("weights that sum to 0 cannot be normalized", () => {
    const none = tree(leaf("a", 0), leaf("b", 0));
    expect(errorOf(() => weightedIndex(none, answers, { normalize: true })).code).toBe("weights-sum");
  });

  test("a weight left out, negative, or no number", () => {
    expect(errorOf(() => weightedIndex(tree(leaf("a", 1), leaf("b")), answers)).code).toBe("weights-sum");
    expect(errorOf(() => weightedIndex(tree(leaf("a", 1.5), leaf("b", -0.5)), answers)).code).toBe("out-of-range");
    expect(errorOf(() => weightedIndex(tree(leaf("a", Number.NaN), leaf("b", 1)), answers)).code).toBe("out-of-range");
    expect(errorOf(() => weightedIndex(tree({ name: "a", weight: "1" } as never), answers)).code).toBe("out-of-range");
  });

  test("a tree that runs in a circle", () => {
    const children: Indicator[] = [];
    const circle: Indicator = { name: "a", children: [{ name: "b", children }] };
    children.push(circle);
    expect(errorOf(() => weightedIndex(circle, answers)).code).toBe("cyclic-paths");
  });

  test("siblings of one name, paths that coincide, and a question used twice", () => {
    expect(errorOf(() => weightedIndex(tree(leaf("a"), leaf("a")), answers)).code).toBe("duplicate-name");
    const slashed = tree({ name: "u/v", column: "a" }, { name: "u", children: [{ name: "v", column: "b" }] });
    expect(errorOf(() => weightedIndex(slashed, answers)).code).toBe("duplicate-name");
    const twice = tree(leaf("a"), { name: "other", column: "a" });
    expect(errorOf(() => weightedIndex(twice, answers))).toMatchObject({
      code: "duplicate-column",
      place: { column: "a" },
    });
  });

  test.each([
    ["no tree", null],
    ["an array", [{ name: "a" }]],
    ["a node without a name", { children: [{ name: "a" }] }],
    ["an empty name", { name: "" }],
    ["a node without children or column", { name: "t", children: [] }],
    ["children that are no array", { name: "t", children: { name: "a" } }],
    ["a child that is no node", { name: "t", children: ["a"] }],
    ["a node with children and a column", { name: "t", column: "a", children: [{ name: "a" }] }],
    ["an unknown key", { name: "a", wieght: 1 }],
    ["a column that is no name", { name: "a", column: 3 }],
    ["a bad scale", { name: "a", scale: { likert: 0 } }],
  ])("%s", (_, bad) => {
    expect(errorOf(() => weightedIndex(bad as never, answers)).code).toBe("invalid-option");
  });

  test("a question in no column", () => {
    expect(errorOf(() => weightedIndex(tree(leaf("a"), leaf("c")), answers))).toMatchObject({
      code: "unknown-column",
      place: { column: "c" },
    });
  });

  test("an answer outside its scale, with question and respondent", () => {
    const error = errorOf(() =>
      weightedIndex(tree(leaf("a"), leaf("b")), { a: [1, 5], b: [2, 6] }, { scale: { likert: 5 } }),
    );
    expect(error).toMatchObject({ code: "out-of-range", place: { column: "b", row: 2, value: 6 } });
    expect(error.message).toContain("respondent 2");
  });

  test("answers that are no numbers, no table, or no rows", () => {
    expect(errorOf(() => weightedIndex(leaf("a"), { a: ["good", "bad"] })).code).toBe("not-a-number");
    expect(errorOf(() => weightedIndex(leaf("a"), 5 as never)).code).toBe("unsupported-input");
    expect(errorOf(() => weightedIndex(leaf("a"), [])).code).toBe("empty-table");
    expect(errorOf(() => weightedIndex(leaf("a"), { a: [] })).code).toBe("empty-table");
    expect(errorOf(() => weightedIndex(leaf("a"), { a: [1, Number.POSITIVE_INFINITY] })).code).toBe("not-finite");
  });

  test("groups and weights that are not there or make no sense", () => {
    expect(errorOf(() => weightedIndex(leaf("a"), answers, { by: "x" })).code).toBe("unknown-column");
    expect(errorOf(() => weightedIndex(leaf("a"), { a: [1], g: [null] }, { by: "g" })).code).toBe("missing-value");
    expect(errorOf(() => weightedIndex(leaf("a"), answers, { weights: [1] })).code).toBe("length-mismatch");
    expect(errorOf(() => weightedIndex(leaf("a"), answers, { weights: [1, -1] })).code).toBe("out-of-range");
    expect(errorOf(() => weightedIndex(leaf("a"), answers, { weights: [0, 0] })).code).toBe("out-of-range");
    expect(errorOf(() => weightedIndex(leaf("a"), answers, { missing: "pairwise" as never })).code).toBe(
      "invalid-option",
    );
    expect(errorOf(() => weightedIndex(leaf("a"), answers, { confidence: 1 })).code).toBe("invalid-option");
    expect(errorOf(() => weightedIndex(leaf("a"), answers, { grp: "a" } as never)).code).toBe("invalid-option");
  });
});
