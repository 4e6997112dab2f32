import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { similarHabits } from "../../../src/baskets/index.js";
import { errorOf } from "../../error-of.js";

const views = (customer: string, pages: string) => [...pages].map((page) => ({ customer, page }));

/** The cosine written out over all pages. */
function cosine(log: readonly { customer: string; page: string }[], a: string, b: string): number {
  const pages = [...new Set(log.map(({ page }) => page))];
  const customers = new Set(log.map(({ customer }) => customer));
  const times = (customer: string, page: string) =>
    log.filter((row) => row.customer === customer && row.page === page).length;
  const viewers = (page: string) => [...customers].filter((customer) => times(customer, page) > 0).length;
  const vector = (customer: string) =>
    pages.map((page) =>
      viewers(page) < 2
        ? 0
        : Math.log(1 + times(customer, page)) * Math.log((customers.size + 1) / (viewers(page) + 1)),
    );
  const dot = (x: number[], y: number[]) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  const [x, y] = [vector(a), vector(b)];
  return dot(x, y) === 0 ? 0 : dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

describe("similarHabits", () => {
  it("finds those who view the same, and says what", () => {
    const log = [
      ...views("ada", "lamps".repeat(1)),
      ...views("bob", "lam"),
      ...views("cem", "xyzz"),
      ...views("dora", "xyq"),
    ];
    const found = similarHabits(log);
    expect(found.toRows().map(({ customer, other }) => [customer, other])).toEqual([
      ["ada", "bob"],
      ["bob", "ada"],
      ["cem", "dora"],
      ["dora", "cem"],
    ]);
    expect(found.toRows()[0]).toMatchObject({ rank: 1, commonPages: 3, why: "both viewed a, l, m" });
    expect(found).toMatchObject({ pages: 5, rarePages: 4, alone: 0 });
  });

  it("counts customers of whom no page counts: what they do not view is not what everybody views", () => {
    const log = {
      customer: ["ada", "ada", "bob", "bob", "cem"],
      page: ["lamps", "rugs", "rugs", "lamps", "sofas"],
    };
    const rows = similarHabits(log).toRows();
    expect(rows).toMatchObject([
      { customer: "ada", rank: 1, other: "bob", commonPages: 2, why: "both viewed lamps, rugs" },
      { customer: "bob", rank: 1, other: "ada", commonPages: 2, why: "both viewed lamps, rugs" },
    ]);
    for (const { similarity } of rows) expect(similarity).toBeCloseTo(1, 12);
  });

  it("measures the cosine that one writes out over all pages", () => {
    const anyLog = fc.array(
      fc.record({ customer: fc.constantFrom("a", "b", "c", "d"), page: fc.constantFrom(..."pqrst") }),
      { minLength: 4, maxLength: 40 },
    );
    fc.assert(
      fc.property(anyLog, (log) => {
        for (const { customer, other, similarity } of similarHabits(log, { minCommon: 1, top: 9 }).toRows()) {
          expect(similarity!).toBeCloseTo(cosine(log, String(customer), String(other)), 12);
        }
      }),
      { numRuns: 60 },
    );
  });

  it("is the same from both sides, and keeps to its limits", () => {
    const log = [...views("a", "pqrs"), ...views("b", "pqrt"), ...views("c", "pu"), ...views("d", "uv")];
    const rows = similarHabits(log, { minCommon: 1 }).toRows();
    const of = (customer: string, other: string) =>
      rows.find((row) => row.customer === customer && row.other === other)?.similarity;
    expect(of("a", "b")).toBe(of("b", "a"));
    const strict = similarHabits(log, { minCommon: 2, top: 1 });
    expect(strict.toRows().map(({ customer }) => customer)).toEqual(["a", "b"]);
    expect(strict.alone).toBe(2);
    expect(
      similarHabits(log, { of: ["b"], minCommon: 1 })
        .column("customer")
        .toArray(),
    ).toEqual(["b", "b"]);
  });

  it("finds nobody alike in what everybody views", () => {
    const log = ["a", "b", "c"].flatMap((customer) => views(customer, "pq"));
    expect(similarHabits(log).numRows).toBe(0);
    expect(similarHabits(log).alone).toBe(3);
  });

  it("refuses a customer who is not in the log", () => {
    const log = views("a", "pq");
    expect(errorOf(() => similarHabits(log, { of: ["nobody"] })).message).toMatch(/no customer "nobody"/);
    expect(errorOf(() => similarHabits(log, { of: [1] })).code).toBe("column-type");
    expect(errorOf(() => similarHabits(log, { top: 0 })).code).toBe("invalid-option");
  });
});
